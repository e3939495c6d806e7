/* summary.c: CC408: quotations and figures of the headline or the summary that the body does not have. */
#include "check/support.h"
#include "cite/prose.h"

#include "base/banned.h"

enum { QUOTES_MAX = 64, FIGURES_MAX = 64, QUOTE_LETTERS = 3 };

struct summary {
    const struct check_input *in;
    const struct prose *prose;
    struct findings *out;
};

static uint8_t kind_of(const struct check_input *in, uint32_t sentence)
{
    return in->doc->blocks.p[in->doc->sentences.p[sentence].block].kind;
}

static bool is_summary(uint8_t kind)
{
    return kind == BLOCK_HEADLINE || kind == BLOCK_SUMMARY;
}

static bool is_body(uint8_t kind)
{
    return kind != BLOCK_HEADLINE && kind != BLOCK_SUMMARY && kind != BLOCK_HEADING &&
           kind != BLOCK_MASTHEAD && kind != BLOCK_BYLINE;
}

static bool same(const struct prose_word *a, const struct prose_word *b)
{
    return a->hash == b->hash && str_eq(a->low, b->low);
}

/* "1,200" and "1200" are one figure. */
static bool same_figure(str a, str b)
{
    size_t i = 0, k = 0;
    while (i < a.n || k < b.n) {
        if (i < a.n && a.p[i] == ',') {
            i++;
            continue;
        }
        if (k < b.n && b.p[k] == ',') {
            k++;
            continue;
        }
        if (i == a.n || k == b.n || a.p[i++] != b.p[k++])
            return false;
    }
    return true;
}

/* Do words `first` to before `end` follow one another in a sentence of the body? */
static bool body_has(const struct summary *s, size_t first, size_t end)
{
    const struct prose_word *w = s->prose->words.p;
    for (uint32_t i = 0; i < s->in->doc->sentences.n; i++) {
        size_t last = s->prose->first[i + 1];
        if (!is_body(kind_of(s->in, i)))
            continue;
        for (size_t at = s->prose->first[i]; at + (end - first) <= last; at++) {
            size_t n = 0;
            while (n < end - first && same(&w[at + n], &w[first + n]))
                n++;
            if (n == end - first)
                return true;
        }
    }
    return false;
}

static bool body_has_figure(const struct summary *s, const struct prose_word *figure)
{
    for (uint32_t i = 0; i < s->in->doc->sentences.n; i++)
        for (size_t at = s->prose->first[i];
             at < s->prose->first[i + 1] && is_body(kind_of(s->in, i)); at++)
            if (s->prose->words.p[at].number && same_figure(s->prose->words.p[at].low, figure->low))
                return true;
    return false;
}

static void check_quotes(const struct summary *s)
{
    size_t seen = 0, at = 0;
    for (size_t i = 0; i < s->prose->quotes.n && seen < QUOTES_MAX; i++) {
        const struct prose_quote *q = &s->prose->quotes.p[i];
        if (!is_summary(kind_of(s->in, q->sentence)) || q->text.len < QUOTE_LETTERS)
            continue;
        seen++;
        for (at = s->prose->first[q->sentence];
             at < s->prose->words.n && s->prose->words.p[at].text.off < q->text.off;)
            at++;
        size_t end = at;
        while (end < s->prose->words.n && s->prose->words.p[end].text.off < span_end(q->text))
            end++;
        if (end == at || body_has(s, at, end))
            continue;
        (void)say(
            s->out, CHECK_CC408, q->text,
            "The body does not have this quotation, “%.*s”. Quote the same words in both places, "
            "or bring the quotation, with its source, into the body.",
            STR_ARG(str_at(s->in->doc->text, q->text)));
    }
}

/* Is the word part of a date? */
static bool in_period(const struct check_input *in, const struct prose_word *w)
{
    for (size_t i = 0; i < in->periods->list.n; i++) {
        const struct period *p = &in->periods->list.p[i];
        if (p->text.off > w->text.off)
            return false;
        if (span_covers(p->text, w->text))
            return true;
    }
    return false;
}

static void check_figures(const struct summary *s, uint32_t sentence, size_t *seen)
{
    for (size_t at = s->prose->first[sentence]; at < s->prose->first[sentence + 1]; at++) {
        const struct prose_word *w = &s->prose->words.p[at];
        if (!w->number || w->glued || *seen >= FIGURES_MAX || in_period(s->in, w) ||
            body_has_figure(s, w))
            continue;
        ++*seen;
        (void)say(s->out, CHECK_CC408, w->text,
                  "The body does not have this figure, %.*s. One of the two may be wrong.",
                  STR_ARG(str_at(s->in->doc->text, w->text)));
    }
}

void check_summary(const struct check_input *in, struct findings *out)
{
    struct summary s = { in, in->periods->prose, out };
    bool body = false;
    size_t seen = 0;
    for (size_t i = 0; i < in->doc->blocks.n && !body; i++)
        body = in->doc->blocks.p[i].kind == BLOCK_PARAGRAPH;
    if (!body)
        return;
    check_quotes(&s);
    for (uint32_t i = 0; i < in->doc->sentences.n; i++)
        if (is_summary(kind_of(in, i)))
            check_figures(&s, i, &seen);
}
