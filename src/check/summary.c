/* summary.c: CC408: quotations and figures of the headline or the summary that the body does not have. */
#include "base/map.h"
#include "check/support.h"
#include "cite/prose.h"

#include "base/banned.h"

enum { QUOTES_MAX = 64, FIGURES_MAX = 64, QUOTE_LETTERS = 3 };

struct summary {
    const struct check_input *in;
    const struct prose *prose;
    struct findings *out;
    struct map figures; /* of the body, without commas */
    size_t period;      /* the first that is not behind the figure at hand */
    size_t missed;      /* figures that the body does not have */
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
static str bare_figure(struct arena *arena, str figure)
{
    if (str_find_byte(figure, ',', 0) == figure.n)
        return figure;
    char *bare = NEW(arena, char, figure.n);
    size_t n = 0;
    for (size_t i = 0; i < figure.n; i++)
        if (figure.p[i] != ',')
            bare[n++] = figure.p[i];
    return (str){ bare, n };
}

/* For each of `n` words, how many of the first words are also the last ones up to it (Knuth, Morris, Pratt):
 * where the search goes on when the next word differs. */
static void find_borders(const struct prose_word *w, size_t n, uint32_t *borders)
{
    uint32_t k = 0;
    borders[0] = 0;
    for (size_t i = 1; i < n; i++) {
        while (k > 0 && !same(&w[i], &w[k]))
            k = borders[k - 1];
        k += same(&w[i], &w[k]);
        borders[i] = k;
    }
}

/* Do words `first` to before `end` follow one another in a sentence of the body? Time: linear. */
static bool body_has(const struct summary *s, size_t first, size_t end)
{
    const struct prose_word *words = s->prose->words.p, *wanted = words + first;
    size_t n = end - first;
    uint32_t *borders = NEW(s->out->arena, uint32_t, n);
    find_borders(wanted, n, borders);
    for (uint32_t i = 0; i < s->in->doc->sentences.n; i++) {
        size_t k = 0;
        for (size_t at = s->prose->first[i];
             at < s->prose->first[i + 1] && is_body(kind_of(s->in, i)); at++) {
            while (k > 0 && !same(&words[at], &wanted[k]))
                k = borders[k - 1];
            k += same(&words[at], &wanted[k]);
            if (k == n)
                return true;
        }
    }
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

/* The figures of the body. */
static void find_figures(struct summary *s)
{
    for (uint32_t i = 0; i < s->in->doc->sentences.n; i++)
        for (size_t at = s->prose->first[i];
             at < s->prose->first[i + 1] && is_body(kind_of(s->in, i)); at++) {
            const struct prose_word *w = &s->prose->words.p[at];
            if (w->number)
                *map_slot(&s->figures, s->out->arena, bare_figure(s->out->arena, w->low)) = s;
        }
}

/* Is the word part of a date? */
static bool in_period(struct summary *s, const struct prose_word *w)
{
    const struct period_list *all = s->in->periods;
    while (s->period < all->list.n && span_end(all->list.p[s->period].text) <= w->text.off)
        s->period++;
    return s->period < all->list.n && span_covers(all->list.p[s->period].text, w->text);
}

static void check_figures(struct summary *s, uint32_t sentence)
{
    for (size_t at = s->prose->first[sentence]; at < s->prose->first[sentence + 1]; at++) {
        const struct prose_word *w = &s->prose->words.p[at];
        if (!w->number || w->glued || s->missed >= FIGURES_MAX || in_period(s, w) ||
            map_get(&s->figures, bare_figure(s->out->arena, w->low)))
            continue;
        s->missed++;
        (void)say(s->out, CHECK_CC408, w->text,
                  "The body does not have this figure, %.*s. One of the two may be wrong.",
                  STR_ARG(str_at(s->in->doc->text, w->text)));
    }
}

void check_summary(const struct check_input *in, struct findings *out)
{
    struct summary s = { .in = in, .prose = in->periods->prose, .out = out };
    bool body = false;
    for (size_t i = 0; i < in->doc->blocks.n && !body; i++)
        body = in->doc->blocks.p[i].kind == BLOCK_PARAGRAPH;
    if (!body)
        return;
    check_quotes(&s);
    find_figures(&s);
    for (uint32_t i = 0; i < in->doc->sentences.n; i++)
        if (is_summary(kind_of(in, i)))
            check_figures(&s, i);
}
