/* year.c: a written year stands; a missing one follows from the article's date, always with the reason. */
#include "cite/year.h"

#include "base/banned.h"

/* The last day that the anchor can mean. */
static date last_day(date anchor)
{
    if (!anchor.month)
        return date_make(anchor.year, 12, 31);
    if (!anchor.day)
        return date_make(anchor.year, anchor.month, date_month_days(anchor.year, anchor.month));
    return anchor;
}

static date last_cited(const struct citation *c)
{
    date d = c->to.month ? c->to : c->from;
    if (!d.day)
        d.day = (uint8_t)(d.month ? 1 : 0);
    return d;
}

static void set_year(struct citation *c, int year)
{
    c->from.year = (int16_t)year;
    if (c->to.month) {
        bool turns = c->to.month < c->from.month; /* December 30 to January 2 */
        c->to.year = (int16_t)(year + turns);
    }
}

static bool exists(const struct citation *c)
{
    return !c->from.day || (date_is_valid(c->from) && (!c->to.day || date_is_valid(c->to)));
}

static void infer(const struct cite_anchor *anchor, const struct style *style, struct arena *perm,
                  struct citation *c)
{
    set_year(c, anchor->day.year);
    c->year = CCK_YEAR_INFERRED;
    c->why = anchor->why;
    date cited = last_cited(c);
    date limit = last_day(anchor->day);
    bool ahead = cited.month && cited.day && date_is_valid(cited) &&
                 date_to_days(cited) > date_to_days(limit) + style->slack_days;
    bool missing = !exists(c) && c->from.month == 2 && c->from.day == 29;
    if (!ahead && !missing)
        return;
    set_year(c, anchor->day.year - 1);
    if (missing && !exists(c)) { /* no leap day in either year: leave it for CC201 */
        set_year(c, anchor->day.year);
        return;
    }
    c->why = str_printf(perm, "the year before: in %d it would %s (%.*s)", anchor->day.year,
                        missing ? "not exist" : "lie after the article", STR_ARG(anchor->why));
}

void year_carry_back(struct date_list *dates)
{
    enum { TURN_MONTHS = 6 }; /* further ahead, the list runs over New Year */
    const struct date_item *later = NULL;
    for (size_t i = dates->n; i-- > 0;) {
        struct date_item *item = &dates->p[i];
        if (item->has_year) {
            later = item;
        } else if (later && later->from.month && item->from.month) {
            bool turns = item->from.month > later->from.month + TURN_MONTHS;
            item->from.year = (int16_t)(later->from.year - turns);
            if (item->to.month)
                item->to.year = item->from.year;
            item->year_carried = true;
        }
    }
}

void year_fill(const struct date_item *item, const struct cite_anchor *anchor,
               const struct style *style, struct arena *perm, struct citation *out)
{
    out->from = item->from;
    out->to = item->to;
    out->precision = item->precision;
    if (item->has_year) {
        out->year = CCK_YEAR_EXPLICIT;
        return;
    }
    if (item->year_carried) {
        out->year = CCK_YEAR_INFERRED;
        out->why = S("the year written behind a later date of the list");
        return;
    }
    if (!anchor->day.year) {
        out->year = CCK_YEAR_UNKNOWN;
        out->why = S("the article's date is not known");
        return;
    }
    infer(anchor, style, perm, out);
}

bool year_is_future(const struct citation *c, const struct cite_anchor *anchor)
{
    if (!anchor->day.year || !c->from.year)
        return false;
    date limit = last_day(anchor->day);
    if (!c->from.month)
        return c->from.year > limit.year;
    date first = date_make(c->from.year, c->from.month, c->from.day ? c->from.day : 1);
    return date_cmp(first, limit) > 0 && date_is_valid(first) &&
           date_to_days(first) > date_to_days(limit) + 1;
}
