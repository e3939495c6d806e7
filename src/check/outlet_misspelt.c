/* outlet_misspelt.c: CC502: a name that is nearly a known one, or a misspelling that the rules
 * list. */
#include "check/support.h"

#include "base/banned.h"

/* The name that seems to be meant, or empty. */
static str meant(const struct reference *ref, const struct citation *c)
{
    if (c->hit.match == CCK_MATCH_FUZZY && c->hit.outlet)
        return c->hit.outlet->name;
    if (c->hit.match == CCK_MATCH_NONE && !c->hit.outlet && !c->hit.ambiguity)
        return ref->nearest;
    return (str){ 0 };
}

void check_outlet_misspelt(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        const struct citation *c = support_citation(in, ref);
        if (!c || c->kind != CCK_KIND_CITATION || !c->group_first || c->carried ||
            !c->outlet_text.n)
            continue;
        str name = meant(ref, c);
        if (name.n == 0)
            continue;
        struct finding *f =
            say(out, CHECK_CC502, c->outlet,
                "“%.*s” is not known as an outlet; “%.*s” may be meant. Correct the name, "
                "or add the outlet to the rules.",
                STR_ARG(c->outlet_text), STR_ARG(name));
        f->citation = ref->citation;
        f->suggestion = name;
    }
}
