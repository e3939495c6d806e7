/* period_match.c: steps of phrases against words. A phrase is at most PERIOD_STEPS_MAX words long, so
 * that every look is short. */
#include "cite/period_match.h"

#include "base/banned.h"

enum { GAP_MAX_BYTES = 8 }; /* between two words of a phrase */

/* A phrase being held against the words of a sentence. */
struct attempt {
    const struct period_text *text;
    const struct period_phrase *phrase;
    size_t end; /* words of the sentence end here */
    struct period_slots slots;
};

static const struct prose_word *word_at(const struct period_text *text, size_t i)
{
    return &text->prose->words.p[i];
}

/* "20", "20th" */
static bool read_number(str low, uint32_t *value)
{
    static const str endings[] = { S_INIT("st"), S_INIT("nd"), S_INIT("rd"), S_INIT("th"),
                                   S_INIT("er") };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(low, endings[i]))
            low.n -= 2;
    return low.n <= 4 && str_to_u32(low, value);
}

static bool take_words(const struct period_step *step, const struct prose_word *w)
{
    for (size_t i = 0; i < step->words.n; i++)
        if (step->words.p[i].hash == w->hash && str_eq(step->words.p[i].word, w->low))
            return true;
    return false;
}

static bool take_year(const struct prose_word *w, struct period_slots *slots)
{
    uint32_t value;
    if (w->low.n != 4 || !str_to_u32(w->low, &value) || value < 1900 || value > 2099)
        return false;
    slots->year = (int32_t)value;
    return true;
}

static bool take_decade(const struct prose_word *w, struct period_slots *slots)
{
    uint32_t value;
    if (w->low.n != 5 || w->low.p[4] != 's' || !str_to_u32(str_slice(w->low, 0, 4), &value) ||
        value < 1000 || value % 10)
        return false;
    slots->decade = (int32_t)value;
    return true;
}

static bool take_day(const struct prose_word *w, struct period_slots *slots)
{
    uint32_t value;
    bool second = slots->n_days > 0;
    if (!w->number || slots->n_days == 2 || (second && w[-1].number && !w->glued) ||
        !read_number(w->low, &value) || value < 1 || value > 31)
        return false;
    slots->day[slots->n_days++] = (uint8_t)value;
    return true;
}

static bool take_month(const struct prose_word *w, struct period_slots *slots)
{
    if (!w->month || slots->n_months == 2)
        return false;
    slots->month[slots->n_months++] = w->month;
    return true;
}

static bool take_count(const struct prose_word *w, const struct lexeme *known,
                       struct period_slots *slots)
{
    uint32_t value = 0;
    if (known && (known->marks & PERIOD_MARK_NUMBER))
        slots->count = known->value;
    else if (w->number && w->low.n <= 3 && str_to_u32(w->low, &value) && value > 0)
        slots->count = (int32_t)value;
    else
        return false;
    return true;
}

/* Does word `i` fill this step? */
static bool take(struct attempt *a, const struct period_step *step, size_t i)
{
    const struct prose_word *w = word_at(a->text, i);
    switch ((enum period_step_kind)step->kind) {
    case STEP_WORDS:
        return take_words(step, w);
    case STEP_MONTH:
        return take_month(w, &a->slots);
    case STEP_DAY:
        return take_day(w, &a->slots);
    case STEP_YEAR:
        return take_year(w, &a->slots);
    case STEP_DECADE:
        return take_decade(w, &a->slots);
    case STEP_WEEKDAY:
        a->slots.weekday = w->weekday;
        return w->weekday != 0;
    case STEP_COUNT:
        return take_count(w, a->text->known[i], &a->slots);
    case STEP_KIND_COUNT:
        break;
    }
    return false;
}

/* May words `i - 1` and `i` belong to one phrase? "March, 12 people" is no March 12. */
static bool is_close(const struct period_text *text, size_t i)
{
    const struct prose_word *before = word_at(text, i - 1), *here = word_at(text, i);
    str gap = prose_gap(text->doc, before, here);
    if (gap.n > GAP_MAX_BYTES || before->quoted != here->quoted)
        return false;
    bool day = before->month && here->number && here->low.n < 4;
    for (size_t k = 0; k < gap.n; k++)
        if ((day && gap.p[k] == ',') || gap.p[k] == ';' || gap.p[k] == '(' || gap.p[k] == ')' ||
            gap.p[k] == ':')
            return false;
    return true;
}

/* Words taken by the steps from `step` on, or 0 when they do not fit. The depth is that of a
 * phrase. */
static size_t match_from(struct attempt *a, uint32_t step, size_t first, size_t at)
{
    if (step == a->phrase->n_steps)
        return at - first;
    const struct period_step *s = &a->phrase->steps[step];
    struct period_slots before = a->slots;
    bool close = at < a->end && (at == first || is_close(a->text, at));
    if (close && take(a, s, at)) {
        size_t n = match_from(a, step + 1, first, at + 1);
        if (n)
            return n;
    }
    a->slots = before;
    return s->optional ? match_from(a, step + 1, first, at) : 0;
}

static bool is_one_of(const struct period_words *words, str word)
{
    for (size_t i = 0; i < words->n; i++)
        if (str_eq(words->p[i], word))
            return true;
    return false;
}

/* Does the word before suit the rule? */
static bool follows(const struct period_text *text, const struct period_rule *rule, size_t at,
                    size_t begin)
{
    str before = at > begin ? word_at(text, at - 1)->low : (str){ 0 };
    if (rule->after.n && !(before.n && is_one_of(&rule->after, before)))
        return false;
    return !(before.n && is_one_of(&rule->not_after, before));
}

/* Holds a chain of phrases against the words at `at`; keeps the longest. */
static void try_phrases(const struct period_text *text, const struct period_phrase *chain,
                        size_t at, size_t begin, size_t end, struct period_match *best)
{
    for (; chain; chain = chain->next) {
        struct attempt a = { .text = text, .phrase = chain, .end = end };
        size_t n = match_from(&a, 0, at, at);
        if (n == 0 || n < best->n || (n == best->n && chain->rule >= best->rule) ||
            !follows(text, chain->rule, at, begin))
            continue;
        *best = (struct period_match){ chain->rule, a.slots, at, n };
    }
}

struct period_match period_match_at(const struct period_text *text, size_t at, size_t begin,
                                    size_t end)
{
    struct period_match best = { 0 };
    const struct prose_word *w = word_at(text, at);
    const struct lexeme *known = text->known[at];
    const struct period_phrase *const *slots = text->book->by_slot;
    if (known && known->phrases)
        try_phrases(text, known->phrases, at, begin, end, &best);
    if (w->number) {
        try_phrases(text, slots[STEP_DAY], at, begin, end, &best);
        try_phrases(text, slots[STEP_YEAR], at, begin, end, &best);
        try_phrases(text, slots[STEP_DECADE], at, begin, end, &best);
    }
    if (w->month)
        try_phrases(text, slots[STEP_MONTH], at, begin, end, &best);
    if (w->weekday)
        try_phrases(text, slots[STEP_WEEKDAY], at, begin, end, &best);
    if (w->number || (known && (known->marks & PERIOD_MARK_NUMBER)))
        try_phrases(text, slots[STEP_COUNT], at, begin, end, &best);
    return best;
}
