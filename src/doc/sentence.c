/* sentence.c: one scan that stops only at bytes that can matter, and judges there. */
#include "doc/sentence.h"

#include "base/utf8.h"
#include "doc/abbr.h"

#include "base/banned.h"

enum { PAREN_MAX_BYTES = 4096, WORD_MAX_BYTES = 40, MARK_MAX_BYTES = 8 };

/* Bytes at which the scan stops: . ! ? ( and the first bytes of their wide and typographic kin. */
static const uint8_t stops[256] = {
    ['.'] = 1, ['!'] = 1, ['?'] = 1, ['('] = 1, [0xE2] = 1, [0xE3] = 1, [0xEF] = 1
};

/* One block being split. */
struct scan {
    str text;
    size_t begin;   /* of the sentence at hand */
    size_t recover; /* up to here parentheses are known not to balance */
};

/* A run of closing punctuation and what came with it. */
struct stop {
    size_t at, after;
    bool full; /* one full stop and nothing else: may belong to an abbreviation */
    bool ellipsis;
    bool wide;     /* CJK: no blank is needed behind it */
    bool closed;   /* quotation marks or brackets closed behind it */
    bool attached; /* a footnote mark or parenthetical behind it was taken in */
};

static size_t next_stop(str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.p;
    while (at + 8 <= text.n &&
           !(stops[p[at]] | stops[p[at + 1]] | stops[p[at + 2]] | stops[p[at + 3]] |
             stops[p[at + 4]] | stops[p[at + 5]] | stops[p[at + 6]] | stops[p[at + 7]]))
        at += 8;
    while (at < text.n && !stops[p[at]])
        at++;
    return at;
}

static bool has_at(str text, size_t at, const char *three)
{
    return text.n - at >= 3 && memcmp(text.p + at, three, 3) == 0;
}

/* Bytes of the terminal at `at`, or 0. */
static size_t terminal(str text, size_t at, bool *wide)
{
    if (at >= text.n)
        return 0;
    char c = text.p[at];
    if (c == '.' || c == '!' || c == '?')
        return 1;
    if ((unsigned char)c < 0xE2)
        return 0;
    if (has_at(text, at, "\xE2\x80\xA6")) /* ellipsis */
        return 3;
    if (!has_at(text, at, "\xE3\x80\x82") && !has_at(text, at, "\xEF\xBC\x81") &&
        !has_at(text, at, "\xEF\xBC\x9F")) /* CJK full stop, wide ! and ? */
        return 0;
    *wide = true;
    return 3;
}

static size_t skip_blanks(str text, size_t at)
{
    while (at < text.n) {
        if ((unsigned char)text.p[at] < 0x80) {
            if (!utf8_is_space((unsigned char)text.p[at]))
                break;
            at++;
            continue;
        }
        size_t next = at;
        if (!utf8_is_space(utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

/* The closing parenthesis of the one at `at`, or 0. Where parentheses do not balance, only a pair with
 * none inside counts, so that an unclosed one swallows nothing. */
static size_t matching(struct scan *s, size_t at)
{
    size_t end = at + PAREN_MAX_BYTES < s->text.n ? at + PAREN_MAX_BYTES : s->text.n;
    size_t depth = 0;
    bool inner_only = at < s->recover;
    for (size_t i = at; i < end; i++) {
        char c = s->text.p[i];
        if (c == '(') {
            if (++depth > 1 && inner_only)
                return 0;
        } else if (c == ')' && --depth == 0) {
            return i;
        }
    }
    if (inner_only)
        return 0;
    s->recover = end;
    return matching(s, at);
}

static bool is_closer(uint32_t c, uint32_t next)
{
    switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case 0xBB:   /* » */
    case 0x203A: /* single right-pointing */
    case 0x201D: /* right double quotation mark */
    case 0x2019:
    case 0x300D: /* CJK corner brackets */
    case 0x300F:
    case 0xFF09:
        return true;
    case 0x201C: /* closes in German: only at a blank or the end */
    case 0x2018:
    case 0xAB:
        return next == 0 || utf8_is_space(next);
    default:
        return false;
    }
}

static bool is_opener(uint32_t c)
{
    switch (c) {
    case '"':
    case '\'':
    case '[':
    case '(':
    case '$':
    case 0xA1: /* inverted ! and ? */
    case 0xBF:
    case 0xA3: /* pound */
    case 0xAB:
    case 0x2018:
    case 0x201C:
    case 0x201E:
    case 0x2022: /* bullet */
    case 0x2039:
    case 0x20AC: /* euro */
    case 0x300C:
    case 0x300E:
    case 0xFF08:
        return true;
    default:
        return false;
    }
}

static uint32_t character_at(str text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

static uint32_t character_before(str text, size_t at)
{
    return at > 0 ? utf8_before(text, &at) : 0;
}

static size_t skip_closers(str text, size_t at, bool *closed)
{
    while (at < text.n) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        if (!is_closer(c, character_at(text, next)))
            break;
        at = next;
        *closed = true;
    }
    return at;
}

static size_t skip_terminals(str text, size_t at, bool *closed)
{
    bool wide = false;
    for (size_t n; (n = terminal(text, at, &wide)) > 0;)
        at += n;
    return skip_closers(text, at, closed);
}

/* "[3]", "[^a]" or superscript digits at `at`: offset behind, or `at`. */
static size_t skip_note_mark(str text, size_t at)
{
    size_t i = at + 1;
    if (at < text.n && text.p[at] == '[') {
        bool caret = i < text.n && text.p[i] == '^';
        i += caret;
        size_t begin = i;
        while (i < text.n && i - at < MARK_MAX_BYTES * (caret ? 4u : 1u) && text.p[i] != ']' &&
               (caret ? text.p[i] != ' ' : utf8_is_digit((unsigned char)text.p[i])))
            i++;
        return i > begin && i < text.n && text.p[i] == ']' ? i + 1 : at;
    }
    while (at < text.n) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        if (c != 0xB9 && c != 0xB2 && c != 0xB3 && c != 0x2070 && (c < 0x2074 || c > 0x2079))
            break;
        at = next;
    }
    return at;
}

/* Whether a sentence can begin at `at`. */
static bool begins(str text, size_t at)
{
    size_t next = at;
    uint32_t c = utf8_next(text, &next);
    if (utf8_is_upper(c) || utf8_is_digit(c) || is_opener(c))
        return true;
    if (!utf8_is_letter(c))
        return false;
    if (!utf8_is_lower(c))
        return true; /* a script without case */
    return c < 0x80 && next < text.n && text.p[next] >= 'A' && text.p[next] <= 'Z'; /* gCaptain */
}

/* A parenthetical that is a sentence of its own: "(He was born there.)". One with a digit before its
 * full stop is a citation all the same. */
static bool is_own_sentence(str text, size_t open, size_t close)
{
    uint32_t last = character_before(text, close);
    if (last != '.' && last != '!' && last != '?')
        return false;
    for (size_t i = open; i < close; i++)
        if (text.p[i] >= '0' && text.p[i] <= '9')
            return false;
    return true;
}

/* Takes in the parentheticals and footnote marks that stand behind the full stop: `He left. (TASS,
 * May 3) Then`. Returns false when a parenthesis shows that the sentence goes on. */
static bool attach(struct scan *s, struct stop *stop)
{
    for (;;) {
        size_t at = skip_blanks(s->text, stop->after);
        size_t behind = skip_note_mark(s->text, at);
        if (behind > at) {
            stop->after = skip_terminals(s->text, behind, &stop->closed);
            stop->attached = true;
            continue;
        }
        if (at >= s->text.n || s->text.p[at] != '(')
            return true;
        size_t close = matching(s, at);
        if (!close || is_own_sentence(s->text, at, close))
            return true;
        behind = skip_terminals(s->text, close + 1, &stop->closed);
        size_t next = skip_blanks(s->text, behind);
        if (next < s->text.n && !begins(s->text, next))
            return false;
        stop->after = behind;
        stop->attached = true;
    }
}

/* The word that ends before `at`, back to a blank, an opening mark or a hyphen. */
static str word_before(str text, size_t at)
{
    size_t begin = at;
    while (begin > 0 && at - begin < WORD_MAX_BYTES) {
        size_t prev = begin;
        uint32_t c = utf8_before(text, &prev);
        if (!utf8_is_letter(c) && c != '.' && !utf8_is_digit(c) && c != '-')
            break;
        begin = prev;
    }
    return str_slice(text, begin, at - begin);
}

static bool is_number(str word)
{
    uint32_t value;
    return str_to_u32(word, &value);
}

/* "p.m. EST", "a.m. Moscow time". */
static bool is_zone(str rest)
{
    size_t upper = 0, end = str_find_byte(rest, ' ', 0);
    while (upper < rest.n && rest.p[upper] >= 'A' && rest.p[upper] <= 'Z')
        upper++;
    bool name_ends = upper == rest.n || !utf8_is_letter((unsigned char)rest.p[upper]);
    return (upper >= 2 && upper <= 4 && name_ends) || str_starts(str_from(rest, end), S(" time"));
}

static bool opens_quoted(str text, size_t next)
{
    size_t at = next;
    uint32_t c = utf8_next(text, &at);
    if (utf8_is_upper(c) || utf8_is_lower(c) || utf8_is_digit(c))
        return abbr_opens(str_from(text, next));
    return is_opener(c) && c != '(' && c != '[' && utf8_is_upper(character_at(text, at));
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
static enum abbr_kind kind_of(const struct scan *s, str word, size_t begin, size_t next)
{
    str rest = str_from(s->text, next);
    if (is_number(word)) {
        bool counts = begin == s->begin && word.n <= 2; /* "1. The first item" */
        return counts || is_german_date(word, rest) ? ABBR_NEVER : ABBR_NONE;
    }
    enum abbr_kind kind = abbr_find(word);
    for (size_t at = 0; kind == ABBR_NONE && at < word.n; at++) /* "Lt.-Gen." */
        if (word.p[at] == '-')
            kind = abbr_find(str_from(word, at + 1));
    if (str_eq(word, S("\xD0\xB3"))) { /* a year's "g." in Russian, or a city's */
        size_t before = begin;
        while (before > 0 && utf8_is_space(character_before(s->text, before)))
            (void)utf8_before(s->text, &before);
        return utf8_is_digit(character_before(s->text, before)) ? ABBR_USUAL : ABBR_NEVER;
    }
    size_t close = begin;
    while (close > 0 && utf8_is_space(character_before(s->text, close)))
        (void)utf8_before(s->text, &close);
    bool after_t = close >= 3 && memcmp(s->text.p + close - 3, "\xD1\x82.", 3) == 0;
    if (after_t && (str_eq(word, S("\xD0\xB4")) || str_eq(word, S("\xD0\xBF"))))
        return ABBR_USUAL; /* "i t. d." */
    return kind;
}

/* Whether the full stop at `at` belongs to an abbreviation that the text at `next` goes on from. */
static bool is_abbreviation(const struct scan *s, size_t at, size_t next)
{
    str word = word_before(s->text, at), rest = str_from(s->text, next);
    if (word.n == 0)
        return false;
    switch (kind_of(s, word, (size_t)(word.p - s->text.p), next)) {
    case ABBR_NEVER:
        return true;
    case ABBR_NUMBER: {
        uint32_t c = character_at(rest, 0);
        uint32_t second = rest.n > 1 ? (unsigned char)rest.p[1] : ' ';
        bool roman = c == 'I' || c == 'V' || c == 'X' || c == 'L' || c == 'C';
        return utf8_is_digit(c) ||
               (roman && (utf8_is_upper(second) || !utf8_is_letter(second)) && !abbr_opens(rest)) ||
               (word.n == 1 && utf8_is_upper((unsigned char)word.p[0]) && !abbr_opens(rest));
    }
    case ABBR_OPENER:
        return !opens_quoted(s->text, next);
    case ABBR_USUAL:
        return is_zone(rest);
    case ABBR_NONE:
        break;
    }
    return false;
}

/* Whether two sentences were written together: "left.The next", and not "gazeta.Uz" or an address. */
static bool is_glued(str text, size_t at, size_t next)
{
    static const str domains[] = {
        S_INIT("com"),  S_INIT("net"),   S_INIT("org"), S_INIT("info"),
        S_INIT("news"), S_INIT("media"), S_INIT("Js"),  S_INIT("today")
    };
    size_t begin = at, end = next;
    while (begin > 0 && at - begin < WORD_MAX_BYTES && utf8_is_lower(character_before(text, begin)))
        (void)utf8_before(text, &begin);
    size_t second = next;
    uint32_t first = utf8_next(text, &second);
    if (at - begin < 3 || !utf8_is_upper(first) || second >= text.n)
        return false;
    uint32_t follows = character_at(text, second);
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
    size_t begin = skip_blanks(text, *at);
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
static bool goes_on(const struct scan *s, const struct stop *stop, size_t next)
{
    if (stop->full && !stop->closed)
        return is_abbreviation(s, stop->at, next);
    char mark = s->text.p[stop->at];
    if (mark == '!' || mark == '?')
        return stop->closed ? is_spoken(s->text, next)
                            : abbr_is_name_mark(word_before(s->text, stop->at)) &&
                                  !abbr_opens(str_from(s->text, next));
    bool loose = stop->ellipsis && utf8_is_space(character_before(s->text, stop->at));
    return loose && !opens_quoted(s->text, next);
}

static struct stop read_stop(str text, size_t at)
{
    struct stop stop = { .at = at, .after = at };
    size_t dots = 0, n;
    while ((n = terminal(text, stop.after, &stop.wide)) > 0) {
        dots += text.p[stop.after] == '.';
        stop.ellipsis |= n == 3 && text.p[stop.after] == '\xE2';
        stop.after += n;
    }
    stop.full = dots == 1 && stop.after == at + 1;
    stop.ellipsis |= dots > 1;
    stop.after = skip_closers(text, stop.after, &stop.closed);
    return stop;
}

/* "left.12 The": a footnote number that lost its raised place. */
static size_t skip_sunk_note(str text, const struct stop *stop)
{
    size_t end = stop->after;
    while (end < text.n && end - stop->after < 3 && utf8_is_digit((unsigned char)text.p[end]))
        end++;
    size_t letters = 0;
    while (letters < 3 && letters < stop->at &&
           utf8_is_lower((unsigned char)text.p[stop->at - letters - 1]))
        letters++;
    bool note = end > stop->after && letters == 3 && stop->full &&
                (end == text.n || utf8_is_space((unsigned char)text.p[end]));
    return note ? end : stop->after;
}

/* "Gen. (ret.) Smith", "the U.S. (and its allies) President": an abbreviation before a parenthetical that
 * is no citation. */
static bool goes_on_in_aside(struct scan *s, const struct stop *stop)
{
    size_t open = skip_blanks(s->text, stop->after);
    if (!stop->full || stop->closed || open >= s->text.n || s->text.p[open] != '(')
        return false;
    str word = word_before(s->text, stop->at);
    enum abbr_kind kind = abbr_find(word);
    if (kind != ABBR_OPENER)
        return kind == ABBR_NEVER;
    for (size_t i = open, close = matching(s, open); i < close; i++)
        if (s->text.p[i] >= '0' && s->text.p[i] <= '9')
            return false;
    return true;
}

/* Whether a sentence ends with the stop; `stop->after` is then its end, `*next` the next one's start. */
static bool ends_sentence(struct scan *s, struct stop *stop, size_t *next)
{
    stop->after = skip_sunk_note(s->text, stop);
    if (goes_on_in_aside(s, stop))
        return false;
    if (!attach(s, stop))
        return false;
    *next = skip_blanks(s->text, stop->after);
    if (*next >= s->text.n)
        return true;
    if (*next == stop->after && !stop->wide) {
        uint32_t c = character_at(s->text, *next);
        bool capital = utf8_is_upper(c) || is_opener(c);
        return stop->attached || stop->closed ? capital : is_glued(s->text, stop->at, *next);
    }
    if (stop->wide)
        return true;
    return begins(s->text, *next) && (stop->attached || !goes_on(s, stop, *next));
}

static void push(struct doc *doc, size_t block, str text, struct arena *perm)
{
    struct block *b = &doc->blocks.p[block];
    while (text.n && utf8_is_space((unsigned char)text.p[text.n - 1]))
        text.n--;
    if (text.n == 0)
        return;
    struct sentence *sentence = VEC_PUSH(&doc->sentences, perm);
    sentence->text = span_from(doc->text, text);
    sentence->block = (uint32_t)block;
    sentence->ordinal = ++b->n_sentences;
}

void sentence_split(struct doc *doc, size_t block, struct arena *perm)
{
    struct block *b = &doc->blocks.p[block];
    struct scan s = { .text = str_at(doc->text, b->text) };
    b->first_sentence = (uint32_t)doc->sentences.n;
    b->n_sentences = 0;
    if (b->kind == BLOCK_MASTHEAD)
        return;
    for (size_t at = next_stop(s.text, 0); at < s.text.n; at = next_stop(s.text, at)) {
        bool wide;
        if (s.text.p[at] == '(') {
            size_t close = matching(&s, at);
            at = close ? close + 1 : at + 1;
        } else if (terminal(s.text, at, &wide) == 0) {
            at++;
        } else {
            struct stop stop = read_stop(s.text, at);
            size_t next, run = stop.after;
            if (ends_sentence(&s, &stop, &next)) {
                push(doc, block, str_slice(s.text, s.begin, stop.after - s.begin), perm);
                s.begin = run = next;
            }
            at = run;
        }
    }
    push(doc, block, str_from(s.text, s.begin), perm);
}
