/* read.c: the table of formats, and what is done before and after a format's reader. */
#include "doc/read.h"

#include "doc/fact.h"
#include "doc/reader.h"
#include "doc/sentence.h"
#include "format/charset.h"

#include "base/banned.h"

enum { SNIFF_BYTES = 4096, EXTENSIONS_MAX = 6, MARKS_MAX = 1000 };

struct format {
    str extensions[EXTENSIONS_MAX];
    bool (*sniff)(str head); /* NULL: what no other format claims */
    bool (*read)(struct reading *r, struct err *err);
};

static bool sniff_html(str head)
{
    static const str tags[] = { S_INIT("<!doctype html"),
                                S_INIT("<html"),
                                S_INIT("<head"),
                                S_INIT("<body"),
                                S_INIT("<meta"),
                                S_INIT("<article"),
                                S_INIT("<div"),
                                S_INIT("<p>"),
                                S_INIT("<p "),
                                S_INIT("<h1") };
    head = str_trim(head);
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (str_starts_nocase(head, tags[i]))
            return true;
    return false;
}

/* Front matter, a heading, or an inline link. */
static bool sniff_md(str head)
{
    size_t link = str_find(head, S("](http"), 0);
    return str_starts(head, S("---\n")) || str_starts(head, S("---\r\n")) ||
           str_starts(head, S("# ")) || str_find(head, S("\n## "), 0) < head.n || link < head.n;
}

static const struct format formats[READ_FORMAT_COUNT] = {
    [READ_TXT] = { { S_INIT(".txt"), S_INIT(".text"), S_INIT(".asc") }, NULL, read_txt },
    [READ_MARKDOWN] = { { S_INIT(".md"), S_INIT(".markdown"), S_INIT(".mkd"), S_INIT(".mdown") },
                        sniff_md,
                        read_md },
    [READ_HTML] = { { S_INIT(".html"), S_INIT(".htm"), S_INIT(".xhtml") }, sniff_html, read_html },
};

bool read_format_of(str path, enum read_format *format)
{
    for (unsigned f = 0; f < READ_FORMAT_COUNT; f++) {
        for (unsigned i = 0; i < EXTENSIONS_MAX && formats[f].extensions[i].n; i++) {
            if (str_ends_nocase(path, formats[f].extensions[i])) {
                *format = (enum read_format)f;
                return true;
            }
        }
    }
    return false;
}

static enum read_format find_format(str name, str input)
{
    enum read_format format;
    str head = str_slice(input, 0, SNIFF_BYTES);
    if (read_format_of(name, &format))
        return format;
    if (sniff_html(head))
        return READ_HTML;
    return sniff_md(head) ? READ_MARKDOWN : READ_TXT;
}

/* Room ahead for what long texts hold, so that growth does not double the memory. */
static void reserve_sentences(struct doc *doc, struct arena *perm)
{
    enum { SENTENCE_BYTES = 96 };
    doc->sentences.cap = doc->text.n / SENTENCE_BYTES + 8;
    doc->sentences.p = NEW(perm, struct sentence, doc->sentences.cap);
}

/* Leads places in the decoded text back to the source's bytes. */
static void map_back(struct doc *doc, const struct posmap *decoded, struct arena *perm)
{
    struct doc_meta *meta = &doc->meta;
    posmap_compose(&doc->map, decoded, perm);
    for (size_t i = 0; i < doc->links.n; i++)
        doc->links.p[i].source = posmap_source(decoded, doc->links.p[i].source);
    for (size_t i = 0; i < doc->marks.n; i++)
        doc->marks.p[i].source = posmap_source(decoded, doc->marks.p[i].source);
    for (size_t i = 0; i < meta->dates.n; i++)
        if (meta->dates.p[i].source.len)
            meta->dates.p[i].source = posmap_source(decoded, meta->dates.p[i].source);
    span *places[] = { &meta->publication_source, &meta->volume_source, &meta->issue_source };
    for (size_t i = 0; i < 3; i++)
        if (places[i]->len)
            *places[i] = posmap_source(decoded, *places[i]);
}

static bool is_moved(const struct charset_text *decoded)
{
    return decoded->n_runs > 1 ||
           (decoded->n_runs == 1 && (decoded->runs[0].recoded || decoded->runs[0].source_off));
}

static void build_map(const struct charset_text *decoded, struct posmap *map, struct arena *perm)
{
    for (size_t i = 0; i < decoded->n_runs; i++) {
        const struct charset_run *run = &decoded->runs[i];
        posmap_add(map, perm,
                   (struct posmap_segment){ run->text_off, run->source_off, run->text_len,
                                            run->source_len, run->recoded });
    }
}

static int by_kind(const void *a, const void *b)
{
    const struct doc_fact *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->source.off > y->source.off) - (x->source.off < y->source.off);
}

static void add_file_date(struct doc *doc, struct arena *perm)
{
    date day;
    if (fact_file_date(doc->name, &day))
        fact_add(doc, perm, (struct doc_fact){ DOC_FACT_FILE_NAME, day, { 0 }, S("file name") });
    if (doc->meta.dates.n > 1)
        qsort(doc->meta.dates.p, doc->meta.dates.n, sizeof doc->meta.dates.p[0], by_kind);
}

/* Each mark is held against each finding. */
static bool has_few_marks(const struct doc *doc, struct err *err)
{
    struct line_cursor lines;
    if (doc->marks.n <= MARKS_MAX)
        return true;
    line_cursor_init(&lines, doc->source);
    struct line_place at = line_cursor_at(&lines, doc->marks.p[MARKS_MAX].source.off);
    return err_at(err, ERR_LIMIT, at.line, at.column,
                  "more than %d comments for citecheck; one citecheck-disable-file may do",
                  MARKS_MAX);
}

bool doc_read(str name, str source, const struct read_limits *limits, struct arena *perm,
              struct doc *out, struct err *err)
{
    struct charset_text decoded;
    struct reading r = { .limits = limits, .perm = perm, .doc = out };
    *out = (struct doc){ .name = name, .source = source };
    if (source.n > limits->source_bytes)
        return err_set(err, ERR_LIMIT, "larger than %zu MB", limits->source_bytes / 1000000);
    if (!charset_decode(source, perm, &decoded, err))
        return false;
    r.input = decoded.text;
    if (!formats[find_format(name, r.input)].read(&r, err))
        return false;
    reserve_sentences(out, perm);
    for (size_t i = 0; i < out->blocks.n; i++)
        sentence_split(out, i, perm);
    if (is_moved(&decoded)) {
        struct posmap map = { 0 };
        build_map(&decoded, &map, perm);
        map_back(out, &map, perm);
    }
    add_file_date(out, perm);
    return has_few_marks(out, err);
}
