/* json.c: the JSON writer. A text is copied in whole runs; most texts need no escape and go out in one
 * copy. */
#include "format/json.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

#include "base/banned.h"

static const str replacement = S_INIT("\xEF\xBF\xBD"); /* U+FFFD */

void json_init(struct json_writer *w, struct buf *out)
{
    *w = (struct json_writer){ .out = out };
}

static uint32_t level_bit(const struct json_writer *w)
{
    return UINT32_C(1) << (w->depth - 1);
}

/* Before a value: the comma of a list. Values of an object need their key first. */
static void begin_value(struct json_writer *w)
{
    if (w->after_key) {
        w->after_key = false;
        return;
    }
    if (w->depth == 0)
        return;
    assert(!(w->is_object & level_bit(w)) && "a value in an object has a key");
    if (w->has_items & level_bit(w))
        buf_byte(w->out, ',');
    w->has_items |= level_bit(w);
}

static void open_level(struct json_writer *w, char bracket, bool is_object)
{
    begin_value(w);
    assert(w->depth < JSON_DEPTH_MAX);
    w->depth++;
    w->has_items &= ~level_bit(w);
    w->is_object &= ~level_bit(w);
    if (is_object)
        w->is_object |= level_bit(w);
    buf_byte(w->out, bracket);
}

static void close_level(struct json_writer *w, char bracket, bool is_object)
{
    assert(w->depth > 0 && !w->after_key);
    assert(((w->is_object & level_bit(w)) != 0) == is_object);
    w->depth--;
    buf_byte(w->out, bracket);
}

void json_begin_object(struct json_writer *w)
{
    open_level(w, '{', true);
}

void json_end_object(struct json_writer *w)
{
    close_level(w, '}', true);
}

void json_begin_array(struct json_writer *w)
{
    open_level(w, '[', false);
}

void json_end_array(struct json_writer *w)
{
    close_level(w, ']', false);
}

static bool needs_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

static const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);

/* Of which of eight bytes the top bit is set here, needs an escape: the zero-byte test on x ^ c, and
 * x - 0x20 for control characters. Bytes of 0x80 and up never do. */
static uint64_t escapes(uint64_t x)
{
    uint64_t quote = x ^ (ones * '"'), slash = x ^ (ones * '\\');
    return (((x - ones * 0x20) & ~x) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash)) &
           tops;
}

/* Whether a text is ASCII and needs no escape: most are, and short. */
static bool is_plain(str s)
{
    uint64_t x, bad = 0;
    size_t i = 0;
    for (; s.n - i >= sizeof x; i += sizeof x) {
        memcpy(&x, s.p + i, sizeof x);
        bad |= escapes(x) | x;
    }
    if (i < s.n && s.n >= sizeof x) { /* the rest, with bytes seen before */
        memcpy(&x, s.p + s.n - sizeof x, sizeof x);
        bad |= escapes(x) | x;
        i = s.n;
    }
    for (; i < s.n; i++)
        bad |= needs_escape((unsigned char)s.p[i]) || (unsigned char)s.p[i] >= 0x80 ? tops : 0;
    return (bad & tops) == 0;
}

/* Bytes before the first that needs an escape. */
static size_t plain_run(const char *p, size_t n)
{
    size_t i = 0;
    for (uint64_t x; n - i >= sizeof x; i += sizeof x) {
        memcpy(&x, p + i, sizeof x);
        if (escapes(x))
            break;
    }
    while (i < n && !needs_escape((unsigned char)p[i]))
        i++;
    return i;
}

static void put_escape(struct buf *out, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char letters[0x20] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'
    };
    char letter = (char)c;
    if (c < 0x20)
        letter = letters[c];
    if (letter) {
        buf_add(out, (str){ (const char[]){ '\\', letter }, 2 });
        return;
    }
    buf_add(out, (str){ (const char[]){ '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] }, 6 });
}

/* Text that is valid UTF-8. */
static void put_escaped(struct buf *out, str text)
{
    for (size_t at = 0; at < text.n;) {
        size_t run = plain_run(text.p + at, text.n - at);
        buf_add(out, str_slice(text, at, run));
        at += run;
        if (at < text.n)
            put_escape(out, (unsigned char)text.p[at++]);
    }
}

/* Text with bad bytes: each becomes U+FFFD. */
static void put_mended(struct buf *out, str text)
{
    size_t bad;
    while (!utf8_valid(text, &bad)) {
        put_escaped(out, str_slice(text, 0, bad));
        buf_add(out, replacement);
        text = str_from(text, bad + 1);
    }
    put_escaped(out, text);
}

/* Quotes around a text that needs no escape, and what stands about them. */
static void put_plain(struct buf *out, bool comma, str text, bool colon)
{
    if (!buf_room(out, text.n + 4))
        return;
    char *p = out->p + out->n;
    if (comma)
        *p++ = ',';
    *p++ = '"';
    if (text.n)
        memcpy(p, text.p, text.n);
    p += text.n;
    *p++ = '"';
    if (colon)
        *p++ = ':';
    out->n = (size_t)(p - out->p);
}

void json_key(struct json_writer *w, str key)
{
    assert(w->depth > 0 && (w->is_object & level_bit(w)) && !w->after_key);
    assert(plain_run(key.p, key.n) == key.n);
    put_plain(w->out, (w->has_items & level_bit(w)) != 0, key, true);
    w->has_items |= level_bit(w);
    w->after_key = true;
}

void json_str(struct json_writer *w, str value)
{
    begin_value(w);
    if (is_plain(value)) {
        put_plain(w->out, false, value, false);
        return;
    }
    bool valid = utf8_valid(value, NULL);
    if (valid && plain_run(value.p, value.n) == value.n) {
        put_plain(w->out, false, value, false);
        return;
    }
    buf_byte(w->out, '"');
    if (valid)
        put_escaped(w->out, value);
    else
        put_mended(w->out, value);
    buf_byte(w->out, '"');
}

void json_str_or_null(struct json_writer *w, str value)
{
    if (value.p)
        json_str(w, value);
    else
        json_put_null(w);
}

void json_uint(struct json_writer *w, uint64_t value)
{
    begin_value(w);
    buf_uint(w->out, value);
}

void json_int(struct json_writer *w, int64_t value)
{
    begin_value(w);
    if (value < 0)
        buf_byte(w->out, '-');
    buf_uint(w->out, value < 0 ? -(uint64_t)value : (uint64_t)value);
}

void json_bool(struct json_writer *w, bool value)
{
    begin_value(w);
    buf_add(w->out, value ? S("true") : S("false"));
}

void json_put_null(struct json_writer *w)
{
    begin_value(w);
    buf_add(w->out, S("null"));
}

void json_raw(struct json_writer *w, str json)
{
    begin_value(w);
    buf_add(w->out, json);
}
