/* read_html.c: HTML drafts. gumbo parses and keeps the offset of every text; the tree is made blocks and
 * links here. */
#include <gumbo.h>
#include <malloc.h>

#include "base/utf8.h"
#include "doc/builder.h"
#include "doc/entity.h"
#include "doc/front_matter.h"
#include "doc/html_find.h"
#include "doc/html_guard.h"
#include "doc/html_meta.h"
#include "doc/html_tree.h"
#include "doc/reader.h"

#include "base/banned.h"

enum { DATE_LINE_MAX_BYTES = 80, LARGE_BYTES = 1024 * 1024 };

struct html {
    struct reading *r;
    struct builder b;
    enum block_kind kind; /* of a block that text opens here */
    const GumboNode *body;
    uint32_t number; /* of a list item that has just begun; 0: none */
    uint32_t next;   /* number of the next item; 0 in lists of bullets */
    size_t breaks;   /* <br> in a row */
    bool dropped;    /* the block at hand is an editor's comment */
    bool in_link;
    struct doc_link link;
};

static bool walk(struct html *h, const GumboNode *node, int depth, struct err *err);

static size_t offset_of(const struct html *h, const GumboStringPiece *piece)
{
    return (size_t)(piece->data - h->r->input.p);
}

static bool close_block(struct html *h, struct err *err)
{
    h->breaks = 0;
    if (h->dropped)
        builder_drop(&h->b);
    if (h->b.open && h->b.hint == BLOCK_MASTHEAD && h->b.text->n - h->b.begin > DATE_LINE_MAX_BYTES)
        h->b.hint = h->kind; /* prose that begins with a time */
    h->dropped = false;
    return builder_close(&h->b, err);
}

static void ready_block(struct html *h)
{
    if (!h->b.open) {
        builder_open(&h->b, h->kind);
        h->b.number = h->number; /* what else the item holds goes on with it */
        h->number = 0;
    }
    h->breaks = 0;
}

/* A tag that the parser did not heed stays in the raw text: its length, or 0. */
static size_t stray_tag(str raw, size_t at)
{
    char next = 0;
    if (at + 1 < raw.n)
        next = raw.p[at + 1];
    bool letter = (next | 32) >= 'a' && (next | 32) <= 'z';
    if (!letter && next != '/' && next != '!' && next != '?')
        return 0;
    size_t end = str_find_byte(raw, '>', at);
    return end < raw.n ? end + 1 - at : 0;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The parser's text is decoded; its raw bytes are read again, for the way back. */
static void take_text(struct html *h, const GumboNode *node)
{
    str raw = { node->v.text.original_text.data, node->v.text.original_text.length };
    size_t base = offset_of(h, &node->v.text.original_text), end;
    char room[ENTITY_TEXT_BYTES];
    if (!raw.p)
        return;
    for (size_t at = 0; at < raw.n; at = end) {
        size_t used = 0;
        end = at + 1;
        if (is_blank(raw.p[at])) {
            while (end < raw.n && is_blank(raw.p[end]))
                end++;
            builder_blank(&h->b, base + at, end - at);
            continue;
        }
        if (raw.p[at] == '<' && (used = stray_tag(raw, at)) > 0) {
            end = at + used;
            continue;
        }
        str decoded = raw.p[at] == '&' ? entity_decode(str_from(raw, at), room, &used) : (str){ 0 };
        if (decoded.n) {
            ready_block(h);
            builder_put(&h->b, decoded, base + at, used);
            end = at + used;
            continue;
        }
        while (end < raw.n && !is_blank(raw.p[end]) && raw.p[end] != '&' && raw.p[end] != '<')
            end++;
        ready_block(h);
        builder_copy(&h->b, base + at, end - at);
    }
}

/* Two breaks in a row part paragraphs. */
static bool take_break(struct html *h, const GumboNode *node, struct err *err)
{
    if (++h->breaks >= 2)
        return close_block(h, err);
    if (node->v.element.original_tag.data)
        builder_blank(&h->b, offset_of(h, &node->v.element.original_tag),
                      node->v.element.original_tag.length);
    return true;
}

/* A link from a footnote back to its place in the text. */
static bool is_back_link(str href)
{
    static const str heads[] = { S_INIT("#fnref"),   S_INIT("#ftnt_ref"),     S_INIT("#_ftnref"),
                                 S_INIT("#_ednref"), S_INIT("#footnote-ref"), S_INIT("#cite_ref") };
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        if (str_starts_nocase(href, heads[i]))
            return true;
    return str_starts(href, S("#sdfootnote")) && str_ends(href, S("anc")); /* LibreOffice */
}

static void leave_link(struct html *h)
{
    size_t begin = h->link.text.off, end = h->b.text->n;
    h->in_link = false;
    h->link.text = span_make(begin < end ? begin : end, end);
    if (h->b.open && is_back_link(h->link.url)) {
        h->b.hint = BLOCK_FOOTNOTE;
        if (begin <= h->b.begin) { /* "[1]" before the note */
            h->b.label = span_make(h->b.begin, end);
            h->b.begin = end;
        }
    }
    *VEC_PUSH(&h->r->doc->links, h->r->perm) = h->link;
}

static bool walk_children(struct html *h, const GumboNode *node, int depth, struct err *err)
{
    const GumboVector *children = html_children(node);
    for (unsigned i = 0; children && i < children->length; i++)
        if (!walk(h, children->data[i], depth + 1, err))
            return false;
    return true;
}

static bool take_link(struct html *h, const GumboNode *node, int depth, struct err *err)
{
    str href = html_attr(node, "href");
    if (str_starts(href, S("#cmnt_ref"))) /* Google Docs: a comment at the end */
        h->dropped = true;
    bool back = is_back_link(href), first = !h->b.open || h->b.text->n == h->b.begin;
    if (back && !first)
        h->b.hint = BLOCK_FOOTNOTE; /* an arrow behind the note */
    if (str_starts(href, S("#cmnt")) || (back && !first))
        return true;
    if (!href.p || h->in_link)
        return walk_children(h, node, depth, err);
    h->in_link = true;
    h->link = (struct doc_link){ .url = str_dup(h->r->perm, str_trim(href)),
                                 .source = html_attr_span(h->r->input, node, "href"),
                                 .text = { builder_here(&h->b), 0 } };
    bool walked = walk_children(h, node, depth, err);
    leave_link(h);
    return walked;
}

/* Whether the element stands on lines of its own, and the kind of its blocks. */
static bool is_block(const GumboNode *node, enum block_kind *kind)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_H1:
        *kind = BLOCK_HEADLINE;
        return true;
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
        *kind = BLOCK_HEADING;
        return true;
    case GUMBO_TAG_LI:
        *kind = BLOCK_LIST_ITEM;
        return true;
    case GUMBO_TAG_BLOCKQUOTE:
        *kind = BLOCK_QUOTE;
        return true;
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_CAPTION:
        *kind = BLOCK_CAPTION;
        return true;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
        *kind = BLOCK_TABLE_CELL;
        return true;
    case GUMBO_TAG_P:
    case GUMBO_TAG_DIV:
        if (html_has_class(node, S("wp-caption-text")))
            *kind = BLOCK_CAPTION;
        return true;
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TR:
        return true;
    default:
        return false;
    }
}

static bool is_skipped(const struct html *h, const GumboNode *node)
{
    /* a page's header is chrome, an article's holds its headline */
    bool page_header = html_is(node, GUMBO_TAG_HEADER) && html_is(h->body, GUMBO_TAG_BODY);
    bool struck = html_is(node, GUMBO_TAG_DEL) || html_is(node, GUMBO_TAG_S) ||
                  html_is(node, GUMBO_TAG_STRIKE);
    return page_header || struck || html_is_chrome(node);
}

static uint32_t number_attr(const GumboNode *node, const char *name, uint32_t otherwise)
{
    uint32_t number;
    return str_to_u32(html_attr(node, name), &number) ? number : otherwise;
}

/* Lists count their items. */
static void take_number(struct html *h, const GumboNode *node)
{
    if (html_is(node, GUMBO_TAG_OL)) {
        h->next = number_attr(node, "start", 1);
    } else if (html_is(node, GUMBO_TAG_UL)) {
        h->next = 0;
    } else if (html_is(node, GUMBO_TAG_LI)) {
        h->number = h->next ? number_attr(node, "value", h->next) : 0;
        h->next = h->number ? h->number + 1 : 0;
    }
}

static bool take_element(struct html *h, const GumboNode *node, int depth, struct err *err)
{
    enum block_kind outer = h->kind;
    uint32_t outer_next = h->next;
    if (is_skipped(h, node))
        return true;
    if (html_is(node, GUMBO_TAG_BR))
        return take_break(h, node, err);
    if (html_is(node, GUMBO_TAG_A))
        return take_link(h, node, depth, err);
    if (html_is(node, GUMBO_TAG_TIME) && !h->b.sorter.past_head && !h->b.open) {
        html_meta_time(h->r, node);
        builder_open(&h->b, BLOCK_MASTHEAD);
    }
    if (!is_block(node, &h->kind))
        return walk_children(h, node, depth, err);
    if (!close_block(h, err))
        return false;
    take_number(h, node);
    if (!walk_children(h, node, depth, err) || !close_block(h, err))
        return false;
    h->kind = outer;
    if (html_is(node, GUMBO_TAG_OL) || html_is(node, GUMBO_TAG_UL))
        h->next = outer_next;
    return true;
}

static bool walk(struct html *h, const GumboNode *node, int depth, struct err *err)
{
    if (depth > HTML_TREE_DEPTH_MAX)
        return true;
    switch (node->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
        take_text(h, node);
        return true;
    case GUMBO_NODE_ELEMENT:
        return take_element(h, node, depth, err);
    case GUMBO_NODE_DOCUMENT:
        return walk_children(h, node, depth, err);
    default:
        return true;
    }
}

/* gumbo's tree; freed at the end, or with the arena. */
struct tree {
    GumboOutput *output;
};

static void free_tree(void *handle)
{
    struct tree *tree = handle;
    if (tree->output)
        gumbo_destroy_output(&kGumboDefaultOptions, tree->output);
    tree->output = NULL;
}

static bool guard(struct reading *r, size_t begin, struct err *err)
{
    struct arena_mark mark = arena_mark(r->perm);
    bool passes = html_guard(r->input, begin, r->limits->html_depth, r->perm, err);
    arena_release(r->perm, mark);
    return passes;
}

static bool read_tree(struct reading *r, const GumboNode *document, size_t body_off,
                      struct err *err)
{
    struct html_found found;
    struct html_site site;
    html_meta_read(r, document, &site);
    html_find(r, document, &found);
    struct html h = { .r = r, .kind = BLOCK_PARAGRAPH, .body = found.body };
    builder_init(&h.b, r);
    h.b.last_end = body_off;
    h.b.sorter.guess_headline = !found.has_headline;
    if (found.headline && !walk(&h, found.headline, 0, err))
        return false;
    if (!walk(&h, found.body, 0, err) || !close_block(&h, err) || !builder_finish(&h.b, false, err))
        return false;
    if (r->doc->meta.publication.n == 0) {
        r->doc->meta.publication = site.name;
        r->doc->meta.publication_source = site.source;
    }
    return true;
}

bool read_html(struct reading *r, struct err *err)
{
    size_t body_off;
    if (!front_matter_read(r, &body_off, err))
        return false;
    str html = str_from(r->input, body_off);
    if (!guard(r, body_off, err))
        return false;
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0; /* each would copy the stack of open elements */
    struct tree *tree = NEW(r->perm, struct tree, 1);
    arena_defer(r->perm, free_tree, tree);
    tree->output = gumbo_parse_with_options(&options, html.p ? html.p : "", html.n);
    bool read = read_tree(r, tree->output->document, body_off, err);
    free_tree(tree);
    if (html.n > LARGE_BYTES)
        (void)malloc_trim(0); /* the tree was many times as large; its pages go back now */
    return read;
}
