/* main_text.c: lines of prose vote for the elements around them, the nearer with more weight (after the scoring of
 * Readability, which counts commas too). */
#include "page/main_text.h"

#include "page/page_place.h"

#include "base/banned.h"

enum {
    PROSE_BYTES = 50, /* a line of that length is a sentence, not a label */
    SHORT_BYTES = 16, /* one behind the text, in the same element, may close it */
    BODY_MIN_BYTES = 200,
    LINES_MAX = 4000,
    VOTES_MAX = 256,
    LEVELS = 5,       /* that a line votes for */
    CLIMB_MAX = 8,    /* from a line to the element that was found */
    LEAD_BYTES = 2000 /* between the headline and the text, at most */
};

/* What a line gives to the element that holds it, to that one's parent, and so on. */
static const float SHARES[LEVELS] = { 1.0f, 0.6f, 0.5f, 0.4f, 0.3f };

struct line {
    uint32_t begin, end;
    const struct page_node *box; /* the element that its paragraph stands in */
};

struct vote {
    const struct page_node *node;
    float bytes;
};

struct main_text {
    const struct page_scan *scan;
    struct page_headline headline;
    VEC(struct line) lines;
    struct vote votes[VOTES_MAX];
    size_t n_votes;
};

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

/* The element around the paragraph that a text stands in, or NULL. */
static const struct page_node *box_of(const struct page_node *text)
{
    static const char *const inlines[] = { "a",    "b",     "strong", "i",    "em",   "span",
                                           "font", "u",     "small",  "abbr", "mark", "q",
                                           "cite", "label", "time",   "sub",  "sup",  NULL };
    static const char *const paragraphs[] = { "p",  "li", "blockquote", "h1",         "h2", "h3",
                                              "h4", "dd", "dt",         "figcaption", NULL };
    const struct page_node *n = text->parent;
    while (n && is_one_of(n->name, inlines))
        n = n->parent;
    while (n && n->parent && is_one_of(n->name, paragraphs))
        n = n->parent;
    return n;
}

static bool is_link(const struct page_node *text)
{
    const struct page_node *n = text->parent;
    for (int level = 0; n && level < 4; n = n->parent, level++)
        if (strcmp(n->name, "a") == 0)
            return true;
    return false;
}

/* How many bytes of the line are words of links. */
static uint32_t linked_bytes(const struct page_scan *scan, uint32_t begin, uint32_t end)
{
    const struct page_run *run = page_run_at(scan, begin), *last = scan->runs.p + scan->runs.n;
    uint32_t n = 0;
    for (; run < last && run->off < end; run++) {
        uint32_t from = run->off > begin ? run->off : begin;
        uint32_t to = run + 1 < last && run[1].off < end ? run[1].off : end;
        n += is_link(run->node) ? to - from : 0;
    }
    return n;
}

/* Whether readers speak at `off`; `*next` walks over the comments along with it. */
static bool is_comment(const struct main_text *m, uint32_t off, size_t *next)
{
    const struct page_scan *scan = m->scan;
    while (*next < scan->comments.n &&
           (scan->comments.p[*next].end <= off || scan->comments.p[*next].begin < m->headline.end))
        ++*next;
    return *next < scan->comments.n && off >= scan->comments.p[*next].begin;
}

/* What the names of an element say. */
static uint32_t flags_of(const struct page_node *n)
{
    uint32_t flags = page_place_of(n);
    if (strcmp(n->name, "aside") == 0 || strcmp(n->name, "footer") == 0)
        flags |= PLACE_SIDEBAR;
    return flags;
}

static bool is_away(uint32_t flags)
{
    return flags & (PLACE_COMMENT | PLACE_RELATED | PLACE_SIDEBAR | PLACE_FOOTER | PLACE_NAV);
}

/* Whether an element near the line is a neighbour's by its name. */
static bool is_neighbours(const struct line *line)
{
    const struct page_node *n = line->box;
    for (int level = 0; n && level < 3 && !n->around_headline; level++, n = n->parent)
        if (is_away(flags_of(n)))
            return true;
    return false;
}

static void vote(struct main_text *m, const struct line *line)
{
    const struct page_node *node = line->box;
    float weight = line->end <= m->headline.begin ? 0.5f : 1.0f;
    if (is_neighbours(line)) /* or the article's, where a class says "with-sidebar" */
        weight *= 0.5f;
    for (int level = 0; node && level < LEVELS; level++, node = node->parent) {
        size_t i = m->n_votes;
        while (i > 0 && m->votes[i - 1].node != node)
            i--;
        if (i == 0 && m->n_votes == VOTES_MAX)
            return;
        if (i == 0) {
            m->votes[m->n_votes++] = (struct vote){ .node = node };
            i = m->n_votes;
        }
        m->votes[i - 1].bytes += weight * SHARES[level] * (float)(line->end - line->begin);
    }
}

static void read_lines(struct main_text *m, struct arena *scratch)
{
    str rest = m->scan->text, piece;
    size_t comment = 0;
    while (m->lines.n < LINES_MAX && str_next(&rest, '\n', &piece)) {
        struct line line = { span_from(m->scan->text, piece).off, 0, NULL };
        line.end = line.begin + (uint32_t)piece.n;
        if (piece.n < PROSE_BYTES || is_comment(m, line.begin, &comment) ||
            linked_bytes(m->scan, line.begin, line.end) * 2 > piece.n)
            continue;
        line.box = box_of(page_run_at(m->scan, line.begin)->node);
        if (!line.box)
            continue;
        *VEC_PUSH(&m->lines, scratch) = line;
        vote(m, &line);
    }
}

/* The element with most votes; of equals the first, which is the innermost. */
static const struct page_node *winner(const struct main_text *m)
{
    const struct vote *best = NULL;
    for (size_t i = 0; i < m->n_votes; i++)
        if (!best || m->votes[i].bytes > best->bytes)
            best = &m->votes[i];
    return best ? best->node : NULL;
}

/* What the names of the elements between the line and `top` say. Those around the headline say nothing. */
static uint32_t flags_below(const struct line *line, const struct page_node *top)
{
    const struct page_node *n = line->box;
    uint32_t flags = 0;
    for (int level = 0; n && n != top && level < CLIMB_MAX && !n->around_headline; level++) {
        flags |= flags_of(n);
        n = n->parent;
    }
    return flags;
}

static bool stands_in(const struct line *line, const struct page_node *top)
{
    const struct page_node *n = line->box;
    for (int level = 0; n && n != top && level < CLIMB_MAX; level++)
        n = n->parent;
    return n == top;
}

/* Where the text ends: short lines of the same element behind the last one belong to it. */
static uint32_t end_of(const struct page_scan *scan, const struct line *last)
{
    str rest = str_from(scan->text, last->end + 1), piece;
    uint32_t end = last->end;
    while (str_next(&rest, '\n', &piece)) {
        uint32_t begin = span_from(scan->text, piece).off;
        if (piece.n < SHORT_BYTES || box_of(page_run_at(scan, begin)->node) != last->box ||
            linked_bytes(scan, begin, begin + (uint32_t)piece.n) * 2 > piece.n)
            break;
        end = begin + (uint32_t)piece.n;
    }
    return end;
}

/* Where what leads to the text at `begin` starts, behind the headline. It is often called a teaser. */
static uint32_t lead_of(const struct main_text *m, uint32_t begin)
{
    uint32_t from = m->headline.end;
    if (!m->headline.node || begin < from || begin - from > LEAD_BYTES)
        return begin;
    for (size_t i = 0; i < m->lines.n && m->lines.p[i].begin < begin; i++) {
        const struct line *line = &m->lines.p[i];
        if (line->begin >= from && !is_away(flags_below(line, NULL) & ~(uint32_t)PLACE_RELATED))
            return line->begin;
    }
    return begin;
}

/* From the first line of the element that is the article's to the last one. */
static str between_ends(const struct main_text *m, const struct page_node *top)
{
    const struct line *first = NULL, *last = NULL;
    for (size_t i = 0; i < m->lines.n; i++) {
        const struct line *line = &m->lines.p[i];
        if (!stands_in(line, top) || is_away(flags_below(line, top)))
            continue;
        if (!first || (first->end <= m->headline.begin && line->begin >= m->headline.end))
            first = line;
        last = line;
    }
    if (!first)
        return (str){ 0 };
    uint32_t begin = lead_of(m, first->begin);
    return str_slice(m->scan->text, begin, end_of(m->scan, last) - begin);
}

/* What the page itself calls the article's body, or the empty slice. */
static str marked_body(const struct main_text *m)
{
    const struct page_scan *scan = m->scan;
    for (size_t i = 0; i < scan->articles.n; i++) {
        const struct page_block *b = &scan->articles.p[i];
        if (b->end - b->begin < BODY_MIN_BYTES ||
            !str_eq_nocase(page_attr(b->node, "itemprop"), S("articleBody")))
            continue;
        uint32_t begin = lead_of(m, b->begin);
        return str_slice(scan->text, begin, b->end - begin);
    }
    return (str){ 0 };
}

str page_main_text(const struct page_scan *scan, struct page_headline headline,
                   struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    struct main_text *m = NEW(scratch, struct main_text, 1);
    m->scan = scan;
    m->headline = headline;
    read_lines(m, scratch);
    str text = marked_body(m);
    const struct page_node *top = text.n ? NULL : winner(m);
    if (top)
        text = between_ends(m, top);
    arena_release(scratch, mark);
    return text;
}
