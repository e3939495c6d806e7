/* evidence.h: what the world says about a reference. */
#ifndef EVIDENCE_EVIDENCE_H
#define EVIDENCE_EVIDENCE_H

#include "evidence/probe.h"
#include "evidence/quote.h"
#include "page/page.h"
#include "ref/ref.h"

enum evidence_date {
    EVIDENCE_DATE_UNKNOWN, /* no page, or it does not say */
    EVIDENCE_DATE_AGREES,
    EVIDENCE_DATE_CONTRADICTS
};

enum quoted_kind { QUOTED_WORDS, QUOTED_FIGURE, QUOTED_TITLE };

/* One quotation, figure or cited title of the draft. */
struct quote_result {
    span text;                      /* in doc->text, without its marks */
    uint8_t kind;                   /* enum quoted_kind */
    uint32_t sentence;              /* index in doc->sentences */
    uint8_t state;                  /* enum quote_state */
    bool in_comment;                /* QUOTE_ABSENT: only a reader's comment has it */
    str page_text;                  /* QUOTE_FOUND, QUOTE_ALTERED: as the page has it */
    const struct quote_edit *edits; /* QUOTE_ALTERED: what differs */
    uint32_t n_edits;
    str why; /* QUOTE_UNKNOWN: why nothing can be said */
};

struct evidence {
    uint8_t probe;                     /* enum probe_say, set before evidence_judge */
    bool unrelated;                    /* the title shares no word with the address: set before */
    const struct fetch_result *fetch;  /* NULL: nothing was asked for this reference */
    const struct page *page;           /* NULL: none, not read, or not readable */
    struct verdict verdict;            /* the fetch's, refined by the page */
    const struct page_date *date;      /* the reading that decided, or NULL */
    uint8_t date_verdict;              /* enum evidence_date */
    const struct quote_result *quotes; /* of the sentences that the citation covers */
    uint32_t n_quotes;
    bool confirmed; /* reached, and nothing read contradicts the citation */
};

/* evidence_judge: refines the verdict by the page, and holds the cited date against it.
 * Pure. `citation` is NULL for a plain link; `outlet` gives the zone and may be NULL. */
void evidence_judge(const struct citation *citation, const struct outlet *outlet,
                    struct evidence *evidence);

/* evidence_has_moved: whether the page has moved for good, to an address worth writing down: not one with
 * another scheme, "www." or closing slash alone. */
bool evidence_has_moved(const struct evidence *evidence, str url);

#endif
