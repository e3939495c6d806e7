/* unknown_outlet.c: CC501: a name that nobody in the knowledge base has, nor nearly has. Once
 * for each name. */
#include "base/fold.h"
#include "base/map.h"
#include "check/support.h"

#include "base/banned.h"

static bool is_unknown(const struct reference *ref, const struct citation *c)
{
    return c && c->kind == CCK_KIND_CITATION && c->precision != CCK_PRECISION_NONE &&
           c->group_first && !c->carried && !c->own && c->outlet_text.n && !c->hit.outlet &&
           !c->hit.ambiguity && c->hit.match == CCK_MATCH_NONE && ref->nearest.n == 0;
}

void check_unknown_outlet(const struct check_input *in, struct findings *out)
{
    struct map seen = { 0 };
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        const struct citation *c = support_citation(in, ref);
        if (!is_unknown(ref, c))
            continue;
        void **slot = map_slot(&seen, out->arena, fold_name(out->arena, c->outlet_text));
        if (*slot)
            continue;
        *slot = out;
        struct finding *f =
            say(out, CHECK_CC501, c->outlet,
                "“%.*s” is not known as an outlet, and no known name is near it. Check the "
                "spelling; if it is right, the outlet can be added to the rules.",
                STR_ARG(c->outlet_text));
        f->citation = ref->citation;
    }
}
