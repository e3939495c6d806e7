/* buf.h: growing output. A buffer is given its largest size at birth; passing it is remembered, not a
 * crash, and stops further writing. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct buf {
    char *p;
    size_t n, cap, max;
    bool
        failed; /* `max` was passed, memory was out, or the flush failed: what is held is a prefix */
    /* When set: called with the content once it has grown past flush_at; the buffer starts over. */
    bool (*flush)(void *ctx, str content);
    void *flush_ctx;
    size_t flush_at;
};

void buf_init(struct buf *buf, size_t max_bytes);
void buf_free(struct buf *buf);
void buf_clear(struct buf *buf); /* keeps the memory and `max`, forgets content and failure */

/* buf_room: makes sure that `n` more bytes fit; false when they cannot. For writers that fill
 * buf->p + buf->n themselves and then add to buf->n. */
bool buf_grow(struct buf *buf, size_t n); /* the same, when they do not fit as it is */
static inline bool buf_room(struct buf *buf, size_t n)
{
    bool fits = n <= buf->cap - buf->n && (!buf->flush || buf->n + n <= buf->flush_at);
    return (fits && !buf->failed) || buf_grow(buf, n);
}

/* buf_flush: hands what is held to `flush` now. Returns false when that fails, or failed before. */
bool buf_flush(struct buf *buf);

static inline void buf_add(struct buf *buf, str s)
{
    if (s.n == 0 || !buf_room(buf, s.n))
        return;
    memcpy(buf->p + buf->n, s.p, s.n);
    buf->n += s.n;
}

static inline void buf_byte(struct buf *buf, char c)
{
    if (buf_room(buf, 1))
        buf->p[buf->n++] = c;
}

void buf_uint(struct buf *buf, uint64_t value);

/* buf_digits: the decimal digits of `value`, within `room`. */
enum { BUF_DIGITS_MAX = 20 };
str buf_digits(uint64_t value, char room[BUF_DIGITS_MAX]);

void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
str buf_str(const struct buf *buf); /* borrowed until the next write */

#endif
