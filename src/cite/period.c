/* period.c: finds the phrases of periods.yaml in prose and works out their days. What they mean for
 * a citation is for the checks to say. */
#include "cite/period.h"

#include "cite/month.h"
#include "cite/period_days.h"
#include "cite/period_rules.h"
#include "cite/prose.h"

#include "base/banned.h"

/* What a phrase's place-holders stood for. */
struct slots {
    int32_t year, decade;
    uint8_t month, day, weekday;
};

struct finder {
    const struct period_rules *rules;
    const struct doc *doc;
    struct prose prose;
    struct day_range article;
    bool article_known;
    struct arena *perm;
    struct period_list *out;
};

/* A phrase being held against the words from `at` on. */
struct attempt {
    const struct finder *f;
    const struct period_phrase *phrase;
    size_t end; /* words of the sentence end here */
    struct slots slots;
};

static const struct prose_word *word_at(const struct finder *f, size_t i)
{
    return &f->prose.words.p[i];
}

/* "20", "20th" */
static bool read_number(str low, uint32_t *value)
{
    static const str endings[] = { S_INIT("st"), S_INIT("nd"), S_INIT("rd"), S_INIT("th") };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(low, endings[i]))
            low.n -= 2;
    return low.n <= 4 && str_to_u32(low, value);
}

static bool take_words(const struct period_step *step, const struct prose_word *w)
{
    str rest = step->words, word;
    while (str_next(&rest, '|', &word))
        if (str_eq(word, w->low))
            return true;
    return false;
}

static bool take_year(const struct prose_word *w, struct slots *slots)
{
    uint32_t value;
    if (w->low.n != 4 || !str_to_u32(w->low, &value) || value < 1900 || value > 2099)
        return false;
    slots->year = (int32_t)value;
    return true;
}

static bool take_decade(const struct prose_word *w, struct slots *slots)
{
    uint32_t value;
    if (w->low.n != 5 || w->low.p[4] != 's' || !str_to_u32(str_slice(w->low, 0, 4), &value) ||
        value < 1000 || value % 10)
        return false;
    slots->decade = (int32_t)value;
    return true;
}

static bool take_day(const struct prose_word *w, struct slots *slots)
{
    uint32_t value;
    if (!w->number || !read_number(w->low, &value) || value < 1 || value > 31)
        return false;
    slots->day = (uint8_t)value;
    return true;
}

/* Does the word fill this step? */
static bool take(const struct period_step *step, const struct prose_word *w, struct slots *slots)
{
    switch ((enum period_step_kind)step->kind) {
    case STEP_WORDS:
        return take_words(step, w);
    case STEP_MONTH:
        slots->month = w->upper ? month_find(w->low).month : 0;
        return slots->month != 0;
    case STEP_DAY:
        return take_day(w, slots);
    case STEP_YEAR:
        return take_year(w, slots);
    case STEP_DECADE:
        return take_decade(w, slots);
    case STEP_WEEKDAY:
        slots->weekday = w->upper ? weekday_find(w->low) : 0;
        return slots->weekday != 0;
    case STEP_KIND_COUNT:
        break;
    }
    return false;
}

/* May these two words belong to one phrase? */
static bool is_close(const struct finder *f, size_t i)
{
    str gap = prose_gap(f->doc, word_at(f, i - 1), word_at(f, i));
    if (gap.n > 8 || word_at(f, i - 1)->quoted != word_at(f, i)->quoted)
        return false;
    return str_find_byte(gap, ';', 0) == gap.n && str_find_byte(gap, '(', 0) == gap.n &&
           str_find_byte(gap, ')', 0) == gap.n && str_find_byte(gap, ':', 0) == gap.n;
}

/* Words taken by the steps from `step` on, or 0 when they do not fit. The depth is that of a
 * phrase. */
static size_t match_from(struct attempt *a, uint32_t step, size_t first, size_t at)
{
    if (step == a->phrase->n_steps)
        return at - first;
    const struct period_step *s = &a->phrase->steps[step];
    struct slots before = a->slots;
    bool close = at < a->end && (at == first || is_close(a->f, at));
    if (close && take(s, word_at(a->f, at), &a->slots)) {
        size_t n = match_from(a, step + 1, first, at + 1);
        if (n)
            return n;
    }
    a->slots = before;
    return s->optional ? match_from(a, step + 1, first, at) : 0;
}

/* Is the word before one of those that the rule asks for? */
static bool follows(const struct finder *f, const struct period_rule *rule, size_t at, size_t begin)
{
    if (rule->after.n == 0)
        return true;
    for (size_t i = 0; i < rule->after.n && at > begin; i++)
        if (str_eq(rule->after.p[i], word_at(f, at - 1)->low))
            return true;
    return false;
}

struct match {
    const struct period_rule *rule;
    struct slots slots;
    size_t first, n; /* words */
};

/* Holds a chain of phrases against the words at `at`; keeps the longest. */
static void try_phrases(const struct finder *f, const struct period_phrase *chain, size_t at,
                        size_t begin, size_t end, struct match *best)
{
    for (; chain; chain = chain->next) {
        struct attempt a = { .f = f, .phrase = chain, .end = end };
        if (!follows(f, chain->rule, at, begin))
            continue;
        size_t n = match_from(&a, 0, at, at);
        if (n > best->n || (n && n == best->n && chain->rule < best->rule))
            *best = (struct match){ chain->rule, a.slots, at, n };
    }
}

static struct match match_at(const struct finder *f, size_t at, size_t begin, size_t end)
{
    struct match best = { 0 };
    const struct prose_word *w = word_at(f, at);
    try_phrases(f, map_get(&f->rules->by_word, w->low), at, begin, end, &best);
    if (w->number || w->upper)
        for (int kind = STEP_MONTH; kind < STEP_KIND_COUNT; kind++)
            try_phrases(f, f->rules->by_slot[kind], at, begin, end, &best);
    return best;
}

/* The days of a match in a year; false when there is no such day. */
static bool days_in_year(const struct match *m, int32_t year, struct day_range *out)
{
    const struct slots *s = &m->slots;
    if (!s->month) {
        bool whole = m->rule->to == 0;
        *out = period_months(year, whole ? 1 : m->rule->from, whole ? 12 : m->rule->to);
        return true;
    }
    unsigned last = date_month_days((int)year, s->month);
    unsigned from = s->day ? s->day : m->rule->from ? (unsigned)m->rule->from : 1;
    unsigned to = s->day ? s->day : m->rule->to ? (unsigned)m->rule->to : last;
    if (from > last)
        return false;
    *out =
        (struct day_range){ date_to_days(date_make((int)year, s->month, from)),
                            date_to_days(date_make((int)year, s->month, to < last ? to : last)) };
    return true;
}

/* A month or day without a year is the article's year's, or the one's before it when it would lie
 * after the article. */
static bool days_of(const struct finder *f, const struct match *m, struct day_range *out)
{
    if (m->slots.decade) {
        out->from = period_months(m->slots.decade, 1, 12).from;
        out->to = period_months(m->slots.decade + 9, 1, 12).to;
        return true;
    }
    if (m->slots.year)
        return days_in_year(m, m->slots.year, out);
    if (!f->article_known)
        return false;
    int32_t year = date_from_days(f->article.to).year;
    if (days_in_year(m, year, out) && out->from <= f->article.to)
        return true;
    return days_in_year(m, year - 1, out);
}

static bool is_past(const struct period_rules *rules, const struct prose_word *w)
{
    return (w->low.n > 3 && !w->upper && str_ends(w->low, S("ed"))) ||
           map_get(&rules->past, w->low);
}

/* What the words of a sentence say about its time. In doubt a period is no event: a false alarm
 * costs more than a miss. */
struct outlook {
    bool past;    /* a word in the past tense */
    bool ahead;   /* a word that looks ahead or commemorates */
    size_t modal; /* the first word of doubt or duty; behind the sentence when there is none */
};

static struct outlook outlook_of(const struct finder *f, size_t begin, size_t end)
{
    struct outlook o = { .modal = end };
    for (size_t i = begin; i < end; i++) {
        const struct prose_word *w = word_at(f, i);
        if (w->quoted)
            continue;
        bool month = w->upper && i > begin && month_find(w->low).month;
        if (o.modal == end && !month && map_get(&f->rules->modal, w->low))
            o.modal = i;
        o.ahead =
            o.ahead || map_get(&f->rules->future, w->low) || map_get(&f->rules->never, w->low);
        o.past = o.past || is_past(f->rules, w);
    }
    return o;
}

/* The word that leads the period in, over an article before a period that is no name: "in the
 * 1990s", "in the spring of 2022", but not "in the 2024 elections". NULL: the sentence begins
 * here. */
static const struct prose_word *lead_of(const struct finder *f, const struct match *m, size_t begin)
{
    size_t at = m->first;
    const struct prose_word *w = word_at(f, at);
    bool plain = m->slots.decade || !(w->upper || w->number);
    bool article = plain && at > begin && str_eq(word_at(f, at - 1)->low, S("the"));
    at -= article;
    return at > begin ? word_at(f, at - 1) : NULL;
}

static bool is_event(const struct finder *f, const struct match *m, const struct outlook *o,
                     size_t begin, size_t end)
{
    const struct prose_word *last = word_at(f, m->first + m->n - 1);
    const struct prose_word *lead = lead_of(f, m, begin);
    if (m->rule->event == PERIOD_EVENT_NEVER || last->quoted || last->possessive)
        return false;
    if (m->rule->event == PERIOD_EVENT_LEAD && !(lead && map_get(&f->rules->leads, lead->low)))
        return false;
    static const str rolling[] = { S_INIT("the"), S_INIT("this"), S_INIT("over"), S_INIT("past") };
    for (size_t i = 0; m->rule->event == PERIOD_EVENT_ALWAYS && i < 4 && m->first > begin; i++)
        if (str_eq(word_at(f, m->first - 1)->low, rolling[i]))
            return false; /* "over the last year" */
    bool bound = m->first + m->n < end && word_at(f, m->first + m->n)->glued;
    return !(bound && !word_at(f, m->first + m->n)->number) && o->past && !o->ahead &&
           o->modal >= m->first;
}

static void add_period(const struct finder *f, const struct match *m, const struct outlook *o,
                       uint32_t sentence)
{
    const struct period_rule *rule = m->rule;
    size_t begin = f->prose.first[sentence], end = f->prose.first[sentence + 1];
    size_t last = m->first + m->n - 1;
    struct period p = {
        .text = span_make(word_at(f, m->first)->text.off, span_end(word_at(f, last)->text)),
        .sentence = sentence,
        .anchor = rule->relative ? PERIOD_ARTICLE : PERIOD_ABSOLUTE,
        .year_written = m->slots.year || m->slots.decade,
        .this_month = rule->relative && rule->unit == PERIOD_MONTH && rule->offset == 0,
        .unit = rule->unit,
        .offset = (int8_t)rule->offset,
        .weekday = m->slots.weekday,
        .start_only = rule->start_only,
        .rule = rule->id,
    };
    if (rule->relative) {
        p.has_days = f->article_known;
        p.days = f->article_known ? period_days(&p, f->article) : p.days;
    } else {
        p.has_days = days_of(f, m, &p.days);
    }
    if (!p.has_days && f->article_known)
        return; /* no such day */
    p.is_event = is_event(f, m, o, begin, end);
    p.meaning = p.has_days ? period_meaning(f->perm, p.days) : str_at(f->doc->text, p.text);
    *VEC_PUSH(&f->out->list, f->perm) = p;
}

/* A number glued to letters is part of a name: Tu-2014. */
static bool is_name_part(const struct finder *f, const struct match *m, size_t begin)
{
    const struct prose_word *w = word_at(f, m->first);
    return w->glued && w->number && m->first > begin && !word_at(f, m->first - 1)->number &&
           !month_find(word_at(f, m->first - 1)->low).month;
}

void periods_find(const struct period_rules *rules, const struct doc *doc,
                  const struct cite_list *cites, struct day_range article, struct arena *perm,
                  struct period_list *out)
{
    *out = (struct period_list){ 0 };
    struct finder f = { .rules = rules,
                        .doc = doc,
                        .article = article,
                        .article_known = article.from || article.to,
                        .perm = perm,
                        .out = out };
    prose_read(doc, cites, perm, &f.prose);
    for (uint32_t s = 0; s < doc->sentences.n; s++) {
        size_t end = f.prose.first[s + 1], i = f.prose.first[s];
        struct outlook o = outlook_of(&f, i, end);
        while (i < end) {
            struct match m = match_at(&f, i, f.prose.first[s], end);
            if (m.n && !is_name_part(&f, &m, f.prose.first[s]))
                add_period(&f, &m, &o, s);
            i += m.n ? m.n : 1;
        }
    }
}
