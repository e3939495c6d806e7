/* workers.h: the same work over many items on several threads; results go by number. */
#ifndef CORE_WORKERS_H
#define CORE_WORKERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* workers_count: threads to use for `jobs` asked for (0 = one per core). */
uint32_t workers_count(uint32_t jobs);

/* workers_run: work(ctx, i) for every i below n, on up to `jobs` threads; returns when all are done.
 * With one job, or when no thread can be had, on the calling thread. */
void workers_run(uint32_t jobs, size_t n, void (*work)(void *ctx, size_t i), void *ctx);

enum { WORKERS_WINDOW = 64 };

/* Work whose results are wanted one by one in the order of the numbers, on the calling thread. */
struct work_in_order {
    size_t n;
    void (*work)(void *ctx, size_t i);
    bool (*finish)(void *ctx,
                   size_t i); /* false: no number behind it is finished, or begun any more */
    uint64_t (*weight)(void *ctx, size_t i);
    uint64_t weight_max; /* of the numbers begun and not finished, unless it is one alone */
    void *ctx;
};

/* workers_in_order: work for every number below n on up to `jobs` threads, the caller's among them, and finish
 * for each as soon as those before it are finished. At most WORKERS_WINDOW numbers are begun and not finished. */
void workers_in_order(uint32_t jobs, const struct work_in_order *order);

#endif
