/* page_walk.h: one walk over a parsed page: its visible text with the node that each piece came from, and
 * the elements that the readers of dates, titles and walls want. All texts point into the tree. */
#ifndef PAGE_PAGE_WALK_H
#define PAGE_PAGE_WALK_H

#include "base/str.h"
#include "base/vec.h"
#include "page/page_tree.h"

/* Visible text from `off` on came from `node`, up to the next run. */
struct page_run {
    uint32_t off;
    struct page_node *node;
};

/* An element with a value for machines. */
struct page_mark {
    str name;  /* of a meta: name, property, itemprop or http-equiv; of others itemprop or empty */
    str value; /* content, datetime or title */
    uint32_t off; /* place in the visible text */
    struct page_node *node;
};

struct page_heading {
    uint32_t begin, end; /* in the visible text */
    uint8_t level;       /* 1-3 */
    struct page_node *node;
};

/* An element that holds an article or comments. */
struct page_block {
    uint32_t begin, end;
    struct page_node *node;
};

struct page_scan {
    str text; /* visible text: blanks folded, a line end between blocks */
    VEC(struct page_run) runs;
    VEC(struct page_mark) metas;  /* meta elements */
    VEC(struct page_mark) stamps; /* time elements and what else carries a date for machines */
    VEC(struct page_heading) headings;
    VEC(struct page_block) articles; /* article, main, itemprop articleBody */
    VEC(struct page_block) comments; /* readers' words; none within another */
    VEC(str) jsonld;
    VEC(str) scripts; /* inline ones */
    VEC(str) sources; /* addresses of the first frames and scripts */
    str title, language, canonical;
    uint32_t n_scripts;
    bool has_password;
    bool cut; /* more text or nesting than is read */
};

/* page_walk: walks the tree of an HTML parser.
 *
 *   scratch   owns the scan
 *   text_max  most bytes of visible text; a page's text is not longer than the page */
void page_walk(const struct page_tree *tree, size_t text_max, struct arena *scratch,
               struct page_scan *out);

/* page_run_at: the run that holds `off`, or NULL when there is no text. */
const struct page_run *page_run_at(const struct page_scan *scan, uint32_t off);

#endif
