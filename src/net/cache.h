/* cache.h: what was fetched and what was found, kept over runs in SQLite (WAL; verdict commits with
 * synchronous=FULL). One row per canonical address; safe with several processes. */
#ifndef NET_CACHE_H
#define NET_CACHE_H

#include "base/err.h"
#include "net/fetch.h"

struct cache;

/* cache_open: opens or makes the file; its folder is made when missing. One that may not be written is read. Returns false with ERR_IO. */
bool cache_open(str path, struct cache **out, struct err *err);
void cache_close(struct cache *cache);

/* cache_is_read_only: its file may not be written: what is put is forgotten. */
bool cache_is_read_only(const struct cache *cache);

/* cache_database: the open file, for further tables of those above; NULL never. */
struct sqlite3 *cache_database(struct cache *cache);

/* cache_get: the stored look at `url`, whatever its age; false when there is none. Texts in `perm`. */
bool cache_get(struct cache *cache, str url, struct arena *perm, struct fetch_result *out);

/* cache_get_settled: the last look with a settled verdict, when the last one of all has none; false when
 * there is none. */
bool cache_get_settled(struct cache *cache, str url, struct arena *perm, struct fetch_result *out);

/* cache_peek: what cache_is_fresh goes by, without texts and page. */
bool cache_peek(struct cache *cache, str url, struct fetch_result *out);

/* cache_key: what stands for an address in tables: a digest. */
enum { CACHE_KEY_BYTES = 32 };
bool cache_key(str url, unsigned char key[CACHE_KEY_BYTES]);

/* cache_is_fresh: whether a stored look still stands for a new one at `now_s` (TTL by verdict). */
bool cache_is_fresh(const struct fetch_result *stored, int64_t now_s);

/* cache_put: stores a look; committed when it returns true. cache_put_all: stores several, or none of them, for
 * the price of one commit. */
bool cache_put(struct cache *cache, const struct fetch_result *result, struct err *err);
bool cache_put_all(struct cache *cache, const struct fetch_result *const *results, size_t n,
                   struct err *err);

/* cache_settle: what the pages of looks say, which were put before: the earlier settled look of one that is settled is
 * forgotten; one that is not gets that verdict, and its earlier settled look stays. */
bool cache_settle(struct cache *cache, struct fetch_result *const *results,
                  const struct verdict *by_page, size_t n, struct err *err);

/* What is kept of a robots.txt. */
struct cache_robots {
    int64_t checked_s; /* of the look; of the first in a row, when it was not to be had */
    bool reached;
    str body; /* its beginning; empty when there is none */
};

/* cache_robots_get / cache_robots_put: the robots.txt at `url`; false when none is kept. */
bool cache_robots_get(struct cache *cache, str url, struct arena *perm, struct cache_robots *out);
bool cache_robots_put(struct cache *cache, str url, const struct cache_robots *robots,
                      struct err *err);

struct cache_stats {
    uint64_t entries, bytes, failing;
    int64_t oldest_s, newest_s; /* 0 when empty */
};
bool cache_stats(struct cache *cache, struct cache_stats *out, struct err *err);

/* cache_gc: drops what was last looked at more than `keep_days` before `now_s`. */
bool cache_gc(struct cache *cache, int64_t now_s, uint32_t keep_days, uint64_t *dropped,
              struct err *err);
bool cache_clear(struct cache *cache, uint64_t *dropped, struct err *err);

#endif
