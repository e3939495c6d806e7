/* batch.h: reading several inputs at once, on the session's threads. */
#ifndef CORE_BATCH_H
#define CORE_BATCH_H

#include "core/pipeline.h"

/* batch_take: the inputs from `at` on that are worked on together: a few per thread, a big one alone; all
 * of them when `all` is set. False at the end, or when memory is out. batch_free gives the units back. */
bool batch_take(struct cck_session *s, size_t at, bool all, struct batch *out);
void batch_free(struct batch *batch);

/* batch_read: inputs to references. batch_tell: those that failed are remembered as errors of the run. */
void batch_read(struct batch *batch, struct wanted wanted);
void batch_tell(struct batch *batch);

/* batch_run: work(s, unit) for each unit on the session's threads. */
void batch_run(struct batch *batch, void (*work)(const struct cck_session *s, struct unit *unit));

#endif
