/* job.c: the one setjmp of the project. */
#include "core/job.h"

#include <stdio.h>
#include <string.h>

#include "base/banned.h"

static void set_guard(struct arena *const *arenas, size_t n, struct arena_guard *guard)
{
    for (size_t i = 0; i < n; i++)
        arenas[i]->guard = guard;
}

/* What can be done about a spent arena. */
static void advise(struct err *err)
{
    size_t n = strlen(err->message);
    if (err->kind == ERR_LIMIT)
        (void)snprintf(err->message + n, sizeof err->message - n,
                       "; split it, or allow more by --max-memory");
}

bool job_run(struct arena *const *arenas, size_t n, bool (*work)(void *ctx, struct err *err),
             void *ctx, struct err *err)
{
    struct arena_guard guard = { .err = err };
    if (setjmp(guard.env)) {
        set_guard(arenas, n, NULL);
        advise(err);
        return false;
    }
    set_guard(arenas, n, &guard);
    bool ok = work(ctx, err);
    set_guard(arenas, n, NULL);
    return ok;
}
