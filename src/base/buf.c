/* buf.c: growing output. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

void buf_init(struct buf *buf, size_t max_bytes)
{
    *buf = (struct buf){ .max = max_bytes };
}

void buf_free(struct buf *buf)
{
    free(buf->p);
    buf->p = NULL;
    buf->n = buf->cap = 0;
}

void buf_clear(struct buf *buf)
{
    buf->n = 0;
    buf->failed = false;
}

static bool grow(struct buf *buf, size_t need)
{
    size_t cap = buf->cap ? buf->cap : 256;
    while (cap < need)
        cap *= 2;
    if (cap > buf->max)
        cap = buf->max;
    char *p = realloc(buf->p, cap);
    if (!p)
        return false;
    buf->p = p;
    buf->cap = cap;
    return true;
}

bool buf_flush(struct buf *buf)
{
    if (!buf->failed && buf->flush && buf->n && !buf->flush(buf->flush_ctx, buf_str(buf)))
        buf->failed = true;
    buf->n = 0;
    return !buf->failed;
}

bool buf_grow(struct buf *buf, size_t n)
{
    if (buf->failed)
        return false;
    if (buf->flush && buf->n + n > buf->flush_at && !buf_flush(buf))
        return false;
    if (n <= buf->cap - buf->n)
        return true;
    if (n > buf->max - buf->n || !grow(buf, buf->n + n)) {
        buf->failed = true;
        return false;
    }
    return true;
}

str buf_digits(uint64_t value, char room[BUF_DIGITS_MAX])
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    size_t at = BUF_DIGITS_MAX;
    while (value >= 10) {
        at -= 2;
        memcpy(room + at, pairs + value % 100 * 2, 2);
        value /= 100;
    }
    if (value || at == BUF_DIGITS_MAX)
        room[--at] = (char)('0' + value);
    return (str){ room + at, BUF_DIGITS_MAX - at };
}

void buf_uint(struct buf *buf, uint64_t value)
{
    char room[BUF_DIGITS_MAX];
    buf_add(buf, buf_digits(value, room));
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0 && buf_room(buf, (size_t)n + 1)) {
        (void)vsnprintf(buf->p + buf->n, (size_t)n + 1, format, again);
        buf->n += (size_t)n;
    }
    va_end(again);
}

str buf_str(const struct buf *buf)
{
    return (str){ buf->p, buf->n };
}
