/* repeat.c: an outage or a wall says nothing against an earlier look: the last settled one is repeated. */
#include "net/cache.h"
#include "net/run.h"

#include "base/banned.h"

/* The last settled look before this run: the cache keeps it beside a later one. */
static bool find_settled(struct cache *cache, str url, struct arena *perm,
                         struct fetch_result *last)
{
    if (cache_peek(cache, url, last) && verdict_is_settled(&last->verdict))
        return cache_get(cache, url, perm, last);
    return cache_get_settled(cache, url, perm, last);
}

bool repeat_settled(struct cache *cache, int64_t now_s, struct arena *perm,
                    struct fetch_result *result)
{
    struct fetch_result last;
    const int64_t kept_s = (int64_t)FETCH_REPEATED_DAYS * 24 * 3600;
    const struct verdict alone = { .code = result->verdict.code };
    bool dead = result->verdict.dead;
    if (!cache || verdict_is_settled(&alone) || !find_settled(cache, result->url, perm, &last) ||
        now_s - last.checked_s > kept_s)
        return false;
    if (dead && verdict_class_of(last.verdict.code) == VERDICT_CLASS_REACHED)
        return false;
    last.repeated = true;
    last.outage = result->verdict;
    last.from_cache = result->from_cache;
    last.tries = result->tries;
    *result = last;
    return true;
}

bool fetch_settle(struct fetch_result *const *results, const struct verdict *by_page, size_t n,
                  const struct fetch_options *options, struct arena *run, struct err *err)
{
    struct cache *cache = NULL;
    if (n == 0 || options->cache_file.n == 0 || options->offline)
        return true;
    if (!cache_open(options->cache_file, &cache, err))
        return false;
    bool good = cache_settle(cache, results, by_page, n, err);
    for (size_t i = 0; i < n && good; i++) {
        if (verdict_is_settled(&by_page[i]))
            continue;
        results[i]->verdict = by_page[i];
        (void)repeat_settled(cache, options->now_s, run, results[i]);
    }
    cache_close(cache);
    return good;
}
