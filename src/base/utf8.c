/* utf8.c: decoding by hand, classes by ICU. */
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/banned.h"

size_t utf8_ascii_run(str s)
{
    const uint64_t high = 0x8080808080808080ULL;
    size_t i = 0;
    uint64_t w[4];
    for (; i + 32 <= s.n; i += 32) {
        memcpy(w, s.p + i, 32);
        if ((w[0] | w[1] | w[2] | w[3]) & high)
            break;
    }
    for (; i + 8 <= s.n; i += 8) {
        memcpy(w, s.p + i, 8);
        if (w[0] & high)
            break;
    }
    if (s.n - i < 8 && s.n >= 8) { /* the rest at once, with bytes seen before */
        memcpy(w, s.p + s.n - 8, 8);
        if (!(w[0] & high))
            return s.n;
    }
    while (i < s.n && (unsigned char)s.p[i] < 0x80)
        i++;
    return i;
}

/* Bytes of the well-formed sequence at p, or 0 (RFC 3629, section 4). */
static size_t sequence(const unsigned char *p, size_t n)
{
    unsigned char b = p[0];
    size_t need = b < 0x80 ? 1 : b < 0xC2 ? 0 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : b < 0xF5 ? 4 : 0;
    if (need == 0 || need > n)
        return 0;
    for (size_t i = 1; i < need; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    if ((b == 0xE0 && p[1] < 0xA0) || (b == 0xED && p[1] > 0x9F) || (b == 0xF0 && p[1] < 0x90) ||
        (b == 0xF4 && p[1] > 0x8F))
        return 0;
    return need;
}

bool utf8_valid(str s, size_t *bad_off)
{
    size_t i = 0;
    while (i < s.n) {
        i += utf8_ascii_run(str_from(s, i));
        if (i == s.n)
            break;
        size_t step = sequence((const unsigned char *)s.p + i, s.n - i);
        if (step == 0) {
            if (bad_off)
                *bad_off = i;
            return false;
        }
        i += step;
    }
    return true;
}

uint32_t utf8_next_wide(str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;
    size_t n = sequence(p, s.n - *at);
    *at += n ? n : 1;
    switch (n) {
    case 1:
        return p[0];
    case 2:
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    case 3:
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    case 4:
        return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
               (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    default:
        return 0xFFFD;
    }
}

uint32_t utf8_before(str s, size_t *at)
{
    size_t end = *at, start = end - 1;
    while (start > 0 && end - start < 4 && ((unsigned char)s.p[start] & 0xC0) == 0x80)
        start--;
    size_t probe = start;
    uint32_t cp = utf8_next((str){ s.p, end }, &probe);
    if (probe != end) {
        start = end - 1;
        cp = 0xFFFD;
    }
    *at = start;
    return cp;
}

size_t utf8_count(str s)
{
    size_t n = 0, i = 0;
    for (; i + 8 <= s.n; i += 8) { /* of each byte: is it no continuation, 10xxxxxx? */
        uint64_t w;
        memcpy(&w, s.p + i, 8);
        uint64_t starts = (~w >> 7 | w >> 6) & 0x0101010101010101ULL;
        n += (size_t)(starts * 0x0101010101010101ULL >> 56);
    }
    for (; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

void utf8_put(struct buf *buf, uint32_t cp)
{
    if (cp < 0x80) {
        buf_byte(buf, (char)cp);
    } else if (cp < 0x800) {
        buf_byte(buf, (char)(0xC0 | cp >> 6));
        buf_byte(buf, (char)(0x80 | (cp & 0x3F)));
    } else if (cp < 0x10000) {
        buf_byte(buf, (char)(0xE0 | cp >> 12));
        buf_byte(buf, (char)(0x80 | (cp >> 6 & 0x3F)));
        buf_byte(buf, (char)(0x80 | (cp & 0x3F)));
    } else {
        buf_byte(buf, (char)(0xF0 | cp >> 18));
        buf_byte(buf, (char)(0x80 | (cp >> 12 & 0x3F)));
        buf_byte(buf, (char)(0x80 | (cp >> 6 & 0x3F)));
        buf_byte(buf, (char)(0x80 | (cp & 0x3F)));
    }
}

/* W white space, D digit, U upper case, L lower case: the rows of ASCII, 16 characters each. */
#define W UTF8_SPACE
#define D UTF8_DIGIT
#define U (UTF8_LETTER | UTF8_UPPER)
#define L (UTF8_LETTER | UTF8_LOWER)
const uint8_t utf8_ascii_class[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, W, W, W, W, W, 0, 0, /* controls */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* controls */
    W, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* blank and marks */
    D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0, /* 0 to 9 */
    0, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, /* A to O */
    U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, 0, 0, /* P to Z */
    0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* a to o */
    L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0, /* p to z */
};
#undef W
#undef D
#undef U
#undef L

bool utf8_is_wide(uint32_t code_point, enum utf8_class wanted)
{
    UChar32 cp = (UChar32)code_point;
    switch (wanted) {
    case UTF8_SPACE:
        return u_isUWhiteSpace(cp) || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF;
    case UTF8_LETTER:
        return u_isalpha(cp);
    case UTF8_UPPER:
        return u_isupper(cp) || u_istitle(cp);
    case UTF8_LOWER:
        return u_islower(cp);
    case UTF8_DIGIT:
        return u_isdigit(cp);
    }
    return false;
}

bool utf8_is_mark(uint32_t cp)
{
    if (cp < 0x300)
        return false;
    return (U_GET_GC_MASK((UChar32)cp) & U_GC_M_MASK) != 0;
}

int utf8_digit(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= '0' && cp <= '9' ? (int)cp - '0' : -1;
    return u_charDigitValue((UChar32)cp);
}
