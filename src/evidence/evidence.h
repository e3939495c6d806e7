/* evidence.h: what the world says about a reference. */
#ifndef EVIDENCE_EVIDENCE_H
#define EVIDENCE_EVIDENCE_H

#include "evidence/probe.h"
#include "page/page.h"
#include "ref/ref.h"

enum evidence_date {
    EVIDENCE_DATE_UNKNOWN, /* no page, or it does not say */
    EVIDENCE_DATE_AGREES,
    EVIDENCE_DATE_CONTRADICTS
};

struct evidence {
    uint8_t probe;                    /* enum probe_say, set before evidence_judge */
    const struct fetch_result *fetch; /* NULL: nothing was asked for this reference */
    const struct page *page;          /* NULL: none, not read, or not readable */
    struct verdict verdict;           /* the fetch's, refined by the page */
    const struct page_date *date;     /* the reading that decided, or NULL */
    uint8_t date_verdict;             /* enum evidence_date */
    bool confirmed;                   /* reached, and nothing read contradicts the citation */
};

/* evidence_judge: refines the verdict by the page, and holds the cited date against it.
 * Pure. `citation` is NULL for a plain link; `outlet` gives the zone and may be NULL. */
void evidence_judge(const struct citation *citation, const struct outlet *outlet,
                    struct evidence *evidence);

#endif
