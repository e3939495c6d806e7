/* html_find.c: one walk that measures the text of every candidate. */
#include "doc/html_find.h"

#include "doc/html_tree.h"

#include "base/banned.h"

enum rank { RANK_ARTICLE, RANK_BODY_PROP, RANK_ENTRY, RANK_POST, RANK_MAIN, RANK_COUNT };

enum { HEADLINES_MAX = 16, TEASER_PART = 4 };

struct candidate {
    const GumboNode *node;
    size_t text_bytes;
};

struct finder {
    struct reading *r;
    struct candidate best[RANK_COUNT];
    const GumboNode *body;
    const GumboNode *headlines[HEADLINES_MAX];
    size_t n_headlines;
};

static enum rank rank_of(const GumboNode *node)
{
    if (html_is(node, GUMBO_TAG_ARTICLE))
        return RANK_ARTICLE;
    if (str_eq_nocase(html_attr(node, "itemprop"), S("articleBody")))
        return RANK_BODY_PROP;
    if (html_has_class(node, S("entry-content")))
        return RANK_ENTRY;
    if (html_has_class(node, S("post-content")))
        return RANK_POST;
    if (html_is(node, GUMBO_TAG_MAIN) || str_eq_nocase(html_attr(node, "role"), S("main")))
        return RANK_MAIN;
    return RANK_COUNT;
}

static void take_comment(struct reading *r, const GumboNode *node)
{
    str raw = { node->v.text.original_text.data, node->v.text.original_text.length }, words;
    if (!str_starts(raw, S("<!--")) || !str_ends(raw, S("-->")) || raw.n < 7)
        return;
    if (reader_mark(str_slice(raw, 4, raw.n - 7), &words))
        *VEC_PUSH(&r->doc->marks, r->perm) =
            (struct doc_mark){ span_from(r->input, raw), words, 0 };
}

static void take_element(struct finder *f, const GumboNode *node, size_t text_bytes)
{
    enum rank rank = rank_of(node);
    if (rank < RANK_COUNT && text_bytes > f->best[rank].text_bytes)
        f->best[rank] = (struct candidate){ node, text_bytes };
    if (html_is(node, GUMBO_TAG_BODY))
        f->body = node;
}

/* Bytes of text under `node`; chrome counts nothing, but its comments are read. */
static size_t walk(struct finder *f, const GumboNode *node, bool chrome, int depth)
{
    size_t sum = 0;
    if (node->type == GUMBO_NODE_COMMENT)
        take_comment(f->r, node);
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA)
        return chrome ? 0 : node->v.text.original_text.length;
    const GumboVector *children = html_children(node);
    if (!children || depth > HTML_TREE_DEPTH_MAX)
        return 0;
    chrome |= html_is_chrome(node);
    if (html_is(node, GUMBO_TAG_H1) && !chrome && f->n_headlines < HEADLINES_MAX)
        f->headlines[f->n_headlines++] = node;
    for (unsigned i = 0; i < children->length; i++)
        sum += walk(f, children->data[i], chrome, depth + 1);
    if (node->type == GUMBO_NODE_ELEMENT && !chrome)
        take_element(f, node, sum);
    return sum;
}

static bool is_within(const GumboNode *node, const GumboNode *ancestor)
{
    while (node && node != ancestor)
        node = node->parent;
    return node != NULL;
}

void html_find(struct reading *r, const GumboNode *document, struct html_found *out)
{
    struct finder f = { .r = r, .body = document };
    size_t all = walk(&f, document, false, 0);
    *out = (struct html_found){ .body = f.body, .has_headline = f.n_headlines > 0 };
    for (int rank = 0; rank < RANK_COUNT; rank++) {
        if (f.best[rank].node && f.best[rank].text_bytes * TEASER_PART >= all) {
            out->body = f.best[rank].node;
            break;
        }
    }
    for (size_t i = 0; i < f.n_headlines; i++)
        if (is_within(f.headlines[i], out->body))
            return;
    out->headline = f.n_headlines ? f.headlines[0] : NULL;
}
