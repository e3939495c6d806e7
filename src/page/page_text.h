/* page_text.h: where the headline stands in the visible text. */
#ifndef PAGE_PAGE_TEXT_H
#define PAGE_PAGE_TEXT_H

#include "page/page_walk.h"

struct page_headline {
    uint32_t begin, end;    /* in the visible text; equal: not found */
    struct page_node *node; /* NULL when not found */
};

/* page_find_headline: the heading that says what the page calls itself.
 *
 *   site      the site's name, which is never the headline; may be empty
 *   titles    og:title, JSON-LD headline, <title> ...; empty ones are skipped
 *   scratch   for folding */
struct page_headline page_find_headline(const struct page_scan *scan, str site, const str *titles,
                                        size_t n, struct arena *scratch);

#endif
