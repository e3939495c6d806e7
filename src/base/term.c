/* term.c: what may reach a terminal, and how wide it is. */
#include "base/term.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/banned.h"

static bool is_bidi_control(uint32_t cp)
{
    return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200E ||
           cp == 0x200F || cp == 0x061C;
}

static bool is_blank(uint32_t cp)
{
    return (cp >= '\t' && cp <= '\r') || cp == 0x2028 || cp == 0x2029;
}

static bool is_escaped(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || is_bidi_control(cp);
}

enum { ESCAPE_BYTES = 16 };

static str escape(uint32_t cp, char room[ESCAPE_BYTES])
{
    int n = snprintf(room, ESCAPE_BYTES, cp < 0x100 ? "\\x%02x" : "\\x{%x}", (unsigned)cp);
    return (str){ room, n < 0 ? 0 : (size_t)n };
}

static size_t width_of(uint32_t cp)
{
    if ((cp >= 0x20 && cp < 0x7F) || is_blank(cp))
        return 1;
    if (is_escaped(cp)) {
        char room[ESCAPE_BYTES];
        return escape(cp, room).n;
    }
    if (U_GET_GC_MASK((UChar32)cp) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK))
        return 0;
    int wide = u_getIntPropertyValue((UChar32)cp, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

/* Bytes of the head of `text` that can be printed as they are: printable ASCII. */
static size_t plain_run(str text)
{
    size_t n = 0;
    while (n < text.n && text.p[n] >= 0x20 && text.p[n] < 0x7F)
        n++;
    return n;
}

void term_put(struct buf *out, str text)
{
    for (size_t at = 0; at < text.n;) {
        size_t run = plain_run(str_from(text, at));
        buf_add(out, str_slice(text, at, run));
        at += run;
        if (at == text.n)
            return;
        char room[ESCAPE_BYTES];
        uint32_t cp = utf8_next(text, &at);
        if (is_blank(cp))
            buf_byte(out, ' ');
        else if (is_escaped(cp))
            buf_add(out, escape(cp, room));
        else
            utf8_put(out, cp);
    }
}

size_t term_width(str text)
{
    size_t columns = 0;
    for (size_t at = 0; at < text.n;)
        columns += width_of(utf8_next(text, &at));
    return columns;
}

size_t term_cut(str text, size_t columns)
{
    size_t at = 0;
    while (at < text.n) {
        size_t next = at;
        size_t width = width_of(utf8_next(text, &next));
        if (width > columns)
            break;
        columns -= width;
        at = next;
    }
    return at;
}

size_t term_cut_end(str text, size_t columns)
{
    size_t at = text.n;
    while (at > 0) {
        size_t before = at;
        size_t width = width_of(utf8_before(text, &before));
        if (width > columns)
            break;
        columns -= width;
        at = before;
    }
    return text.n - at;
}

void term_pad(struct buf *out, size_t columns)
{
    if (!buf_room(out, columns))
        return;
    memset(out->p + out->n, ' ', columns);
    out->n += columns;
}
