/* url_date.c: CC211: many addresses hold the day of the article; it should be the cited one. */
#include "check/support.h"

#include "base/banned.h"

enum { SLACK_DAYS = 1 };

/* The date in the address: by the outlet's own pattern, else by the usual ones. */
static bool read_url(const struct outlet *outlet, str url, date *out)
{
    if (outlet && outlet->url_date.n && url_date_by(outlet->url_date, url, out))
        return true;
    return url_date(url, out);
}

/* A day counts as the same within a day; a month, when the cited day is in it or a day off. */
static bool contradicts(date in_url, int32_t cited)
{
    date last = in_url;
    if (!in_url.year || !in_url.month)
        return false;
    if (!in_url.day) {
        in_url.day = 1;
        last.day = (uint8_t)date_month_days(last.year, last.month);
    }
    if (!date_is_valid(in_url) || !date_is_valid(last))
        return false;
    return cited < date_to_days(in_url) - SLACK_DAYS || cited > date_to_days(last) + SLACK_DAYS;
}

/* Whether a citation's day can be compared with its address. */
static bool is_dated(const struct reference *ref, const struct citation *c, date *in_url,
                     struct day_range *days)
{
    return ref->how == REF_LINK && c && c->precision == CCK_PRECISION_DAY && cited_days(c, days) &&
           read_url(ref->host_outlet, ref->url, in_url);
}

void check_url_date(const struct check_input *in, struct findings *out)
{
    struct day_range days;
    date in_url = { 0 };
    size_t n_links = in->doc->links.n;
    bool *fits = NEW(out->arena, bool, n_links + 1); /* one of the dates that share the link */
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        if (ref->link < n_links && is_dated(ref, support_citation(in, ref), &in_url, &days) &&
            !contradicts(in_url, days.from))
            fits[ref->link] = true;
    }
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        const struct citation *c = support_citation(in, ref);
        if (!is_dated(ref, c, &in_url, &days) || !contradicts(in_url, days.from) ||
            (ref->link < n_links && fits[ref->link]))
            continue;
        struct finding *f = say(
            out, CHECK_CC211, c->date,
            "The citation says %.*s, the link's address says %.*s (%.*s). Correct the date, or link "
            "the article that is meant.",
            STR_ARG(say_day(out->arena, c->from)), STR_ARG(say_day(out->arena, in_url)),
            STR_ARG(url_masked(ref->url, out->arena)));
        f->citation = ref->citation;
    }
}
