/* scan.c: pairing brackets block by block. */
#include "cite/scan.h"

#include "base/banned.h"

enum {
    DEPTH_MAX = 8, /* deeper brackets are no citation: the outermost are forgotten */
    SQUARE_BYTES_MAX = 400,
    ROUND_BYTES_MAX = 16 * 1024 /* brackets farther apart do not belong together */
};

struct scanner {
    const struct doc *doc;
    struct cite_list *out;
    struct arena *perm;
    size_t limit;
    uint32_t block;
    size_t sentence;          /* moves forward with the text */
    uint32_t open[DEPTH_MAX]; /* indices of runs not yet closed */
    uint32_t depth;
    uint32_t square; /* index of the run in square brackets that is open, or CITE_NONE */
};

static uint32_t sentence_at(struct scanner *s, uint32_t off)
{
    const struct block *b = &s->doc->blocks.p[s->block];
    size_t end = (size_t)b->first_sentence + b->n_sentences;
    if (s->sentence < b->first_sentence)
        s->sentence = b->first_sentence;
    while (s->sentence + 1 < end && s->doc->sentences.p[s->sentence + 1].text.off <= off)
        s->sentence++;
    return b->n_sentences ? (uint32_t)s->sentence : CITE_NONE;
}

static struct paren *push(struct scanner *s, size_t off, size_t len)
{
    struct paren *p = VEC_PUSH(&s->out->parens, s->perm);
    *p = (struct paren){ .block = s->block, .text = span_make(off, off + len) };
    p->sentence = sentence_at(s, (uint32_t)off);
    p->error = CCK_CITE_UNCLOSED;
    return p;
}

static void opened(struct scanner *s, size_t off, size_t len)
{
    if (s->depth == DEPTH_MAX) {
        memmove(s->open, s->open + 1, (DEPTH_MAX - 1) * sizeof *s->open);
        s->depth--;
    }
    s->open[s->depth++] = (uint32_t)s->out->parens.n;
    push(s, off, len);
}

static void closed(struct scanner *s, size_t off, size_t len)
{
    struct paren *p = s->depth ? &s->out->parens.p[s->open[s->depth - 1]] : NULL;
    if (p && off - p->text.off < ROUND_BYTES_MAX) {
        s->depth--;
        p->text = span_make(p->text.off, off + len);
        p->error = CCK_CITE_OK;
        return;
    }
    push(s, off, len);
}

/* Square brackets in round ones belong to a name; of several open ones the last counts. */
static void opened_square(struct scanner *s, size_t off)
{
    if (s->depth)
        return;
    if (s->square == CITE_NONE || s->square + 1 < s->out->parens.n) {
        s->square = (uint32_t)s->out->parens.n;
        push(s, off, 1)->square = true;
    }
    struct paren *p = &s->out->parens.p[s->square];
    p->text = span_make(off, off + 1);
    p->error = CCK_CITE_OK; /* never reported as unclosed */
}

static void closed_square(struct scanner *s, size_t off)
{
    if (s->depth || s->square == CITE_NONE)
        return;
    struct paren *p = &s->out->parens.p[s->square];
    if (off - p->text.off <= SQUARE_BYTES_MAX)
        p->text = span_make(p->text.off, off + 1);
    s->square = CITE_NONE;
}

/* What stays open reaches to the next bracket: enough to see whether a citation was meant. */
static void end_block(struct scanner *s, size_t end)
{
    while (s->depth) {
        uint32_t i = s->open[--s->depth];
        struct paren *p = &s->out->parens.p[i];
        size_t stop = i + 1 < s->out->parens.n ? s->out->parens.p[i + 1].text.off : end;
        p->text = span_make(p->text.off, stop);
    }
    s->square = CITE_NONE;
}

/* The next places of the bytes that brackets begin with. */
enum { OPEN, CLOSE, SQUARE_OPEN, SQUARE_CLOSE, WIDE, N_MARKS };
static const char marks[N_MARKS] = { '(', ')', '[', ']', (char)0xEF };

struct finder {
    const char *at[N_MARKS]; /* NULL: no more in the block */
    const char *end;
};

static void find_from(struct finder *f, int mark, const char *from)
{
    f->at[mark] = memchr(from, marks[mark], (size_t)(f->end - from));
}

/* Which mark comes next, or N_MARKS. */
static int next_mark(const struct finder *f)
{
    int next = N_MARKS;
    for (int i = 0; i < N_MARKS; i++)
        if (f->at[i] && (next == N_MARKS || f->at[i] < f->at[next]))
            next = i;
    return next;
}

static void take_mark(struct scanner *s, int mark, const char *at, const char *end)
{
    size_t off = (size_t)(at - s->doc->text.p);
    if (mark == OPEN)
        opened(s, off, 1);
    else if (mark == CLOSE)
        closed(s, off, 1);
    else if (mark == SQUARE_OPEN)
        opened_square(s, off);
    else if (mark == SQUARE_CLOSE)
        closed_square(s, off);
    else if (end - at >= 3 && memcmp(at, "\xEF\xBC\x88", 3) == 0)
        opened(s, off, 3);
    else if (end - at >= 3 && memcmp(at, "\xEF\xBC\x89", 3) == 0)
        closed(s, off, 3);
}

static bool too_many(const struct scanner *s, size_t off, struct err *err)
{
    struct line_cursor lines;
    line_cursor_init(&lines, s->doc->source);
    span source = doc_source_span(s->doc, span_make(off, off + 1));
    struct line_place at = line_cursor_at(&lines, source.off);
    return err_at(err, ERR_LIMIT, at.line, at.column,
                  "more than %zu parentheses; this is no article", s->limit);
}

static bool scan_block(struct scanner *s, struct err *err)
{
    span where = s->doc->blocks.p[s->block].text;
    const char *begin = s->doc->text.p + where.off;
    struct finder f = { .end = begin + where.len };
    for (int i = 0; where.len && i < N_MARKS; i++)
        find_from(&f, i, begin);
    for (int mark; (mark = next_mark(&f)) < N_MARKS;) {
        const char *at = f.at[mark];
        if (s->out->parens.n >= s->limit)
            return too_many(s, (size_t)(at - s->doc->text.p), err);
        find_from(&f, mark, at + 1);
        take_mark(s, mark, at, f.end);
    }
    end_block(s, span_end(where));
    return true;
}

bool scan_parens(const struct doc *doc, size_t limit, struct arena *perm, struct cite_list *out,
                 struct err *err)
{
    struct scanner s = {
        .doc = doc, .out = out, .perm = perm, .limit = limit, .square = CITE_NONE
    };
    for (size_t i = 0; i < doc->blocks.n; i++) {
        if (doc->blocks.p[i].kind == BLOCK_MASTHEAD)
            continue;
        s.block = (uint32_t)i;
        if (!scan_block(&s, err))
            return false;
    }
    return true;
}
