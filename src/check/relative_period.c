/* relative_period.c: CC205: "earlier this month" and the like, counted from every day that the
 * article may be of. */
#include "check/dated_shared.h"
#include "check/support.h"

#include "base/banned.h"

void check_relative_period(const struct check_input *in, struct findings *out)
{
    if (!in->article->known)
        return;
    for (size_t i = 0; i < in->periods->list.n; i++) {
        const struct period *p = &in->periods->list.p[i];
        uint32_t newest;
        if (p->anchor != PERIOD_ARTICLE)
            continue;
        struct day_range days = period_days(p, in->article->days);
        if (!dated_too_old(in, p, days, &newest))
            continue;
        const struct citation *c = &in->cites->citations.p[newest];
        struct finding *f = say(
            out, CHECK_CC205, p->text,
            "“%.*s” in an article of %.*s begins on %.*s at the earliest, and the source behind it "
            "is older: %.*s. Name the month or day that is meant, or correct the source's date.",
            STR_ARG(str_at(in->doc->text, p->text)),
            STR_ARG(say_days(out->arena, in->article->days)),
            STR_ARG(say_day(out->arena, date_from_days(days.from))),
            STR_ARG(dated_say(out->arena, c)));
        f->citation = newest;
        say_related(out, f, cited_span(c), "the newest source that covers it");
    }
}
