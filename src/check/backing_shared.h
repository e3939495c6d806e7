/* backing_shared.h: what is known of each sentence beside the citation that covers it: other things that stand
 * behind it, and how it stands in the article. */
#ifndef CHECK_BACKING_SHARED_H
#define CHECK_BACKING_SHARED_H

#include "check/check.h"
#include "cite/told.h"

struct backing {
    const struct check_input *in;
    struct told_list told; /* the sources told in prose */
    /* per sentence */
    bool *backed;   /* something other than a citation stands behind it: a link, a note */
    bool *specific; /* a day or month of something that happened, a quotation, what somebody said */
    bool *dated;    /* a day, or a year that is written */
    bool *opens;    /* it begins with a date of its own: "On May 3, ..." */
    uint32_t *before;          /* last citing parenthetical in front of it, or CITE_NONE */
    uint32_t lead, conclusion; /* blocks; CITE_NONE when there are none */
    uint32_t deck;             /* the line under the headline, in bold or italics; or CITE_NONE */
};

/* backing_find: all of it for one document. `arena` owns the result. Time: linear. */
void backing_find(const struct check_input *in, struct arena *arena, struct backing *out);

#endif
