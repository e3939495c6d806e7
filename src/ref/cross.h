/* cross.h: references to the house's own articles, held against the articles themselves: is there one of
 * that publication and day? Pure. */
#ifndef REF_CROSS_H
#define REF_CROSS_H

#include "cite/cite.h"

/* One article of the repository. */
struct own_article {
    str path;                /* from the repository's root */
    str publication, outlet; /* ids */
    str title, url;          /* may be empty */
    uint32_t volume, issue;  /* 0 = not given */
    struct day_range days;   /* when it appeared */
    bool dated;              /* `days` means something; a single day when from == to */
};

struct own_articles {
    VEC(struct own_article) list; /* by outlet, first day, path: own_articles_sort */
};

void own_articles_sort(struct own_articles *own);

enum cross_state {
    CROSS_NONE,    /* no publication of the house, or no day */
    CROSS_FOUND,   /* `article` is it, or the first of that day */
    CROSS_MISSING, /* no article of that day, and those around it are there */
    CROSS_UNKNOWN  /* the articles at hand do not cover that day */
};

struct cross {
    uint8_t state;                            /* enum cross_state */
    const struct own_article *article;        /* CROSS_FOUND */
    const struct own_article *before, *after; /* CROSS_MISSING: the nearest ones */
};

/* cross_resolve: one result per citation.
 *
 *   own   sorted; must outlive the result
 *   perm  owns the result
 *
 * A day is covered when the nearest dated articles before and after it are at most CROSS_GAP_DAYS away,
 * and no article whose day is not known exactly may be of it.  Time: citations of the house times its
 * articles. */
enum { CROSS_GAP_DAYS = 31 };
const struct cross *cross_resolve(const struct own_articles *own, const struct cite_list *cites,
                                  struct arena *perm);

#endif
