/* outcome.h: what the run can say of one reference, and what is left for a person to do. */
#ifndef REPORT_OUTCOME_H
#define REPORT_OUTCOME_H

#include "report/report.h"

enum outcome_kind {
    OUTCOME_NONE, /* nothing to check: an image credit without a link, or out of the run's scope */
    OUTCOME_CONFIRMED, /* reached, and nothing read contradicts it */
    OUTCOME_FOUND,     /* broken or contradicted: a finding says so, unless suppressed */
    OUTCOME_UNVERIFIED /* no link, not asked, or the answer says nothing */
};

struct outcome {
    enum outcome_kind kind;
    bool no_link, not_asked;
    str verdict; /* a verdict's name, or "no-link"; of OUTCOME_UNVERIFIED */
    str next;    /* what a person can do */
    str url;     /* empty when there is none */
};

struct outcome outcome_of(const struct report_doc *doc, const struct reference *ref,
                          const struct report_options *options);

/* outcome_is_repeated: whether it is what an earlier look saw, as this run could not look. */
bool outcome_is_repeated(const struct report_doc *doc, const struct reference *ref);

#endif
