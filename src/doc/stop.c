/* stop.c: the characters that end and begin sentences. */
#include "doc/stop.h"

#include "base/utf8.h"

#include "base/banned.h"

enum { MARK_MAX_BYTES = 8, NAME_MAX_BYTES = 32 };

enum { BYTE_STOP = 1, BYTE_BLANK = 2 };

/* Bytes at which the scan stops: . ! ? ( and the first bytes of their wide and typographic kin; and
 * ASCII blanks. */
static const uint8_t classes[256] = {
    ['.'] = BYTE_STOP,   ['!'] = BYTE_STOP,   ['?'] = BYTE_STOP,   ['('] = BYTE_STOP,
    [0xE2] = BYTE_STOP,  [0xE3] = BYTE_STOP,  [0xEF] = BYTE_STOP,  [' '] = BYTE_BLANK,
    ['\t'] = BYTE_BLANK, ['\n'] = BYTE_BLANK, ['\v'] = BYTE_BLANK, ['\f'] = BYTE_BLANK,
    ['\r'] = BYTE_BLANK,
};

static bool is_class(char c, unsigned class)
{
    return (classes[(unsigned char)c] & class) != 0;
}

/* Sixteen bytes compared at once; compilers make vector instructions of it where there are such. */
typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef int8_t hits16 __attribute__((vector_size(16)));

/* How many bytes come before the first that stops the scan, 16 for none. */
static size_t plain_head(const char *p)
{
    bytes16 b;
    uint64_t half[2];
    memcpy(&b, p, sizeof b);
    hits16 hits =
        (b == '.') | (b == '!') | (b == '?') | (b == '(') | ((b & 0xFE) == 0xE2) | (b == 0xEF);
    memcpy(half, &hits, sizeof half);
    for (size_t i = 0; i < 2; i++)
        if (half[i]) /* each hit is a byte of ones */
            return i * 8 + (size_t)(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
                                        ? __builtin_ctzll(half[i])
                                        : __builtin_clzll(half[i])) /
                               8;
    return sizeof b;
}

size_t stop_next(str text, size_t at)
{
    size_t head = sizeof(bytes16);
    while (head == sizeof(bytes16) && at + sizeof(bytes16) <= text.n) {
        head = plain_head(text.p + at);
        at += head;
    }
    while (head == sizeof(bytes16) && at < text.n && !is_class(text.p[at], BYTE_STOP))
        at++;
    return at;
}

static bool has_at(str text, size_t at, const char *three)
{
    return text.n - at >= 3 && memcmp(text.p + at, three, 3) == 0;
}

/* Bytes of the terminal at `at`, or 0. */
size_t stop_terminal(str text, size_t at, bool *wide)
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

size_t stop_skip_blanks(str text, size_t at)
{
    while (at < text.n) {
        if (is_class(text.p[at], BYTE_BLANK)) {
            at++;
            continue;
        }
        if ((unsigned char)text.p[at] < 0x80)
            break;
        size_t next = at;
        if (!utf8_is_space(utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
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

bool stop_is_opener(uint32_t c)
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

uint32_t stop_char_at(str text, size_t at)
{
    return at < text.n ? utf8_next(text, &at) : 0;
}

uint32_t stop_char_before(str text, size_t at)
{
    return at > 0 ? utf8_before(text, &at) : 0;
}

static size_t skip_closers(str text, size_t at, bool *closed)
{
    while (at < text.n) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        if (!is_closer(c, stop_char_at(text, next)))
            break;
        at = next;
        *closed = true;
    }
    return at;
}

size_t stop_skip_terminals(str text, size_t at, bool *closed)
{
    bool wide = false;
    for (size_t n; (n = stop_terminal(text, at, &wide)) > 0;)
        at += n;
    return skip_closers(text, at, closed);
}

/* "[3]", "[^a]" or superscript digits at `at`: offset behind, or `at`. */
size_t stop_skip_note_mark(str text, size_t at)
{
    size_t i = at + 1;
    if (at < text.n && text.p[at] == '[') {
        bool caret = i < text.n && text.p[i] == '^';
        i += caret;
        size_t begin = i;
        while (i < text.n && i - at < (caret ? NAME_MAX_BYTES : MARK_MAX_BYTES) &&
               text.p[i] != ']' &&
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
bool stop_can_begin(str text, size_t at)
{
    size_t next = at;
    uint32_t c = utf8_next(text, &next);
    if (utf8_is_upper(c) || utf8_is_digit(c) || stop_is_opener(c))
        return true;
    if (!utf8_is_letter(c))
        return false;
    if (!utf8_is_lower(c))
        return true; /* a script without case */
    return c < 0x80 && next < text.n && text.p[next] >= 'A' && text.p[next] <= 'Z'; /* gCaptain */
}

struct stop stop_read(str text, size_t at)
{
    struct stop stop = { .at = at, .after = at };
    size_t dots = 0, n;
    while ((n = stop_terminal(text, stop.after, &stop.wide)) > 0) {
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
size_t stop_skip_sunk_note(str text, const struct stop *stop)
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
