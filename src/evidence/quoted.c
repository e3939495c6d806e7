/* quoted.c: what is asked of which page, and one answer for each. */
#include "evidence/quoted.h"

#include "cite/prose.h"
#include "evidence/figure.h"
#include "evidence/page_words.h"

#include "base/banned.h"

enum { QUOTE_WORDS_MIN = 3 };

/* A quotation, figure or title on its way. */
struct asked {
    span text;
    uint8_t kind; /* enum quoted_kind */
    uint32_t sentence, block, paren;
    uint32_t citation;    /* of a title: the one that names it; else CITE_NONE */
    struct figure figure; /* of QUOTED_FIGURE */
    struct quote_hit hit; /* the best so far */
    str page_text;
    uint32_t ref; /* that has it, or the first one cited for it; CITE_NONE */
    bool in_comment;
    str unread; /* why some page that may hold it cannot deny it; empty: none */
};

struct quoting {
    const struct quoted_input *in;
    struct evidence *evidence;
    struct arena *perm, *scratch;
    struct draft_words draft;
    VEC(struct asked) asked;
};

/* Most words begin with a capital: "The Return of the King". */
static bool is_title(str text, struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    struct word_list words;
    unsigned n = 0, upper = 0;
    words_split(text, scratch, &words);
    for (size_t i = 0; i < words.list.n; i++) {
        const struct word *w = &words.list.p[i];
        if (w->flags & WORD_STOP)
            continue;
        n++;
        upper += (w->flags & (WORD_UPPER | WORD_NUMBER)) != 0;
    }
    arena_release(scratch, mark);
    return n >= 2 && upper == n;
}

/* The parenthetical that words of a sentence belong to: the next citing one, else what covers it. */
static uint32_t paren_of(const struct quoting *j, uint32_t sentence, span words)
{
    const struct cite_list *cites = j->in->cites;
    for (uint32_t i = 0; i < cites->parens.n; i++) {
        const struct paren *p = &cites->parens.p[i];
        if (p->kind == CCK_KIND_CITATION && p->sentence == sentence &&
            p->text.off >= span_end(words))
            return i;
    }
    return j->in->cover[sentence].paren;
}

/* A new question; NULL when no citation covers the words. */
static struct asked *ask(struct quoting *j, enum quoted_kind kind, uint32_t sentence, span words)
{
    uint32_t paren = paren_of(j, sentence, words);
    if (paren == CITE_NONE)
        return NULL;
    struct asked *q = VEC_PUSH(&j->asked, j->scratch);
    *q = (struct asked){ .text = words,
                         .kind = (uint8_t)kind,
                         .sentence = sentence,
                         .block = j->in->doc->sentences.p[sentence].block,
                         .paren = paren,
                         .citation = CITE_NONE,
                         .ref = CITE_NONE };
    return q;
}

static void ask_quotes(struct quoting *j, const struct prose *prose)
{
    for (size_t i = 0; i < prose->quotes.n; i++) {
        const struct prose_quote *quote = &prose->quotes.p[i];
        str text = str_at(j->in->doc->text, quote->text);
        if (quote_words(text, j->scratch) >= QUOTE_WORDS_MIN && !is_title(text, j->scratch))
            (void)ask(j, QUOTED_WORDS, quote->sentence, quote->text);
    }
}

/* Whether a span of the text lies in a parenthetical or a quotation, where figures are others' business. */
static bool is_apart(const struct quoting *j, const struct prose *prose, uint32_t sentence, span at)
{
    const struct cite_list *cites = j->in->cites;
    for (size_t i = 0; i < cites->parens.n; i++)
        if (cites->parens.p[i].sentence == sentence && span_covers(cites->parens.p[i].text, at))
            return true;
    for (size_t i = 0; i < prose->quotes.n; i++)
        if (span_covers(prose->quotes.p[i].text, at))
            return true;
    return false;
}

static void ask_figures(struct quoting *j, const struct prose *prose)
{
    const struct doc *doc = j->in->doc;
    for (uint32_t s = 0; s < doc->sentences.n; s++) {
        span where = doc->sentences.p[s].text;
        struct word_list words;
        struct figure_list figures;
        if (j->in->cover[s].paren == CITE_NONE)
            continue;
        str text = str_at(doc->text, where);
        words_split(text, j->scratch, &words);
        figures_find(text, &words, j->scratch, &figures);
        for (size_t i = 0; i < figures.list.n; i++) {
            struct figure *f = &figures.list.p[i];
            span at = span_make(where.off + f->text.off, where.off + span_end(f->text));
            struct asked *q = is_apart(j, prose, s, at) ? NULL : ask(j, QUOTED_FIGURE, s, at);
            if (q)
                q->figure = *f;
        }
    }
}

static void ask_titles(struct quoting *j)
{
    const struct cite_list *cites = j->in->cites;
    for (uint32_t i = 0; i < cites->citations.n; i++) {
        const struct citation *c = &cites->citations.p[i];
        uint32_t sentence = cites->parens.p[c->paren].sentence;
        span at = c->extra ? span_from(j->in->doc->text, c->extra->title) : (span){ 0 };
        if (!at.len || sentence >= j->in->doc->sentences.n)
            continue;
        *VEC_PUSH(&j->asked, j->scratch) =
            (struct asked){ .text = at,
                            .kind = QUOTED_TITLE,
                            .sentence = sentence,
                            .block = j->in->doc->sentences.p[sentence].block,
                            .paren = c->paren,
                            .citation = i,
                            .ref = CITE_NONE };
    }
}

static bool is_better(const struct quote_hit *a, const struct quote_hit *b)
{
    if (a->state != b->state)
        return b->state == QUOTE_UNKNOWN || a->state == QUOTE_FOUND ||
               (a->state == QUOTE_ALTERED && b->state == QUOTE_ABSENT);
    return a->likeness > b->likeness;
}

static void seek_figure(const struct asked *q, const struct quote_text *text, struct quote_hit *hit)
{
    *hit = (struct quote_hit){ .state = QUOTE_ABSENT };
    if (figure_on(&q->figure, &text->words))
        hit->state = QUOTE_FOUND;
}

/* Seeks what is asked in the texts of one page. */
static void seek_on_page(struct quoting *j, struct asked *q, const struct page_words *page,
                         uint32_t ref, bool own)
{
    str quoted = str_at(j->in->doc->text, q->text);
    for (size_t i = 0; i < TEXT_COUNT && q->hit.state != QUOTE_FOUND; i++) {
        struct quote_hit hit;
        const struct quote_text *text = &page->text[i];
        if (!text->words.list.n)
            continue;
        if (q->kind == QUOTED_FIGURE)
            seek_figure(q, text, &hit);
        else
            quote_seek(text, quoted, j->perm, j->scratch, &hit);
        if (i == TEXT_COMMENTS) {
            q->in_comment |= hit.state == QUOTE_FOUND;
            continue;
        }
        if (!is_better(&hit, &q->hit) || (!own && hit.state != QUOTE_FOUND))
            continue;
        q->hit = hit;
        q->page_text = str_at(text->text, hit.page);
        q->ref = ref;
    }
}

/* Whether the reference is one that the words belong to, or stands in the same paragraph. */
static bool concerns(const struct quoting *j, const struct asked *q, const struct citation *c,
                     bool *own)
{
    uint32_t sentence = j->in->cites->parens.p[c->paren].sentence;
    *own = q->paren == c->paren;
    if (q->citation != CITE_NONE)
        return *own = c == &j->in->cites->citations.p[q->citation];
    return *own || (sentence < j->in->doc->sentences.n &&
                    j->in->doc->sentences.p[sentence].block == q->block);
}

/* Everything that is asked of the page of `ref`. */
static void search_page(struct quoting *j, uint32_t ref)
{
    const struct evidence *e = &j->evidence[ref];
    const struct citation *c = &j->in->cites->citations.p[j->in->refs->list.p[ref].citation];
    struct page_words page;
    struct arena_mark mark = arena_mark(j->scratch);
    bool split = false;
    for (size_t i = 0; i < j->asked.n; i++) {
        struct asked *q = &j->asked.p[i];
        bool own;
        if (!concerns(j, q, c, &own))
            continue;
        if (!split)
            page_words_make(&j->draft, e, j->scratch, &page);
        split = true;
        if (own && q->ref == CITE_NONE)
            q->ref = ref;
        if (own && page.unread.n)
            q->unread = page.unread;
        seek_on_page(j, q, &page, ref, own);
    }
    arena_release(j->scratch, mark);
}

static struct quote_result result_of(const struct asked *q)
{
    struct quote_result r = { .text = q->text,
                              .kind = q->kind,
                              .sentence = q->sentence,
                              .state = q->hit.state,
                              .page_text = q->page_text };
    if (q->hit.state == QUOTE_ALTERED) {
        r.edits = q->hit.edits;
        r.n_edits = q->hit.n_edits;
    }
    if (q->hit.state != QUOTE_FOUND && q->unread.n) {
        r.state = QUOTE_UNKNOWN;
        r.page_text = (str){ 0 };
        r.edits = NULL;
        r.n_edits = 0;
        r.why = q->unread;
    }
    r.in_comment = r.state == QUOTE_ABSENT && q->in_comment;
    return r;
}

/* Hands the results to the references, in the order of the text. */
static void give(struct quoting *j)
{
    for (uint32_t ref = 0; ref < j->in->refs->list.n; ref++) {
        VEC(struct quote_result) own = { 0 };
        for (size_t i = 0; i < j->asked.n; i++)
            if (j->asked.p[i].ref == ref)
                *VEC_PUSH(&own, j->perm) = result_of(&j->asked.p[i]);
        j->evidence[ref].quotes = own.p;
        j->evidence[ref].n_quotes = (uint32_t)own.n;
    }
}

/* Whether there is a page to hold anything against. */
static bool has_pages(const struct quoted_input *in, const struct evidence *evidence)
{
    for (size_t i = 0; i < in->refs->list.n; i++)
        if (in->refs->list.p[i].citation != CITE_NONE && evidence[i].page)
            return true;
    return false;
}

void quotes_judge(const struct quoted_input *in, struct evidence *evidence, struct arena *perm)
{
    struct prose prose;
    if (!has_pages(in, evidence))
        return;
    struct arena *scratch = arena_open(perm);
    struct quoting j = { .in = in, .evidence = evidence, .perm = perm, .scratch = scratch };
    prose_read(in->doc, in->cites, scratch, &prose);
    ask_quotes(&j, &prose);
    ask_figures(&j, &prose);
    ask_titles(&j);
    if (j.asked.n) {
        draft_words_learn(in->doc, scratch, &j.draft);
        for (uint32_t ref = 0; ref < in->refs->list.n; ref++)
            if (in->refs->list.p[ref].citation != CITE_NONE)
                search_page(&j, ref);
        give(&j);
    }
    arena_free(scratch);
}
