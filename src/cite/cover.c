/* cover.c: a citation stands behind the sentence it closes and those before it in its paragraph,
 * back to the previous citation. It never reaches over a paragraph's end, but for lists and block
 * quotations that their paragraph leads in: "said the following (TASS, May 3):". */
#include "cite/cover.h"

#include "base/banned.h"

/* How many sentences back a citation of this house reaches. */
static uint32_t reach_of(const struct style *style)
{
    switch ((enum style_coverage)style->coverage) {
    case STYLE_COVER_SENTENCE:
        return 0;
    case STYLE_COVER_ADJACENT:
        return 1;
    case STYLE_COVER_PARAGRAPH:
        break;
    }
    return UINT32_MAX;
}

/* Of each sentence, the first and the last citing parenthetical in it. */
struct own {
    uint32_t first, last;
};

static struct own *own_parens(const struct doc *doc, const struct cite_list *cites,
                              struct arena *scratch)
{
    struct own *own = NEW(scratch, struct own, doc->sentences.n);
    for (size_t i = 0; i < doc->sentences.n; i++)
        own[i] = (struct own){ CITE_NONE, CITE_NONE };
    for (uint32_t i = 0; i < cites->parens.n; i++) {
        const struct paren *p = &cites->parens.p[i];
        if (p->kind != CCK_KIND_CITATION || p->sentence >= doc->sentences.n)
            continue;
        struct own *o = &own[p->sentence];
        if (o->first == CITE_NONE)
            o->first = i;
        o->last = i;
    }
    return own;
}

static bool is_led_in(const struct block *b)
{
    return b->kind == BLOCK_LIST_ITEM || b->kind == BLOCK_QUOTE;
}

/* The parenthetical of a paragraph's last sentence when that ends in a colon, or CITE_NONE. */
static uint32_t leading_paren(const struct doc *doc, const struct own *own, const struct block *b)
{
    if (b->n_sentences == 0)
        return CITE_NONE;
    uint32_t last = b->first_sentence + b->n_sentences - 1;
    return str_ends(str_at(doc->text, doc->sentences.p[last].text), S(":")) ? own[last].last
                                                                            : CITE_NONE;
}

/* Lists and block quotations follow their paragraph. */
static void cover_led_in(const struct doc *doc, const struct own *own, struct cover *cover)
{
    uint32_t paren = CITE_NONE;
    for (size_t i = 0; i < doc->blocks.n; i++) {
        const struct block *b = &doc->blocks.p[i];
        if (!is_led_in(b)) {
            paren = leading_paren(doc, own, b);
            continue;
        }
        for (uint32_t s = b->first_sentence; s < b->first_sentence + b->n_sentences; s++)
            if (cover[s].paren == CITE_NONE)
                cover[s] = (struct cover){ paren, 0 };
    }
}

struct cover *cover_find(const struct doc *doc, const struct cite_list *cites,
                         const struct style *style, struct arena *perm)
{
    struct cover *cover = NEW(perm, struct cover, doc->sentences.n);
    struct own *own = own_parens(doc, cites, perm);
    uint32_t reach = reach_of(style);
    for (size_t i = doc->sentences.n; i-- > 0;) {
        bool last =
            i + 1 == doc->sentences.n || doc->sentences.p[i + 1].block != doc->sentences.p[i].block;
        cover[i] = (struct cover){ CITE_NONE, 0 };
        if (own[i].last != CITE_NONE)
            cover[i] = (struct cover){ own[i].last, 0 };
        else if (!last && own[i + 1].first != CITE_NONE && reach > 0)
            cover[i] = (struct cover){ own[i + 1].first, 1 };
        else if (!last && cover[i + 1].paren != CITE_NONE && cover[i + 1].distance < reach)
            cover[i] = (struct cover){ cover[i + 1].paren, cover[i + 1].distance + 1 };
    }
    if (reach > 0)
        cover_led_in(doc, own, cover);
    return cover;
}
