/* str.c: slices. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/banned.h"

str str_from_z(const char *z)
{
    return (str){ z, z ? strlen(z) : 0 };
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool str_eq_nocase_rest(str a, str b)
{
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

int str_cmp_rest(str a, str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    if (order)
        return order;
    return (a.n > b.n) - (a.n < b.n);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

str str_trim(str s)
{
    while (s.n && is_blank(s.p[s.n - 1]))
        s.n--;
    while (s.n && is_blank(s.p[0]))
        s.p++, s.n--;
    return s;
}

size_t str_find(str s, str needle, size_t from)
{
    if (from >= s.n)
        return s.n;
    const char *hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
    return hit ? (size_t)(hit - s.p) : s.n;
}

size_t str_find_nocase(str s, str needle, size_t from)
{
    for (size_t i = from; needle.n <= s.n && i <= s.n - needle.n; i++)
        if (str_eq_nocase(str_slice(s, i, needle.n), needle))
            return i;
    return s.n;
}

size_t str_find_byte(str s, char byte, size_t from)
{
    if (from >= s.n)
        return s.n;
    const char *hit = memchr(s.p + from, byte, s.n - from);
    return hit ? (size_t)(hit - s.p) : s.n;
}

bool str_cut(str s, char byte, str *head, str *tail)
{
    size_t at = str_find_byte(s, byte, 0);
    *head = str_slice(s, 0, at);
    *tail = str_from(s, at + 1);
    return at < s.n;
}

bool str_next(str *rest, char byte, str *piece)
{
    if (!rest->p)
        return false;
    str tail;
    if (str_cut(*rest, byte, piece, &tail))
        *rest = tail;
    else
        *rest = (str){ 0 };
    return true;
}

bool str_to_u32(str s, uint32_t *value)
{
    uint64_t sum = 0;
    if (s.n == 0 || s.n > 10)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        sum = sum * 10 + (uint64_t)(s.p[i] - '0');
    }
    if (sum > UINT32_MAX)
        return false;
    *value = (uint32_t)sum;
    return true;
}

str str_dup(struct arena *arena, str s)
{
    char *copy = NEW(arena, char, s.n + 1);
    if (s.n)
        memcpy(copy, s.p, s.n);
    return (str){ copy, s.n };
}

str str_lower(struct arena *arena, str s)
{
    char *copy = NEW(arena, char, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        copy[i] = lower(s.p[i]);
    return (str){ copy, s.n };
}

str str_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    size_t len = n < 0 ? 0 : (size_t)n;
    char *text = NEW(arena, char, len + 1);
    (void)vsnprintf(text, len + 1, format, again);
    va_end(again);
    return (str){ text, len };
}

const char *str_z(struct arena *arena, str s)
{
    if (s.n && memchr(s.p, 0, s.n))
        return NULL;
    return str_dup(arena, s).p;
}

/* Multiply-and-fold over 8 bytes at a time, in the manner of wyhash. */
static uint64_t fold(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t str_hash(str s, uint64_t seed)
{
    const uint64_t k0 = 0xa0761d6478bd642fULL, k1 = 0xe7037ed1a0b428dbULL;
    uint64_t h = seed ^ k0;
    size_t i = 0;
    for (; i + 8 <= s.n; i += 8) {
        uint64_t word;
        memcpy(&word, s.p + i, 8);
        h = fold(h ^ word, k1);
    }
    uint64_t tail = 0;
    if (i < s.n)
        memcpy(&tail, s.p + i, s.n - i);
    return fold(fold(h ^ tail, k1) ^ s.n, k0);
}

span span_from(str text, str slice)
{
    if (!slice.p || slice.p < text.p || slice.p > text.p + text.n)
        return (span){ 0 };
    size_t off = (size_t)(slice.p - text.p);
    return span_make(off, off + slice.n);
}
