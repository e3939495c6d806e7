/* batch.c: units by number over threads. */
#include "core/batch.h"

#include "core/workers.h"

#include "base/banned.h"

enum { INPUTS_PER_THREAD = 4, BIG_BYTES = 4 << 20 };

struct reading {
    const struct cck_session *s;
    const struct input *inputs;
    struct unit *units;
    struct wanted wanted;
};

static void read_input(void *ctx, size_t i)
{
    struct reading *r = ctx;
    if (!session_stopped(r->s))
        pipeline_read(r->s, &r->inputs[i], r->wanted, &r->units[i]);
}

void batch_read(struct cck_session *s, size_t at, size_t n, struct wanted wanted,
                struct unit *units)
{
    struct reading reading = { s, s->inputs.p + at, units, wanted };
    workers_run(s->options.jobs, n, read_input, &reading);
    for (size_t i = 0; i < n; i++)
        if (!units[i].ok && units[i].err.kind != ERR_NONE)
            session_fail(s, s->inputs.p[at + i].name, &units[i].err);
}

size_t batch_size(const struct cck_session *s, size_t at)
{
    size_t most = INPUTS_PER_THREAD * (size_t)workers_count(s->options.jobs), n = 0;
    uint64_t bytes = 0;
    while (n < most && at + n < s->inputs.n) {
        bytes += s->inputs.p[at + n].size_bytes;
        if (n > 0 && bytes > BIG_BYTES)
            break;
        n++;
    }
    return n;
}

struct running {
    const struct cck_session *s;
    struct unit *units;
    void (*work)(const struct cck_session *s, struct unit *unit);
};

static void run_unit(void *ctx, size_t i)
{
    struct running *r = ctx;
    if (session_stopped(r->s))
        r->units[i].ok = false; /* what is not looked at is not reported */
    else
        r->work(r->s, &r->units[i]);
}

void batch_run(struct cck_session *s, struct unit *units, size_t n,
               void (*work)(const struct cck_session *s, struct unit *unit))
{
    struct running running = { s, units, work };
    bool *was_ok = NEW(&s->run, bool, n + 1);
    for (size_t i = 0; i < n; i++)
        was_ok[i] = units[i].ok;
    workers_run(s->options.jobs, n, run_unit, &running);
    for (size_t i = 0; i < n; i++)
        if (was_ok[i] && !units[i].ok && units[i].err.kind != ERR_NONE)
            session_fail(s, units[i].doc.name, &units[i].err);
}
