/* scan.c: pairing brackets block by block. */
#include "cite/scan.h"

#include "base/banned.h"

enum { DEPTH_MAX = 8 }; /* deeper brackets are no citation: the outermost are forgotten */

struct scanner {
    const struct doc *doc;
    struct cite_list *out;
    struct arena *perm;
    size_t limit;
    uint32_t block;
    size_t sentence; /* moves forward with the text */
    uint32_t open[DEPTH_MAX]; /* indices of runs not yet closed */
    uint32_t depth;
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
    return p;
}

static void opened(struct scanner *s, size_t off)
{
    if (s->depth == DEPTH_MAX) {
        memmove(s->open, s->open + 1, (DEPTH_MAX - 1) * sizeof *s->open);
        s->depth--;
    }
    s->open[s->depth++] = (uint32_t)s->out->parens.n;
    push(s, off, 1)->error = CCK_CITE_UNCLOSED;
}

static void closed(struct scanner *s, size_t off)
{
    if (s->depth) {
        struct paren *p = &s->out->parens.p[s->open[--s->depth]];
        p->text = span_make(p->text.off, off + 1);
        p->error = CCK_CITE_OK;
        return;
    }
    push(s, off, 1)->error = CCK_CITE_UNCLOSED;
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
}

static bool scan_block(struct scanner *s, struct err *err)
{
    span where = s->doc->blocks.p[s->block].text;
    const char *text = s->doc->text.p, *end = text + span_end(where);
    const char *open = text + where.off, *close = open;
    bool more_open = true, more_close = true;
    for (const char *at = open; at < end;) {
        if (more_open && open <= at) {
            open = memchr(at, '(', (size_t)(end - at));
            more_open = open != NULL;
        }
        if (more_close && close <= at) {
            close = memchr(at, ')', (size_t)(end - at));
            more_close = close != NULL;
        }
        if (!more_open && !more_close)
            break;
        if (s->out->parens.n >= s->limit)
            return err_set(err, ERR_LIMIT, "more than %zu parentheses; this is no article", s->limit);
        if (more_open && (!more_close || open < close)) {
            opened(s, (size_t)(open - text));
            at = open + 1;
        } else {
            closed(s, (size_t)(close - text));
            at = close + 1;
        }
    }
    end_block(s, span_end(where));
    return true;
}

bool scan_parens(const struct doc *doc, size_t limit, struct arena *perm, struct cite_list *out,
                 struct err *err)
{
    struct scanner s = { .doc = doc, .out = out, .perm = perm, .limit = limit };
    for (size_t i = 0; i < doc->blocks.n; i++) {
        if (doc->blocks.p[i].kind == BLOCK_MASTHEAD)
            continue;
        s.block = (uint32_t)i;
        if (!scan_block(&s, err))
            return false;
    }
    return true;
}
