/* period_base.c: finds the dated event that a distance counts from: a date beside it, a name that the
 * text dates elsewhere ("the Crocus City Hall attack"), or what was told just before. */
#include "cite/period_base.h"

#include "cite/period_event.h"

#include "base/banned.h"

enum {
    STEM_BYTES = 5,
    NAME_WORDS_MAX = 10, /* of the base's description */
    LOOK_BACK = 3,       /* sentences, for a base described in common words */
    LOOK_MAX = 1000,     /* sentences looked at for one base */
    DATES_MAX = 16,      /* a sentence with more dates, or more words, dates nothing */
    WORDS_MAX = 200,
    RESOLVED_MAX = 100 /* of one document; no article counts days so often */
};

struct finder {
    const struct period_text *text;
    struct period_list *list;
    const uint32_t *first; /* per sentence: its first period; one entry more than sentences */
};

static const struct prose_word *word_at(const struct finder *f, size_t i)
{
    return &f->text->prose->words.p[i];
}

static struct period *period_at(const struct finder *f, size_t i)
{
    return &f->list->list.p[i];
}

/* Can it date something: a day, month or year that is known? */
static bool is_date(const struct period *p)
{
    return p->anchor == PERIOD_ABSOLUTE && p->has_days && !p->start_only && !p->recent;
}

/* A day on which something happened: "on May 3", "closed since May 3". */
static bool is_day(const struct period *p)
{
    return is_date(p) ? p->unit == PERIOD_DAY
                      : p->start_only && p->has_days && p->days.from == p->days.to;
}

/* The only date of a sentence, or CITE_NONE; sentences that count days themselves are passed over,
 * unless `counted` allows for those that state the day they count to. */
static uint32_t only_date(const struct finder *f, uint32_t sentence, bool counted)
{
    uint32_t found = CITE_NONE;
    if (f->first[sentence + 1] - f->first[sentence] > DATES_MAX)
        return CITE_NONE;
    for (uint32_t i = f->first[sentence]; i < f->first[sentence + 1]; i++) {
        if (period_at(f, i)->anchor == PERIOD_EVENT &&
            !(counted && (period_at(f, i)->open || period_at(f, i)->stated != CITE_NONE)))
            return CITE_NONE;
        if (!is_day(period_at(f, i)))
            continue;
        if (found != CITE_NONE)
            return CITE_NONE;
        found = i;
    }
    return found;
}

/* Words of the sentence that begin at or behind an offset of the text. */
static size_t first_word(const struct finder *f, uint32_t sentence, size_t off)
{
    size_t i = f->text->prose->first[sentence];
    while (i < f->text->prose->first[sentence + 1] && word_at(f, i)->text.off < off)
        i++;
    return i;
}

/* The words that describe the base: those behind the period up to a comma. */
struct description {
    size_t first, end;
};

static struct description describe(const struct finder *f, const struct period *p)
{
    size_t end = f->text->prose->first[p->sentence + 1];
    size_t first = first_word(f, p->sentence, span_end(p->text));
    struct description d = { first, first };
    while (d.end < end && d.end < first + NAME_WORDS_MAX) {
        size_t from = d.end == first ? span_end(p->text) : span_end(word_at(f, d.end - 1)->text);
        str gap = str_slice(f->text->doc->text, from, word_at(f, d.end)->text.off - from);
        if (gap.n != 1 && !word_at(f, d.end)->quoted)
            break;
        d.end++;
    }
    return d;
}

/* Does the sentence have the word, or a longer one of its stem ("arrest": arrested)? */
static bool sentence_has(const struct finder *f, uint32_t sentence, const struct prose_word *word)
{
    size_t i = f->text->prose->first[sentence], end = f->text->prose->first[sentence + 1];
    if (end - i > WORDS_MAX)
        return false;
    for (; i < end; i++)
        if (str_starts(word_at(f, i)->low, word->low) &&
            (word_at(f, i)->low.n == word->low.n || word->low.n >= STEM_BYTES))
            return true;
    return false;
}

static size_t common_bytes(str a, str b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return n;
}

/* Is the noun made of the verb: "closing" of closed, "decision" of decided, "detention" of detained? */
static bool is_made_of(str noun, str verb)
{
    enum { STEM_MIN = 4, CHANGED_MAX = 2 };
    static const struct {
        str noun, verb;
    } endings[] = {
        { S_INIT("ention"), S_INIT("ain") }, { S_INIT("ation"), S_INIT("") },
        { S_INIT("ition"), S_INIT("") },     { S_INIT("tion"), S_INIT("") },
        { S_INIT("sion"), S_INIT("") },      { S_INIT("ment"), S_INIT("") },
        { S_INIT("ing"), S_INIT("") },       { S_INIT("ure"), S_INIT("") },
        { S_INIT("al"), S_INIT("") },
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!str_ends(noun, endings[i].noun))
            continue;
        str stem = str_slice(noun, 0, noun.n - endings[i].noun.n);
        size_t n = common_bytes(stem, verb);
        if (endings[i].verb.n ? n == stem.n && str_starts(str_from(verb, n), endings[i].verb)
                              : n >= STEM_MIN && n + CHANGED_MAX >= stem.n)
            return true;
    }
    return false;
}

/* Does the noun name what a verb of the sentence tells? */
static bool sentence_tells(const struct finder *f, uint32_t sentence, const struct prose_word *noun)
{
    size_t i = f->text->prose->first[sentence], end = f->text->prose->first[sentence + 1];
    for (; i < end && i < f->text->prose->first[sentence] + WORDS_MAX; i++)
        if (period_is_past(f->text, i) && is_made_of(noun->low, word_at(f, i)->low))
            return true;
    return false;
}

static bool is_proper(const struct prose_word *w)
{
    return w->upper && !w->month && !w->weekday;
}

static bool has_proper(const struct finder *f, struct description d)
{
    for (size_t i = d.first; i < d.end; i++)
        if (is_proper(word_at(f, i)))
            return true;
    return false;
}

/* Does the sentence name all proper names of the description? */
static bool names_all(const struct finder *f, uint32_t sentence, struct description d)
{
    for (size_t i = d.first; i < d.end; i++)
        if (is_proper(word_at(f, i)) && !sentence_has(f, sentence, word_at(f, i)))
            return false;
    return true;
}

/* The date of what the description names, when the whole text gives it but one. */
static uint32_t named_base(const struct finder *f, const struct period *p, struct description d)
{
    uint32_t found = CITE_NONE;
    size_t n = has_proper(f, d) ? f->text->doc->sentences.n : 0;
    for (uint32_t s = 0; s < n && s < LOOK_MAX; s++) {
        uint32_t dated = s == p->sentence ? CITE_NONE : only_date(f, s, false);
        if (dated == CITE_NONE || !names_all(f, s, d))
            continue;
        if (found != CITE_NONE && period_at(f, found)->days.from != period_at(f, dated)->days.from)
            return CITE_NONE;
        found = dated;
    }
    return found;
}

static bool in_block(const struct finder *f, uint32_t a, uint32_t b)
{
    return f->text->doc->sentences.p[a].block == f->text->doc->sentences.p[b].block;
}

/* The noun that a description is about: "closing" of "the closing of the road". */
static const struct prose_word *head_of(const struct finder *f, struct description d)
{
    size_t i = d.first + 1;
    while (i < d.end && !str_eq(word_at(f, i)->low, S("of")))
        i++;
    return word_at(f, i - 1);
}

/* "two days after the raid": a raid that was dated in one of the sentences before, or, farther off,
 * on but one day. */
static uint32_t told_base(const struct finder *f, const struct period *p, struct description d)
{
    uint32_t found = CITE_NONE;
    if (d.end == d.first)
        return CITE_NONE;
    const struct prose_word *noun = word_at(f, d.end - 1);
    for (uint32_t back = 1; back <= LOOK_MAX && back <= p->sentence; back++) {
        uint32_t s = p->sentence - back;
        uint32_t dated = f->first[s] == f->first[s + 1] ? CITE_NONE : only_date(f, s, true);
        bool near = back <= LOOK_BACK && in_block(f, s, p->sentence);
        if (dated == CITE_NONE ||
            !(sentence_has(f, s, noun) || (near && sentence_tells(f, s, head_of(f, d)))))
            continue;
        if (near)
            return dated;
        if (found != CITE_NONE && period_at(f, found)->days.from != period_at(f, dated)->days.from)
            return CITE_NONE;
        found = dated;
    }
    return found;
}

/* The date of the sentence before in the paragraph, over undated ones that go on with the same. */
static uint32_t date_before(const struct finder *f, uint32_t sentence)
{
    for (uint32_t s = sentence; s-- > 0 && sentence - s <= LOOK_BACK && in_block(f, s, sentence);)
        if (f->first[s] < f->first[s + 1] || !f->list->goes_on[s])
            return only_date(f, s, true);
    return CITE_NONE;
}

/* What "later" counts from: the date before it in the sentence, or that of the sentences before. */
static uint32_t last_date(const struct finder *f, uint32_t at)
{
    const struct period *p = period_at(f, at);
    if (at > f->first[p->sentence]) {
        const struct period *before = period_at(f, at - 1);
        return is_date(before) && before->unit == PERIOD_DAY ? at - 1 : CITE_NONE;
    }
    return date_before(f, p->sentence);
}

/* The date in apposition right behind offset `from`: ", on March 7". */
static uint32_t stated_behind(const struct finder *f, uint32_t at, size_t from)
{
    uint32_t sentence = period_at(f, at)->sentence;
    for (uint32_t i = at + 1; i < f->first[sentence + 1]; i++) {
        const struct period *q = period_at(f, i);
        if (q->text.off < from)
            continue;
        str gap = str_slice(f->text->doc->text, from, q->text.off - from);
        bool apposed = str_starts(gap, S(",")) && gap.n <= sizeof ", on the" &&
                       str_find_byte(gap, ';', 0) == gap.n;
        bool led = str_eq(gap, S(" on ")) || str_eq(gap, S(" in "));
        return is_date(q) && (apposed || led) ? i : CITE_NONE;
    }
    return CITE_NONE;
}

/* The date right before it: "On March 7, two days after ...". Words such as "just" may stand
 * between. */
static uint32_t stated_before(const struct finder *f, uint32_t at)
{
    enum { GAP_MAX = 24 };
    const struct period *p = period_at(f, at);
    if (at == f->first[p->sentence] || !is_date(period_at(f, at - 1)))
        return CITE_NONE;
    size_t end = span_end(period_at(f, at - 1)->text);
    str gap = str_slice(f->text->doc->text, end, p->text.off - end);
    return str_starts(gap, S(", ")) && gap.n <= GAP_MAX ? at - 1 : CITE_NONE;
}

/* "ten days after that", "a week after his departure" */
static bool is_that(const struct finder *f, struct description d)
{
    static const str words[] = { S_INIT("that"), S_INIT("this"),  S_INIT("his"),
                                 S_INIT("her"),  S_INIT("their"), S_INIT("its") };
    for (size_t i = 0; i < sizeof words / sizeof *words && d.end > d.first; i++)
        if (str_eq(word_at(f, d.first)->low, words[i]))
            return true;
    return false;
}

static void resolve_described(const struct finder *f, uint32_t at)
{
    struct period *p = period_at(f, at);
    struct description d = describe(f, p);
    size_t end = d.end > d.first ? span_end(word_at(f, d.end - 1)->text) : span_end(p->text);
    uint32_t next = at + 1;
    bool dated = next < f->first[p->sentence + 1] && period_at(f, next)->text.off < end;
    if (dated)
        p->base = is_date(period_at(f, next)) ? next : CITE_NONE;
    else
        p->base = named_base(f, p, d);
    if (p->base == CITE_NONE && !dated)
        p->base = told_base(f, p, d);
    if (p->base == CITE_NONE && !dated && is_that(f, d))
        p->base = last_date(f, at);
    p->stated = stated_before(f, at);
    if (p->stated == CITE_NONE)
        p->stated = stated_behind(f, at, end);
}

static void resolve(const struct finder *f, uint32_t at)
{
    struct period *p = period_at(f, at);
    if (p->distance == PERIOD_DISTANCE_AFTER || p->distance == PERIOD_DISTANCE_BEFORE) {
        resolve_described(f, at);
    } else {
        p->stated = stated_behind(f, at, span_end(p->text));
        p->base = last_date(f, at);
        if (p->stated == CITE_NONE && stated_before(f, at) != CITE_NONE && p->sentence > 0) {
            /* "On March 22, two weeks later, ...": counted from the sentence before */
            p->stated = at - 1;
            p->base = date_before(f, p->sentence);
        }
    }
    if (p->base == p->stated)
        p->base = CITE_NONE;
}

static void set_days(const struct finder *f, struct period *p)
{
    if (p->base == CITE_NONE)
        return;
    struct day_range base = period_at(f, p->base)->days;
    bool ahead = p->distance == PERIOD_DISTANCE_AFTER || p->distance == PERIOD_DISTANCE_LATER;
    p->has_days = true;
    p->days = ahead ? (struct day_range){ base.from + p->apart.from, base.to + p->apart.to }
                    : (struct day_range){ base.from - p->apart.to, base.to - p->apart.from };
}

void period_bases(const struct period_text *text, struct arena *perm, struct period_list *out)
{
    bool some = false;
    for (size_t i = 0; i < out->list.n && !some; i++)
        some = out->list.p[i].anchor == PERIOD_EVENT;
    if (!some)
        return;
    size_t n = text->doc->sentences.n;
    uint32_t *first = NEW(perm, uint32_t, n + 1);
    for (size_t s = 0, i = 0; s <= n; s++) {
        while (i < out->list.n && out->list.p[i].sentence < s)
            i++;
        first[s] = (uint32_t)i;
    }
    struct finder f = { text, out, first };
    size_t n_resolved = 0;
    for (uint32_t i = 0; i < out->list.n; i++) {
        struct period *p = &out->list.p[i];
        if (p->anchor != PERIOD_EVENT || n_resolved++ >= RESOLVED_MAX)
            continue;
        resolve(&f, i);
        set_days(&f, p);
    }
}
