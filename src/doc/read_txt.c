/* read_txt.c: plain text. The text is the source itself; paragraphs are found by their lines. */
#include "base/utf8.h"
#include "doc/block.h"
#include "doc/masthead.h"
#include "doc/reader.h"

#include "base/banned.h"

enum {
    SAMPLE_BYTES = 256 * 1024, /* read ahead to see how lines are broken */
    HEAD_LINES = 40,           /* where lines of a masthead may stand together */
    WRAP_MAX_BYTES = 160,      /* a longer line is a paragraph */
    WRAP_MIN_BYTES = 40,
    NEEDLESS_BREAK_PERCENT = 60, /* a break so far before the margin was meant */
    PAREN_BYTES = 400,           /* how far a parenthesis is looked back for */
    PAREN_LINES = 12,            /* and on, in short lines; */
    PAREN_LONG_LINES = 2         /* in long ones */
};

struct line {
    size_t begin, end; /* without blanks around */
    size_t next;
};

struct txt {
    struct reading *r;
    struct block_sorter sorter;
    str input;
    char newline;
    size_t margin; /* of hard-wrapped text; 0: a line is a paragraph */
    size_t n_lines;
    /* the paragraph being collected */
    bool open, is_item;
    uint32_t number; /* of the item, where one is written */
    size_t begin, end;
    struct line last;
    size_t closes; /* no break before this offset: a parenthesis is open until there */
};

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool next_line(const struct txt *t, size_t at, struct line *line)
{
    if (at >= t->input.n)
        return false;
    size_t end = str_find_byte(t->input, t->newline, at);
    line->next = end + 1;
    while (end > at && is_blank(t->input.p[end - 1]))
        end--;
    while (at < end && is_blank(t->input.p[at]))
        at++;
    line->begin = at;
    line->end = end;
    return true;
}

static str line_text(const struct txt *t, struct line line)
{
    return str_slice(t->input, line.begin, line.end - line.begin);
}

static bool ends_prose(str s)
{
    if (s.n == 0)
        return false;
    char c = s.p[s.n - 1];
    return c == '.' || c == ':' || c == '!' || c == '?' || c == ';';
}

static bool begins_small(str s)
{
    size_t at = 0;
    return s.n && utf8_is_lower(utf8_next(s, &at));
}

/* A line of a masthead, a byline or an image credit. */
static bool stands_alone(const struct txt *t, struct line line)
{
    struct masthead masthead;
    str text = line_text(t, line), name;
    return masthead_parse(text, &masthead) || masthead_byline(text, &name) ||
           masthead_credit(text, true);
}

/* The margin of hard-wrapped text: most lines that another follows run on in small letters. */
static size_t find_margin(const struct txt *t)
{
    size_t pairs = 0, run_on = 0, margin = 0, lines = 0;
    struct line prev = { 0 }, line;
    bool sure;
    for (size_t at = 0; at < SAMPLE_BYTES && next_line(t, at, &line); at = line.next, prev = line) {
        str before = line_text(t, prev), here = line_text(t, line);
        bool head = lines++ < HEAD_LINES && (stands_alone(t, prev) || stands_alone(t, line));
        if (before.n == 0 || here.n == 0 || head || block_bullet(here, &sure))
            continue;
        pairs++;
        if (before.n > WRAP_MAX_BYTES)
            continue;
        run_on += before.n >= WRAP_MIN_BYTES && begins_small(here) && !ends_prose(before);
        if (before.n > margin)
            margin = before.n;
    }
    return pairs && run_on * 2 >= pairs ? margin : 0;
}

static bool flush(struct txt *t, struct err *err)
{
    if (!t->open)
        return true;
    t->open = false;
    return block_add(&t->sorter,
                     (struct block_input){ str_slice(t->input, t->begin, t->end - t->begin),
                                           t->begin,
                                           t->is_item ? BLOCK_LIST_ITEM : BLOCK_PARAGRAPH,
                                           { 0 },
                                           t->number },
                     err);
}

/* Whether `line` begins a paragraph although no blank line stands before it. */
static bool breaks(const struct txt *t, struct line line, size_t bullet, bool sure)
{
    str before = line_text(t, t->last), here = line_text(t, line);
    if (t->margin == 0 || before.n > WRAP_MAX_BYTES)
        return true;
    if (bullet)
        return sure || t->is_item || ends_prose(before);
    if (t->n_lines <= HEAD_LINES && (stands_alone(t, t->last) || stands_alone(t, line)))
        return true;
    size_t word = str_find_byte(here, ' ', 0);
    return (before.n + 1 + word) * 100 < t->margin * NEEDLESS_BREAK_PERCENT;
}

/* 1 for an opening round bracket at `at`, -1 for a closing one, full-width ones included; else 0. */
static int bracket_at(str text, size_t at)
{
    static const str wide_open = S_INIT("\xEF\xBC\x88"), wide_close = S_INIT("\xEF\xBC\x89");
    switch (text.p[at]) {
    case '(':
        return 1;
    case ')':
        return -1;
    case (char)0xEF:
        return str_starts(str_from(text, at), wide_open)    ? 1
               : str_starts(str_from(text, at), wide_close) ? -1
                                                            : 0;
    default:
        return 0;
    }
}

/* Whether the last line ends inside a parenthesis: its last bracket is an opening one. */
static bool ends_in_paren(const struct txt *t)
{
    str text = line_text(t, t->last);
    if (text.n > PAREN_BYTES)
        text = str_from(text, text.n - PAREN_BYTES);
    for (size_t at = text.n; at-- > 0;) {
        int bracket = bracket_at(text, at);
        if (bracket)
            return bracket > 0;
    }
    return false;
}

/* Where a parenthesis that the last line leaves open closes, in this line or one of the next; 0 when it
 * does not, or a blank line comes first. */
static size_t find_close(const struct txt *t, struct line line)
{
    bool is_long = t->last.end - t->last.begin > WRAP_MAX_BYTES;
    size_t lines = is_long ? PAREN_LONG_LINES : PAREN_LINES;
    int depth = 1;
    for (; lines > 0 && line.begin < line.end; lines--) {
        for (size_t at = line.begin; at < line.end; at++) {
            depth += bracket_at(t->input, at);
            if (depth == 0)
                return at;
        }
        if (line.end - line.begin > WRAP_MAX_BYTES && lines > PAREN_LONG_LINES)
            lines = PAREN_LONG_LINES;
        if (!next_line(t, line.next, &line))
            break;
    }
    return 0;
}

/* Whether `line` goes on within a parenthesis of the paragraph being collected. */
static bool goes_on_in_paren(struct txt *t, struct line line, size_t bullet)
{
    if (line.begin < t->closes)
        return true;
    if (!ends_in_paren(t) || (bullet && !str_ends(line_text(t, t->last), S(","))))
        return false;
    t->closes = find_close(t, line);
    return t->closes > 0;
}

static bool take_mark(struct txt *t, struct line line)
{
    str words, text = line_text(t, line);
    if (!str_starts(text, S("# citecheck-")) || !reader_mark(str_from(text, 2), &words))
        return false;
    *VEC_PUSH(&t->r->doc->marks, t->r->perm) =
        (struct doc_mark){ span_make(line.begin, line.end), words, (uint32_t)line.begin };
    return true;
}

/* The number that a list mark begins with, or 0. */
static uint32_t number_of(str text)
{
    size_t n = 0;
    uint32_t number = 0;
    while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    return str_to_u32(str_slice(text, 0, n), &number) ? number : 0;
}

static bool take_line(struct txt *t, struct line line, struct err *err)
{
    bool sure = false;
    if (line.begin == line.end || take_mark(t, line))
        return flush(t, err);
    size_t bullet = block_bullet(line_text(t, line), &sure);
    if (t->open && !goes_on_in_paren(t, line, bullet) && breaks(t, line, bullet, sure) &&
        !flush(t, err))
        return false;
    if (!t->open) {
        t->open = true;
        t->is_item = bullet > 0;
        t->number = bullet ? number_of(line_text(t, line)) : 0;
        t->begin = line.begin + bullet;
    }
    t->end = line.end;
    t->last = line;
    return true;
}

bool read_txt(struct reading *r, struct err *err)
{
    struct txt t = { .r = r,
                     .input = r->input,
                     .sorter = { .doc = r->doc,
                                 .perm = r->perm,
                                 .limit = r->limits->blocks,
                                 .guess_headline = true,
                                 .guess_headings = true } };
    t.newline = r->input.n && memchr(r->input.p, '\n', r->input.n) ? '\n' : '\r';
    t.margin = find_margin(&t);
    r->doc->text = r->input;
    posmap_add(&r->doc->map, r->perm,
               (struct posmap_segment){ .text_len = (uint32_t)r->input.n,
                                        .source_len = (uint32_t)r->input.n });
    struct line line;
    for (size_t at = 0; next_line(&t, at, &line); at = line.next) {
        t.n_lines++;
        if (!take_line(&t, line, err))
            return false;
    }
    if (!flush(&t, err))
        return false;
    block_finish(&t.sorter, r->doc->text);
    reader_bare_urls(r, r->doc->text, 0);
    return true;
}
