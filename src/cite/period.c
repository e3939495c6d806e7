/* period.c: the periods of a document: finds the phrases of periods.yaml and works out their days.
 * What they mean for a citation is for the checks to say. */
#include "cite/period.h"

#include "cite/language.h"
#include "cite/month.h"
#include "cite/period_base.h"
#include "cite/period_days.h"
#include "cite/period_event.h"
#include "cite/period_match.h"
#include "cite/period_rules.h"
#include "cite/prose.h"

#include "base/banned.h"

struct finder {
    struct period_text text;
    struct day_range article;
    bool article_known;
    struct arena *perm;
    struct period_list *out;
};

static const struct prose_word *word_at(const struct finder *f, size_t i)
{
    return &f->text.prose->words.p[i];
}

/* The days from one month and day of a year to another's. False when there is no such day. */
static bool days_in_months(const struct period_match *m, int32_t year, struct day_range *out)
{
    const struct period_slots *s = &m->slots;
    unsigned until = s->n_months == 2 ? s->month[1] : s->month[0];
    unsigned last = date_month_days((int)year, until);
    unsigned from = s->n_days ? s->day[0] : m->rule->from ? (unsigned)m->rule->from : 1;
    unsigned to = s->n_days == 2 ? s->day[1]
                  : s->n_days    ? s->day[0]
                  : m->rule->to  ? (unsigned)m->rule->to
                                 : last;
    if (from > date_month_days((int)year, s->month[0]) || (s->n_days && to > last))
        return false;
    int32_t over = s->month[0] > until; /* from December to January */
    out->from = date_to_days(date_make((int)(year - over), s->month[0], from));
    out->to = date_to_days(date_make((int)year, until, to < last ? to : last));
    return out->from <= out->to;
}

static bool days_in_year(const struct period_match *m, int32_t year, struct day_range *out)
{
    if (m->slots.n_months)
        return days_in_months(m, year, out);
    bool whole = m->rule->to == 0;
    *out = period_months(year, whole ? 1 : m->rule->from, whole ? 12 : m->rule->to);
    return true;
}

/* A month or day without a year is the article's year's, or the one's before it when it would lie
 * after the article. */
static bool days_without_year(const struct finder *f, const struct period_match *m,
                              struct day_range *out)
{
    struct day_range before;
    int32_t year = date_from_days(f->article.to).year;
    bool some = f->article_known && days_in_year(m, year, out) && out->from <= f->article.to;
    if (!some)
        return f->article_known && days_in_year(m, year - 1, out);
    if (m->rule->or_year_before && days_in_year(m, year - 1, &before))
        out->from = before.from;
    return true;
}

static bool days_of(const struct finder *f, const struct period_match *m, struct day_range *out)
{
    if (m->slots.decade) {
        out->from = period_months(m->slots.decade, 1, 12).from;
        out->to = period_months(m->slots.decade + 9, 1, 12).to;
        return true;
    }
    return m->slots.year ? days_in_year(m, m->slots.year, out) : days_without_year(f, m, out);
}

/* "about two weeks", "more than two weeks", "a little over two weeks" */
static bool is_loose(const struct finder *f, const struct period_match *m, size_t begin)
{
    for (size_t i = m->first; i > begin && i + 2 > m->first; i--)
        if (period_is_marked(&f->text, i - 1, PERIOD_MARK_LOOSE))
            return true;
    return false;
}

/* How many days "two weeks" may be. */
static struct day_range apart(uint8_t unit, int32_t count, bool loose)
{
    static const struct {
        int32_t least, most, slack, loose;
    } units[] = {
        [PERIOD_DAY] = { 1, 1, 1, 2 },
        [PERIOD_WEEK] = { 7, 7, 3, 7 },
        [PERIOD_MONTH] = { 28, 31, 15, 25 },
        [PERIOD_YEAR] = { 365, 366, 200, 300 },
    };
    int32_t slack = loose ? units[unit].loose : units[unit].slack;
    struct day_range r = { count * units[unit].least - slack, count * units[unit].most + slack };
    return r.from < 0 ? (struct day_range){ 0, r.to } : r;
}

static void set_anchor(const struct finder *f, const struct period_match *m, size_t begin,
                       struct period *p)
{
    const struct period_rule *rule = m->rule;
    int32_t count = m->slots.count ? m->slots.count : rule->count;
    if (rule->distance) {
        p->anchor = PERIOD_EVENT;
        p->distance = rule->distance;
        p->open = count == 0;
        p->apart = apart(rule->unit, count, is_loose(f, m, begin));
    } else if (rule->relative) {
        int32_t offset = m->slots.count ? rule->offset * m->slots.count : rule->offset;
        p->anchor = PERIOD_ARTICLE;
        p->offset = (int16_t)offset;
        p->this_month = rule->unit == PERIOD_MONTH && offset == 0;
        p->has_days = f->article_known;
        p->days = f->article_known ? period_days(p, f->article) : p->days;
    } else if (rule->recent) {
        p->anchor = PERIOD_ARTICLE;
    } else {
        p->has_days = days_of(f, m, &p->days);
    }
}

static void add_period(const struct finder *f, const struct period_match *m, uint32_t sentence)
{
    size_t begin = f->text.prose->first[sentence], end = f->text.prose->first[sentence + 1];
    struct period p = {
        .text = span_make(word_at(f, m->first)->text.off,
                          span_end(word_at(f, m->first + m->n - 1)->text)),
        .sentence = sentence,
        .year_written = m->slots.year || m->slots.decade,
        .unit = m->rule->unit,
        .weekday = m->slots.weekday,
        .start_only = m->rule->start_only,
        .recent = m->rule->recent,
        .base = CITE_NONE,
        .stated = CITE_NONE,
        .rule = m->rule->id,
    };
    set_anchor(f, m, begin, &p);
    if (p.anchor == PERIOD_ABSOLUTE && !p.has_days && (f->article_known || p.year_written))
        return; /* no such day */
    p.is_event = period_is_event(&f->text, m, begin, end);
    p.names_past = period_names_past(&f->text, m, begin, end);
    *VEC_PUSH(&f->out->list, f->perm) = p;
}

/* A number glued to letters is part of a name: Tu-2014. */
static bool is_name_part(const struct finder *f, const struct period_match *m, size_t begin)
{
    const struct prose_word *w = word_at(f, m->first);
    return w->glued && w->number && m->first > begin && !word_at(f, m->first - 1)->number &&
           !word_at(f, m->first - 1)->month;
}

/* Other languages write their months and weekdays small. */
static void find_small_months(const struct doc *doc, struct prose *prose)
{
    for (size_t i = 0; i < prose->words.n; i++) {
        struct prose_word *w = &prose->words.p[i];
        if (w->upper || w->number || w->month)
            continue;
        struct month_hit hit = month_find(str_at(doc->text, w->text));
        w->month = hit.month;
        w->weekday = hit.weekday;
    }
}

/* What the rules say of each word, looked up once. */
static const struct lexeme *const *look_up(const struct period_book *book,
                                           const struct prose *prose, struct arena *perm)
{
    const struct lexeme **known = NEW(perm, const struct lexeme *, prose->words.n + 1);
    for (size_t i = 0; i < prose->words.n; i++)
        known[i] = lexicon_find(&book->words, prose->words.p[i].low, prose->words.p[i].hash);
    return known;
}

static const bool *find_going_on(const struct period_text *text, struct arena *perm)
{
    const uint32_t *first = text->prose->first;
    bool *goes_on = NEW(perm, bool, text->doc->sentences.n);
    for (size_t s = 0; s < text->doc->sentences.n; s++)
        goes_on[s] =
            first[s] < first[s + 1] && period_is_marked(text, first[s], PERIOD_MARK_GOES_ON);
    return goes_on;
}

str period_say(struct arena *arena, const struct doc *doc, const struct period *period)
{
    return period->has_days ? period_meaning(arena, period->days) : str_at(doc->text, period->text);
}

void periods_find(const struct period_rules *rules, const struct doc *doc,
                  const struct cite_list *cites, struct day_range article, struct arena *perm,
                  struct period_list *out)
{
    struct prose *prose = NEW(perm, struct prose, 1);
    prose_read(doc, cites, perm, prose);
    const struct period_book *book = language_book(rules, doc, prose);
    if (book != &rules->books.p[0])
        find_small_months(doc, prose);
    *out = (struct period_list){ .prose = prose, .language = book->language };
    struct finder f = { .text = { book, doc, prose, look_up(book, prose, perm) },
                        .article = article,
                        .article_known = article.from || article.to,
                        .perm = perm,
                        .out = out };
    for (uint32_t s = 0; s < doc->sentences.n; s++) {
        size_t begin = prose->first[s], end = prose->first[s + 1];
        for (size_t i = begin; i < end;) {
            struct period_match m = period_match_at(&f.text, i, begin, end);
            if (m.n && !is_name_part(&f, &m, begin))
                add_period(&f, &m, s);
            i += m.n ? m.n : 1;
        }
    }
    out->goes_on = find_going_on(&f.text, perm);
    period_bases(&f.text, perm, out);
}
