/* period_event.c: the words around a period: leads, tenses, doubts. */
#include "cite/period_event.h"

#include "base/banned.h"

enum {
    FRONT_WORDS = 3,   /* so near the head of its sentence a period stands in front of the verb */
    SET_OFF_WORDS = 8, /* the same between commas: "Three days later, on May 3, they left" */
    NAME_WORDS = 3,    /* "the March 22 suicide bomb attack" */
    LOOK_WORDS = 80    /* how far around a period its sentence is looked at */
};

enum { AHEAD = PERIOD_MARK_FUTURE | PERIOD_MARK_MODAL };

static const struct prose_word *word_at(const struct period_text *text, size_t i)
{
    return &text->prose->words.p[i];
}

static bool is_past(const struct period_text *text, size_t i)
{
    const struct prose_word *w = word_at(text, i);
    return !w->quoted && ((w->low.n > 3 && !w->upper && str_ends(w->low, S("ed"))) ||
                          period_is_marked(text, i, PERIOD_MARK_PAST));
}

/* A word that looks ahead; "the minister of planning" does not. */
static bool is_ahead(const struct period_text *text, size_t i)
{
    const struct prose_word *w = word_at(text, i);
    return !w->quoted && !w->month && period_is_marked(text, i, AHEAD) &&
           !(i > 0 && str_eq(word_at(text, i - 1)->low, S("of")));
}

/* The first word from `from` on that looks back (or, with `ahead`, ahead); `end` when there is none. */
static size_t find_tense(const struct period_text *text, size_t from, size_t end, bool ahead)
{
    while (from < end && !(ahead ? is_ahead(text, from) : is_past(text, from)))
        from++;
    return from;
}

static bool has_never(const struct period_text *text, size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++)
        if (!word_at(text, i)->quoted && period_is_marked(text, i, PERIOD_MARK_NEVER))
            return true;
    return false;
}

/* Does a comma stand right before the word that leads the period in: "the talks, on April 16, failed"? */
static bool is_set_off(const struct period_text *text, size_t first, size_t begin)
{
    size_t lead =
        first > begin && period_is_marked(text, first - 1, PERIOD_MARK_LEAD) ? first - 1 : first;
    if (lead <= begin)
        return false;
    str gap = prose_gap(text->doc, word_at(text, lead - 1), word_at(text, lead));
    return str_find_byte(gap, ',', 0) < gap.n;
}

static bool comma_between(const struct period_text *text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        str gap = prose_gap(text->doc, word_at(text, i), word_at(text, i + 1));
        if (str_find_byte(gap, ',', 0) < gap.n || str_find_byte(gap, ';', 0) < gap.n)
            return true;
    }
    return false;
}

/* "At the meeting of the committee in May, ...": a phrase up to the sentence's first comma. */
static bool is_front_phrase(const struct period_text *text, const struct period_match *m,
                            size_t begin, size_t end)
{
    size_t behind = m->first + m->n;
    return behind < end && period_is_marked(text, begin, PERIOD_MARK_LEAD) &&
           !comma_between(text, begin, behind - 1) && comma_between(text, behind - 1, behind) &&
           find_tense(text, begin, behind, false) == behind;
}

/* Does the period stand in front of the sentence's verb? */
static bool is_in_front(const struct period_text *text, const struct period_match *m, size_t begin,
                        size_t end)
{
    size_t before = m->first - begin, behind = m->first + m->n;
    if (before < FRONT_WORDS || is_front_phrase(text, m, begin, end))
        return true;
    return before < SET_OFF_WORDS && behind < end && is_set_off(text, m->first, begin) &&
           comma_between(text, behind - 1, behind);
}

/* Does something between `begin` and `before` look ahead to the period? Not "which would ruin them,
 * closed on": a comma and a word of the past set it apart. */
static bool is_awaited(const struct period_text *text, size_t begin, size_t before)
{
    size_t ahead = find_tense(text, begin, before, true);
    for (size_t next = ahead; next < before; next = find_tense(text, next + 1, before, true))
        ahead = next;
    if (ahead == before)
        return false;
    size_t past = find_tense(text, ahead, before, false);
    if (past == before && !is_past(text, before))
        return true;
    return past == ahead || !comma_between(text, ahead, past);
}

/* Does the clause of the period commemorate? When it is set off by commas, its sentence. */
static bool is_commemorated(const struct period_text *text, const struct period_match *m,
                            size_t begin, size_t end)
{
    size_t first = m->first, behind = m->first + m->n;
    if (is_set_off(text, m->first, begin))
        return has_never(text, begin, end);
    while (first > begin && !comma_between(text, first - 1, first))
        first--;
    while (behind < end && !comma_between(text, behind - 1, behind))
        behind++;
    return has_never(text, first, behind);
}

/* Does the sentence tell of the past where the period belongs? */
static bool looks_back(const struct period_text *text, const struct period_match *m, size_t begin,
                       size_t end)
{
    size_t behind = m->first + m->n;
    size_t past = find_tense(text, behind, end, false);
    size_t ahead = find_tense(text, behind, end, true);
    /* "promised on May 3 to come": the verb beside the period is what happened */
    size_t lead = period_is_marked(text, m->first > begin ? m->first - 1 : begin, PERIOD_MARK_LEAD)
                      ? m->first - 1
                      : m->first;
    size_t before = lead > begin && is_past(text, lead - 1) ? lead - 1 : m->first;
    if (is_commemorated(text, m, begin, end) || is_awaited(text, begin, before))
        return false;
    if (is_in_front(text, m, begin, end) && past < end && past <= ahead)
        return true;
    if (find_tense(text, begin, m->first, false) < m->first)
        return true;
    /* "the attack on March 22 killed", but not "opens in June, he said" */
    size_t from = is_set_off(text, m->first, begin) && behind < end ? behind : behind - 1;
    return past < ahead && past < end && !comma_between(text, from, past);
}

/* Index of the word that leads the period in, over an article before a period that is no name: "in
 * the 1990s", "in the spring of 2022", but not "in the 2024 elections"; `begin` - 1 when the
 * sentence begins with the period. */
static size_t lead_of(const struct period_text *text, const struct period_match *m, size_t begin)
{
    const struct prose_word *w = word_at(text, m->first);
    bool plain = m->slots.decade || !(w->upper || w->number);
    bool article = plain && m->first > begin && str_eq(word_at(text, m->first - 1)->low, S("the"));
    return m->first - article - 1;
}

/* "killed two people March 7": a day may do without its "on". */
static bool may_lead(const struct period_text *text, const struct period_match *m, size_t lead)
{
    return period_is_marked(text, lead, PERIOD_MARK_LEAD) ||
           (m->slots.n_days && m->rule->unit == PERIOD_DAY && is_past(text, lead));
}

/* "over the last year" */
static bool is_rolling(const struct period_text *text, const struct period_match *m, size_t begin)
{
    static const str words[] = { S_INIT("the"), S_INIT("this"), S_INIT("over"), S_INIT("past") };
    for (size_t i = 0; i < sizeof words / sizeof *words && m->first > begin; i++)
        if (str_eq(word_at(text, m->first - 1)->low, words[i]))
            return true;
    return false;
}

/* What is looked at of a sentence of any length. */
static void narrow(const struct period_match *m, size_t *begin, size_t *end)
{
    if (m->first - *begin > LOOK_WORDS)
        *begin = m->first - LOOK_WORDS;
    if (*end - m->first - m->n > LOOK_WORDS)
        *end = m->first + m->n + LOOK_WORDS;
}

bool period_is_event(const struct period_text *text, const struct period_match *m, size_t begin,
                     size_t end)
{
    narrow(m, &begin, &end);
    size_t behind = m->first + m->n, lead = lead_of(text, m, begin);
    const struct prose_word *last = word_at(text, behind - 1);
    if (m->rule->event == PERIOD_EVENT_NEVER || last->quoted || last->possessive)
        return false;
    if (m->rule->event == PERIOD_EVENT_LEAD && (lead + 1 == begin || !may_lead(text, m, lead)))
        return false;
    if (m->rule->event == PERIOD_EVENT_ALWAYS && is_rolling(text, m, begin))
        return false;
    bool bound = behind < end && word_at(text, behind)->glued && !word_at(text, behind)->number;
    return !bound && looks_back(text, m, begin, end);
}

/* "an attack of March 16" */
static bool follows_name(const struct period_text *text, const struct period_match *m, size_t begin)
{
    return m->first >= begin + 2 && period_is_marked(text, m->first - 2, PERIOD_MARK_SUDDEN) &&
           (str_eq(word_at(text, m->first - 1)->low, S("of")) ||
            str_eq(word_at(text, m->first - 1)->low, S("on")));
}

bool period_names_past(const struct period_text *text, const struct period_match *m, size_t begin,
                       size_t end)
{
    narrow(m, &begin, &end);
    size_t behind = m->first + m->n;
    const struct prose_word *last = word_at(text, behind - 1);
    if (m->rule->unit != PERIOD_DAY || m->rule->relative || !m->slots.n_days || last->quoted ||
        last->possessive || m->first == begin || has_never(text, begin, end))
        return false;
    if (follows_name(text, m, begin))
        return true;
    if (period_is_marked(text, m->first - 1, PERIOD_MARK_LEAD))
        return false;
    for (size_t i = behind; i < end && i < behind + NAME_WORDS; i++) {
        str gap = prose_gap(text->doc, word_at(text, i - 1), word_at(text, i));
        if (gap.n != 1)
            return false;
        if (period_is_marked(text, i, PERIOD_MARK_SUDDEN))
            return true;
    }
    return false;
}
