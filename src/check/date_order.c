/* date_order.c: CC106: within one parenthesis the dates of one outlet should ascend. */
#include "check/support.h"

#include "base/banned.h"

/* Is `later` wholly before `earlier`? Without years nobody can say: December may come before
 * January. */
static bool descends(const struct citation *earlier, const struct citation *later)
{
    struct day_range a, b;
    return cited_days(earlier, &a) && cited_days(later, &b) && b.to < a.from;
}

void check_date_order(const struct check_input *in, struct findings *out)
{
    const struct citation *all = in->cites->citations.p;
    for (uint32_t i = 1; i < in->cites->citations.n; i++) {
        const struct citation *c = &all[i], *before = &all[i - 1];
        if (c->paren != before->paren || c->group_first || c->kind != CCK_KIND_CITATION ||
            !descends(before, c))
            continue;
        struct finding *f =
            say(out, CHECK_CC106, c->date,
                "“%.*s” is read as %.*s, which is before %.*s, the date in front of it. "
                "Put the dates in order, or write the year that is meant.",
                STR_ARG(c->date_text), STR_ARG(say_day(out->arena, c->from)),
                STR_ARG(say_day(out->arena, before->from)));
        f->citation = i;
        say_related(out, f, before->date, "the date in front of it");
    }
}
