/* state_controlled.c: CC507: a claim that rests on state-controlled outlets alone. Off unless a
 * configuration asks for it: whether that matters is the house's to say. */
#include "check/missing_shared.h"
#include "check/support.h"

#include "base/banned.h"

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

/* Are all sources of the sentence that holds a covering parenthetical? */
static bool rests_on_state(const struct check_input *in, uint32_t sentence)
{
    size_t first = paren_from(in->cites, in->doc->sentences.p[sentence].text.off), at = first;
    const struct paren *p;
    while ((p = paren_next(in->cites, sentence, first + PARENS_MAX, &at)))
        if (!all_controlled(in, p))
            return false;
    return at - first < PARENS_MAX;
}

void check_state_controlled(const struct check_input *in, struct findings *out)
{
    for (uint32_t i = 0; i < in->doc->sentences.n; i++) {
        const struct cover *cover = &in->cover[i];
        if (cover->paren == CITE_NONE || cover->distance > 0 || !missing_is_claim(in, out, i))
            continue;
        const struct paren *p = &in->cites->parens.p[cover->paren];
        if (!rests_on_state(in, p->sentence))
            continue;
        struct finding *f =
            say(out, CHECK_CC507, p->text,
                "This claim rests on state-controlled outlets alone: %.*s. An "
                "independent source would help, or words that say whose claim it is.",
                STR_ARG(str_at(in->doc->text, p->text)));
        f->citation = p->first_citation;
    }
}
