/* documents.c: a few documents are in memory at a time; big ones are alone. */
#include "core/documents.h"

#include "core/workers.h"

#include "base/banned.h"

enum { BYTES_AT_ONCE = 4 << 20 };

struct run {
    const struct documents *documents;
    struct held *held;
    size_t from;
    struct unit *units[WORKERS_WINDOW]; /* worked on, or waiting to be taken */
};

static bool goes_on(const struct documents *d)
{
    return d->patient || !session_stopped(d->s);
}

static struct unit *held_at(struct held *held, size_t at)
{
    if (!held || at >= held->n)
        return NULL;
    struct unit *unit = held->p[at];
    held->p[at] = NULL;
    return unit;
}

static void work(void *ctx, size_t i)
{
    struct run *run = ctx;
    const struct documents *d = run->documents;
    struct unit *unit = held_at(run->held, run->from + i);
    bool is_new = !unit;
    if (is_new)
        unit = calloc(1, sizeof *unit);
    run->units[i % WORKERS_WINDOW] = unit;
    if (!unit)
        return;
    if (!goes_on(d))
        unit->ok = false; /* what is not looked at is not reported */
    else if (is_new)
        pipeline_read(d->s, &d->s->inputs.list.p[run->from + i], d->wanted, unit);
    if (unit->ok && d->work)
        d->work(d->s, unit);
}

static void drop(struct unit **unit)
{
    if (*unit)
        pipeline_free(*unit);
    free(*unit);
    *unit = NULL;
}

static bool finish(void *ctx, size_t i)
{
    struct run *run = ctx;
    struct unit **unit = &run->units[i % WORKERS_WINDOW];
    bool more = run->documents->take(run->documents->ctx, run->from + i, unit);
    drop(unit);
    return more && goes_on(run->documents);
}

static uint64_t bytes_of(void *ctx, size_t i)
{
    const struct run *run = ctx;
    return run->documents->s->inputs.list.p[run->from + i].size_bytes;
}

void documents_run(const struct documents *documents, struct held *held, size_t from, size_t to)
{
    struct run run = { .documents = documents, .held = held, .from = from };
    struct work_in_order order = { .n = to > from && goes_on(documents) ? to - from : 0,
                                   .work = work,
                                   .finish = finish,
                                   .weight = bytes_of,
                                   .weight_max = BYTES_AT_ONCE,
                                   .ctx = &run };
    workers_in_order(documents->s->options.jobs, &order);
    for (size_t i = 0; i < WORKERS_WINDOW; i++) /* begun, but no longer wanted */
        drop(&run.units[i]);
}

bool documents_ok(struct cck_session *s, size_t at, const struct unit *unit)
{
    static const struct err no_memory = { .kind = ERR_MEMORY, .message = "out of memory" };
    if (unit && unit->ok)
        return true;
    if (!unit || unit->err.kind != ERR_NONE)
        session_fail(s, s->inputs.list.p[at].name, unit ? &unit->err : &no_memory);
    return false;
}

bool held_add(struct held *held, struct unit *unit)
{
    struct unit **p = realloc(held->p, (held->n + 1) * sizeof *p);
    if (!p)
        return false;
    held->p = p;
    held->p[held->n++] = unit;
    return true;
}

void held_free(struct held *held)
{
    for (size_t i = 0; i < held->n; i++)
        drop(&held->p[i]);
    free(held->p);
    *held = (struct held){ 0 };
}
