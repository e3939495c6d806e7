/* outlet_in_prose.c: CC407: an outlet named as a source in prose, and no citation of it in the
 * paragraph. */
#include "check/missing_shared.h"
#include "check/support.h"

#include "base/banned.h"

/* Is the outlet cited in the paragraph? */
static bool is_cited(const struct check_input *in, const struct told *told)
{
    const struct doc *doc = in->doc;
    uint32_t block = doc->sentences.p[told->sentence].block;
    size_t low = 0, high = in->cites->parens.n;
    while (low < high) { /* the first parenthetical that is not before the block */
        size_t mid = low + (high - low) / 2;
        if (in->cites->parens.p[mid].text.off < doc->blocks.p[block].text.off)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < in->cites->parens.n && in->cites->parens.p[low].block == block; low++) {
        const struct paren *p = &in->cites->parens.p[low];
        for (uint32_t i = 0; i < p->n_citations; i++)
            if (in->cites->citations.p[p->first_citation + i].hit.outlet == told->outlet)
                return true;
    }
    return false;
}

static bool is_body(uint8_t kind)
{
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_LIST_ITEM || kind == BLOCK_QUOTE;
}

void check_outlet_in_prose(const struct check_input *in, struct findings *out)
{
    const struct told_list *told = missing_told(in, out);
    for (size_t i = 0; i < told->list.n; i++) {
        const struct told *t = &told->list.p[i];
        uint8_t kind = in->doc->blocks.p[in->doc->sentences.p[t->sentence].block].kind;
        if (!is_body(kind) || missing_is_claimed(in, out, t->sentence) || is_cited(in, t))
            continue;
        (void)say(
            out, CHECK_CC407, t->text,
            "%.*s is named as a source here, and its paragraph does not cite it. A citation with "
            "its date would let readers find the article.",
            STR_ARG(t->outlet->name));
    }
}
