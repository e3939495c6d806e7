/* str.h: text as a borrowed slice, and all arithmetic on slices and spans. Functions clamp. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "citecheck/types.h"

/* Borrowed bytes; not NUL-terminated; may hold NUL. `p` may be NULL when `n` is 0. */
typedef struct {
    const char *p;
    size_t n;
} str;

typedef struct cck_span span;

/* A literal as a slice; S_INIT is the same for static tables. */
#define S(literal) ((str){ "" literal, sizeof(literal) - 1 })
#define S_INIT(literal)                                                                            \
    {                                                                                              \
        "" literal, sizeof(literal) - 1                                                            \
    }

/* For printf's "%.*s". */
#define STR_ARG(s) ((int)((s).n > 100000 ? 100000 : (s).n)), ((s).p ? (s).p : "")

/* What the scanners call at every step stands here, so that it costs no call. */

/* str_slice / str_from / str_at: a part, from an offset to the end, by its span; clamped. */
static inline str str_slice(str s, size_t off, size_t len)
{
    if (off > s.n)
        off = s.n;
    if (len > s.n - off)
        len = s.n - off;
    return (str){ s.p ? s.p + off : s.p, len };
}

static inline str str_from(str s, size_t off)
{
    return str_slice(s, off, s.n);
}

static inline str str_at(str text, span where)
{
    return str_slice(text, where.off, where.len);
}

static inline bool str_eq(str a, str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_starts(str s, str prefix)
{
    return s.n >= prefix.n && str_eq((str){ s.p, prefix.n }, prefix);
}

static inline bool str_ends(str s, str suffix)
{
    return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

/* str_cmp: by bytes; a prefix sorts first. Most are decided by their first byte. */
int str_cmp_rest(str a, str b);
static inline int str_cmp(str a, str b)
{
    int order = a.n && b.n ? (unsigned char)a.p[0] - (unsigned char)b.p[0] : 0;
    return order ? order : str_cmp_rest(a, b);
}

/* str_eq_nocase / str_starts_nocase / str_ends_nocase: ASCII letters only. Likewise. */
bool str_eq_nocase_rest(str a, str b);
static inline bool str_eq_nocase(str a, str b)
{
    return a.n == b.n &&
           (a.n == 0 || (((a.p[0] ^ b.p[0]) & ~0x20) == 0 && str_eq_nocase_rest(a, b)));
}

static inline bool str_starts_nocase(str s, str prefix)
{
    return s.n >= prefix.n && str_eq_nocase((str){ s.p, prefix.n }, prefix);
}

static inline bool str_ends_nocase(str s, str suffix)
{
    return s.n >= suffix.n && str_eq_nocase(str_from(s, s.n - suffix.n), suffix);
}

str str_from_z(const char *z); /* NULL gives the empty slice */
str str_trim(str s);           /* ASCII blanks off both ends */

/* str_find / str_find_nocase / str_find_byte: offset of the first hit at or after `from`, or s.n. */
size_t str_find(str s, str needle, size_t from);
size_t str_find_nocase(str s, str needle, size_t from);
size_t str_find_byte(str s, char byte, size_t from);

/* str_cut: splits at the first `byte`. Returns false, and head = s, when there is none. */
bool str_cut(str s, char byte, str *head, str *tail);

/* str_next: walks the pieces of `*rest` between `byte`s; false at the end. Empty pieces are given. */
bool str_next(str *rest, char byte, str *piece);

/* str_to_u32: decimal digits alone, at least one, no overflow. */
bool str_to_u32(str s, uint32_t *value);

str str_dup(struct arena *arena, str s);
str str_lower(struct arena *arena, str s); /* ASCII letters only */
str str_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* str_z: a C string for a foreign function; NULL when the slice holds a NUL. */
const char *str_z(struct arena *arena, str s);

/* str_hash: 64-bit hash, seeded against crafted collisions. */
uint64_t str_hash(str s, uint64_t seed);

/* span_make / span_end / span_covers / span_from: spans from offsets (clamped to 32 bits), the first
 * byte behind one, whether `a` holds all of `b`, and the span of a slice that points into `text`. */
static inline span span_make(size_t begin, size_t end)
{
    size_t n = end > begin ? end - begin : 0;
    return (span){ begin > UINT32_MAX ? UINT32_MAX : (uint32_t)begin,
                   n > UINT32_MAX ? UINT32_MAX : (uint32_t)n };
}

static inline size_t span_end(span s)
{
    return (size_t)s.off + s.len;
}

static inline bool span_covers(span a, span b)
{
    return b.off >= a.off && span_end(b) <= span_end(a);
}

span span_from(str text, str slice);

#endif
