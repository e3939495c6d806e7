/* state_controlled.c: CC507: a claim that rests on state-controlled outlets alone. Off unless a
 * configuration asks for it: whether that matters is the house's to say. */
#include "check/support.h"

#include "base/banned.h"

enum { CLAIM_SCORE = 3 };

/* Are all sources of a parenthetical known as state-controlled? */
static bool all_controlled(const struct check_input *in, const struct paren *p)
{
    bool some = false;
    for (uint32_t i = p->first_citation; i < p->first_citation + p->n_citations; i++) {
        const struct citation *c = &in->cites->citations.p[i];
        if (c->kind != CCK_KIND_CITATION || !c->hit.outlet ||
            c->hit.outlet->state_controlled != OUTLET_STATE_YES)
            return false;
        some = true;
    }
    return some;
}

void check_state_controlled(const struct check_input *in, struct findings *out)
{
    for (uint32_t i = 0; i < in->doc->sentences.n; i++) {
        const struct cover *cover = &in->cover[i];
        if (cover->paren == CITE_NONE || cover->distance > 0 || in->claims[i].score < CLAIM_SCORE ||
            in->claims[i].judgement)
            continue;
        const struct paren *p = &in->cites->parens.p[cover->paren];
        if (!all_controlled(in, p))
            continue;
        struct finding *f =
            say(out, CHECK_CC507, p->text,
                "This claim rests on state-controlled outlets alone: %.*s. An "
                "independent source would help, or words that say whose claim it is.",
                STR_ARG(str_at(in->doc->text, p->text)));
        f->citation = p->first_citation;
    }
}
