/* spot.h: how much a place on the page is worth as the place of the article's date. */
#ifndef PAGE_SPOT_H
#define PAGE_SPOT_H

#include "page/page_text.h"

struct spot_reader {
    const struct page_scan *scan;
    struct page_headline headline;
    uint32_t lead; /* without a headline: where the first paragraph begins */
};

struct spot {
    uint32_t flags; /* PLACE_... of the element and of what it stands in */
    float factor;   /* 1 is neutral */
    bool near_headline;
    bool published; /* a class or a label says so */
    bool modified;
    bool labelled; /* a word in the text says so, not only a class */
};

/* spot_reader_init: marks the headline's ancestors in the tree: what also holds the headline says
 * nothing about a place within. */
void spot_reader_init(struct spot_reader *reader, const struct page_scan *scan,
                      struct page_headline headline);

/* spot_read: judges the place `off` of the visible text, which `node` holds. */
struct spot spot_read(const struct spot_reader *reader, const struct page_node *node, uint32_t off);

#endif
