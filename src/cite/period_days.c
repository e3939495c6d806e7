/* period_days.c: the arithmetic of periods: months, weeks, and what they are called. */
#include "cite/period_days.h"

#include "base/banned.h"

struct day_range period_months(int32_t year, int32_t from, int32_t to)
{
    int32_t y0 = from < 1 ? year - 1 : year, m0 = from < 1 ? from + 12 : from;
    int32_t y1 = to > 12 ? year + 1 : year, m1 = to > 12 ? to - 12 : to;
    unsigned last = date_month_days((int)y1, (unsigned)m1);
    return (struct day_range){ date_to_days(date_make((int)y0, (unsigned)m0, 1)),
                               date_to_days(date_make((int)y1, (unsigned)m1, last)) };
}

/* First (or last) day of the unit that lies `offset` units from a day's own. Weeks begin on
 * Monday. */
static int32_t unit_edge(uint8_t unit, int32_t offset, int32_t day, bool end)
{
    date d = date_from_days(day);
    switch ((enum period_unit)unit) {
    case PERIOD_DAY:
        break;
    case PERIOD_WEEK: {
        int32_t monday = day - (int32_t)((date_weekday(d) + 6) % 7);
        return monday + 7 * offset + (end ? 6 : 0);
    }
    case PERIOD_MONTH: {
        int32_t months = d.year * 12 + d.month - 1 + offset;
        struct day_range r = period_months(months / 12, months % 12 + 1, months % 12 + 1);
        return end ? r.to : r.from;
    }
    case PERIOD_YEAR: {
        struct day_range r = period_months(d.year + offset, 1, 12);
        return end ? r.to : r.from;
    }
    }
    return day + offset;
}

struct day_range period_days(const struct period *period, struct day_range article)
{
    if (period->anchor != PERIOD_ARTICLE)
        return period->days;
    if (period->weekday) /* "on Monday", "last Monday": whichever day the article is of */
        return (struct day_range){ article.from - 7 + 7 * period->offset, article.to };
    struct day_range days = { unit_edge(period->unit, period->offset, article.from, false),
                              unit_edge(period->unit, period->offset, article.to, true) };
    if (days.to > article.to && period->offset <= 0)
        days.to = article.to;
    return days;
}

/* "March 7" */
static str say_day(struct arena *perm, date d)
{
    return str_printf(perm, "%.*s %u", STR_ARG(date_month_name(d.month)), d.day);
}

/* Whole months and years go by their names; empty for other ranges. */
static str say_whole(struct arena *perm, date a, date b)
{
    bool whole_months = a.day == 1 && b.day == date_month_days(b.year, b.month);
    if (whole_months && a.month == 1 && b.month == 12)
        return a.year == b.year ? str_printf(perm, "%d", a.year)
                                : str_printf(perm, "%d to %d", a.year, b.year);
    if (whole_months && a.year == b.year && a.month == b.month)
        return str_printf(perm, "%.*s %d", STR_ARG(date_month_name(a.month)), a.year);
    return (str){ 0 };
}

str period_meaning(struct arena *perm, struct day_range days)
{
    date a = date_from_days(days.from), b = date_from_days(days.to);
    str whole = say_whole(perm, a, b);
    if (whole.n)
        return whole;
    if (days.from == days.to)
        return str_printf(perm, "%.*s, %d", STR_ARG(say_day(perm, a)), a.year);
    if (a.year == b.year && a.month == b.month)
        return str_printf(perm, "%.*s to %u, %d", STR_ARG(say_day(perm, a)), b.day, a.year);
    return str_printf(perm, "%.*s, %d, to %.*s, %d", STR_ARG(say_day(perm, a)), a.year,
                      STR_ARG(say_day(perm, b)), b.year);
}
