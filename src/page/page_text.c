/* page_text.c: headings compared with titles. */
#include "page/page_text.h"

#include "base/fold.h"
#include "page/phrase.h"

#include "base/banned.h"

enum {
    HEADING_MAX_BYTES = 400,
    HEADINGS_MAX = 1000,
    SEARCH_BYTES = 64 * 1024 /* where a headline outside a heading is looked for */
};

/* Whether `word` is one of the words of `folded`. */
static bool has_word(str folded, str word)
{
    for (size_t at = str_find(folded, word, 0); at < folded.n;
         at = str_find(folded, word, at + 1)) {
        size_t end = at + word.n;
        if ((at == 0 || folded.p[at - 1] == ' ') && (end == folded.n || folded.p[end] == ' '))
            return true;
    }
    return false;
}

/* How much of a heading the titles say, and how much of it there is: a site's name says little. */
static float likeness(str heading, const str *titles, size_t n)
{
    str rest = heading, word;
    float hit = 0, all = 0;
    while (str_next(&rest, ' ', &word)) {
        bool found = false;
        for (size_t i = 0; i < n && !found; i++)
            found = word.n && has_word(titles[i], word);
        all += (float)word.n;
        hit += found ? (float)word.n : 0;
    }
    if (all == 0 || hit < 0.6f * all)
        return 0;
    return hit / all * (hit > 60 ? 60 : hit);
}

/* A title that stands in the text outside any heading. */
static struct page_headline find_in_text(const struct page_scan *scan, const str *titles, size_t n,
                                         struct arena *scratch)
{
    str text = str_slice(scan->text, 0, SEARCH_BYTES);
    for (size_t i = 0; i < n; i++) {
        str phrase = phrase_fold(scratch, str_slice(titles[i], 0, HEADING_MAX_BYTES));
        size_t at = phrase.n > 12 ? phrase_find(text, phrase) : text.n, end = 0;
        if (at < text.n && phrase_at(text, at, phrase, &end))
            return (struct page_headline){ (uint32_t)at, (uint32_t)end,
                                           page_run_at(scan, (uint32_t)at)->node };
    }
    return (struct page_headline){ 0 };
}

struct page_headline page_find_headline(const struct page_scan *scan, str site, const str *titles,
                                        size_t n, struct arena *scratch)
{
    site = fold_name(scratch, site);
    str *folded = NEW(scratch, str, n + 1);
    size_t n_folded = 0;
    for (size_t i = 0; i < n; i++)
        if (titles[i].n)
            folded[n_folded++] = fold_name(scratch, str_slice(titles[i], 0, HEADING_MAX_BYTES));
    const struct page_heading *best = NULL, *first = NULL;
    float best_score = 0;
    for (size_t i = 0; i < scan->headings.n && i < HEADINGS_MAX; i++) {
        const struct page_heading *h = &scan->headings.p[i];
        if (!first && h->level == 1)
            first = h;
        if (h->end - h->begin > HEADING_MAX_BYTES)
            continue;
        str text = fold_name(scratch, str_slice(scan->text, h->begin, h->end - h->begin));
        float score = likeness(text, folded, n_folded) * (h->level == 1 ? 1.5f : 1.0f);
        if (!str_eq(text, site) && score > best_score) {
            best_score = score;
            best = h;
        }
    }
    if (best_score < 8) {
        struct page_headline found = find_in_text(scan, titles, n, scratch);
        if (found.node)
            return found;
    }
    if (!best)
        best = first;
    return best ? (struct page_headline){ best->begin, best->end, best->node }
                : (struct page_headline){ 0 };
}
