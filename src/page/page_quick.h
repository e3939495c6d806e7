/* page_quick.h: names and dates of a page by one look over its bytes, without a parse. */
#ifndef PAGE_PAGE_QUICK_H
#define PAGE_PAGE_QUICK_H

#include "page/candidate.h"

/* page_quick_scan: metas, JSON-LD, title, language and canonical address of `html`; of the text, what stands at
 * the headline; marks without nodes. Comments and scripts are stepped over. All slices but the text point into
 * `html`, entities as they stand.
 *
 *   scratch   owns the lists and the text
 *
 * Time: linear, near memory speed. */
void page_quick_scan(str html, struct arena *scratch, struct page_scan *out);

/* page_quick_agrees: whether what was gathered from such a scan settles the day: two places of different kinds
 * (address, meta, JSON-LD, the headline's date) say that it is the day of publication, none marks another, and
 * no reader's clock may have shown its neighbour. The list then begins with a candidate of that day. */
bool page_quick_agrees(struct candidates *all, const struct candidate_input *in);

#endif
