/* cache_upkeep.c: how much the cache holds, and what is dropped from it. */
#include "net/cache.h"

#include "net/cache_db.h"

#include "base/banned.h"

static const int64_t day_s = 86400;

/* One row of numbers. */
static bool query(struct cache *cache, const char *text, int64_t *numbers, int n)
{
    sqlite3_stmt *statement = NULL;
    bool good = sqlite3_prepare_v2(cache->db, text, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW;
    for (int i = 0; good && i < n; i++)
        numbers[i] = sqlite3_column_int64(statement, i);
    (void)sqlite3_finalize(statement);
    return good;
}

bool cache_stats(struct cache *cache, struct cache_stats *out, struct err *err)
{
    int64_t pages[4], size[2];
    if (!query(cache,
               "SELECT count(*), count(*) FILTER (WHERE failures > 0),"
               " coalesce(min(checked), 0), coalesce(max(checked), 0) FROM page",
               pages, 4) ||
        !query(cache, "SELECT page_count, page_size FROM pragma_page_count, pragma_page_size", size,
               2))
        return cache_fail(cache, err);
    *out = (struct cache_stats){ .entries = (uint64_t)pages[0],
                                 .failing = (uint64_t)pages[1],
                                 .oldest_s = pages[2],
                                 .newest_s = pages[3],
                                 .bytes = (uint64_t)size[0] * (uint64_t)size[1] };
    return true;
}

/* Drops the pages last looked at before `before_s`, with their history. */
static bool drop(struct cache *cache, int64_t before_s, uint64_t *dropped, struct err *err)
{
    char text[320];
    int64_t count = 0;
    (void)snprintf(text, sizeof text,
                   "DELETE FROM page WHERE checked < %lld;"
                   "DELETE FROM robots WHERE checked < %lld;"
                   "DELETE FROM look WHERE key NOT IN (SELECT key FROM page);"
                   "DELETE FROM settled WHERE key NOT IN (SELECT key FROM page)",
                   (long long)before_s, (long long)before_s);
    char count_text[96];
    (void)snprintf(count_text, sizeof count_text, "SELECT count(*) FROM page WHERE checked < %lld",
                   (long long)before_s);
    if (!cache_run(cache, BEGIN))
        return cache_fail(cache, err);
    if (!query(cache, count_text, &count, 1) ||
        sqlite3_exec(cache->db, text, NULL, NULL, NULL) != SQLITE_OK || !cache_run(cache, COMMIT)) {
        cache_fail(cache, err);
        (void)cache_run(cache, ROLLBACK);
        return false;
    }
    *dropped = (uint64_t)count;
    /* Gives the room back; another process at work may keep us from it, which does no harm. */
    (void)sqlite3_exec(cache->db, "VACUUM", NULL, NULL, NULL);
    return true;
}

bool cache_gc(struct cache *cache, int64_t now_s, uint32_t keep_days, uint64_t *dropped,
              struct err *err)
{
    return drop(cache, now_s - (int64_t)keep_days * day_s, dropped, err);
}

bool cache_clear(struct cache *cache, uint64_t *dropped, struct err *err)
{
    return drop(cache, INT64_MAX, dropped, err);
}
