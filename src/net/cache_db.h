/* cache_db.h: the database, for the files of the cache alone: cache_file.c and cache_open.c open it, cache.c reads and
 * writes looks, cache_upkeep.c counts and drops them, cache_text.c turns them into lines and back. */
#ifndef NET_CACHE_DB_H
#define NET_CACHE_DB_H

#include <sqlite3.h>

#include "net/cache.h"

/* Its statements; the text of each is in cache_open.c. */
enum cache_statement {
    GET,
    PUT,
    LOOK,
    BEGIN,
    COMMIT,
    ROLLBACK,
    LOOKS,
    GET_ROBOTS,
    PUT_ROBOTS,
    GET_SETTLED,
    KEEP_SETTLED,
    DROP_SETTLED,
    PEEK,
    CORRECT,
    STATEMENTS
};

struct cache {
    struct arena arena; /* of the struct itself */
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
    const char *path_z;
    bool read_only; /* what is put is forgotten */
};

/* cache_fail: sets ERR_IO with what the database says. Returns false. */
bool cache_fail(const struct cache *cache, struct err *err);

/* cache_peek_key: cache_peek by the key. False when there is no look, or one of an unknown verdict. */
bool cache_peek_key(struct cache *cache, const unsigned char *key, struct fetch_result *out);

/* cache_keep_settled: to be called before a look takes the place of the one with the verdict `before`. One that is
 * settled for good takes the place of an older settled one, too; another lets it stand. */
bool cache_keep_settled(struct cache *cache, const unsigned char *key, const struct verdict *before,
                        bool for_good);

/* cache_run: runs a statement without rows and makes it ready for the next time. */
bool cache_run(struct cache *cache, enum cache_statement which);

#endif
