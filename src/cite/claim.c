/* claim.c: one pass over the words of each sentence; the points of every cue that is met are
 * summed, so that a report can show the sum. */
#include "cite/claim.h"

#include "base/utf8.h"
#include "cite/claim_rules.h"
#include "cite/prose.h"

#include "base/banned.h"

struct scorer {
    const struct claim_book *book;
    const struct doc *doc;
    const struct period_list *periods;
    const struct prose *prose;
    const struct claim_rule *exact; /* the cue of exact figures, or NULL */
    size_t period, quote;           /* the first that is not behind the sentence at hand */
    struct arena *perm;
};

/* What was met in one sentence. */
struct tally {
    bool met[CLAIM_CUES_MAX];
    span where[CLAIM_CUES_MAX];
    bool role[CLAIM_ROLE_COUNT]; /* some cue of this role was met */
    uint32_t n_met;
    size_t begin, end; /* its words */
    span figure, entity, quotation, present;
    span exact; /* a figure that is not a round word: 145, "twenty-two", but not "two" */
    bool tells; /* a reporting verb has its "that" */
    int64_t n_entities;
};

/* Notes a cue; the first place in the sentence is kept. */
static void meet(const struct scorer *s, struct tally *t, uint32_t rule, span where)
{
    if (t->met[rule] && t->where[rule].off <= where.off)
        return;
    t->n_met += !t->met[rule];
    t->met[rule] = true;
    t->where[rule] = where;
    uint8_t role = s->book->list.p[rule].role;
    t->role[role] = true;
    if (role == CLAIM_PRESENT)
        t->present = where;
}

/* Index behind the last word of `rest`, which must follow the word at `at`; 0 when it does not. */
static size_t match_rest(const struct scorer *s, const struct tally *t, size_t at, str rest)
{
    str word;
    for (at++; rest.n && str_next(&rest, ' ', &word); at++)
        if (at >= t->end || !str_eq(s->prose->words.p[at].low, word))
            return 0;
    return at;
}

static bool is_one_of(const str *words, size_t n, str word)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(words[i], word))
            return true;
    return false;
}

/* Do words `at` to before `behind` not count, for the words around them? */
static bool is_barred(const struct scorer *s, const struct tally *t, const struct claim_rule *rule,
                      size_t at, size_t behind)
{
    const struct prose_word *words = s->prose->words.p;
    if (rule->lower && words[at].upper)
        return true;
    if (t->role[CLAIM_ATTRIBUTION] && (rule->points < 0 || rule->role == CLAIM_JUDGEMENT))
        return true; /* "said that it may": the source's hedge */
    return (at > t->begin && is_one_of(rule->not_after.p, rule->not_after.n, words[at - 1].low)) ||
           (behind < t->end &&
            is_one_of(rule->not_before.p, rule->not_before.n, words[behind].low));
}

/* "told reporters in Kabul that" */
static bool has_that(const struct scorer *s, const struct tally *t, size_t behind)
{
    enum { THAT_WORDS = 8 };
    for (size_t i = behind; i < t->end && i < behind + THAT_WORDS; i++)
        if (str_eq(s->prose->words.p[i].low, S("that")))
            return true;
    return false;
}

static void match_phrases(const struct scorer *s, struct tally *t, size_t at)
{
    const struct prose_word *w = &s->prose->words.p[at];
    const struct lexeme *known = lexicon_find(&s->book->words, w->low, w->hash);
    for (const struct claim_phrase *p = known ? known->phrases : NULL; p; p = p->next) {
        size_t behind = match_rest(s, t, at, p->rest);
        const struct claim_rule *rule = &s->book->list.p[p->rule];
        if (!behind || is_barred(s, t, rule, at, behind))
            continue;
        const struct prose_word *last = &s->prose->words.p[behind - 1];
        t->tells = t->tells || (rule->role == CLAIM_ATTRIBUTION && has_that(s, t, behind));
        if (rule->role == CLAIM_FIGURE && last->glued && !t->exact.len)
            t->exact = w->text;
        meet(s, t, p->rule, span_make(w->text.off, span_end(last->text)));
    }
}

/* A number that counts something: no part of a date, of a name (Su-35) or of a note's mark
 * ([3]). */
static void note_figure(const struct scorer *s, struct tally *t, size_t at)
{
    const struct prose_word *w = &s->prose->words.p[at];
    bool mark = w->text.off && s->doc->text.p[w->text.off - 1] == '[';
    bool letters = false;
    for (size_t i = 0; i < w->low.n; i++)
        letters = letters || (w->low.p[i] >= 'a' && w->low.p[i] <= 'z');
    if (w->glued || mark || letters)
        return;
    if (!t->figure.len)
        t->figure = w->text;
    if (!t->exact.len && !(s->exact && is_barred(s, t, s->exact, at, at + 1)))
        t->exact = w->text;
}

static void note_entity(struct tally *t, const struct prose_word *w)
{
    if (w->low.n < 2 || w->month || w->weekday)
        return;
    if (t->n_entities++ == 0)
        t->entity = w->text;
}

/* Is the word part of a period? `*at` moves on to the first period that does not end before the
 * word. */
static bool in_period(const struct scorer *s, uint32_t sentence, span word, size_t *at)
{
    const struct period *p = s->periods->list.p;
    size_t n = s->periods->list.n;
    while (*at < n && p[*at].sentence == sentence && span_end(p[*at].text) <= word.off)
        (*at)++;
    return *at < n && p[*at].sentence == sentence && span_covers(p[*at].text, word);
}

static void read_words(const struct scorer *s, uint32_t sentence, struct tally *t)
{
    size_t period = s->period;
    for (size_t i = t->begin; i < t->end; i++) {
        const struct prose_word *w = &s->prose->words.p[i];
        if (in_period(s, sentence, w->text, &period) || w->quoted)
            continue;
        match_phrases(s, t, i);
        if (w->number)
            note_figure(s, t, i);
        else if (w->upper && i > t->begin)
            note_entity(t, w);
    }
}

/* The longest quotation of the sentence, and moves on. */
static span take_quotation(struct scorer *s, uint32_t sentence)
{
    span longest = { 0 };
    for (; s->quote < s->prose->quotes.n; s->quote++) {
        const struct prose_quote *q = &s->prose->quotes.p[s->quote];
        if (q->sentence > sentence)
            break;
        if (q->sentence == sentence && q->text.len > longest.len)
            longest = q->text;
    }
    return longest;
}

static bool is_question(str text)
{
    while (text.n && (text.p[text.n - 1] == ')' || text.p[text.n - 1] == '"'))
        text.n--;
    return str_ends(text, S("?"));
}

static span date_of(const struct scorer *s, uint32_t sentence)
{
    const struct period *p = s->periods->list.p;
    for (size_t i = s->period; i < s->periods->list.n && p[i].sentence == sentence; i++)
        if (!p[i].recent && !p[i].open)
            return p[i].text;
    return (span){ 0 };
}

static size_t count_words(str text)
{
    size_t n = text.n > 0;
    for (size_t i = 0; i < text.n; i++)
        n += text.p[i] == ' ';
    return n;
}

/* "its “iron brother”": the author's own distance to a word; nobody is quoted. */
static bool is_quoted_word(const struct scorer *s, const struct tally *t,
                           const struct claim_rule *rule)
{
    size_t n = count_words(str_at(s->doc->text, t->quotation));
    return n > 0 && (int64_t)n <= rule->least && !t->role[CLAIM_ATTRIBUTION] &&
           !t->role[CLAIM_FRAME];
}

/* Where a cue that the program finds by itself is met; empty when it is not. */
static span built_in(const struct scorer *s, uint32_t sentence, const struct tally *t,
                     const struct claim_rule *rule)
{
    span whole = s->doc->sentences.p[sentence].text, none = { 0 };
    int64_t found;
    switch ((enum claim_role)rule->role) {
    case CLAIM_QUOTATION:
        found = (int64_t)utf8_count(str_at(s->doc->text, t->quotation));
        return found >= rule->least ? t->quotation : none;
    case CLAIM_QUOTED_WORD:
        return is_quoted_word(s, t, rule) ? t->quotation : none;
    case CLAIM_FIGURE:
        return t->figure;
    case CLAIM_EXACT:
        return t->exact;
    case CLAIM_DATE:
        return date_of(s, sentence);
    case CLAIM_ENTITIES:
        return t->n_entities >= rule->least ? t->entity : none;
    case CLAIM_SHORT:
        return (int64_t)(t->end - t->begin) < rule->least ? whole : none;
    case CLAIM_QUESTION:
        return is_question(str_at(s->doc->text, whole)) ? whole : none;
    default:
        return none;
    }
}

static void meet_built_in(const struct scorer *s, uint32_t sentence, struct tally *t)
{
    for (uint32_t i = 0; i < s->book->list.n; i++) {
        span where = built_in(s, sentence, t, &s->book->list.p[i]);
        if (where.len)
            meet(s, t, i, where);
    }
}

/* Is the only event's word that of an attribution: "agreed", "published"? */
static bool is_told_twice(const struct scorer *s, const struct tally *t, uint32_t event)
{
    for (uint32_t i = 0; i < s->book->list.n; i++)
        if (t->met[i] && s->book->list.p[i].role == CLAIM_ATTRIBUTION &&
            t->where[i].off == t->where[event].off)
            return true;
    return false;
}

/* A frame beside an attribution adds nothing; a hedge inside a frame is the source's; a word counts
 * once. */
static bool counts(const struct scorer *s, const struct tally *t, uint32_t index)
{
    const struct claim_rule *rule = &s->book->list.p[index];
    if (rule->role == CLAIM_FRAME)
        return !t->role[CLAIM_ATTRIBUTION];
    if (rule->role == CLAIM_EVENT)
        return !is_told_twice(s, t, index);
    return rule->role != CLAIM_HEDGE || !t->role[CLAIM_FRAME];
}

static struct claim claim_of(const struct scorer *s, const struct tally *t)
{
    const struct claim_rule *rules = s->book->list.p;
    struct claim_cue *cues = NEW(s->perm, struct claim_cue, t->n_met);
    struct claim claim = { .cues = cues };
    for (uint32_t i = 0; i < s->book->list.n; i++) {
        if (!t->met[i] || !counts(s, t, i))
            continue;
        cues[claim.n_cues++] = (struct claim_cue){ rules[i].name, t->where[i], rules[i].points };
        claim.score += rules[i].points;
    }
    bool hedged = t->role[CLAIM_HEDGE] && !t->role[CLAIM_FRAME];
    claim.has_quotation = t->role[CLAIM_QUOTATION];
    claim.has_quotation = claim.has_quotation && !t->role[CLAIM_QUOTED_WORD];
    claim.quotation = claim.has_quotation ? t->quotation : (span){ 0 };
    claim.has_figure = t->role[CLAIM_FIGURE];
    claim.has_date = t->role[CLAIM_DATE];
    claim.exact = t->exact.len > 0;
    claim.attributed = t->role[CLAIM_ATTRIBUTION] || t->role[CLAIM_FRAME];
    claim.tells = t->tells;
    claim.names = t->n_entities > 0;
    claim.has_event = t->role[CLAIM_EVENT];
    claim.transition = t->role[CLAIM_TRANSITION];
    claim.present = t->role[CLAIM_PRESENT] && !t->role[CLAIM_PAST] && !t->role[CLAIM_ATTRIBUTION] &&
                    !t->role[CLAIM_FRAME] && !claim.has_date && !claim.has_quotation && !hedged;
    claim.present_at = t->present;
    claim.judgement = !claim.has_quotation && ((hedged && !claim.has_figure) ||
                                               (t->role[CLAIM_JUDGEMENT] && !t->exact.len));
    claim.firm = claim.has_quotation || claim.has_figure || claim.has_date || claim.has_event ||
                 claim.attributed;
    return claim;
}

static const struct claim_rule *find_role(const struct claim_book *book, enum claim_role role)
{
    for (size_t i = 0; i < book->list.n; i++)
        if (book->list.p[i].role == role)
            return &book->list.p[i];
    return NULL;
}

static const struct claim_book *pick_book(const struct claim_rules *rules, str language)
{
    for (size_t i = 0; i < rules->books.n; i++)
        if (str_eq(rules->books.p[i].language, language))
            return &rules->books.p[i];
    return &rules->books.p[0];
}

struct claim *claims_score(const struct claim_rules *rules, const struct doc *doc,
                           const struct period_list *periods, struct arena *perm)
{
    struct claim *claims = NEW(perm, struct claim, doc->sentences.n);
    struct scorer s = { .book = pick_book(rules, periods->language),
                        .doc = doc,
                        .periods = periods,
                        .prose = periods->prose,
                        .perm = perm };
    s.exact = find_role(s.book, CLAIM_EXACT);
    for (uint32_t i = 0; i < doc->sentences.n; i++) {
        struct tally t = { .begin = s.prose->first[i], .end = s.prose->first[i + 1] };
        while (s.period < periods->list.n && periods->list.p[s.period].sentence < i)
            s.period++;
        t.quotation = take_quotation(&s, i);
        read_words(&s, i, &t);
        meet_built_in(&s, i, &t);
        claims[i] = claim_of(&s, &t);
    }
    return claims;
}
