/* batch.h: reading several inputs at once, on the session's threads. */
#ifndef CORE_BATCH_H
#define CORE_BATCH_H

#include "core/pipeline.h"

/* batch_read: inputs [at, at + n) to references, into units[0..n). Those that fail are remembered as
 * errors of the run. */
void batch_read(struct cck_session *s, size_t at, size_t n, struct wanted wanted,
                struct unit *units);

/* batch_size: how many inputs from `at` on to read together: a few per thread, a big one alone. */
size_t batch_size(const struct cck_session *s, size_t at);

/* batch_run: work(s, unit) for each of n units on the session's threads; units that fail meanwhile are
 * remembered as errors. */
void batch_run(struct cck_session *s, struct unit *units, size_t n,
               void (*work)(const struct cck_session *s, struct unit *unit));

#endif
