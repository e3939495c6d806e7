/* job.c: the one setjmp of the project. */
#include "core/job.h"

#include "base/banned.h"

static void set_guard(struct arena *const *arenas, size_t n, struct arena_guard *guard)
{
    for (size_t i = 0; i < n; i++)
        arenas[i]->guard = guard;
}

bool job_run(struct arena *const *arenas, size_t n, bool (*work)(void *ctx, struct err *err),
             void *ctx, struct err *err)
{
    struct arena_guard guard = { .err = err };
    if (setjmp(guard.env)) {
        set_guard(arenas, n, NULL);
        return false;
    }
    set_guard(arenas, n, &guard);
    bool ok = work(ctx, err);
    set_guard(arenas, n, NULL);
    return ok;
}
