/* future_date.c: CC202: a source cannot be newer than the article that cites it. */
#include "check/support.h"

#include "base/banned.h"

enum { SLACK_DAYS = 1 }; /* the source may stand on the other side of the date line */

void check_future_date(const struct check_input *in, struct findings *out)
{
    if (!in->article->known)
        return;
    for (uint32_t i = 0; i < in->cites->citations.n; i++) {
        const struct citation *c = &in->cites->citations.p[i];
        struct day_range days;
        if (c->kind != CCK_KIND_CITATION || !cited_days(c, &days) ||
            days.from <= in->article->days.to + SLACK_DAYS)
            continue;
        str day = say_day(out->arena, c->from);
        str read = str_eq(day, c->date_text)
                       ? S("")
                       : str_printf(out->arena, "read as %.*s, which ", STR_ARG(day));
        struct finding *f =
            say(out, CHECK_CC202, c->date,
                "“%.*s” is %.*s%safter the article itself (%.*s). Correct the date or its year.",
                STR_ARG(c->date_text), STR_ARG(read), read.n ? "is " : "",
                STR_ARG(say_days(out->arena, in->article->days)));
        f->citation = i;
    }
}
