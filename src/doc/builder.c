/* builder.c: text, position map and blocks in step. */
#include "doc/builder.h"

#include "base/banned.h"

enum { GROWTH_MAX = 4, SPARE_BYTES = 64 * 1024 };

static void free_text(void *handle)
{
    buf_free(handle);
}

void builder_init(struct builder *b, struct reading *r)
{
    *b = (struct builder){ .r = r, .text = NEW(r->perm, struct buf, 1) };
    b->sorter = (struct block_sorter){ .doc = r->doc, .perm = r->perm, .limit = r->limits->blocks };
    buf_init(b->text, r->input.n * GROWTH_MAX + SPARE_BYTES);
    arena_defer(r->perm, free_text, b->text);
}

void builder_open(struct builder *b, enum block_kind hint)
{
    b->open = true;
    b->blank = false;
    b->begin = b->text->n;
    b->hint = hint;
    b->number = 0;
}

/* Marks are in the order of the input; those before `off` get their place now. */
static void place_marks(struct builder *b, size_t off)
{
    struct doc *doc = b->r->doc;
    while (b->next_mark < doc->marks.n && doc->marks.p[b->next_mark].source.off <= off)
        doc->marks.p[b->next_mark++].text_off = builder_here(b);
}

static void add(struct builder *b, str text, span source, bool replaced)
{
    struct posmap_segment segment = { (uint32_t)b->text->n, source.off, (uint32_t)text.n,
                                      source.len, replaced };
    buf_add(b->text, text);
    if (!b->text->failed)
        posmap_add(&b->r->doc->map, b->r->perm, segment);
}

static void give_blank(struct builder *b)
{
    if (!b->blank)
        return;
    b->blank = false;
    str source = str_at(b->r->input, b->blank_source);
    bool verbatim = source.n == 1 && source.p[0] == ' ';
    add(b, S(" "), b->blank_source, !verbatim);
}

void builder_copy(struct builder *b, size_t off, size_t len)
{
    if (len == 0)
        return;
    place_marks(b, off);
    give_blank(b);
    add(b, str_slice(b->r->input, off, len), span_make(off, off + len), false);
    b->last_end = off + len;
}

void builder_put(struct builder *b, str text, size_t off, size_t len)
{
    place_marks(b, off);
    give_blank(b);
    add(b, text, span_make(off, off + len), true);
    b->last_end = off + len;
}

void builder_blank(struct builder *b, size_t off, size_t len)
{
    if (!b->open || b->blank || b->text->n == b->begin)
        return;
    b->blank = true;
    b->blank_source = span_make(off, off + len);
}

uint32_t builder_here(const struct builder *b)
{
    return (uint32_t)b->text->n + b->blank;
}

/* Blocks stand on lines of their own in the text. */
static void end_line(struct builder *b)
{
    b->blank = false;
    add(b, S("\n"), span_make(b->last_end, b->last_end), true);
}

void builder_drop(struct builder *b)
{
    if (b->open && b->text->n > b->begin)
        end_line(b);
    b->open = false;
    b->label = (span){ 0 };
}

void builder_label(struct builder *b, size_t off, size_t len)
{
    size_t begin = b->text->n;
    builder_copy(b, off, len);
    b->label = span_make(begin, b->text->n);
    end_line(b);
    b->begin = b->text->n;
}

bool builder_close(struct builder *b, struct err *err)
{
    if (!b->open)
        return true;
    struct block_input in = { str_from(buf_str(b->text), b->begin), b->begin, b->hint, b->label,
                              b->number };
    bool added = b->text->failed || block_add(&b->sorter, in, err);
    builder_drop(b);
    return added;
}

static int by_place(const void *a, const void *b)
{
    const struct doc_link *x = a, *y = b;
    if (x->text.off != y->text.off)
        return x->text.off < y->text.off ? -1 : 1;
    return (x->source.off > y->source.off) - (x->source.off < y->source.off);
}

static void sort_links(struct doc *doc)
{
    if (doc->links.n > 1)
        qsort(doc->links.p, doc->links.n, sizeof doc->links.p[0], by_place);
}

/* Looks for addresses between the links that the format marks. */
static void add_bare_urls(struct reading *r)
{
    struct doc *doc = r->doc;
    size_t at = 0, n = doc->links.n;
    sort_links(doc);
    for (size_t i = 0; i <= n; i++) {
        size_t end = i < n ? doc->links.p[i].text.off : doc->text.n;
        if (end > at)
            reader_bare_urls(r, str_slice(doc->text, at, end - at), at);
        if (i < n && span_end(doc->links.p[i].text) > at)
            at = span_end(doc->links.p[i].text);
    }
    sort_links(doc);
}

bool builder_finish(struct builder *b, bool bare_urls, struct err *err)
{
    if (!builder_close(b, err))
        return false;
    if (b->text->failed)
        return err_set(err, ERR_LIMIT, "holds more than %zu MB of text", b->text->max / 1000000);
    place_marks(b, SIZE_MAX);
    b->r->doc->text = buf_str(b->text);
    block_finish(&b->sorter, b->r->doc->text);
    if (bare_urls)
        add_bare_urls(b->r);
    else
        sort_links(b->r->doc);
    return true;
}
