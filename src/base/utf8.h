/* utf8.h: UTF-8 and what kind of character a code point is. No locale. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"
#include "base/str.h"

/* utf8_valid: whether all of `s` is well-formed UTF-8 (RFC 3629). `bad_off`, when not NULL, is set to
 * the first offending byte's offset. Pure ASCII runs at memory speed. */
bool utf8_valid(str s, size_t *bad_off);

/* utf8_ascii_run: how many bytes at the head of `s` are ASCII. Runs at memory speed. */
size_t utf8_ascii_run(str s);

/* utf8_next: the code point at `*at`, which moves behind it. Bad bytes give U+FFFD, one byte each.
 * *at must be below s.n. */
uint32_t utf8_next_wide(str s, size_t *at); /* the same, for bytes outside ASCII */
static inline uint32_t utf8_next(str s, size_t *at)
{
    unsigned char c = (unsigned char)s.p[*at];
    if (c >= 0x80)
        return utf8_next_wide(s, at);
    ++*at;
    return c;
}

/* utf8_before: the code point that ends at `*at`, which moves to its start. *at must be above 0. */
uint32_t utf8_before(str s, size_t *at);

/* utf8_count: code points in valid UTF-8. */
size_t utf8_count(str s);

void utf8_put(struct buf *buf, uint32_t code_point);

/* Classes of characters. ASCII is answered here, the rest by ICU (utf8_is_wide). */
enum utf8_class {
    UTF8_SPACE = 1, /* blanks of every width, NBSP, line ends; not ZWNJ */
    UTF8_LETTER = 2,
    UTF8_UPPER = 4, /* upper or title case */
    UTF8_LOWER = 8,
    UTF8_DIGIT = 16 /* any decimal digit */
};

extern const uint8_t utf8_ascii_class[128];
bool utf8_is_wide(uint32_t cp, enum utf8_class wanted);

static inline bool utf8_is(uint32_t cp, enum utf8_class wanted)
{
    return cp < 0x80 ? (utf8_ascii_class[cp] & wanted) != 0 : utf8_is_wide(cp, wanted);
}

static inline bool utf8_is_space(uint32_t cp)
{
    return utf8_is(cp, UTF8_SPACE);
}

static inline bool utf8_is_letter(uint32_t cp)
{
    return utf8_is(cp, UTF8_LETTER);
}

static inline bool utf8_is_upper(uint32_t cp)
{
    return utf8_is(cp, UTF8_UPPER);
}

static inline bool utf8_is_lower(uint32_t cp)
{
    return utf8_is(cp, UTF8_LOWER);
}

static inline bool utf8_is_digit(uint32_t cp)
{
    return utf8_is(cp, UTF8_DIGIT);
}

bool utf8_is_mark(uint32_t cp); /* combining */

/* utf8_digit: 0-9 of a decimal digit in any script, or -1. */
int utf8_digit(uint32_t cp);

#endif
