/* page_place.h: what the names of an element's classes say about what stands in it. */
#ifndef PAGE_PAGE_PLACE_H
#define PAGE_PAGE_PLACE_H

#include "page/page_tree.h"

/* A set; inherited by what an element holds, but for those from PLACE_DATED on, which reach two levels. */
enum {
    PLACE_COMMENT = 1 << 0, /* readers' words */
    PLACE_RELATED = 1 << 1, /* other articles: related, most read, latest */
    PLACE_SIDEBAR = 1 << 2,
    PLACE_CLOCK = 1 << 3, /* today's date at the top of the page */
    PLACE_FOOTER = 1 << 4,
    PLACE_NAV = 1 << 5,
    PLACE_EVENT = 1 << 6,   /* calendars of events */
    PLACE_ARTICLE = 1 << 7, /* the article's own element */
    PLACE_TOP = 1 << 8,     /* the page's header */
    PLACE_AUTHOR = 1 << 9,
    PLACE_DATED = 1 << 10,     /* named like a date */
    PLACE_PUBLISHED = 1 << 11, /* named like the date of publication */
    PLACE_MODIFIED = 1 << 12,
    PLACE_POST =
        1
        << 13 /* of a network, shown in the article: its words are, its date is not the article's */
};

enum { PLACE_NEAR = PLACE_AUTHOR | PLACE_DATED | PLACE_PUBLISHED | PLACE_MODIFIED };

/* page_place: the flags of one class, id, role or itemprop attribute.  Time: linear. */
uint32_t page_place(str names);

/* page_place_of: the flags of an element's class, id, itemprop and role together.  Time: linear. */
uint32_t page_place_of(const struct page_node *node);

#endif
