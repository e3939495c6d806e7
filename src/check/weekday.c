/* weekday.c: CC204: a weekday that is not its date's, in citations and in prose. */
#include "check/support.h"

#include "base/banned.h"

static const str names[8] = {
    S_INIT(""),          S_INIT("Sunday"),   S_INIT("Monday"), S_INIT("Tuesday"),
    S_INIT("Wednesday"), S_INIT("Thursday"), S_INIT("Friday"), S_INIT("Saturday"),
};

static uint8_t weekday_of(int32_t day)
{
    return (uint8_t)(date_weekday(date_from_days(day)) + 1);
}

/* A day without a year may also be the coming one, if the article's date leaves that open. */
static bool fits_next_year(const struct check_input *in, const struct period *p)
{
    enum { HALF_A_YEAR = 183 };
    date d = date_from_days(p->days.from);
    d.year++;
    if (p->year_written || !date_is_valid(d))
        return false;
    int32_t day = date_to_days(d);
    return day <= in->article->days.to + HALF_A_YEAR && weekday_of(day) == p->weekday;
}

static void check_prose(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; i < in->periods->list.n; i++) {
        const struct period *p = &in->periods->list.p[i];
        if (!p->weekday || p->anchor != PERIOD_ABSOLUTE || !p->has_days ||
            weekday_of(p->days.from) == p->weekday || fits_next_year(in, p))
            continue;
        (void)say(out, CHECK_CC204, p->text,
                  "%.*s falls on a %.*s, not a %.*s. Correct the weekday or the date.",
                  STR_ARG(period_say(out->arena, in->doc, p)),
                  STR_ARG(names[weekday_of(p->days.from)]), STR_ARG(names[p->weekday]));
    }
}

void check_weekday(const struct check_input *in, struct findings *out)
{
    const struct cite_issue *issue;
    for (size_t at = 0; (issue = issue_next(in->cites, CITE_ISSUE_WEEKDAY, &at));)
        (void)say_issue(out, CHECK_CC204, issue,
                        "“%.*s” falls on a %.*s. Correct the weekday or the date.",
                        STR_ARG(str_at(in->doc->text, issue->at)), STR_ARG(issue->note));
    check_prose(in, out);
}
