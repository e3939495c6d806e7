/* token.c: cutting a parenthetical into tokens. A cursor that only moves forward. */
#include "cite/token.h"

#include "base/utf8.h"
#include "cite/month.h"

#include "base/banned.h"

enum { ROOM_TOKENS = 64 };

struct cursor {
    str text;
    size_t at, end;
};

/* The character at the cursor and how long it is; 0 behind the end. */
static uint32_t peek(const struct cursor *c, size_t at, size_t *next)
{
    *next = at;
    if (at >= c->end)
        return 0;
    return utf8_next((str){ c->text.p, c->end }, next);
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x2BC || cp == 0x2018 || cp == '`';
}

static bool is_word_char(uint32_t cp)
{
    return utf8_is_letter(cp) || utf8_is_digit(cp) || utf8_is_mark(cp) || cp == '_' || cp == '@' ||
           cp == '#' || cp == 0x200C || cp == 0xAD;
}

static bool is_dash(uint32_t cp)
{
    return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212;
}

static uint8_t mark_kind(uint32_t cp)
{
    if (is_dash(cp))
        return TOKEN_DASH;
    switch (cp) {
    case ',':
    case 0x60C: /* Arabic comma */
    case 0xFF0C:
    case 0x3001:
        return TOKEN_COMMA;
    case ';':
    case 0x61B:
    case 0xFF1B:
        return TOKEN_SEMICOLON;
    case ':':
    case 0xFF1A:
        return TOKEN_COLON;
    case '/':
        return TOKEN_SLASH;
    case '.':
        return TOKEN_DOT;
    case 0x201C:
    case 0xAB:
    case 0x201E:
        return TOKEN_QUOTE_OPEN;
    case 0x201D:
    case 0xBB:
    case '"':
    case 0x2019:
    case '\'':
        return TOKEN_QUOTE_CLOSE;
    case '(':
    case '[':
    case 0xFF08:
        return TOKEN_OPEN;
    case ')':
    case ']':
    case 0xFF09:
        return TOKEN_CLOSE;
    default:
        return TOKEN_OTHER;
    }
}

static bool may_join(uint32_t cp)
{
    return cp == '-' || cp == '.' || cp == '&' || is_apostrophe(cp);
}

/* Whether a mark between two word characters belongs to the word: ITAR-TASS, Ha'aretz, gazeta.uz. */
static bool joins(const struct cursor *c, size_t start, size_t at, size_t *next)
{
    size_t behind, after;
    uint32_t mark = peek(c, at, &behind);
    uint32_t cp = peek(c, behind, &after);
    if (is_apostrophe(mark)) {
        *next = after;
        return utf8_is_letter(cp);
    }
    if (mark == '-') {
        if (is_apostrophe(cp))
            cp = peek(c, after, &after);
        *next = after;
        return utf8_is_letter(cp) && !month_find(str_slice(c->text, start, at - start)).month;
    }
    if (mark == '.' || mark == '&') {
        *next = after;
        return utf8_is_letter(cp);
    }
    return false;
}

/* Chinese is written without blanks: a figure ends a word. */
static bool is_han(uint32_t cp)
{
    return cp >= 0x3400 && cp <= 0x9FFF;
}

/* ASCII letters and digits from `at` on. */
static size_t plain_end(const struct cursor *c, size_t at)
{
    while (at < c->end && (unsigned char)c->text.p[at] < 0x80 &&
           utf8_is((unsigned char)c->text.p[at], UTF8_LETTER | UTF8_DIGIT))
        at++;
    return at;
}

static size_t word_end(const struct cursor *c, size_t start)
{
    size_t at = start, next;
    uint32_t before = 0;
    for (;;) {
        size_t plain = before < 0x80 ? plain_end(c, at) : at;
        if (plain > at)
            before = 'a';
        at = plain;
        uint32_t cp = peek(c, at, &next);
        if (is_han(before) && utf8_is_digit(cp))
            return at;
        before = cp;
        if (is_word_char(cp))
            at = next;
        else if (at > start && may_join(cp) && joins(c, start, at, &next))
            at = next;
        else
            return at;
    }
}

static size_t url_end(const struct cursor *c)
{
    size_t at = c->at, next;
    for (;;) {
        uint32_t cp = peek(c, at, &next);
        if (cp == 0 || utf8_is_space(cp) || cp == '"' || cp == '>' || cp == '<' || cp == ')' ||
            cp == 0x201D || cp == ';')
            break;
        at = next;
    }
    while (at > c->at && (c->text.p[at - 1] == ',' || c->text.p[at - 1] == '.'))
        at--;
    return at;
}

bool token_as_number(str word, uint32_t *value)
{
    uint32_t sum = 0;
    if (word.n == 0 || word.n > 4)
        return false;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (c == 'O' || c == 'o')
            c = '0';
        else if (c == 'l' || c == 'I' || c == 'i')
            c = '1';
        if (c < '0' || c > '9')
            return false;
        sum = sum * 10 + (uint32_t)(c - '0');
    }
    *value = sum;
    return true;
}

static bool is_ordinal_suffix(str s)
{
    return str_eq_nocase(s, S("st")) || str_eq_nocase(s, S("nd")) || str_eq_nocase(s, S("rd")) ||
           str_eq_nocase(s, S("th")) || str_eq(s, S("er")) || str_eq(s, S("º"));
}

/* The signs of year, month and day behind a figure. */
static bool is_date_sign(uint32_t cp)
{
    return cp == 0x5E74 || cp == 0x6708 || cp == 0x65E5 || cp == 0x53F7;
}

/* A run that begins with a digit: a number, a number misread, or a word such as "7x7". */
static void number(struct cursor *c, struct token *t)
{
    size_t at = c->at, next;
    uint64_t sum = 0;
    for (;;) {
        int digit = utf8_digit(peek(c, at, &next));
        if (digit < 0)
            break;
        sum = sum < 1000000000 ? sum * 10 + (uint64_t)digit : sum;
        t->digits = t->digits < 200 ? (uint8_t)(t->digits + 1) : t->digits;
        at = next;
    }
    at += str_starts(str_slice(c->text, at, c->end - at), S(".º")); /* "1.º de julio" */
    size_t end = is_date_sign(peek(c, at, &next)) ? at : word_end(c, at);
    str tail = str_slice(c->text, at, end - at);
    t->kind = TOKEN_NUMBER;
    t->number = (uint32_t)sum;
    if (tail.n == 0 || month_find(tail).month) { /* "3July": two words */
        c->at = at;
        return;
    }
    c->at = end;
    uint32_t value;
    if (is_ordinal_suffix(tail)) {
        t->ordinal = true;
    } else if (t->digits == 4 && tail.n == 1 && tail.p[0] >= 'a' && tail.p[0] <= 'f') {
        ; /* "2021a": one of several of that year */
    } else if (token_as_number(str_slice(c->text, t->text.off, end - t->text.off), &value)) {
        t->number = value;
        t->digits = (uint8_t)(end - t->text.off);
        t->misread = true;
    } else {
        t->kind = TOKEN_WORD;
    }
}

/* "&amp;": an entity of a text that was never decoded; its semicolon separates nothing. */
static bool entity(struct cursor *c)
{
    if (c->text.p[c->at] != '&')
        return false;
    size_t at = c->at + 1, start = at;
    while (at < c->end && at - start < 10 &&
           (utf8_is_letter((unsigned char)c->text.p[at]) || c->text.p[at] == '#' ||
            utf8_is_digit((unsigned char)c->text.p[at])))
        at++;
    if (at == start || at >= c->end || c->text.p[at] != ';')
        return false;
    c->at = at + 1;
    return true;
}

/* Arabic month names of two words: the cursor moves behind the second. */
static struct month_hit two_words(struct cursor *c, const struct token *t, struct month_hit one)
{
    size_t next, end;
    if (peek(c, c->at, &next) != ' ' || (end = word_end(c, next)) == next)
        return one;
    struct month_hit both = month_find(str_slice(c->text, t->text.off, end - t->text.off));
    if (!both.month)
        return one;
    c->at = end;
    return both;
}

static bool is_address(str s)
{
    char first = (char)(s.p[0] | 32);
    if (first == 'h')
        return str_starts_nocase(s, S("http://")) || str_starts_nocase(s, S("https://"));
    return first == 'w' && str_starts_nocase(s, S("www."));
}

/* "July3": the month's name ends before the day. */
static size_t without_day(str text, size_t start, size_t end)
{
    size_t digits = end;
    while (digits > start && text.p[digits - 1] >= '0' && text.p[digits - 1] <= '9')
        digits--;
    bool day = digits < end && end - digits <= 2 && digits > start;
    return day && month_find(str_slice(text, start, digits - start)).month ? digits : end;
}

static void word(struct cursor *c, struct token *t)
{
    size_t next;
    str rest = str_slice(c->text, c->at, c->end - c->at);
    t->kind = TOKEN_WORD;
    if (is_address(rest)) {
        c->at = url_end(c);
        t->kind = TOKEN_URL;
        return;
    }
    uint32_t first = peek(c, c->at, &next);
    if (t->after_number && is_date_sign(first)) {
        c->at = next;
        return;
    }
    c->at = without_day(c->text, c->at, word_end(c, c->at));
    str w = str_slice(c->text, t->text.off, c->at - t->text.off);
    struct month_hit hit = month_find(w);
    if (!hit.month && first >= 0x600 && first < 0x700)
        hit = two_words(c, t, hit);
    t->month = hit.month;
    t->weekday = hit.weekday;
    t->abbreviated = hit.abbreviated;
}

/* Signs that are read like words: "&", and those of numbers, "№ 120", "n° 12". */
static bool is_sign_word(uint32_t cp)
{
    return cp == '&' || cp == '+' || cp == 0x2116 || cp == 0xB0;
}

static void next_token(struct cursor *c, struct token *t)
{
    size_t next;
    uint32_t cp = peek(c, c->at, &next);
    t->text.off = (uint32_t)c->at;
    if (utf8_is_digit(cp))
        number(c, t);
    else if (is_word_char(cp))
        word(c, t);
    else if (entity(c))
        t->kind = TOKEN_WORD;
    else {
        t->kind = is_sign_word(cp) ? TOKEN_WORD : mark_kind(cp);
        c->at = next;
    }
    t->text.len = (uint32_t)(c->at - t->text.off);
}

/* Room for one more token at the end of the list. */
static struct token *push(struct token_list *list)
{
    if (list->room.cap - list->room.n < sizeof(struct token) &&
        !buf_room(&list->room, ROOM_TOKENS * sizeof(struct token)))
        return NULL;
    struct token *t = (struct token *)(void *)(list->room.p + list->room.n);
    list->room.n += sizeof *t;
    return t;
}

bool token_read(str text, span where, struct token_list *out)
{
    struct cursor c = { text, where.off, span_end(where) };
    bool blank = false, number = false;
    buf_clear(&out->room);
    while (c.at < c.end) {
        size_t next;
        if (utf8_is_space(peek(&c, c.at, &next))) {
            c.at = next;
            blank = true;
            continue;
        }
        struct token *t = push(out);
        if (!t)
            return false;
        *t = (struct token){ .blank_before = blank, .after_number = number };
        next_token(&c, t);
        number = t->kind == TOKEN_NUMBER;
        blank = false;
    }
    out->p = (const struct token *)(const void *)out->room.p;
    out->n = out->room.n / sizeof *out->p;
    return true;
}
