/* posmap.c: the position map, its composition, and lines and columns. */
#include "doc/posmap.h"

#include "base/utf8.h"

#include "base/banned.h"

static bool continues(const struct posmap_segment *a, const struct posmap_segment *b)
{
    return !a->replaced && !b->replaced && a->text_off + a->text_len == b->text_off &&
           a->source_off + a->source_len == b->source_off;
}

void posmap_add(struct posmap *map, struct arena *perm, struct posmap_segment segment)
{
    if (segment.text_len == 0)
        return;
    if (map->segments.n) {
        struct posmap_segment *last = &map->segments.p[map->segments.n - 1];
        if (continues(last, &segment)) {
            last->text_len += segment.text_len;
            last->source_len += segment.source_len;
            return;
        }
    }
    *VEC_PUSH(&map->segments, perm) = segment;
}

/* The last segment that begins at or before `off`; the map must not be empty. */
static size_t find_segment(const struct posmap *map, size_t off)
{
    size_t low = 0, high = map->segments.n;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (map->segments.p[mid].text_off <= off)
            low = mid;
        else
            high = mid;
    }
    return low;
}

/* Source offset of the byte at text offset `off`. */
static size_t source_begin(const struct posmap *map, size_t off)
{
    const struct posmap_segment *s = &map->segments.p[find_segment(map, off)];
    if (off >= (size_t)s->text_off + s->text_len)
        return (size_t)s->source_off + s->source_len;
    return s->replaced || off < s->text_off ? s->source_off : s->source_off + (off - s->text_off);
}

/* Source offset behind the byte at text offset `off`. */
static size_t source_behind(const struct posmap *map, size_t off)
{
    const struct posmap_segment *s = &map->segments.p[find_segment(map, off)];
    if (s->replaced || off >= (size_t)s->text_off + s->text_len)
        return (size_t)s->source_off + s->source_len;
    return s->source_off + (off - s->text_off) + 1;
}

span posmap_source(const struct posmap *map, span text)
{
    if (map->segments.n == 0)
        return text;
    size_t begin = source_begin(map, text.off);
    if (text.len == 0)
        return span_make(begin, begin);
    size_t end = source_behind(map, span_end(text) - 1);
    return end < begin ? span_make(end, begin) : span_make(begin, end);
}

void posmap_compose(struct posmap *outer, const struct posmap *inner, struct arena *perm)
{
    struct posmap joined = { 0 };
    for (size_t i = 0; i < outer->segments.n; i++) {
        struct posmap_segment s = outer->segments.p[i];
        if (s.replaced) {
            span where = posmap_source(inner, (span){ s.source_off, s.source_len });
            s.source_off = where.off;
            s.source_len = where.len;
            posmap_add(&joined, perm, s);
            continue;
        }
        uint32_t done = 0;
        for (size_t k = find_segment(inner, s.source_off); done < s.text_len; k++) {
            const struct posmap_segment *in = &inner->segments.p[k];
            uint32_t skip = s.source_off + done - in->text_off;
            uint32_t len = in->text_len - skip;
            if (len > s.text_len - done)
                len = s.text_len - done;
            posmap_add(
                &joined, perm,
                (struct posmap_segment){ .text_off = s.text_off + done,
                                         .source_off = in->source_off + (in->replaced ? 0 : skip),
                                         .text_len = len,
                                         .source_len = in->replaced ? in->source_len : len,
                                         .replaced = in->replaced });
            done += len;
        }
    }
    *outer = joined;
}

enum { WIDE_NONE, WIDE_LITTLE, WIDE_BIG };

/* UTF-16 shows itself by its mark, or by the NUL beside a first ASCII letter. */
static uint8_t wide_of(str source)
{
    if (source.n < 2)
        return WIDE_NONE;
    unsigned char a = (unsigned char)source.p[0], b = (unsigned char)source.p[1];
    if ((a == 0xFF && b == 0xFE) || (a && !b))
        return WIDE_LITTLE;
    return (a == 0xFE && b == 0xFF) || (!a && b) ? WIDE_BIG : WIDE_NONE;
}

void line_cursor_init(struct line_cursor *cursor, str source)
{
    *cursor = (struct line_cursor){ .source = source, .wide = wide_of(source) };
    if (str_starts(source, S("\xEF\xBB\xBF")))
        cursor->start_off = 3;
    else if (cursor->wide && source.p[0] && source.p[1])
        cursor->start_off = 2;
    /* Without any line feed, old Macintosh line ends count. */
    cursor->newline = source.n && memchr(source.p, '\n', source.n) ? '\n' : '\r';
    cursor->off = cursor->line_off = cursor->column_off = cursor->start_off;
}

/* Offset behind the next line end at or after `from` that ends at or before `to`, or 0. */
static uint32_t line_end(const struct line_cursor *cursor, uint32_t from, uint32_t to)
{
    const char *p = cursor->source.p;
    while (from < to) {
        const char *hit = memchr(p + from, cursor->newline, to - from);
        if (!hit)
            return 0;
        uint32_t at = (uint32_t)(hit - p);
        if (cursor->wide == WIDE_NONE)
            return at + 1;
        bool low = ((at - cursor->start_off) & 1) == (cursor->wide == WIDE_LITTLE ? 0 : 1);
        uint32_t other = cursor->wide == WIDE_LITTLE ? at + 1 : at - 1;
        if (low && other < cursor->source.n && p[other] == 0)
            return cursor->wide == WIDE_LITTLE ? at + 2 : at + 1;
        from = at + 1;
    }
    return 0;
}

static uint32_t count_columns(const struct line_cursor *cursor, uint32_t from, uint32_t to)
{
    uint32_t n = 0;
    if (cursor->wide == WIDE_NONE) {
        str line = { cursor->source.p, to };
        for (size_t at = from; at < to;) {
            size_t run = utf8_ascii_run(str_from(line, at));
            n += (uint32_t)run;
            at += run;
            if (at < to) {
                (void)utf8_next(line, &at);
                n++;
            }
        }
        return n;
    }
    for (uint32_t at = from; at + 1 < to; at += 2) {
        unsigned char high =
            (unsigned char)cursor->source.p[cursor->wide == WIDE_BIG ? at : at + 1];
        n += (high & 0xFC) != 0xDC; /* the second half of a pair is no character of its own */
    }
    return n;
}

/* Goes back line by line; what is nearer to the start is counted from there. */
static void step_back(struct line_cursor *cursor, uint32_t to)
{
    const char *p = cursor->source.p;
    if (cursor->wide != WIDE_NONE || to - cursor->start_off < cursor->off - to) {
        cursor->off = cursor->line_off = cursor->column_off = cursor->start_off;
        cursor->line = cursor->column = 0;
        return;
    }
    if (to >= cursor->line_off && ((unsigned char)p[to] & 0xC0) != 0x80) {
        cursor->column -= count_columns(cursor, to, cursor->column_off);
        cursor->off = cursor->column_off = to;
        return;
    }
    while (to < cursor->line_off) {
        const char *start = p + cursor->start_off;
        const char *end = p + cursor->line_off - 1; /* the line end before this line */
        const char *hit = memrchr(start, cursor->newline, (size_t)(end - start));
        cursor->line_off = hit ? (uint32_t)(hit - p) + 1 : cursor->start_off;
        cursor->line--;
    }
    cursor->off = cursor->column_off = cursor->line_off;
    cursor->column = 0;
}

struct line_place line_cursor_at(struct line_cursor *cursor, uint32_t source_off)
{
    if (source_off > cursor->source.n)
        source_off = (uint32_t)cursor->source.n;
    if (source_off < cursor->start_off)
        source_off = cursor->start_off;
    if (source_off < cursor->off)
        step_back(cursor, source_off);
    uint32_t end;
    while ((end = line_end(cursor, cursor->off, source_off)) && end <= source_off) {
        cursor->line++;
        cursor->off = cursor->line_off = cursor->column_off = end;
        cursor->column = 0;
    }
    cursor->column += count_columns(cursor, cursor->column_off, source_off);
    cursor->off = cursor->column_off = source_off;
    return (struct line_place){ cursor->line + 1, cursor->column + 1 };
}
