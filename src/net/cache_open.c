/* cache_open.c: the cache's file: its tables, its statements, who may read it. */
#include "net/cache.h"

#include "net/cache_db.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

enum {
    SCHEMA_VERSION = 1,
    APPLICATION_ID = 0x63697465, /* "cite" */
    BUSY_MS = 10000
};

#define PAGE_COLUMNS                                                                               \
    "("                                                                                            \
    " key BLOB PRIMARY KEY, url TEXT NOT NULL, final_url TEXT NOT NULL, hops TEXT NOT NULL,"       \
    " permanent INTEGER NOT NULL, code TEXT NOT NULL, row INTEGER NOT NULL,"                       \
    " suspect INTEGER NOT NULL, detail TEXT NOT NULL, status INTEGER NOT NULL,"                    \
    " checked INTEGER NOT NULL, failures INTEGER NOT NULL, tries INTEGER NOT NULL,"                \
    " wait INTEGER NOT NULL, type TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,"      \
    " truncated INTEGER NOT NULL, body BLOB, body_size INTEGER NOT NULL) WITHOUT ROWID;"

/* `settled` keeps the last settled look of an address whose last one of all is not. */
static const char schema[] =
    "CREATE TABLE IF NOT EXISTS page" PAGE_COLUMNS "CREATE TABLE IF NOT EXISTS settled" PAGE_COLUMNS
    "CREATE TABLE IF NOT EXISTS look("
    " key BLOB NOT NULL, checked INTEGER NOT NULL, code TEXT NOT NULL, status INTEGER NOT NULL,"
    " PRIMARY KEY(key, checked)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS robots("
    " url TEXT PRIMARY KEY, checked INTEGER NOT NULL, reached INTEGER NOT NULL,"
    " body BLOB NOT NULL) WITHOUT ROWID;";

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
    [FAILURES] = "SELECT failures, code FROM page WHERE key = ?",
    [LOOKS] = "SELECT checked, code FROM look WHERE key = ? ORDER BY checked",
    [GET_ROBOTS] = "SELECT checked, reached, body FROM robots WHERE url = ?",
    [PUT_ROBOTS] = "INSERT INTO robots(url, checked, reached, body) VALUES(?1,?2,?3,?4)"
                   " ON CONFLICT(url) DO UPDATE SET reached = ?3, body = ?4, checked ="
                   " CASE WHEN reached OR ?3 THEN ?2 ELSE checked END",
    [GET_SETTLED] = "SELECT " READ_COLUMNS " FROM settled WHERE key = ?",
    [KEEP_SETTLED] = "INSERT OR REPLACE INTO settled SELECT * FROM page WHERE key = ?",
    [DROP_SETTLED] = "DELETE FROM settled WHERE key = ?",
    [PEEK] = "SELECT checked, failures, code FROM page WHERE key = ?",
};
_Static_assert(sizeof sql / sizeof sql[0] == STATEMENTS, "text for each statement");

bool cache_fail(const struct cache *cache, struct err *err)
{
    int code = sqlite3_errcode(cache->db);
    bool damaged = code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
    return err_set(err, ERR_IO, "%s: %s%s", cache->path_z, sqlite3_errmsg(cache->db),
                   damaged ? "; delete it, or name another by --cache" : "");
}

static bool make_folder(char *path)
{
    for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
        *at = 0;
        bool good = mkdir(path, 0700) == 0 || errno == EEXIST;
        *at = '/';
        if (!good)
            return false;
    }
    return true;
}

/* The file is this program's, of this version, or new. */
static bool check_identity(struct cache *cache, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int version = -1, application = -1;
    const char *text = "SELECT user_version, application_id FROM pragma_user_version,"
                       " pragma_application_id";
    if (sqlite3_prepare_v2(cache->db, text, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        version = sqlite3_column_int(statement, 0);
        application = sqlite3_column_int(statement, 1);
    }
    if (sqlite3_finalize(statement) != SQLITE_OK || version < 0)
        return cache_fail(cache, err);
    bool is_new = version == 0 && application == 0;
    if (!is_new && (version != SCHEMA_VERSION || application != APPLICATION_ID))
        return err_set(
            err, ERR_IO,
            "%s: not a cache of this version of citecheck; delete it, or name another by --cache",
            cache->path_z);
    return true;
}

static bool prepare(struct cache *cache, struct err *err)
{
    char setup[sizeof schema + 200];
    (void)snprintf(setup, sizeof setup,
                   "BEGIN IMMEDIATE; %s PRAGMA user_version = %d; PRAGMA application_id = %d;"
                   " COMMIT",
                   schema, SCHEMA_VERSION, APPLICATION_ID);
    if (sqlite3_busy_timeout(cache->db, BUSY_MS) != SQLITE_OK || !check_identity(cache, err))
        return cache_fail(cache, err);
    if (sqlite3_exec(cache->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", NULL, NULL,
                     NULL) != SQLITE_OK ||
        sqlite3_exec(cache->db, setup, NULL, NULL, NULL) != SQLITE_OK)
        return cache_fail(cache, err);
    for (int i = 0; i < STATEMENTS; i++)
        if (sqlite3_prepare_v3(cache->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &cache->statements[i], NULL) != SQLITE_OK)
            return cache_fail(cache, err);
    return true;
}

/* The file must be an ordinary one; a new one is made for its owner alone, as what was fetched may hold
 * what others should not read. What stands there already keeps its rights. */
static bool make_file(const char *path, struct err *err)
{
    struct stat st;
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0)
        return close(fd) == 0;
    if (errno != EEXIST || stat(path, &st) != 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    return S_ISREG(st.st_mode) || err_set(err, ERR_IO, "%s: is no file", path);
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
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    bool good = strlen(path_z) == path.n && path.n > 0;
    if (!good)
        err_set(err, ERR_IO, "the cache's file has no name");
    else if (!make_folder(path_z))
        good = err_set(err, ERR_IO, "%s: %s", path_z, strerror(errno));
    else if (!make_file(path_z, err))
        good = false;
    else if (sqlite3_open_v2(path_z, &cache->db, flags, NULL) != SQLITE_OK)
        good = cache_fail(cache, err);
    else
        good = prepare(cache, err);
    if (!good) {
        cache_close(cache);
        return false;
    }
    *out = cache;
    return true;
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
