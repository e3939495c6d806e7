/* dated_shared.c: holds the dates of prose against those of citations. In doubt the answer is
 * no. */
#include "check/dated_shared.h"
#include "check/support.h"

#include "base/banned.h"

enum { LOOK_MAX = 256 }; /* periods looked at for one period */

/* The citations at hand. */
struct behind {
    int32_t newest_day, oldest_day;
    uint32_t newest,
        oldest; /* the oldest of those without a lead word: "see" points to background */
    bool some, doubt;
};

/* "In May" beside a source of July 2022 may be the May of 2022; beside one of April 2022 it is none that
 * the source reports. */
static bool may_be_of(const struct period *p, struct day_range days, const struct citation *c,
                      struct day_range cited)
{
    enum { REPORTED_DAYS = 200 };
    date from = date_from_days(days.from);
    if (p->year_written || p->anchor != PERIOD_ABSOLUTE || c->year != CCK_YEAR_EXPLICIT ||
        c->from.year >= from.year)
        return false;
    from.year = c->from.year;
    if (!date_is_valid(from))
        from.day = 28;
    int32_t day = date_to_days(from);
    return cited.to >= day - 1 && cited.to <= day + (days.to - days.from) + REPORTED_DAYS;
}

static void add_paren(const struct check_input *in, const struct period *p, struct day_range days,
                      const struct paren *paren, struct behind *b)
{
    for (uint32_t i = 0; i < paren->n_citations; i++) {
        uint32_t index = paren->first_citation + i;
        const struct citation *c = &in->cites->citations.p[index];
        struct day_range cited;
        if (c->kind != CCK_KIND_CITATION)
            continue;
        if (!cited_days(c, &cited) || may_be_of(p, days, c, cited)) {
            b->doubt = true;
            return;
        }
        if (!b->some || cited.to > b->newest_day) {
            b->newest_day = cited.to;
            b->newest = index;
        }
        if (c->signal_text.n == 0 && (b->oldest == CITE_NONE || cited.to < b->oldest_day)) {
            b->oldest_day = cited.to;
            b->oldest = index;
        }
        b->some = true;
    }
}

/* Is another date named between the period and text offset `off`? */
static bool date_between(const struct check_input *in, const struct period *p, uint32_t off)
{
    const struct period *end = in->periods->list.p + in->periods->list.n;
    return p + 1 < end && p[1].text.off < off;
}

/* All citations behind the period in its sentence; when it has none, those of the next sentence. */
static struct behind citations_behind(const struct check_input *in, const struct period *p,
                                      struct day_range days)
{
    struct behind b = { .newest = CITE_NONE, .oldest = CITE_NONE };
    const struct cover *cover = &in->cover[p->sentence];
    if (cover->paren == CITE_NONE || cover->distance > 1)
        return b;
    if (cover->distance == 1 && date_between(in, p, in->cites->parens.p[cover->paren].text.off))
        return b;
    uint32_t sentence = p->sentence + cover->distance;
    size_t first = paren_from(in->cites, p->text.off), at = first;
    const struct paren *paren;
    while (!b.doubt && (paren = paren_next(in->cites, sentence, first + PARENS_MAX, &at)))
        add_paren(in, p, days, paren, &b);
    b.doubt = b.doubt || at - first >= PARENS_MAX;
    return b;
}

/* Has the sentence a citation of its own? */
static bool is_closed(const struct check_input *in, uint32_t sentence)
{
    return in->cover[sentence].paren != CITE_NONE && in->cover[sentence].distance == 0;
}

/* Does the year belong to a name ("who had led the protests of 2024, was detained on") in another part of the
 * sentence than the date? Not so in "the protests of 2024, which began on". */
static bool is_aside(const struct check_input *in, const struct period *year,
                     const struct period *p)
{
    static const str relatives[] = { S_INIT(", wh"), S_INIT(", that") };
    size_t from = span_end(year->text);
    str between = str_slice(in->doc->text, from, p->text.off - from);
    for (size_t i = 0; i < sizeof relatives / sizeof *relatives; i++)
        if (str_find(between, relatives[i], 0) < between.n)
            return false;
    return year->unit == PERIOD_YEAR && !year->is_event &&
           str_find_byte(between, ',', 0) < between.n;
}

/* A yearless date after a year that was named in its sentence, or in the one before when no citation
 * ends that, may be of that year. */
static bool year_in_doubt(const struct check_input *in, const struct period *p,
                          struct day_range days)
{
    enum { TOLD_YEARS = 10 };
    uint32_t block = in->doc->sentences.p[p->sentence].block;
    int year = date_from_days(days.from).year;
    if (p->year_written || p->anchor == PERIOD_ARTICLE)
        return false;
    for (const struct period *q = p; q-- > in->periods->list.p;) {
        if (in->doc->sentences.p[q->sentence].block != block || q->sentence + 1 < p->sentence ||
            (q->sentence < p->sentence && is_closed(in, q->sentence)))
            return false;
        int named = date_from_days(q->days.from).year;
        if (q->year_written && q->has_days && !q->start_only && !is_aside(in, q, p))
            return named != year && year - named <= TOLD_YEARS;
        if (p - q > LOOK_MAX)
            return true;
    }
    return false;
}

/* A day may differ by one across time zones; "late June" is wide enough as it is. */
static int32_t slack_of(const struct period *p, struct day_range days)
{
    return p->unit == PERIOD_DAY || days.from == days.to ? 1 : 0;
}

bool dated_all_older(const struct check_input *in, const struct period *period,
                     struct day_range days, uint32_t *newest)
{
    if (period->start_only || year_in_doubt(in, period, days))
        return false;
    struct behind b = citations_behind(in, period, days);
    *newest = b.newest;
    return b.some && !b.doubt && b.newest_day < days.from - slack_of(period, days);
}

bool dated_too_old(const struct check_input *in, const struct period *period, struct day_range days,
                   uint32_t *newest)
{
    return period->is_event && dated_all_older(in, period, days, newest);
}

/* Does another period of the sentence, or of the one before that its citation covers too, allow for a
 * source of this day? */
static bool is_explained(const struct check_input *in, const struct period *period, int32_t day)
{
    const struct period *all = in->periods->list.p;
    size_t at = (size_t)(period - all), from = at > LOOK_MAX ? at - LOOK_MAX : 0;
    for (size_t i = from; i < in->periods->list.n && i < at + LOOK_MAX; i++) {
        uint32_t sentence = all[i].sentence;
        if (i == at || sentence + 1 < period->sentence ||
            (sentence < period->sentence && is_closed(in, sentence)))
            continue;
        if (sentence > period->sentence)
            return false;
        if (!all[i].has_days || all[i].days.from <= day + 1)
            return true;
    }
    return false;
}

bool dated_one_older(const struct check_input *in, const struct period *period,
                     struct day_range days, uint32_t *older)
{
    if (!period->is_event || period->start_only || year_in_doubt(in, period, days))
        return false;
    struct behind b = citations_behind(in, period, days);
    int32_t first = days.from - slack_of(period, days);
    *older = b.oldest;
    return b.some && !b.doubt && b.oldest != CITE_NONE && b.oldest_day < first &&
           b.newest_day >= first && !is_explained(in, period, b.oldest_day);
}

/* The days of a source that would report a period if its year were the next. A source whose own year is
 * written is cited for its own time; one of the article's year may well look back, and is told from that
 * only by how well the days fit. */
static struct day_range reporting_days(const struct period *p, bool own_time)
{
    enum { REPORTED_DAYS = 10, REPORTED_DAYS_OWN = 45, MONTH_DAYS_OWN = 31, PART_DAYS = 60 };
    struct day_range days = { p->days.from - 1, p->days.to };
    switch ((enum period_unit)p->unit) {
    case PERIOD_DAY:
        days.to += own_time ? REPORTED_DAYS_OWN : REPORTED_DAYS;
        break;
    case PERIOD_MONTH:
        days.to += own_time ? MONTH_DAYS_OWN : 0;
        break;
    default: /* a quarter, a season: its figures are out soon after it */
        days.from = own_time ? p->days.from - 1 : p->days.to + 1;
        days.to += PART_DAYS;
    }
    return days;
}

static bool is_whole_year(const struct period *p)
{
    enum { YEAR_DAYS_MIN = 360 };
    return p->unit == PERIOD_YEAR && p->days.to - p->days.from >= YEAR_DAYS_MIN;
}

/* "In 2023, the port handled nine million tons", by a source of that January. */
static bool is_early_total(const struct check_input *in, const struct period *p, int32_t day)
{
    enum { EARLY_DAYS = 45 };
    return is_whole_year(p) && in->claims[p->sentence].has_figure && day >= p->days.from &&
           day < p->days.from + EARLY_DAYS;
}

bool dated_year_apart(const struct check_input *in, const struct period *period, uint32_t *newest)
{
    if (!period->is_event || !period->year_written || !period->has_days || period->start_only ||
        period->anchor != PERIOD_ABSOLUTE)
        return false;
    struct behind b = citations_behind(in, period, period->days);
    *newest = b.newest;
    if (!b.some || b.doubt)
        return false;
    if (is_whole_year(period))
        return is_early_total(in, period, b.newest_day);
    date d = date_from_days(b.newest_day);
    bool own_time = in->cites->citations.p[b.newest].year == CCK_YEAR_EXPLICIT &&
                    in->article->known && d.year < date_from_days(in->article->days.from).year;
    d.year--;
    if (!date_is_valid(d))
        return false;
    int32_t day = date_to_days(d);
    struct day_range fit = reporting_days(period, own_time);
    return day >= fit.from && day <= fit.to;
}

uint32_t dated_newest(const struct check_input *in, uint32_t sentence, struct day_range *days)
{
    const struct cover *cover = &in->cover[sentence];
    uint32_t newest = CITE_NONE;
    if (cover->paren == CITE_NONE)
        return CITE_NONE;
    uint32_t covering =
        in->cites->parens.p[cover->paren].sentence; /* of a list, the one that leads in */
    size_t first = paren_from(in->cites, in->doc->sentences.p[covering].text.off), at = first;
    const struct paren *p;
    while ((p = paren_next(in->cites, covering, first + PARENS_MAX, &at))) {
        for (uint32_t i = p->first_citation; i < p->first_citation + p->n_citations; i++) {
            struct day_range cited;
            if (in->cites->citations.p[i].kind != CCK_KIND_CITATION)
                continue;
            if (!cited_days(&in->cites->citations.p[i], &cited))
                return CITE_NONE;
            if (newest == CITE_NONE || cited.to > days->to) {
                newest = i;
                *days = cited;
            }
        }
    }
    return at - first < PARENS_MAX ? newest : CITE_NONE;
}

str dated_say(struct arena *arena, const struct citation *c)
{
    return str_printf(arena, "%.*s, %.*s", STR_ARG(c->outlet_text),
                      STR_ARG(say_day(arena, c->from)));
}
