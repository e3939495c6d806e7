/* md_prep.c: one pass over the lines of a Markdown text. */
#include "doc/md_prep.h"

#include "base/banned.h"

enum {
    MD_MAX_BYTES = 16 * 1024 * 1024,
    LABEL_MAX_BYTES = 100,
    COMMENT_MAX_BYTES = 64 * 1024,
    FENCE_MIN = 3,
};

/* md4c 0.4.8 looks up the line of every bracket of a paragraph from the paragraph's first line on:
 * 250,000 lines of "[a]" took 9 s. This many steps take about half a second. */
static const uint64_t bracket_steps_max = 2000000000;

struct prep {
    struct reading *r;
    char *copy; /* of the input, from `begin` on */
    size_t begin, n;
    struct md_notes *notes;
    char fence; /* the open code fence's character, or 0 */
    size_t fence_n;
    size_t close;                    /* the next end of a comment, once looked for */
    uint64_t lines, brackets, steps; /* of the paragraph at hand; of all */
};

static str text_of(const struct prep *p)
{
    return (str){ p->copy, p->n };
}

static size_t indent(str line)
{
    size_t n = 0;
    while (n < line.n && line.p[n] == ' ')
        n++;
    return n;
}

static size_t run_of(str line, size_t at, char c)
{
    size_t n = 0;
    while (at + n < line.n && line.p[at + n] == c)
        n++;
    return n;
}

/* Follows code fences: what stands within them is left alone. */
static bool is_code(struct prep *p, str line)
{
    size_t at = indent(line);
    char c = 0;
    if (at < line.n)
        c = line.p[at];
    size_t n = c == '`' || c == '~' ? run_of(line, at, c) : 0;
    if (p->fence) {
        if (c == p->fence && n >= p->fence_n && str_trim(str_from(line, at + n)).n == 0)
            p->fence = 0;
        return true;
    }
    bool opens =
        n >= FENCE_MIN && at <= 3 && (c == '~' || !memchr(line.p + at + n, '`', line.n - at - n));
    if (opens) {
        p->fence = c;
        p->fence_n = n;
    }
    return opens;
}

/* "[^1]: text" becomes "+     text", a list item. */
static void take_note(struct prep *p, str line)
{
    size_t at = indent(line), end = at + 2;
    if (at > 3 || !str_starts(str_from(line, at), S("[^")))
        return;
    while (end < line.n && line.p[end] != ']' && line.p[end] > ' ' && end - at < LABEL_MAX_BYTES)
        end++;
    if (end == at + 2 || end + 1 >= line.n || line.p[end] != ']' || line.p[end + 1] != ':' ||
        str_trim(str_from(line, end + 2)).n == 0)
        return;
    char *p_line = p->copy + (line.p - p->copy);
    size_t off = p->begin + (size_t)(line.p - p->copy);
    *VEC_PUSH(&p->notes->items, p->r->perm) =
        (struct md_note){ span_make(off + at, off + end + 1), (uint32_t)(off + end + 2) };
    memset(p_line + at, ' ', end + 2 - at);
    p_line[at] = '+';
}

/* The next "-->" at or after `at`; each stretch of the text is searched once. */
static size_t next_close(struct prep *p, size_t at)
{
    if (p->close < at)
        p->close = str_find(text_of(p), S("-->"), at);
    return p->close;
}

static void keep_mark(struct prep *p, size_t at, size_t end)
{
    str words;
    size_t off = p->begin + at;
    if (reader_mark(str_slice(p->r->input, off + 4, end - at - 7), &words))
        *VEC_PUSH(&p->r->doc->marks, p->r->perm) =
            (struct doc_mark){ span_make(off, off + end - at), words, 0 };
}

/* Blanks the comments that begin in `line`; returns the offset behind the last one. */
static size_t take_comments(struct prep *p, str line)
{
    str text = text_of(p);
    size_t at = (size_t)(line.p - text.p), end = at + line.n;
    while ((at = str_find(str_slice(text, 0, end), S("<!--"), at)) < end) {
        size_t close = next_close(p, at + 4);
        if (close >= text.n || close - at > COMMENT_MAX_BYTES ||
            (at > 0 && text.p[at - 1] == '`')) {
            at += 4;
            continue;
        }
        keep_mark(p, at, close + 3);
        for (size_t i = at; i < close + 3; i++)
            if (p->copy[i] != '\n' && p->copy[i] != '\r')
                p->copy[i] = ' ';
        at = close + 3;
        if (at > end)
            return at;
    }
    return end;
}

static bool begins_block(str line)
{
    size_t at = indent(line);
    str rest = str_from(line, at);
    return rest.n > 1 &&
           (rest.p[0] == '#' || (str_find_byte(S("-*+"), rest.p[0], 0) < 3 && rest.p[1] == ' '));
}

static void count_steps(struct prep *p, str line)
{
    if (str_trim(line).n == 0 || begins_block(line)) {
        p->steps += p->lines * p->brackets;
        p->lines = p->brackets = 0;
    }
    p->lines++;
    for (size_t at = str_find_byte(line, '[', 0); at < line.n;
         at = str_find_byte(line, '[', at + 1))
        p->brackets++;
}

static bool refuse(const struct prep *p, size_t at, struct err *err)
{
    struct line_cursor cursor;
    line_cursor_init(&cursor, p->r->input);
    struct line_place place = line_cursor_at(&cursor, (uint32_t)(p->begin + at));
    return err_at(err, ERR_LIMIT, place.line, place.column,
                  "too many brackets in one paragraph of many lines");
}

bool md_prep(struct reading *r, size_t begin, struct buf *out, struct md_notes *notes,
             struct err *err)
{
    str body = str_from(r->input, begin);
    if (r->input.n > MD_MAX_BYTES)
        return err_set(err, ERR_LIMIT, "Markdown larger than %d MiB", MD_MAX_BYTES / (1024 * 1024));
    buf_add(out, body);
    if (out->failed)
        return err_set(err, ERR_MEMORY, "out of memory");
    struct prep p = { .r = r, .copy = out->p, .begin = begin, .n = body.n, .notes = notes };
    for (size_t at = 0; at < p.n;) {
        size_t end = str_find_byte(text_of(&p), '\n', at);
        str line = str_slice(text_of(&p), at, end - at);
        bool code = is_code(&p, line);
        if (!code) {
            take_note(&p, line);
            end = str_find_byte(text_of(&p), '\n', take_comments(&p, line));
        }
        count_steps(&p, line);
        if (p.steps + p.lines * p.brackets > bracket_steps_max)
            return refuse(&p, at, err);
        at = end + 1;
    }
    return true;
}
