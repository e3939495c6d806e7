/* cache_open.c: the cache and its statements. */
#include "net/cache.h"

#include "net/cache_db.h"
#include "net/cache_file.h"

#include <string.h>

#include "base/banned.h"

#define READ_COLUMNS                                                                               \
    "final_url, hops, permanent, code, row, suspect, detail, status, checked, failures, tries,"    \
    " wait, type, etag, modified, truncated, body, body_size"

static const char *const sql[] = {
    [GET] = "SELECT " READ_COLUMNS " FROM page WHERE key = ?",
    [PUT] = "INSERT OR REPLACE INTO page(key, url, final_url, hops, permanent, code, row, suspect,"
            " detail, status, checked, failures, tries, wait, type, etag, modified, truncated,"
            " body, body_size) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    [LOOK] = "INSERT OR REPLACE INTO look(key, checked, code, status) VALUES(?,?,?,?)",
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [LOOKS] = "SELECT checked, code FROM look WHERE key = ? ORDER BY checked",
    [GET_ROBOTS] = "SELECT checked, reached, body FROM robots WHERE url = ?",
    [PUT_ROBOTS] = "INSERT INTO robots(url, checked, reached, body) VALUES(?1,?2,?3,?4)"
                   " ON CONFLICT(url) DO UPDATE SET reached = ?3, body = ?4, checked ="
                   " CASE WHEN reached OR ?3 THEN ?2 ELSE checked END",
    [GET_SETTLED] = "SELECT " READ_COLUMNS " FROM settled WHERE key = ?",
    [KEEP_SETTLED] = "INSERT OR REPLACE INTO settled SELECT * FROM page WHERE key = ?",
    [DROP_SETTLED] = "DELETE FROM settled WHERE key = ?",
    [CORRECT] = "UPDATE page SET code = ?2, row = ?3, detail = ?4 WHERE key = ?1",
    [PEEK] = "SELECT checked, failures, code FROM page WHERE key = ?",
};
_Static_assert(sizeof sql / sizeof sql[0] == STATEMENTS, "text for each statement");

bool cache_fail(const struct cache *cache, struct err *err)
{
    return cache_file_fail(cache->db, cache->path_z, err);
}

static bool prepare(struct cache *cache, struct err *err)
{
    for (int i = 0; i < STATEMENTS; i++)
        if (sqlite3_prepare_v3(cache->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &cache->statements[i], NULL) != SQLITE_OK &&
            !cache->read_only) /* an older file may lack a table: nothing is found in it */
            return cache_fail(cache, err);
    return true;
}

bool cache_open(str path, struct cache **out, struct err *err)
{
    struct arena arena;
    arena_init(&arena, 0, NULL);
    struct cache *cache = NEW(&arena, struct cache, 1);
    char *path_z = NEW(&arena, char, path.n + 1);
    if (path.n)
        memcpy(path_z, path.p, path.n);
    cache->arena = arena;
    cache->path_z = path_z;
    bool good = (strlen(path_z) == path.n && path.n > 0) ||
                err_set(err, ERR_IO, "the cache's file has no name");
    if (!good || !cache_file_open(path_z, &cache->db, &cache->read_only, err) ||
        !prepare(cache, err)) {
        cache_close(cache);
        return false;
    }
    *out = cache;
    return true;
}

bool cache_is_read_only(const struct cache *cache)
{
    return cache->read_only;
}

void cache_close(struct cache *cache)
{
    if (!cache)
        return;
    for (int i = 0; i < STATEMENTS; i++)
        (void)sqlite3_finalize(cache->statements[i]);
    (void)sqlite3_close(cache->db);
    struct arena arena = cache->arena;
    arena_free(&arena);
}

bool cache_run(struct cache *cache, enum cache_statement which)
{
    sqlite3_stmt *statement = cache->statements[which];
    int code = sqlite3_step(statement);
    (void)sqlite3_reset(statement);
    return code == SQLITE_DONE;
}

struct sqlite3 *cache_database(struct cache *cache)
{
    return cache->db;
}
