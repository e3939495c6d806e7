/* told.c: looks for names beside the words that make a source of them; the names themselves are looked
 * up only there. */
#include "cite/told.h"

#include "cite/accept.h"

#include "base/banned.h"

enum {
    NAME_WORDS_MAX = 6, /* of an outlet */
    ASIDE_WORDS = 2     /* "Kommersant newspaper also reported" */
};

struct finder {
    const struct doc *doc;
    const struct prose *prose;
    const struct period_list *periods;
    const struct outlet_set *outlets;
    struct arena *perm;
    struct told_list *out;
    size_t period;        /* first period behind the sentence at hand */
    uint32_t day;         /* period that is the first day of that sentence, or CITE_NONE */
    uint32_t lengths[26]; /* of the words looked for, by their first letter */
};

static const str verbs[] = {
    S_INIT("reported"),  S_INIT("reports"), S_INIT("wrote"),    S_INIT("writes"),
    S_INIT("published"), S_INIT("noted"),   S_INIT("revealed"), S_INIT("quoted"),
    S_INIT("cited"),     S_INIT("said"),    S_INIT("claimed"),  S_INIT("detailed"),
};

static const str asides[] = {
    S_INIT("newspaper"), S_INIT("agency"), S_INIT("daily"),  S_INIT("news"), S_INIT("website"),
    S_INIT("also"),      S_INIT("has"),    S_INIT("later"),  S_INIT("then"), S_INIT("first"),
    S_INIT("magazine"),  S_INIT("had"),    S_INIT("weekly"),
};

/* The word before a name, and the one before that when one is asked for. */
static const struct {
    str before, first;
} frames[] = {
    { S_INIT("to"), S_INIT("according") },   { S_INIT("by"), S_INIT("reported") },
    { S_INIT("by"), S_INIT("published") },   { S_INIT("by"), S_INIT("cited") },
    { S_INIT("by"), S_INIT("quoted") },      { S_INIT("told"), S_INIT("") },
    { S_INIT("with"), S_INIT("interview") }, { S_INIT("to"), S_INIT("interview") },
};

static const struct prose_word *word_at(const struct finder *f, size_t i)
{
    return &f->prose->words.p[i];
}

static void note_length(struct finder *f, str word)
{
    f->lengths[word.p[0] - 'a'] |= 1u << word.n;
}

/* Can the word be one of those looked for? */
static bool may_tell(const struct finder *f, str word)
{
    return word.n && word.n < 32 && word.p[0] >= 'a' && word.p[0] <= 'z' &&
           (f->lengths[word.p[0] - 'a'] >> word.n & 1);
}

static bool is_one_of(const str *words, size_t n, str word)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(words[i], word))
            return true;
    return false;
}

static bool is_name_word(const struct finder *f, size_t i)
{
    static const str small[] = { S_INIT("of"), S_INIT("the"), S_INIT("and"), S_INIT("de") };
    const struct prose_word *w = word_at(f, i);
    return !w->quoted && (w->upper || w->number || is_one_of(small, 4, w->low));
}

/* Is there nothing but a blank, a hyphen or a dot between words `i` and `i + 1`? */
static bool is_close(const struct finder *f, size_t i)
{
    str gap = prose_gap(f->doc, word_at(f, i), word_at(f, i + 1));
    return gap.n <= 1 || str_eq(gap, S("’ "));
}

/* The outlet whose name is exactly words `first` to before `end`; a possessive name is none. Institutions
 * speak for themselves; they are not what a newsroom calls an outlet. */
static bool look_up(const struct finder *f, size_t first, size_t end, struct told *told)
{
    struct outlet_hit hit;
    const struct prose_word *last = word_at(f, end - 1);
    span where = span_make(word_at(f, first)->text.off, span_end(last->text));
    if (!word_at(f, first)->upper || last->possessive ||
        !outlet_find_name(f->outlets, str_at(f->doc->text, where), &hit) || !hit.outlet ||
        (hit.match != CCK_MATCH_EXACT && hit.match != CCK_MATCH_ALIAS) ||
        !accept_is_newsroom(hit.outlet))
        return false;
    *told = (struct told){ .text = where, .outlet = hit.outlet, .match = hit.match };
    return true;
}

/* The longest name that ends before word `end`. */
static bool name_before(const struct finder *f, size_t begin, size_t end, struct told *told)
{
    size_t first = end;
    while (first > begin && end - first < NAME_WORDS_MAX && is_name_word(f, first - 1) &&
           (first == end || is_close(f, first - 1)))
        first--;
    for (; first < end; first++)
        if (look_up(f, first, end, told))
            return true;
    return false;
}

/* The longest name that begins at word `first`. */
static bool name_behind(const struct finder *f, size_t first, size_t end, struct told *told)
{
    if (first < end && str_eq(word_at(f, first)->low, S("the")))
        first++;
    size_t last = first;
    while (last < end && last - first < NAME_WORDS_MAX && is_name_word(f, last) &&
           (last == first || is_close(f, last - 1)))
        last++;
    for (; last > first; last--)
        if (look_up(f, first, last, told))
            return true;
    return false;
}

static bool frames_name(const struct finder *f, size_t begin, size_t i)
{
    for (size_t k = 0; k < sizeof frames / sizeof *frames; k++) {
        if (!str_eq(frames[k].before, word_at(f, i)->low))
            continue;
        if (frames[k].first.n == 0 ||
            (i > begin && str_eq(frames[k].first, word_at(f, i - 1)->low)))
            return true;
    }
    return false;
}

/* The first day that the sentence names, or CITE_NONE; moves behind its periods. */
static uint32_t take_day(struct finder *f, uint32_t sentence)
{
    uint32_t day = CITE_NONE;
    for (; f->period < f->periods->list.n; f->period++) {
        const struct period *p = &f->periods->list.p[f->period];
        if (p->sentence > sentence)
            break;
        if (day == CITE_NONE && p->sentence == sentence && p->anchor == PERIOD_ABSOLUTE &&
            p->unit == PERIOD_DAY)
            day = (uint32_t)f->period;
    }
    return day;
}

static void add(const struct finder *f, uint32_t sentence, struct told told)
{
    const struct told *last = f->out->list.n ? &f->out->list.p[f->out->list.n - 1] : NULL;
    if (last && last->text.off == told.text.off)
        return;
    told.sentence = sentence;
    told.period = f->day;
    *VEC_PUSH(&f->out->list, f->perm) = told;
}

static void read_sentence(const struct finder *f, uint32_t sentence)
{
    size_t begin = f->prose->first[sentence], end = f->prose->first[sentence + 1];
    for (size_t i = begin; i < end; i++) {
        struct told told;
        const struct prose_word *w = word_at(f, i);
        if (w->quoted || w->upper || !may_tell(f, w->low))
            continue;
        if (is_one_of(verbs, sizeof verbs / sizeof *verbs, w->low)) {
            size_t name = i;
            while (name > begin && i - name < ASIDE_WORDS &&
                   is_one_of(asides, sizeof asides / sizeof *asides, word_at(f, name - 1)->low))
                name--;
            if (name_before(f, begin, name, &told))
                add(f, sentence, told);
        }
        if (frames_name(f, begin, i) && name_behind(f, i + 1, end, &told))
            add(f, sentence, told);
    }
}

void told_find(const struct doc *doc, const struct period_list *periods,
               const struct outlet_set *outlets, struct arena *perm, struct told_list *out)
{
    *out = (struct told_list){ 0 };
    struct finder f = { .doc = doc,
                        .prose = periods->prose,
                        .periods = periods,
                        .outlets = outlets,
                        .perm = perm,
                        .out = out };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        note_length(&f, verbs[i]);
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++)
        note_length(&f, frames[i].before);
    for (uint32_t i = 0; i < doc->sentences.n; i++) {
        f.day = take_day(&f, i);
        read_sentence(&f, i);
    }
}

/* "Kommersant reported on May 3": from the name to a day behind it. */
static span told_span(const struct told *told, const struct period *day)
{
    bool behind = day && day->text.off > told->text.off;
    return behind ? span_make(told->text.off, span_end(day->text)) : told->text;
}

static void add_told(const struct doc *doc, const struct period_list *periods,
                     const struct told *told, struct arena *perm, struct cite_list *out)
{
    const struct period *day = told->period == CITE_NONE ? NULL : &periods->list.p[told->period];
    struct citation c = {
        .paren = (uint32_t)out->parens.n,
        .outlet = told->text,
        .outlet_text = str_at(doc->text, told->text),
        .hit = { .outlet = told->outlet, .match = told->match },
        .link = CITE_NONE,
        .kind = CCK_KIND_PROSE,
        .group_first = true,
    };
    if (day) {
        c.date = day->text;
        c.date_text = str_at(doc->text, day->text);
        c.precision = CCK_PRECISION_DAY;
        c.year = day->year_written ? CCK_YEAR_EXPLICIT
                 : day->has_days   ? CCK_YEAR_INFERRED
                                   : CCK_YEAR_UNKNOWN;
        c.from = day->has_days ? date_from_days(day->days.from) : (date){ 0 };
        c.why = c.year == CCK_YEAR_INFERRED ? S("the year of the article, or the one before")
                                            : (str){ 0 };
    }
    if (!c.from.month)
        c.precision = CCK_PRECISION_NONE;
    *VEC_PUSH(&out->parens, perm) = (struct paren){ .text = told_span(told, day),
                                                    .block = doc->sentences.p[told->sentence].block,
                                                    .sentence = told->sentence,
                                                    .first_citation = (uint32_t)out->citations.n,
                                                    .n_citations = 1,
                                                    .kind = CCK_KIND_PROSE };
    *VEC_PUSH(&out->citations, perm) = c;
}

static void add_paren(const struct cite_list *from, size_t i, struct arena *perm,
                      struct cite_list *out)
{
    struct paren p = from->parens.p[i];
    uint32_t first = (uint32_t)out->citations.n;
    for (uint32_t k = 0; k < p.n_citations; k++) {
        struct citation *c = VEC_PUSH(&out->citations, perm);
        *c = from->citations.p[p.first_citation + k];
        c->paren = (uint32_t)out->parens.n;
    }
    p.first_citation = first;
    *VEC_PUSH(&out->parens, perm) = p;
}

void told_list_as_citations(const struct doc *doc, const struct period_list *periods,
                            const struct told_list *told, struct arena *perm,
                            struct cite_list *cites)
{
    struct cite_list all = { .issues = { 0 } };
    size_t t = 0;
    for (size_t i = 0; i <= cites->parens.n; i++) {
        uint32_t off = i < cites->parens.n ? cites->parens.p[i].text.off : UINT32_MAX;
        for (; t < told->list.n && told->list.p[t].text.off < off; t++)
            add_told(doc, periods, &told->list.p[t], perm, &all);
        if (i < cites->parens.n)
            add_paren(cites, i, perm, &all);
    }
    *cites = all; /* the issues, which lists do not show, go by the old indexes */
}
