/* ambiguous_outlet.c: CC503: a name that several outlets share, and no usual reading or link that decides.
 * Once for each name. */
#include "base/map.h"
#include "check/support.h"

#include "base/banned.h"

/* "a, b or c" */
static str say_candidates(struct arena *arena, const struct check_input *in,
                          const struct outlet_ambiguity *a)
{
    str list = S("");
    for (uint32_t i = 0; i < a->n_candidates; i++) {
        const struct outlet *o = in->outlets ? outlet_by_id(in->outlets, a->candidates[i]) : NULL;
        str name = o ? str_printf(arena, "%.*s (%.*s)", STR_ARG(o->name),
                                  STR_ARG(o->n_domains ? o->domains[0] : o->id))
                     : a->candidates[i];
        const char *gap = i == 0 ? "" : i + 1 == a->n_candidates ? " or " : ", ";
        list = str_printf(arena, "%.*s%s%.*s", STR_ARG(list), gap, STR_ARG(name));
    }
    return list;
}

static struct finding *report(const struct check_input *in, struct findings *out,
                              const struct citation *c)
{
    str candidates = say_candidates(out->arena, in, c->hit.ambiguity);
    str hint = c->hit.ambiguity->hint;
    str more = hint.n ? str_printf(out->arena, " (%.*s)", STR_ARG(hint)) : S("");
    return say(
        out, CHECK_CC503, c->outlet,
        "“%.*s” may be %.*s%.*s, and nothing decides which. A link, or the full name, would settle "
        "it.",
        STR_ARG(c->outlet_text), STR_ARG(candidates), STR_ARG(more));
}

void check_ambiguous_outlet(const struct check_input *in, struct findings *out)
{
    struct map seen = { 0 };
    for (uint32_t i = 0; i < in->cites->citations.n; i++) {
        const struct citation *c = &in->cites->citations.p[i];
        if (c->kind != CCK_KIND_CITATION || !c->hit.ambiguity || c->hit.outlet || !c->group_first ||
            c->link != CITE_NONE)
            continue;
        void **slot = map_slot(&seen, out->arena, c->hit.ambiguity->name);
        if (*slot)
            continue;
        *slot = out;
        report(in, out, c)->citation = i;
    }
}
