/* interval.c: CC206: "two weeks after the raid, on March 22": whether the dates of the text lie so far
 * apart. */
#include "check/support.h"

#include "base/banned.h"

/* The days of a date of which the year may be another one: none when it is written. */
static struct day_range in_year(const struct period *p, int shift)
{
    date from = date_from_days(p->days.from), to = date_from_days(p->days.to);
    from.year = (int16_t)(from.year + shift);
    to.year = (int16_t)(to.year + shift);
    if (!date_is_valid(from) || !date_is_valid(to))
        return p->days;
    return (struct day_range){ date_to_days(from), date_to_days(to) };
}

/* Can `stated` lie as far from `base` as the words say? */
static bool can_hold(const struct period *p, struct day_range base, struct day_range stated)
{
    bool ahead = p->distance == PERIOD_DISTANCE_AFTER || p->distance == PERIOD_DISTANCE_LATER;
    struct day_range apart =
        ahead ? (struct day_range){ stated.from - base.to, stated.to - base.from }
              : (struct day_range){ base.from - stated.to, base.to - stated.from };
    return apart.to >= p->apart.from && apart.from <= p->apart.to;
}

/* Years that are not written are tried in every way. */
static bool holds(const struct period *p, const struct period *base, const struct period *stated)
{
    for (int a = base->year_written ? 0 : -1; a <= 0; a++)
        for (int b = stated->year_written ? 0 : -1; b <= 0; b++)
            if (can_hold(p, in_year(base, a), in_year(stated, b)))
                return true;
    return false;
}

void check_interval(const struct check_input *in, struct findings *out)
{
    const struct period *all = in->periods->list.p;
    for (size_t i = 0; i < in->periods->list.n; i++) {
        const struct period *p = &all[i];
        if (p->anchor != PERIOD_EVENT || p->open || p->base == CITE_NONE || p->stated == CITE_NONE)
            continue;
        const struct period *base = &all[p->base], *stated = &all[p->stated];
        if (holds(p, base, stated))
            continue;
        int32_t apart = stated->days.from - base->days.from;
        struct finding *f = say(
            out, CHECK_CC206, p->text,
            "“%.*s” does not fit: from “%.*s” (%.*s) to “%.*s” (%.*s) it is %d days. Correct one "
            "of the dates, or the distance.",
            STR_ARG(str_at(in->doc->text, p->text)), STR_ARG(str_at(in->doc->text, base->text)),
            STR_ARG(base->meaning), STR_ARG(str_at(in->doc->text, stated->text)),
            STR_ARG(stated->meaning), apart);
        say_related(out, f, base->text, "what it is counted from");
        say_related(out, f, stated->text, "the day it is said to be");
    }
}
