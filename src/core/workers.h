/* workers.h: the same work over many items on several threads; results go by number. */
#ifndef CORE_WORKERS_H
#define CORE_WORKERS_H

#include <stddef.h>
#include <stdint.h>

/* workers_count: threads to use for `jobs` asked for (0 = one per core). */
uint32_t workers_count(uint32_t jobs);

/* workers_run: work(ctx, i) for every i below n, on up to `jobs` threads; returns when all are done.
 * With one job, or when no thread can be had, on the calling thread. */
void workers_run(uint32_t jobs, size_t n, void (*work)(void *ctx, size_t i), void *ctx);

#endif
