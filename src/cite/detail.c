/* detail.c: small patterns over tokens, one function each, tried at every token. */
#include "cite/detail.h"

#include "base/fold.h"
#include "base/utf8.h"

#include "base/banned.h"

enum { NAME_BYTES_MAX = 100 };

struct taker {
    const struct outlet_set *outlets;
    str text;
    struct token *tokens;
    size_t n;
    struct arena *perm;
    struct cite_extra found;
    bool any;
    bool unclosed; /* no quotation mark closes from here on */
};

static bool is_kind(const struct taker *t, size_t i, enum token_kind kind)
{
    return i < t->n && t->tokens[i].kind == kind;
}

static bool is_word(const struct taker *t, size_t i, const str *words, size_t n)
{
    if (!is_kind(t, i, TOKEN_WORD))
        return false;
    str w = str_at(t->text, t->tokens[i].text);
    for (size_t k = 0; k < n; k++)
        if (str_eq_nocase(w, words[k]))
            return true;
    return false;
}

#define IS_WORD(t, i, words) is_word((t), (i), (words), sizeof(words) / sizeof *(words))

/* Takes tokens [from, to) as the detail `field`; the first of a kind stays. */
static size_t take(struct taker *t, size_t from, size_t to, str *field)
{
    span where = span_make(t->tokens[from].text.off, span_end(t->tokens[to - 1].text));
    if (!field->n)
        *field = fold_spaces(t->perm, str_at(t->text, where));
    for (size_t i = from; i < to; i++)
        t->tokens[i].used = true;
    t->any = true;
    return to - from;
}

/* A page's number: "8", "14A", or the "B" of "B-10". */
static bool page_number(const struct taker *t, size_t i)
{
    if (is_kind(t, i, TOKEN_NUMBER))
        return true;
    if (!is_kind(t, i, TOKEN_WORD))
        return false;
    char first = t->text.p[t->tokens[i].text.off];
    return (first >= '0' && first <= '9' && t->tokens[i].text.len <= 5) ||
           (t->tokens[i].text.len <= 2 && is_kind(t, i + 1, TOKEN_DASH));
}

/* "p 8", "pp. 12-13", "pp 1, 2", "p B-10", "p 14A" */
static size_t page(struct taker *t, size_t i)
{
    static const str words[] = { S_INIT("p"),   S_INIT("pp"),  S_INIT("page"), S_INIT("pages"),
                                 S_INIT("стр"), S_INIT("Стр"), S_INIT("pág"),  S_INIT("págs") };
    static const str brief[] = { S_INIT("s"), S_INIT("с"), S_INIT("С") }; /* "S. 12", "с. 3" */
    bool behind_comma = i > 0 && is_kind(t, i - 1, TOKEN_COMMA);
    if (!IS_WORD(t, i, words) && !(behind_comma && IS_WORD(t, i, brief)))
        return 0;
    size_t at = i + 1;
    at += is_kind(t, at, TOKEN_DOT);
    if (!page_number(t, at))
        return 0;
    at++;
    while (
        ((is_kind(t, at, TOKEN_DASH) || is_kind(t, at, TOKEN_SLASH)) && page_number(t, at + 1)) ||
        (is_kind(t, at, TOKEN_COMMA) && is_kind(t, at + 1, TOKEN_NUMBER) &&
         !is_kind(t, at + 2, TOKEN_WORD)))
        at += 2;
    return take(t, i, at, &t->found.page);
}

/* "Section A", "Sec. B2": a part of a newspaper, between commas. */
static size_t section(struct taker *t, size_t i)
{
    static const str words[] = { S_INIT("section"), S_INIT("sec"), S_INIT("sect") };
    if (i == 0 || !is_kind(t, i - 1, TOKEN_COMMA) || !IS_WORD(t, i, words))
        return 0;
    size_t at = i + 1;
    at += is_kind(t, at, TOKEN_DOT);
    bool letter = is_kind(t, at, TOKEN_WORD) && t->tokens[at].text.len <= 2 &&
                  utf8_is_upper((unsigned char)t->text.p[t->tokens[at].text.off]);
    if ((!letter && !is_kind(t, at, TOKEN_NUMBER)) ||
        (at + 1 < t->n && !is_kind(t, at + 1, TOKEN_COMMA)))
        return 0;
    return take(t, i, at + 1, &t->found.page);
}

/* A number in Roman letters: "XXII". */
static bool is_roman(const struct taker *t, size_t i)
{
    if (!is_kind(t, i, TOKEN_WORD))
        return false;
    str w = str_at(t->text, t->tokens[i].text);
    for (size_t k = 0; k < w.n; k++)
        if (str_find_byte(S("ivxlIVXL"), w.p[k], 0) == 8)
            return false;
    return w.n <= 6;
}

/* "#12", which is one word, like a hash tag. */
static bool is_hash_number(const struct taker *t, size_t i)
{
    str w = str_at(t->text, t->tokens[i].text);
    uint32_t number;
    return is_kind(t, i, TOKEN_WORD) && str_starts(w, S("#")) &&
           str_to_u32(str_from(w, 1), &number);
}

/* "No. 47", "No 3/94", "Vol. 8", "Vol III", "issue 12", "Nr. 28", "№ 120", "n° 3810"; but not "№ 152-ФЗ" */
static size_t issue(struct taker *t, size_t i)
{
    static const str words[] = { S_INIT("no"),  S_INIT("nos"),   S_INIT("vol"), S_INIT("volume"),
                                 S_INIT("nr"),  S_INIT("issue"), S_INIT("nº"),  S_INIT("number"),
                                 S_INIT("núm"), S_INIT("№"),     S_INIT("n") };
    static const str degree[] = { S_INIT("°") };
    if (is_hash_number(t, i))
        return take(t, i, i + 1, &t->found.issue);
    if (!IS_WORD(t, i, words))
        return 0;
    size_t at = i + 1;
    bool brief = t->tokens[i].text.len == 1;
    if (brief && !IS_WORD(t, at, degree))
        return 0;
    at += brief || is_kind(t, at, TOKEN_DOT);
    if (!is_kind(t, at, TOKEN_NUMBER) && !is_roman(t, at))
        return 0;
    at++;
    if (is_kind(t, at, TOKEN_SLASH) && is_kind(t, at + 1, TOKEN_NUMBER))
        at += 2;
    if (is_kind(t, at, TOKEN_DASH) && is_kind(t, at + 1, TOKEN_WORD) && !t->tokens[at].blank_before)
        return 0;
    return take(t, i, at, &t->found.issue);
}

/* "Part One", "Part 2", between commas: of a series. */
static size_t part(struct taker *t, size_t i)
{
    static const str words[] = { S_INIT("part"), S_INIT("parts") };
    static const str before[] = { S_INIT("see"), S_INIT("and") };
    static const str numbers[] = { S_INIT("one"), S_INIT("two"), S_INIT("three"), S_INIT("four"),
                                   S_INIT("five") };
    bool held_off = i == 0 || is_kind(t, i - 1, TOKEN_COMMA) || IS_WORD(t, i - 1, before);
    if (!held_off || !IS_WORD(t, i, words))
        return 0;
    bool number =
        is_kind(t, i + 1, TOKEN_NUMBER) || is_roman(t, i + 1) || IS_WORD(t, i + 1, numbers);
    if (!number || (i + 2 < t->n && !is_kind(t, i + 2, TOKEN_COMMA)))
        return 0;
    return take(t, i, i + 2, &(str){ 0 });
}

/* "Spring 2023": the season says no more than the year. */
static size_t season(struct taker *t, size_t i)
{
    static const str words[] = { S_INIT("spring"), S_INIT("summer"), S_INIT("autumn"),
                                 S_INIT("fall"), S_INIT("winter") };
    if (i == 0 || !is_kind(t, i - 1, TOKEN_COMMA) || !IS_WORD(t, i, words) ||
        !is_kind(t, i + 1, TOKEN_NUMBER) || t->tokens[i + 1].digits != 4)
        return 0;
    return take(t, i, i + 1, &(str){ 0 });
}

/* "1115 GMT" */
static size_t time_of_day(struct taker *t, size_t i)
{
    static const str words[] = { S_INIT("gmt"), S_INIT("utc") };
    if (!is_kind(t, i, TOKEN_NUMBER) || t->tokens[i].digits != 4 || !IS_WORD(t, i + 1, words))
        return 0;
    return take(t, i, i + 2, &t->found.time);
}

/* "in English" */
static size_t language(struct taker *t, size_t i)
{
    static const str in[] = { S_INIT("in") };
    static const str names[] = {
        S_INIT("english"),    S_INIT("russian"),   S_INIT("chinese"),    S_INIT("mandarin"),
        S_INIT("french"),     S_INIT("german"),    S_INIT("spanish"),    S_INIT("arabic"),
        S_INIT("persian"),    S_INIT("turkish"),   S_INIT("ukrainian"),  S_INIT("japanese"),
        S_INIT("korean"),     S_INIT("hebrew"),    S_INIT("polish"),     S_INIT("czech"),
        S_INIT("portuguese"), S_INIT("italian"),   S_INIT("romanian"),   S_INIT("bulgarian"),
        S_INIT("albanian"),   S_INIT("georgian"),  S_INIT("armenian"),   S_INIT("kazakh"),
        S_INIT("uzbek"),      S_INIT("dari"),      S_INIT("pashto"),     S_INIT("urdu"),
        S_INIT("hungarian"),  S_INIT("slovak"),    S_INIT("finnish"),    S_INIT("swedish"),
        S_INIT("danish"),     S_INIT("norwegian"), S_INIT("mongolian"),  S_INIT("vietnamese"),
        S_INIT("thai"),       S_INIT("cantonese"), S_INIT("serbian"),    S_INIT("croatian"),
        S_INIT("azeri"),      S_INIT("tajik"),     S_INIT("kyrgyz"),     S_INIT("belarusian"),
        S_INIT("greek"),      S_INIT("hindi"),     S_INIT("indonesian"), S_INIT("lithuanian"),
    };
    if (i == 0 || !IS_WORD(t, i, in) || !IS_WORD(t, i + 1, names))
        return 0;
    take(t, i + 1, i + 2, &t->found.language);
    t->tokens[i].used = true;
    return 2;
}

static bool is_outlet(const struct taker *t, str name)
{
    struct outlet_hit hit;
    return name.n <= NAME_BYTES_MAX &&
           outlet_find_name(t->outlets, fold_spaces(t->perm, name), &hit) &&
           hit.match != CCK_MATCH_FUZZY;
}

/* A quoted title; a comma inside or behind its closing quote goes with it. */
static size_t title(struct taker *t, size_t i)
{
    bool straight = is_kind(t, i, TOKEN_QUOTE_CLOSE) && (i == 0 || t->tokens[i].blank_before) &&
                    t->text.p[t->tokens[i].text.off] == '"';
    if (t->unclosed || (!is_kind(t, i, TOKEN_QUOTE_OPEN) && !straight))
        return 0;
    size_t end = i + 1;
    while (end < t->n && !is_kind(t, end, TOKEN_QUOTE_CLOSE))
        end++;
    t->unclosed = end >= t->n;
    if (t->unclosed || end == i + 1)
        return 0;
    size_t words = end - i - 1;
    struct token first = t->tokens[i + 1], last = t->tokens[end - 1];
    str inside = str_slice(t->text, first.text.off, span_end(last.text) - first.text.off);
    while (inside.n && (inside.p[inside.n - 1] == ',' || inside.p[inside.n - 1] == '.'))
        inside.n--;
    if (words < 3 || is_outlet(t, inside)) /* «Опора России», "Zaman": a name in quotes */
        return 0;
    size_t size = end + 1 - i;
    take(t, i, end + 1, &(str){ 0 });
    if (!t->found.title.n)
        t->found.title = fold_spaces(t->perm, inside);
    return size;
}

/* "accessed July 12": everything from the word on is not the source's date. */
static size_t accessed(struct taker *t, size_t i)
{
    static const str words[] = { S_INIT("accessed"), S_INIT("retrieved") };
    if (!IS_WORD(t, i, words) || i + 1 >= t->n)
        return 0;
    size_t from = i + 1;
    take(t, from, t->n, &t->found.accessed);
    t->tokens[i].used = true;
    if (i > 0 && is_kind(t, i - 1, TOKEN_COMMA))
        t->tokens[i - 1].used = true;
    return t->n - i;
}

/* The agency's mark behind a source line's date: "94 AU", "94; au0502183794 AU". */
static size_t mark(struct taker *t, size_t i)
{
    if (!is_kind(t, i, TOKEN_WORD) || i + 1 != t->n || i == 0 || t->tokens[i].text.len != 2 ||
        !is_kind(t, i - 1, TOKEN_NUMBER))
        return 0;
    str w = str_at(t->text, t->tokens[i].text);
    if (w.p[0] < 'A' || w.p[0] > 'Z' || w.p[1] < 'A' || w.p[1] > 'Z')
        return 0;
    return take(t, i, i + 1, &(str){ 0 });
}

/* The one pattern that can begin with token i, by its kind and first letter. */
static size_t take_at(struct taker *t, size_t i)
{
    const struct token *token = &t->tokens[i];
    if (token->kind == TOKEN_NUMBER)
        return token->digits == 4 ? time_of_day(t, i) : 0;
    if (token->kind == TOKEN_QUOTE_OPEN || token->kind == TOKEN_QUOTE_CLOSE)
        return title(t, i);
    if (token->kind != TOKEN_WORD)
        return 0;
    size_t taken = i + 1 == t->n ? mark(t, i) : 0;
    if (taken)
        return taken;
    unsigned char first = (unsigned char)t->text.p[token->text.off];
    if (first >= 0x80) {
        taken = issue(t, i);
        return taken ? taken : page(t, i);
    }
    switch (first == '#' ? first : first | 32) {
    case 'p':
        taken = page(t, i);
        return taken ? taken : part(t, i);
    case '#':
    case 'n':
    case 'v':
        return issue(t, i);
    case 'i':
        taken = issue(t, i);
        return taken ? taken : language(t, i);
    case 's':
        taken = section(t, i);
        taken = taken ? taken : page(t, i);
        return taken ? taken : season(t, i);
    case 'f':
    case 'w':
        return season(t, i);
    case 'a':
        taken = season(t, i);
        return taken ? taken : accessed(t, i);
    case 'r':
        return accessed(t, i);
    default:
        return 0;
    }
}

struct cite_extra *detail_take(const struct outlet_set *outlets, str text, struct token *tokens,
                               size_t n, struct arena *perm)
{
    struct taker t = { .outlets = outlets, .text = text, .tokens = tokens, .n = n, .perm = perm };
    for (size_t i = 0; i < n;) {
        size_t taken = take_at(&t, i);
        /* a comma that only held the detail off goes with it */
        if (taken && i > 0 && is_kind(&t, i - 1, TOKEN_COMMA) &&
            (i + taken >= n || is_kind(&t, i + taken, TOKEN_COMMA) ||
             (is_kind(&t, i + taken, TOKEN_DOT) && i + taken + 1 == n)))
            tokens[i - 1].used = true;
        i += taken ? taken : 1;
    }
    if (!t.any)
        return NULL;
    struct cite_extra *extra = NEW(perm, struct cite_extra, 1);
    *extra = t.found;
    return extra;
}
