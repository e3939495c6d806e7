/* page_date.c: CC212: the day on the cited page. evidence/ has compared; this says what was read
 * where. */
#include "check/support.h"

#include "base/banned.h"

/* "23:10, UTC+3", "" */
static str say_time(struct arena *arena, const struct page_date *d)
{
    if (d->minute < 0)
        return S("");
    str zone = S("");
    if (d->zone_min == 0)
        zone = S(" UTC");
    else if (d->zone_min != PAGE_ZONE_NONE)
        zone = str_printf(arena, " UTC%+d:%02d", d->zone_min / 60,
                          (d->zone_min < 0 ? -d->zone_min : d->zone_min) % 60);
    return str_printf(arena, ", %02d:%02d%.*s", d->minute / 60, d->minute % 60, STR_ARG(zone));
}

void check_page_date(const struct check_input *in, struct findings *out)
{
    size_t n_links = in->doc->links.n;
    bool *fits = NEW(out->arena, bool, n_links + 1); /* one of the dates that share the link */
    for (size_t i = 0; in->evidence && i < in->refs->list.n; i++)
        if (in->refs->list.p[i].link < n_links &&
            in->evidence[i].date_verdict == EVIDENCE_DATE_AGREES)
            fits[in->refs->list.p[i].link] = true;
    for (size_t i = 0; in->evidence && i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        const struct evidence *e = &in->evidence[i];
        const struct citation *c = support_citation(in, ref);
        if (!c || !e->date || e->date_verdict != EVIDENCE_DATE_CONTRADICTS ||
            (ref->link < n_links && fits[ref->link]))
            continue;
        str origin = e->date->origin < PAGE_ORIGIN_COUNT
                         ? page_origin_name((enum page_origin)e->date->origin)
                         : S("page");
        struct finding *f = say(
            out, CHECK_CC212, c->date,
            "The citation says %.*s; the page says it appeared on %.*s%.*s (read from its %.*s). "
            "Correct the date, or link the article that is meant.",
            STR_ARG(say_day(out->arena, c->from)), STR_ARG(say_day(out->arena, e->date->day)),
            STR_ARG(say_time(out->arena, e->date)), STR_ARG(origin));
        f->citation = ref->citation;
    }
}
