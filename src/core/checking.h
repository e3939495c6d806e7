/* checking.h: one run of `check`, for the commands that make more of its findings than a report. */
#ifndef CORE_CHECKING_H
#define CORE_CHECKING_H

#include "core/session.h"

/* Sees each document that was checked, in their order, on the calling thread. */
typedef void checking_each(struct cck_session *s, const struct unit *unit);

/* checking_run: cck_session_report, with `each` (may be NULL) called for every document. */
bool checking_run(struct cck_session *s, const struct cck_report *reports, size_t n,
                  checking_each *each, struct cck_error *error);

#endif
