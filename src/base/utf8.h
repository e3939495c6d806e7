/* utf8.h: UTF-8 and what kind of character a code point is. No locale. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"
#include "base/str.h"

/* utf8_valid: whether all of `s` is well-formed UTF-8 (RFC 3629). `bad_off`, when not NULL, is set to
 * the first offending byte's offset. Pure ASCII runs at memory speed. */
bool utf8_valid(str s, size_t *bad_off);

/* utf8_next: the code point at `*at`, which moves behind it. Bad bytes give U+FFFD, one byte each.
 * *at must be below s.n. */
uint32_t utf8_next(str s, size_t *at);

/* utf8_before: the code point that ends at `*at`, which moves to its start. *at must be above 0. */
uint32_t utf8_before(str s, size_t *at);

/* utf8_count: code points in valid UTF-8. */
size_t utf8_count(str s);

void utf8_put(struct buf *buf, uint32_t code_point);

bool utf8_is_space(uint32_t cp); /* blanks of every width, NBSP, line ends; not ZWNJ */
bool utf8_is_letter(uint32_t cp);
bool utf8_is_upper(uint32_t cp); /* upper or title case */
bool utf8_is_lower(uint32_t cp);
bool utf8_is_digit(uint32_t cp); /* any decimal digit */
bool utf8_is_mark(uint32_t cp);  /* combining */

/* utf8_digit: 0-9 of a decimal digit in any script, or -1. */
int utf8_digit(uint32_t cp);

#endif
