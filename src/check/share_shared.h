/* share_shared.h: how a document's citations are spread over outlets. */
#ifndef CHECK_SHARE_SHARED_H
#define CHECK_SHARE_SHARED_H

#include "check/check.h"

enum { SHARE_OF = 3 }; /* more than a third is much */

struct share {
    str name;
    const struct outlet *outlet; /* NULL: not known */
    uint32_t n;                  /* citations */
    uint32_t first;              /* index of the first of them */
};

struct shares {
    VEC(struct share) list; /* in the order of the text */
    uint32_t total;         /* citations that name an outlet */
};

/* share_count: counts the citations of each outlet. Time: linear. */
struct shares share_count(const struct check_input *in, struct arena *arena);

/* share_is_own: whether an outlet is a title of the house that publishes the article. */
bool share_is_own(const struct check_input *in, const struct outlet *outlet);

#endif
