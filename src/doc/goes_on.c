/* goes_on.c: judging a stop by the words around it. */
#include "doc/goes_on.h"

#include "base/utf8.h"
#include "doc/abbr.h"

#include "base/banned.h"

enum { WORD_MAX_BYTES = 40 };

/* ASCII bytes of a word that may be an abbreviation. */
static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-';
}

/* The word that ends before `at`, back to a blank, an opening mark or a hyphen. */
str goes_on_word(str text, size_t at)
{
    size_t begin = at;
    while (begin > 0 && at - begin < WORD_MAX_BYTES) {
        size_t prev = begin - 1;
        if ((unsigned char)text.p[prev] < 0x80) {
            if (!is_word_byte(text.p[prev]))
                break;
        } else if (prev = begin, !utf8_is_letter(utf8_before(text, &prev))) {
            break;
        }
        begin = prev;
    }
    return str_slice(text, begin, at - begin);
}

static bool is_number(str word)
{
    uint32_t value;
    return str_to_u32(word, &value);
}

/* "p.m. EST", "a.m. Moscow time", "a.m. Monday". */
static bool is_zone(str rest)
{
    size_t upper = 0, end = str_find_byte(rest, ' ', 0);
    while (upper < rest.n && rest.p[upper] >= 'A' && rest.p[upper] <= 'Z')
        upper++;
    bool name_ends = upper == rest.n || !utf8_is_letter((unsigned char)rest.p[upper]);
    str word = str_slice(rest, 0, end);
    while (word.n && !utf8_is_letter((unsigned char)word.p[word.n - 1]))
        word.n--;
    return (upper >= 2 && upper <= 4 && name_ends) || str_starts(str_from(rest, end), S(" time")) ||
           (word.n >= 6 && word.n <= 9 && str_ends(word, S("day")));
}

static bool opens_quoted(str text, size_t next)
{
    size_t at = next;
    uint32_t c = utf8_next(text, &at);
    if (utf8_is_upper(c) || utf8_is_lower(c) || utf8_is_digit(c))
        return abbr_opens(str_from(text, next));
    return stop_is_opener(c) && c != '(' && c != '[' && utf8_is_upper(stop_char_at(text, at));
}

/* "3. Mai 2024": a German day of the month. */
static bool is_german_date(str word, str rest)
{
    static const str months[] = { S_INIT("Januar"),  S_INIT("Februar"),  S_INIT("M\xC3\xA4rz"),
                                  S_INIT("April"),   S_INIT("Mai"),      S_INIT("Juni"),
                                  S_INIT("Juli"),    S_INIT("August"),   S_INIT("September"),
                                  S_INIT("Oktober"), S_INIT("November"), S_INIT("Dezember") };
    for (size_t i = 0; i < 12; i++)
        if (word.n <= 2 && str_starts(rest, months[i]))
            return true;
    return false;
}

/* The table speaks of words; some hang on what stands before or behind them. */
static enum abbr_kind kind_of(str text, size_t sentence, str word, size_t next)
{
    size_t begin = (size_t)(word.p - text.p);
    str rest = str_from(text, next);
    if (is_number(word)) {
        bool counts = begin == sentence && word.n <= 2; /* "1. The first item" */
        return counts || is_german_date(word, rest) ? ABBR_NEVER : ABBR_NONE;
    }
    enum abbr_kind kind = abbr_find(word);
    for (size_t at = 0; kind == ABBR_NONE && at < word.n; at++) /* "Lt.-Gen." */
        if (word.p[at] == '-')
            kind = abbr_find(str_from(word, at + 1));
    if (str_eq(word, S("\xD0\xB3"))) { /* a year's "g." in Russian, or a city's */
        size_t before = begin;
        while (before > 0 && utf8_is_space(stop_char_before(text, before)))
            (void)utf8_before(text, &before);
        return utf8_is_digit(stop_char_before(text, before)) ? ABBR_USUAL : ABBR_NEVER;
    }
    size_t close = begin;
    while (close > 0 && utf8_is_space(stop_char_before(text, close)))
        (void)utf8_before(text, &close);
    bool after_t = close >= 3 && memcmp(text.p + close - 3, "\xD1\x82.", 3) == 0;
    if (after_t && (str_eq(word, S("\xD0\xB4")) || str_eq(word, S("\xD0\xBF"))))
        return ABBR_USUAL; /* "i t. d." */
    return kind;
}

/* Whether the full stop at `at` belongs to an abbreviation that the text at `next` goes on from. */
static bool is_abbreviation(str text, size_t sentence, size_t at, size_t next)
{
    str word = goes_on_word(text, at), rest = str_from(text, next);
    if (word.n == 0)
        return false;
    switch (kind_of(text, sentence, word, next)) {
    case ABBR_NEVER:
        return true;
    case ABBR_NUMBER: {
        uint32_t c = stop_char_at(rest, 0);
        uint32_t second = rest.n > 1 ? (unsigned char)rest.p[1] : ' ';
        bool roman = c == 'I' || c == 'V' || c == 'X' || c == 'L' || c == 'C';
        return utf8_is_digit(c) ||
               (roman && (utf8_is_upper(second) || !utf8_is_letter(second)) && !abbr_opens(rest)) ||
               (word.n == 1 && utf8_is_upper((unsigned char)word.p[0]) && !abbr_opens(rest));
    }
    case ABBR_OPENER:
        return !opens_quoted(text, next);
    case ABBR_USUAL:
        return is_zone(rest);
    case ABBR_NONE:
        break;
    }
    return false;
}

/* Whether two sentences were written together: "left.The next", and not "gazeta.Uz" or an address. */
bool goes_on_is_glued(str text, size_t at, size_t next)
{
    static const str domains[] = {
        S_INIT("com"),  S_INIT("net"),   S_INIT("org"), S_INIT("info"),
        S_INIT("news"), S_INIT("media"), S_INIT("Js"),  S_INIT("today")
    };
    size_t begin = at, end = next;
    if (at > 0 && text.p[at - 1] == ')') /* "(TASS, May 3).The next" */
        return utf8_is_upper(stop_char_at(text, next));
    while (begin > 0 && at - begin < WORD_MAX_BYTES && utf8_is_lower(stop_char_before(text, begin)))
        (void)utf8_before(text, &begin);
    size_t second = next;
    uint32_t first = utf8_next(text, &second);
    if (at - begin < 3 || !utf8_is_upper(first) || second >= text.n)
        return false;
    uint32_t follows = stop_char_at(text, second);
    if (!utf8_is_lower(follows) && !utf8_is_space(follows))
        return false;
    while (end < text.n && !utf8_is_space((unsigned char)text.p[end]) &&
           end - next < WORD_MAX_BYTES)
        end++;
    while (begin > 0 && !utf8_is_space((unsigned char)text.p[begin - 1]) &&
           at - begin < WORD_MAX_BYTES)
        begin--;
    str token = str_slice(text, begin, end - begin);
    if (memchr(token.p, '/', token.n) || memchr(token.p, '@', token.n) ||
        str_starts(token, S("www.")))
        return false;
    str tail = str_slice(text, next, end - next);
    for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++)
        if (str_starts_nocase(tail, domains[i]) &&
            (tail.n == domains[i].n || !utf8_is_letter((unsigned char)tail.p[domains[i].n])))
            return false;
    return tail.n > 3 || abbr_opens(str_from(text, next));
}

static str next_word(str text, size_t *at)
{
    size_t begin = stop_skip_blanks(text, *at);
    *at = begin;
    while (*at < text.n && !utf8_is_space((unsigned char)text.p[*at]) &&
           *at - begin < WORD_MAX_BYTES)
        ++*at;
    return str_slice(text, begin, *at - begin);
}

/* `"Go!" Putin said`: up to three words on, a verb of saying with a small letter. */
static bool is_spoken(str text, size_t next)
{
    for (int words = 0; words < 4 && next < text.n; words++) {
        str word = next_word(text, &next);
        while (word.n && (word.p[word.n - 1] == ',' || word.p[word.n - 1] == '.'))
            word.n--;
        if (abbr_is_speech(word))
            return true;
        if (words > 0 && word.n && utf8_is_lower((unsigned char)word.p[0]))
            return false;
    }
    return false;
}

/* Marks that can also stand within a sentence. */
bool goes_on_behind(str text, size_t begin, const struct stop *stop, size_t next)
{
    if (stop->full && !stop->closed)
        return is_abbreviation(text, begin, stop->at, next);
    char mark = text.p[stop->at];
    if (mark == '!' || mark == '?')
        return stop->closed ? is_spoken(text, next)
                            : abbr_is_name_mark(goes_on_word(text, stop->at)) &&
                                  !abbr_opens(str_from(text, next));
    bool loose = stop->ellipsis && utf8_is_space(stop_char_before(text, stop->at));
    return loose && !opens_quoted(text, next);
}
