/* baseline_run.h: what a run says of the baseline. */
#ifndef CORE_BASELINE_RUN_H
#define CORE_BASELINE_RUN_H

#include "core/session.h"

/* baseline_stale: how many entries of files that were read are no longer met. An entry whose check needs
 * the network counts only when all of the file's addresses were asked for. */
size_t baseline_stale(const struct cck_session *s);

#endif
