/* workers.c: threads that take the next number until there is none. */
#include "core/workers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/banned.h"

enum { JOBS_MAX = 64 };

struct crew {
    atomic_size_t next;
    size_t n;
    void (*work)(void *ctx, size_t i);
    void *ctx;
};

uint32_t workers_count(uint32_t jobs)
{
    if (jobs == 0) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        jobs = cores > 0 ? (uint32_t)cores : 1;
    }
    return jobs > JOBS_MAX ? JOBS_MAX : jobs;
}

static void *take(void *arg)
{
    struct crew *crew = arg;
    for (;;) {
        size_t i = atomic_fetch_add(&crew->next, 1);
        if (i >= crew->n)
            return NULL;
        crew->work(crew->ctx, i);
    }
}

void workers_run(uint32_t jobs, size_t n, void (*work)(void *ctx, size_t i), void *ctx)
{
    struct crew crew = { .n = n, .work = work, .ctx = ctx };
    pthread_t threads[JOBS_MAX];
    size_t started = 0;
    jobs = workers_count(jobs);
    while (started + 1 < jobs && started + 1 < n) {
        if (pthread_create(&threads[started], NULL, take, &crew) != 0)
            break;
        started++;
    }
    (void)take(&crew);
    for (size_t i = 0; i < started; i++)
        (void)pthread_join(threads[i], NULL);
}
