/* outlet_in_prose.c: CC407: an outlet named as a source in prose, and no citation of it in the
 * paragraph. */
#include "base/map.h"
#include "check/missing_shared.h"
#include "check/support.h"

#include "base/banned.h"

/* In which block each outlet is cited last, up to the block at hand. */
struct cited {
    struct map blocks; /* an outlet's id -> uint32_t */
    size_t paren;      /* the first that is not read */
};

static void note_cited(struct cited *cited, struct arena *arena, const struct outlet *outlet,
                       uint32_t block)
{
    void **slot = map_slot(&cited->blocks, arena, outlet->id);
    if (!*slot)
        *slot = NEW(arena, uint32_t, 1);
    *(uint32_t *)*slot = block;
}

/* Is the outlet cited in the paragraph? Asked in the order of the text. */
static bool is_cited(const struct check_input *in, struct cited *cited, struct arena *arena,
                     const struct told *told)
{
    uint32_t block = in->doc->sentences.p[told->sentence].block;
    for (; cited->paren < in->cites->parens.n; cited->paren++) {
        const struct paren *p = &in->cites->parens.p[cited->paren];
        if (p->block > block)
            break;
        for (uint32_t i = p->first_citation; i < p->first_citation + p->n_citations; i++)
            if (in->cites->citations.p[i].hit.outlet)
                note_cited(cited, arena, in->cites->citations.p[i].hit.outlet, p->block);
    }
    const uint32_t *last = map_get(&cited->blocks, told->outlet->id);
    return last && *last == block;
}

static bool is_body(uint8_t kind)
{
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_LIST_ITEM || kind == BLOCK_QUOTE;
}

void check_outlet_in_prose(const struct check_input *in, struct findings *out)
{
    const struct told_list *told = missing_told(in, out);
    struct cited cited = { .paren = 0 };
    for (size_t i = 0; i < told->list.n; i++) {
        const struct told *t = &told->list.p[i];
        uint8_t kind = in->doc->blocks.p[in->doc->sentences.p[t->sentence].block].kind;
        if (!is_body(kind) || missing_is_claimed(in, out, t->sentence) ||
            is_cited(in, &cited, out->arena, t))
            continue;
        (void)say(
            out, CHECK_CC407, t->text,
            "%.*s is named as a source here, and its paragraph does not cite it. A citation with "
            "its date would let readers find the article.",
            STR_ARG(t->outlet->name));
    }
}
