/* job.h: one guarded piece of work: a spent arena ends it with an error, and nothing else. */
#ifndef CORE_JOB_H
#define CORE_JOB_H

#include "base/arena.h"

/* job_run: runs work(ctx); when one of the arenas is spent meanwhile, the work is left and `err` set.
 *
 *   arenas  guarded while the work runs; may be NULL at the end of the list
 *
 * Returns what the work returns, or false. */
bool job_run(struct arena *const *arenas, size_t n, bool (*work)(void *ctx, struct err *err),
             void *ctx, struct err *err);

#endif
