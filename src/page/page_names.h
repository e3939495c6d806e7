/* page_names.h: title, site, author, language and address of a page, from where they usually stand. */
#ifndef PAGE_PAGE_NAMES_H
#define PAGE_PAGE_NAMES_H

#include "page/jsonld.h"
#include "page/page.h"
#include "page/page_text.h"

/* page_meta: the content of the first meta element of that name, case blind, or the empty slice. */
str page_meta(const struct page_scan *scan, str name);

/* page_names: fills `out`'s title, site, author, language, canonical, kind and paywalled.
 *
 *   perm   owns the copies */
void page_names(const struct page_scan *scan, const struct jsonld *jsonld,
                struct page_headline headline, struct arena *perm, struct page *out);

#endif
