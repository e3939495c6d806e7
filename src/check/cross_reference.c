/* cross_reference.c: CC409: the house's own article that is cited is not there. */
#include "check/support.h"

#include "base/banned.h"

/* "March 25, 2024 (articles/a.md)" */
static str near(struct arena *arena, const struct own_article *article)
{
    str day = say_day(arena, date_from_days(article->days.from));
    return str_printf(arena, "%.*s (%.*s)", STR_ARG(day), STR_ARG(article->path));
}

void check_cross_reference(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; in->cross && i < in->cites->citations.n; i++) {
        const struct citation *c = &in->cites->citations.p[i];
        const struct cross *cross = &in->cross[i];
        if (cross->state != CROSS_MISSING)
            continue;
        str day = say_day(out->arena, c->from), name = c->hit.outlet->name;
        str before = near(out->arena, cross->before), after = near(out->arena, cross->after);
        struct finding *f =
            say(out, CHECK_CC409, cited_span(c),
                "The repository has no article of %.*s of %.*s; the nearest are of %.*s and %.*s. "
                "Correct the date, or the name of the publication.",
                STR_ARG(name), STR_ARG(day), STR_ARG(before), STR_ARG(after));
        f->citation = (uint32_t)i;
    }
}
