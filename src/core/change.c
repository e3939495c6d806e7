/* change.c: addresses of removed lines, and places held against lines. */
#include "core/change.h"

#include "base/banned.h"

static bool ends_address(char c)
{
    return (unsigned char)c <= ' ' || c == '<' || c == '>' || c == '"' || c == '`';
}

static void note(struct map *links, str url, struct arena *arena)
{
    if (url.n && !map_get(links, url))
        *map_slot(links, arena, url) = links;
}

/* How far an address reaches is the reader's affair: each end that it may have is noted. */
static void note_ends(struct map *links, str url, struct arena *arena)
{
    static const str closers = S_INIT(")]}'|");
    note(links, url, arena);
    for (size_t i = 0; i < closers.n; i++)
        note(links, str_slice(url, 0, str_find_byte(url, closers.p[i], 0)), arena);
    while (url.n && str_find_byte(S(").,;:!?'*_]}"), url.p[url.n - 1], 0) < 12) {
        url.n--;
        note(links, url, arena);
    }
}

void change_note_links(struct map *links, str line, struct arena *arena)
{
    for (size_t at = 0; (at = str_find(line, S("://"), at)) < line.n; at += 3) {
        size_t from = at, end = at;
        while (from > 0 && ((line.p[from - 1] | 0x20) >= 'a' && (line.p[from - 1] | 0x20) <= 'z'))
            from--;
        while (end < line.n && !ends_address(line.p[end]))
            end++;
        note_ends(links, str_slice(line, from, end - from), arena);
    }
}

bool change_had(const struct change *change, str url)
{
    return change->old_links && map_get(change->old_links, url);
}

struct change_spans change_spans(const struct line_ranges *lines, str source, struct arena *arena)
{
    struct change_spans spans = { NEW(arena, span, lines->n + 1), 0 };
    uint32_t line = 1;
    size_t at = 0;
    for (size_t i = 0; i < lines->n; i++) {
        struct line_range range = lines->p[i];
        size_t begin = source.n;
        for (; at < source.n && line <= range.to; line++) {
            if (line == range.from)
                begin = at;
            size_t end = str_find_byte(source, '\n', at);
            at = end < source.n ? end + 1 : end;
        }
        if (begin < at)
            spans.p[spans.n++] = span_make(begin, at);
    }
    return spans;
}

bool change_covers(const struct change_spans *spans, span place)
{
    size_t low = 0, high = spans->n;
    while (low < high) { /* the first that ends behind the place's begin */
        size_t mid = low + (high - low) / 2;
        if (span_end(spans->p[mid]) <= place.off)
            low = mid + 1;
        else
            high = mid;
    }
    return low < spans->n &&
           (spans->p[low].off < span_end(place) || spans->p[low].off <= place.off);
}
