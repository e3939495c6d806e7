/* prose_date.c: CC203: a source cannot report what happened after it was published, nor can the
 * article; and a source that fits but for the year is worth a look. */
#include "check/dated_shared.h"
#include "check/support.h"

#include "base/banned.h"

static void report_older(const struct check_input *in, struct findings *out, const struct period *p,
                         uint32_t newest)
{
    const struct citation *c = &in->cites->citations.p[newest];
    struct finding *f =
        say(out, CHECK_CC203, p->text,
            "“%.*s” means %.*s, and the source behind it is older: %.*s. One of the two dates may "
            "be wrong, or a later source is missing.",
            STR_ARG(str_at(in->doc->text, p->text)), STR_ARG(p->meaning),
            STR_ARG(dated_say(out->arena, c)));
    f->citation = newest;
    say_related(out, f, cited_span(c), "the newest source that covers it");
}

static void report_year(const struct check_input *in, struct findings *out, const struct period *p,
                        uint32_t newest)
{
    const struct citation *c = &in->cites->citations.p[newest];
    struct finding *f = say(
        out, CHECK_CC203, p->text,
        "“%.*s” and the source behind it, %.*s, fit but for the year. Check that both years are "
        "right.",
        STR_ARG(str_at(in->doc->text, p->text)), STR_ARG(dated_say(out->arena, c)));
    f->severity = CCK_SEVERITY_NOTE;
    f->citation = newest;
    say_related(out, f, cited_span(c), "the newest source that covers it");
}

/* Something that has happened, by its words, but later than the article can know. */
static bool is_after_article(const struct check_input *in, const struct period *p)
{
    return in->article->known && p->is_event && p->year_written &&
           p->days.from > in->article->days.to + 1;
}

static void report_future(const struct check_input *in, struct findings *out,
                          const struct period *p)
{
    (void)say(out, CHECK_CC203, p->text,
              "“%.*s” is told as past, and the article itself is of %.*s. Correct the date, or the "
              "tense.",
              STR_ARG(str_at(in->doc->text, p->text)),
              STR_ARG(say_days(out->arena, in->article->days)));
}

void check_prose_date(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; i < in->periods->list.n; i++) {
        const struct period *p = &in->periods->list.p[i];
        uint32_t newest;
        if (p->anchor != PERIOD_ABSOLUTE || !p->has_days)
            continue;
        if (is_after_article(in, p))
            report_future(in, out, p);
        else if (dated_too_old(in, p, p->days, &newest))
            report_older(in, out, p, newest);
        else if (dated_year_apart(in, p, &newest))
            report_year(in, out, p, newest);
    }
}
