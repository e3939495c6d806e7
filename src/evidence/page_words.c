/* page_words.c: a page denies only what it would show: all of its text, in the draft's language. */
#include "evidence/page_words.h"

#include "base/banned.h"

enum {
    PROSE_LINE_BYTES = 80,  /* a line of that length is a sentence, not a label */
    PROSE_BYTES_MIN = 300,  /* a page with less text than that is drawn by scripts, or cut */
    LANGUAGE_WORDS_MIN = 40 /* a page of fewer words has no language to speak of */
};

/* The share of a page's words that are common in the draft: of the same language, a third; of another one,
 * a few that look alike. */
static const float SAME_LANGUAGE = 0.12f, OTHER_LANGUAGE = 0.05f;

/* A word of the draft and how often it is used. */
struct use {
    uint32_t hash;
    uint32_t n;
};

static int by_use(const void *a, const void *b)
{
    const struct use *x = a, *y = b;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

static int by_hash(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

void draft_words_learn(const struct doc *doc, struct arena *scratch, struct draft_words *out)
{
    struct word_list words;
    words_split(doc->text, scratch, &words);
    uint32_t *hash = NEW(scratch, uint32_t, words.list.n + 1);
    struct use *uses = NEW(scratch, struct use, words.list.n + 1);
    size_t n = 0, n_uses = 0;
    for (size_t i = 0; i < words.list.n; i++)
        if (!(words.list.p[i].flags & WORD_NUMBER))
            hash[n++] = words.list.p[i].hash;
    qsort(hash, n, sizeof *hash, by_hash);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || hash[i] != hash[i - 1])
            uses[n_uses++] = (struct use){ hash[i], 0 };
        uses[n_uses - 1].n++;
    }
    qsort(uses, n_uses, sizeof *uses, by_use);
    *out = (struct draft_words){ .language = doc->meta.language };
    for (size_t i = 0; i < n_uses && i < DRAFT_COMMON_WORDS; i++)
        out->common[out->n_common++] = uses[i].hash;
}

static bool is_common(const struct draft_words *draft, uint32_t hash)
{
    for (size_t i = 0; i < draft->n_common; i++)
        if (draft->common[i] == hash)
            return true;
    return false;
}

/* "en" of "en-US". */
static str primary_language(str tag)
{
    size_t n = 0;
    while (n < tag.n && ((tag.p[n] | 32) >= 'a' && (tag.p[n] | 32) <= 'z'))
        n++;
    return str_slice(tag, 0, n);
}

static bool is_same_language(const struct draft_words *draft, const struct page *page,
                             const struct word_list *words)
{
    size_t n = words->list.n, hits = 0;
    str of_draft = primary_language(draft->language), of_page = primary_language(page->language);
    for (size_t i = 0; i < n; i++)
        hits += is_common(draft, words->list.p[i].hash);
    float share = n ? (float)hits / (float)n : 0;
    if (n >= LANGUAGE_WORDS_MIN && share >= SAME_LANGUAGE)
        return true;
    if (n >= LANGUAGE_WORDS_MIN && share < OTHER_LANGUAGE)
        return false;
    return of_draft.n && of_page.n && str_eq_nocase(of_draft, of_page);
}

static size_t prose_bytes(str text)
{
    size_t n = 0;
    str line;
    while (str_next(&text, '\n', &line))
        n += line.n >= PROSE_LINE_BYTES ? line.n : 0;
    return n;
}

static str why_unread(const struct draft_words *draft, const struct evidence *e,
                      const struct quote_text *texts)
{
    const struct page *page = e->page;
    if (e->verdict.code == VERDICT_PAYWALLED || page->paywalled)
        return S("the page is for subscribers");
    if ((e->verdict.code != VERDICT_OK && e->verdict.code != VERDICT_MOVED) || page->wall.kind)
        return S("the page was not reached");
    if (page->truncated)
        return S("the page was read in part");
    if (page->kind == PAGE_LIVE || page->kind == PAGE_VIDEO || page->kind == PAGE_PDF ||
        page->kind == PAGE_OTHER)
        return S("the page is no article of one text");
    if (prose_bytes(page->text) + page->body.n < PROSE_BYTES_MIN)
        return S("the page has too little text: scripts may draw it");
    const struct quote_text *longer = &texts[TEXT_ARTICLE];
    if (texts[TEXT_BODY].words.list.n > longer->words.list.n)
        longer = &texts[TEXT_BODY];
    if (!is_same_language(draft, page, &longer->words))
        return S("the page is in another language");
    return (str){ 0 };
}

/* Moves the words of comments to a list of their own. */
static void part_comments(const struct page *page, struct arena *scratch, struct quote_text *texts)
{
    struct word_list *all = &texts[TEXT_ARTICLE].words, *apart = &texts[TEXT_COMMENTS].words;
    size_t kept = 0, c = 0;
    texts[TEXT_COMMENTS].text = page->text;
    for (size_t i = 0; i < all->list.n; i++) {
        const struct word *w = &all->list.p[i];
        while (c < page->comments.n && span_end(page->comments.p[c]) <= w->begin)
            c++;
        if (c < page->comments.n && w->begin >= page->comments.p[c].off)
            *VEC_PUSH(&apart->list, scratch) = *w;
        else
            all->list.p[kept++] = *w;
    }
    all->list.n = kept;
}

void page_words_make(const struct draft_words *draft, const struct evidence *e,
                     struct arena *scratch, struct page_words *out)
{
    const struct page *page = e->page;
    *out = (struct page_words){ .unread = S("the page was not read") };
    if (!page)
        return;
    quote_text_make(page->text, scratch, &out->text[TEXT_ARTICLE]);
    quote_text_make(page->body, scratch, &out->text[TEXT_BODY]);
    quote_text_make(page->title, scratch, &out->text[TEXT_TITLE]);
    part_comments(page, scratch, out->text);
    out->unread = why_unread(draft, e, out->text);
}
