/* source_predates.c: CC207: a source that is older than the event its sentence speaks of: one named by
 * its day ("the March 22 attack"), one dated by its distance from another ("two days after the raid"),
 * or one that other sources of the sentence are new enough for. */
#include "check/dated_shared.h"
#include "check/support.h"

#include "base/banned.h"

static void report(const struct check_input *in, struct findings *out, const struct period *p,
                   struct day_range days, uint32_t newest)
{
    const struct citation *c = &in->cites->citations.p[newest];
    struct finding *f = say(
        out, CHECK_CC207, p->text,
        "“%.*s” speaks of something that happened on %.*s or later, and the source behind it is "
        "older: %.*s. One of the two dates may be wrong, or a later source is missing.",
        STR_ARG(str_at(in->doc->text, p->text)),
        STR_ARG(say_day(out->arena, date_from_days(days.from))), STR_ARG(dated_say(out->arena, c)));
    f->citation = newest;
    say_related(out, f, cited_span(c), "the newest source that covers it");
    if (p->base != CITE_NONE)
        say_related(out, f, in->periods->list.p[p->base].text, "what it is counted from");
}

/* A distance whose day the text does not state outright; if it does, CC203 looks at that. */
static bool is_counted(const struct check_input *in, const struct period *p)
{
    return p->anchor == PERIOD_EVENT && p->is_event && p->base != CITE_NONE &&
           p->stated == CITE_NONE && in->periods->list.p[p->base].has_days;
}

static void report_one(const struct check_input *in, struct findings *out, const struct period *p,
                       uint32_t older)
{
    const struct citation *c = &in->cites->citations.p[older];
    struct finding *f = say(
        out, CHECK_CC207, cited_span(c),
        "%.*s, is older than “%.*s” (%.*s), which the sentence reports, while its other sources "
        "are not. Check its date; a background source may be led in by “see”.",
        STR_ARG(dated_say(out->arena, c)), STR_ARG(str_at(in->doc->text, p->text)),
        STR_ARG(p->meaning));
    f->severity = CCK_SEVERITY_NOTE;
    f->citation = older;
    say_related(out, f, p->text, "what the sentence dates");
}

void check_source_predates(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; i < in->periods->list.n; i++) {
        const struct period *p = &in->periods->list.p[i];
        uint32_t c;
        if (!p->has_days)
            continue;
        if (p->names_past && p->anchor == PERIOD_ABSOLUTE && !p->is_event) {
            if (dated_all_older(in, p, p->days, &c))
                report(in, out, p, p->days, c);
        } else if (is_counted(in, p)) {
            if (dated_all_older(in, p, p->days, &c))
                report(in, out, p, p->days, c);
        } else if (p->anchor == PERIOD_ABSOLUTE && dated_one_older(in, p, p->days, &c)) {
            report_one(in, out, p, c);
        }
    }
}
