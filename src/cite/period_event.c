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

bool period_is_past(const struct period_text *text, size_t i)
{
    const struct prose_word *w = word_at(text, i);
    return !w->quoted && ((w->low.n > 3 && !w->upper && str_ends(w->low, S("ed"))) ||
                          period_is_marked(text, i, PERIOD_MARK_PAST));
}

/* Does the word before `i` say that it looks ahead no more: "the minister of planning", "had to be closed"? */
static bool is_settled(const struct period_text *text, size_t i)
{
    str before = i > 0 ? word_at(text, i - 1)->low : (str){ 0 };
    return str_eq(before, S("of")) ||
           (str_eq(before, S("to")) && i > 1 && str_eq(word_at(text, i - 2)->low, S("had")));
}

/* "announced in Baku", "set up by the king": what is told happened itself, and arranges nothing. */
static bool has_no_object(const struct period_text *text, size_t verb)
{
    return verb + 1 < text->prose->words.n && period_is_past(text, verb) &&
           (period_is_marked(text, verb + 1, PERIOD_MARK_LEAD | PERIOD_MARK_DEADLINE) ||
            str_eq(word_at(text, verb + 1)->low, S("up")));
}

/* A word that looks ahead, or the "to" of "was to double". */
static bool is_ahead(const struct period_text *text, size_t i)
{
    const struct prose_word *w = word_at(text, i);
    if (w->quoted || w->month)
        return false;
    if (str_eq(w->low, S("to")))
        return i > 0 && period_is_marked(text, i - 1, PERIOD_MARK_COPULA);
    return period_is_marked(text, i, AHEAD) && !is_settled(text, i) && !has_no_object(text, i);
}

/* The first word from `from` on that looks back (or, with `ahead`, ahead); `end` when there is none. */
static size_t find_tense(const struct period_text *text, size_t from, size_t end, bool ahead)
{
    while (from < end && !(ahead ? is_ahead(text, from) : period_is_past(text, from)))
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

/* "At the meeting of the committee in May, ...", "Before dawn on May 8, ...": a phrase up to the sentence's
 * first comma. */
static bool is_front_phrase(const struct period_text *text, const struct period_match *m,
                            size_t begin, size_t end)
{
    size_t behind = m->first + m->n;
    return behind < end && period_is_marked(text, begin, PERIOD_MARK_LEAD | PERIOD_MARK_FRONT) &&
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

/* Does the verb at `past` begin a clause of its own behind word `from`: a comma stands between, or "and"? */
static bool is_new_clause(const struct period_text *text, size_t from, size_t past)
{
    enum { AND_WORDS = 2 }; /* "and was turned down" */
    for (size_t i = past; i > from + 1 && i + AND_WORDS > past; i--)
        if (str_eq(word_at(text, i - 1)->low, S("and")))
            return true;
    return comma_between(text, from, past);
}

/* "asked Moscow on May 3 to come", "demanded one a week later, on May 3": the day is that of the asking. */
static bool is_day_of_asking(const struct period_text *text, const struct period_match *m,
                             size_t begin)
{
    size_t behind = m->first + m->n;
    return is_set_off(text, m->first, begin) ||
           (behind < text->prose->words.n && str_eq(word_at(text, behind)->low, S("to")));
}

/* Does something between `begin` and `before` look ahead to the period? Not "which would ruin them,
 * closed on": a comma, or "and", and a word of the past set it apart. */
static bool is_awaited(const struct period_text *text, const struct period_match *m, size_t begin,
                       size_t before)
{
    size_t ahead = find_tense(text, begin, before, true);
    for (size_t next = ahead; next < before; next = find_tense(text, next + 1, before, true))
        ahead = next;
    if (ahead == before || (period_is_past(text, ahead) && is_day_of_asking(text, m, begin)))
        return false;
    size_t past = find_tense(text, ahead + 1, before, false);
    if (past == before && !period_is_past(text, before))
        return true;
    return !is_new_clause(text, ahead, past);
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

/* "In May, officials said, the stock would be gone": the verb between commas is not that of the period. */
static bool is_inserted(const struct period_text *text, size_t past, size_t end)
{
    if (past + 1 >= end || !comma_between(text, past, past + 1))
        return false;
    return find_tense(text, past + 1, end, true) < find_tense(text, past + 1, end, false);
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
    size_t before = lead > begin && period_is_past(text, lead - 1) ? lead - 1 : m->first;
    if (is_commemorated(text, m, begin, end) || is_awaited(text, m, begin, before))
        return false;
    if (is_in_front(text, m, begin, end) && past < end && past <= ahead)
        return !is_inserted(text, past, end);
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

/* The first word of the clause that the period stands in: behind a colon or semicolon, or ", and". */
static size_t clause_of(const struct period_text *text, const struct period_match *m, size_t begin)
{
    for (size_t i = m->first; i > begin; i--) {
        str gap = prose_gap(text->doc, word_at(text, i - 1), word_at(text, i));
        if (str_find_byte(gap, ':', 0) < gap.n || str_find_byte(gap, ';', 0) < gap.n)
            return i;
        if (i < m->first && str_eq(word_at(text, i)->low, S("and")) &&
            str_find_byte(gap, ',', 0) < gap.n)
            return i + 1;
    }
    return begin;
}

/* "By May 3, they had left": in front of a verb, and nothing looks ahead. */
static bool is_done_by(const struct period_text *text, const struct period_match *m, size_t begin,
                       size_t end)
{
    return is_in_front(text, m, begin, end) && find_tense(text, begin, end, true) == end;
}

/* "At a fair held there from March 10 to 12, they signed" */
static bool is_range_in_front(const struct period_text *text, const struct period_match *m,
                              size_t begin, size_t end)
{
    size_t behind = m->first + m->n;
    return (m->slots.n_days == 2 || m->slots.n_months == 2) && behind < end &&
           comma_between(text, behind - 1, behind) &&
           period_is_marked(text, begin, PERIOD_MARK_LEAD | PERIOD_MARK_FRONT | PERIOD_MARK_RANGE);
}

/* Does the word before the period lead in something that happened then? */
static bool leads(const struct period_text *text, const struct period_match *m, size_t lead,
                  size_t begin, size_t end)
{
    if (period_is_marked(text, lead, PERIOD_MARK_LEAD))
        return true;
    if (period_is_marked(text, lead, PERIOD_MARK_RANGE))
        return is_range_in_front(text, m, begin, end);
    if (period_is_marked(text, lead, PERIOD_MARK_DEADLINE))
        return is_done_by(text, m, begin, end);
    /* "killed two people March 7": a day may do without its "on"; "set March 7" sets a day */
    return m->slots.n_days && m->rule->unit == PERIOD_DAY && period_is_past(text, lead) &&
           !is_ahead(text, lead);
}

/* Do words `begin` to before `end`, a sentence or a clause of it, report something as having happened then? */
static bool reports(const struct period_text *text, const struct period_match *m, size_t begin,
                    size_t end)
{
    size_t lead = lead_of(text, m, begin);
    if (m->rule->event == PERIOD_EVENT_LEAD &&
        (lead + 1 == begin || !leads(text, m, lead, begin, end)))
        return false;
    return looks_back(text, m, begin, end);
}

bool period_is_event(const struct period_text *text, const struct period_match *m, size_t begin,
                     size_t end)
{
    narrow(m, &begin, &end);
    size_t behind = m->first + m->n;
    const struct prose_word *last = word_at(text, behind - 1);
    if (m->rule->event == PERIOD_EVENT_NEVER || last->quoted || last->possessive)
        return false;
    if (m->rule->event == PERIOD_EVENT_ALWAYS && is_rolling(text, m, begin))
        return false;
    if (behind < end && word_at(text, behind)->glued && !word_at(text, behind)->number)
        return false;
    size_t clause = clause_of(text, m, begin);
    return reports(text, m, is_in_front(text, m, clause, end) ? clause : begin, end);
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
        last->possessive || m->first == begin || has_never(text, begin, end) ||
        is_awaited(text, m, begin, m->first))
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
