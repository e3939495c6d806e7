/* workers.c: threads that take the next number until there is none; in order, no number gets far ahead of those
 * that are not finished. */
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

/* Runs `help` on the other threads and `lead` on this one, until all return. */
static void together(uint32_t jobs, size_t n, void *(*help)(void *), void *(*lead)(void *),
                     void *ctx)
{
    pthread_t threads[JOBS_MAX];
    size_t started = 0;
    jobs = workers_count(jobs);
    while (started + 1 < jobs && started + 1 < n) {
        if (pthread_create(&threads[started], NULL, help, ctx) != 0)
            break;
        started++;
    }
    (void)lead(ctx);
    for (size_t i = 0; i < started; i++)
        (void)pthread_join(threads[i], NULL);
}

void workers_run(uint32_t jobs, size_t n, void (*work)(void *ctx, size_t i), void *ctx)
{
    struct crew crew = { .n = n, .work = work, .ctx = ctx };
    together(jobs, n, take, take, &crew);
}

/* Numbers from `finished` up to `next` are begun; of these, `done` are ready to be finished. */
struct line {
    const struct work_in_order *order;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t next, finished;
    uint64_t weight; /* of those begun */
    bool done[WORKERS_WINDOW];
    bool ended;
};

static uint64_t weight_of(const struct line *line, size_t i)
{
    return line->order->weight(line->order->ctx, i);
}

static bool may_begin(const struct line *line)
{
    const struct work_in_order *order = line->order;
    if (line->ended || line->next >= order->n || line->next - line->finished >= WORKERS_WINDOW)
        return false;
    return line->next == line->finished ||
           line->weight + weight_of(line, line->next) <= order->weight_max;
}

/* Called with the lock, like the functions below; given up during the work. */
static void begin_next(struct line *line)
{
    size_t i = line->next++;
    line->weight += weight_of(line, i);
    (void)pthread_mutex_unlock(&line->lock);
    line->order->work(line->order->ctx, i);
    (void)pthread_mutex_lock(&line->lock);
    line->done[i % WORKERS_WINDOW] = true;
    if (i == line->finished)
        (void)pthread_cond_broadcast(&line->changed);
}

static void finish_next(struct line *line)
{
    size_t i = line->finished;
    (void)pthread_mutex_unlock(&line->lock);
    bool more = line->order->finish(line->order->ctx, i);
    (void)pthread_mutex_lock(&line->lock);
    line->done[i % WORKERS_WINDOW] = false;
    line->weight -= weight_of(line, i);
    line->finished++;
    line->ended = !more;
    (void)pthread_cond_broadcast(&line->changed);
}

static void *help(void *arg)
{
    struct line *line = arg;
    (void)pthread_mutex_lock(&line->lock);
    while (!line->ended && line->next < line->order->n)
        if (may_begin(line))
            begin_next(line);
        else
            (void)pthread_cond_wait(&line->changed, &line->lock);
    (void)pthread_mutex_unlock(&line->lock);
    return NULL;
}

static void *lead(void *arg)
{
    struct line *line = arg;
    (void)pthread_mutex_lock(&line->lock);
    while (!line->ended && line->finished < line->order->n)
        if (line->done[line->finished % WORKERS_WINDOW])
            finish_next(line);
        else if (may_begin(line))
            begin_next(line);
        else
            (void)pthread_cond_wait(&line->changed, &line->lock);
    line->ended = true;
    (void)pthread_cond_broadcast(&line->changed);
    (void)pthread_mutex_unlock(&line->lock);
    return NULL;
}

void workers_in_order(uint32_t jobs, const struct work_in_order *order)
{
    struct line line = { .order = order };
    (void)pthread_mutex_init(&line.lock, NULL);
    (void)pthread_cond_init(&line.changed, NULL);
    together(jobs, order->n, help, lead, &line);
    (void)pthread_cond_destroy(&line.changed);
    (void)pthread_mutex_destroy(&line.lock);
}
