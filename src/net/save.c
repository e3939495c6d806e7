/* save.c: what a run finds goes into the cache many looks at a time: a commit waits for the disk, and the loop
 * with it. */
#include "net/run.h"

#include "base/banned.h"

enum { SAVED_AT_ONCE = 64, SAVE_WITHIN_MS = 100 };

static bool may_be_kept(enum verdict_code code)
{
    return code != VERDICT_NONE && code != VERDICT_LOCAL_ERROR &&
           code != VERDICT_BLOCKED_BY_POLICY && code != VERDICT_INVALID_URL;
}

void save_later(struct fetch_run *run, const struct fetch_result *result, int64_t now_ms)
{
    if (!run->env->cache || run->cache_failed || !may_be_kept(result->verdict.code))
        return;
    if (run->unsaved.n == 0)
        run->save_ms = now_ms + SAVE_WITHIN_MS;
    *VEC_PUSH(&run->unsaved, run->work) = result;
}

void save_all(struct fetch_run *run)
{
    if (run->unsaved.n && !run->cache_failed)
        run->cache_failed =
            !cache_put_all(run->env->cache, run->unsaved.p, run->unsaved.n, run->err);
    run->unsaved.n = 0;
    run->save_ms = HOSTS_NEVER;
}

void save_due(struct fetch_run *run, int64_t now_ms)
{
    if (run->unsaved.n >= SAVED_AT_ONCE || run->save_ms <= now_ms)
        save_all(run);
}
