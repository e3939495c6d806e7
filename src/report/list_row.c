/* list_row.c: walking a document's parentheticals and links side by side. */
#include "report/list_row.h"

#include "base/utf8.h"

#include "base/banned.h"

const struct reference *report_reference(const struct report_doc *doc, size_t citation)
{
    if (!doc->refs || citation >= doc->refs->list.n)
        return NULL;
    const struct reference *ref = &doc->refs->list.p[citation];
    return ref->citation == citation ? ref : NULL;
}

const struct evidence *report_evidence(const struct report_doc *doc, const struct reference *ref)
{
    return ref && doc->evidence ? &doc->evidence[ref - doc->refs->list.p] : NULL;
}

struct report_place report_place_at(struct line_cursor *lines, span source)
{
    struct report_place place = { .source = source };
    place.from = line_cursor_at(lines, source.off);
    struct line_cursor ahead = *lines;
    place.to = line_cursor_at(&ahead, (uint32_t)span_end(source));
    return place;
}

str report_source_text(const struct doc *doc, span source, span text)
{
    str bytes = str_at(doc->source, source);
    if (doc->source.p == doc->text.p || utf8_valid(bytes, NULL))
        return bytes;
    return str_at(doc->text, text);
}

span report_finding_source(const struct doc *doc, const struct finding *finding)
{
    bool outside = finding->text.len == 0 && finding->source.len > 0;
    return outside ? finding->source : doc_source_span(doc, finding->text);
}

void list_rows_init(struct list_rows *rows, const struct report_doc *doc, bool others, bool links,
                    struct arena *scratch)
{
    *rows = (struct list_rows){
        .doc = doc, .scratch = scratch, .others = others, .links = links && doc->refs
    };
    line_cursor_init(&rows->lines, doc->doc->source);
    rows->link = doc->cites->citations.n;
}

static str host_of(str canonical)
{
    size_t at = str_find(canonical, S("://"), 0);
    str host = str_from(canonical, at + 3), rest;
    (void)str_cut(host, '/', &host, &rest);
    size_t end = host.n; /* the name and password before the host are nobody's business */
    while (end > 0 && host.p[end - 1] != '@')
        end--;
    return str_from(host, end);
}

static void set_place(struct list_rows *rows, span source, struct list_row *row)
{
    row->place = report_place_at(&rows->lines, source);
}

static void link_row(struct list_rows *rows, const struct reference *ref, struct list_row *row)
{
    const struct doc *doc = rows->doc->doc;
    bool bare = ref->text.len == 0 && ref->link < doc->links.n;
    span source = bare ? doc->links.p[ref->link].source : doc_source_span(doc, ref->text);
    size_t block = doc_block_at(doc, ref->text.off), sentence = doc_sentence_at(doc, ref->text.off);
    *row = (struct list_row){
        .ref = ref,
        .evidence = report_evidence(rows->doc, ref),
        .outlet = ref->host_outlet,
        .parenthetical = report_source_text(doc, source, ref->text),
        .outlet_text = host_of(ref->canonical),
        .url = url_masked(ref->url, rows->scratch),
        .paragraph = block < doc->blocks.n ? doc->blocks.p[block].paragraph : 0,
        .sentence = sentence < doc->sentences.n ? doc->sentences.p[sentence].ordinal : 0,
        .kind = CCK_KIND_LINK,
        .match = ref->host_outlet ? CCK_MATCH_DOMAIN : CCK_MATCH_NONE,
    };
    set_place(rows, source, row);
}

static void paren_row(struct list_rows *rows, const struct paren *paren, struct list_row *row)
{
    const struct doc *doc = rows->doc->doc;
    span source = doc_source_span(doc, paren->text);
    *row = (struct list_row){
        .parenthetical = report_source_text(doc, source, paren->text),
        .paragraph = paren->block < doc->blocks.n ? doc->blocks.p[paren->block].paragraph : 0,
        .sentence =
            paren->sentence < doc->sentences.n ? doc->sentences.p[paren->sentence].ordinal : 0,
        .kind = paren->kind,
        .error = paren->error,
    };
    set_place(rows, source, row);
}

static str link_of(const struct list_rows *rows, const struct list_row *row)
{
    const struct doc *doc = rows->doc->doc;
    uint32_t link = row->citation->link;
    if (link >= doc->links.n)
        return (str){ 0 };
    str url = row->ref && row->ref->url.n ? row->ref->url
                                          : url_unwrap(doc->links.p[link].url, rows->scratch);
    return url_masked(url, rows->scratch);
}

/* The fields that differ from one citation of a parenthetical to the next. */
static void set_citation(struct list_rows *rows, const struct paren *paren, size_t index,
                         struct list_row *row)
{
    const struct citation *citation = &rows->doc->cites->citations.p[index];
    row->citation = citation;
    row->ref = report_reference(rows->doc, index);
    row->evidence = report_evidence(rows->doc, row->ref);
    row->outlet = citation->hit.outlet;
    row->match = citation->hit.outlet ? citation->hit.match : CCK_MATCH_NONE;
    row->outlet_text = citation->outlet_text;
    row->kind = citation->kind;
    row->error = citation->error ? citation->error : paren->error;
    if (!row->error && row->match == CCK_MATCH_FUZZY)
        row->error = CCK_CITE_MISSPELT_OUTLET;
    row->url = link_of(rows, row);
}

static const struct reference *next_link(struct list_rows *rows)
{
    if (!rows->links || rows->link >= rows->doc->refs->list.n)
        return NULL;
    return &rows->doc->refs->list.p[rows->link];
}

bool list_rows_next(struct list_rows *rows, struct list_row *row)
{
    const struct cite_list *cites = rows->doc->cites;
    for (;;) {
        const struct paren *paren =
            rows->paren < cites->parens.n ? &cites->parens.p[rows->paren] : NULL;
        const struct reference *link = rows->citation ? NULL : next_link(rows);
        if (link && (!paren || link->text.off < paren->text.off)) {
            rows->link++;
            link_row(rows, link, row);
            return true;
        }
        if (!paren)
            return false;
        if (rows->citation < paren->n_citations) {
            bool first = rows->citation == 0;
            if (first)
                paren_row(rows, paren, row);
            row->same_place = !first;
            set_citation(rows, paren, paren->first_citation + rows->citation++, row);
            return true;
        }
        bool other = paren->n_citations == 0 && rows->others;
        rows->paren++;
        rows->citation = 0;
        if (other) {
            paren_row(rows, paren, row);
            return true;
        }
    }
}
