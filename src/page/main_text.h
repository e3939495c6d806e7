/* main_text.h: where the article's own words stand in the visible text. */
#ifndef PAGE_MAIN_TEXT_H
#define PAGE_MAIN_TEXT_H

#include "page/page_text.h"

/* page_main_text: the article's part of the visible text, or the empty slice: an articleBody, or else the lines of
 * prose of the element that holds most of them, from the first behind the headline on, comments and neighbours at
 * the ends left out.
 *
 *   scratch   is released before returning */
str page_main_text(const struct page_scan *scan, struct page_headline headline,
                   struct arena *scratch);

#endif
