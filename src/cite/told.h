/* told.h: sources that are told in prose: "Kommersant reported on May 3 that", "according to TASS". */
#ifndef CITE_TOLD_H
#define CITE_TOLD_H

#include "cite/period.h"
#include "cite/prose.h"

struct told {
    span text; /* the outlet's name as it stands */
    uint32_t sentence;
    const struct outlet *outlet;
    uint8_t match;   /* enum cck_match */
    uint32_t period; /* index of the day that its sentence names, or CITE_NONE */
};

struct told_list {
    VEC(struct told) list; /* in the order of the text */
};

/* told_find: the known news outlets that sentences name as the source of what they say: before a verb
 * of reporting, or behind "according to" and the like. Offices, armies and other institutions are no
 * outlets here, for what they say is news, not a citation. Time: linear. */
void told_find(const struct doc *doc, const struct period_list *periods,
               const struct outlet_set *outlets, struct arena *perm, struct told_list *out);

#endif
