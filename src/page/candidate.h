/* candidate.h: every date that a page gives for itself, gathered from all its places, and the one that
 * they speak for together. */
#ifndef PAGE_CANDIDATE_H
#define PAGE_CANDIDATE_H

#include "page/jsonld.h"
#include "page/page.h"
#include "page/spot.h"
#include "page/when.h"

/* Places that speak for a date once each, however often they repeat it. */
enum candidate_group {
    GROUP_URL,
    GROUP_META,
    GROUP_META_WEAK,
    GROUP_JSON_LD,
    GROUP_STAMP, /* time elements and microdata */
    GROUP_TEXT,
    GROUP_TITLE,
    GROUP_MODIFIED,
    GROUP_SCRIPT,
    GROUP_COUNT
};

struct candidate {
    struct page_date date;
    date other; /* the second reading of 3/4/2020, or year 0 */
    uint8_t group;
};

struct candidates {
    VEC(struct candidate) list;
    date url_month; /* /2020/10/: day 0; year 0: none */
};

struct candidate_input {
    const struct page_input *page;
    const struct page_scan *scan;
    const struct jsonld *jsonld;
    const struct when_reader *when;
    const struct spot_reader *spots;
};

/* candidates_gather: all of them, in the order of the places above.
 *
 *   scratch   owns the result, whose texts point into the page */
void candidates_gather(const struct candidate_input *in, struct arena *scratch,
                       struct candidates *out);

/* candidates_gather_marked: of these, the ones from address, metas and JSON-LD. */
void candidates_gather_marked(const struct candidate_input *in, struct arena *scratch,
                              struct candidates *out);

/* candidates_weigh: reads stamps in UTC as days of `zone` (may be empty), settles ambiguous readings by what agrees with them, finds the day that has most weight
 * in all, and sorts: first that day's heaviest candidate, then the others by their own weight. `best` is
 * that first one with the day's whole weight; year 0 when there is none. */
void candidates_weigh(struct candidates *all, str zone, struct arena *scratch,
                      struct page_date *best);

#endif
