/* batch.c: units by number over threads. */
#include "core/batch.h"

#include "core/workers.h"

#include "base/banned.h"

enum { INPUTS_PER_THREAD = 16, BIG_BYTES = 4 << 20 };

static size_t size_of(const struct cck_session *s, size_t at)
{
    size_t most = INPUTS_PER_THREAD * (size_t)workers_count(s->options.jobs), n = 0;
    uint64_t bytes = 0;
    while (n < most && at + n < s->inputs.list.n) {
        bytes += s->inputs.list.p[at + n].size_bytes;
        if (n > 0 && bytes > BIG_BYTES)
            break;
        n++;
    }
    return n;
}

bool batch_take(struct cck_session *s, size_t at, bool all, struct batch *out)
{
    *out = (struct batch){ .s = s, .at = at };
    size_t n = all && at < s->inputs.list.n ? s->inputs.list.n - at : size_of(s, at);
    out->units = n ? calloc(n, sizeof *out->units) : NULL;
    out->n = out->units ? n : 0;
    return out->n > 0;
}

void batch_free(struct batch *batch)
{
    for (size_t i = 0; i < batch->n; i++)
        pipeline_free(&batch->units[i]);
    free(batch->units);
    *batch = (struct batch){ 0 };
}

struct reading {
    const struct batch *batch;
    struct wanted wanted;
};

static void read_input(void *ctx, size_t i)
{
    const struct reading *r = ctx;
    const struct batch *b = r->batch;
    if (b->patient || !session_stopped(b->s))
        pipeline_read(b->s, &b->s->inputs.list.p[b->at + i], r->wanted, &b->units[i]);
}

void batch_read(struct batch *batch, struct wanted wanted)
{
    struct reading reading = { batch, wanted };
    workers_run(batch->s->options.jobs, batch->n, read_input, &reading);
}

void batch_tell(struct batch *batch)
{
    for (size_t i = 0; i < batch->n; i++)
        if (!batch->units[i].ok && batch->units[i].err.kind != ERR_NONE)
            session_fail(batch->s, batch->s->inputs.list.p[batch->at + i].name,
                         &batch->units[i].err);
}

struct running {
    const struct batch *batch;
    void (*work)(const struct cck_session *s, struct unit *unit);
};

static void run_unit(void *ctx, size_t i)
{
    const struct running *r = ctx;
    struct unit *unit = &r->batch->units[i];
    if (r->batch->patient || !session_stopped(r->batch->s))
        r->work(r->batch->s, unit);
    else
        unit->ok = false; /* what is not looked at is not reported */
}

void batch_run(struct batch *batch, void (*work)(const struct cck_session *s, struct unit *unit))
{
    struct running running = { batch, work };
    workers_run(batch->s->options.jobs, batch->n, run_unit, &running);
}
