/* cache_file.c: SQLite, in WAL mode. */
#include "net/cache_file.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

enum {
    SCHEMA_VERSION = 1,
    APPLICATION_ID = 0x63697465, /* "cite" */
    BUSY_MS = 10000,
    RETRY_MS = 5,
    URI_BYTES_MAX = 64 * 1024
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

/* Somebody's file, as it may be named by mistake: nobody is told to delete it. */
static bool is_no_cache(const char *path, struct err *err)
{
    return err_set(err, ERR_IO, "%s: is no cache of citecheck; name another file by --cache", path);
}

bool cache_file_fail(sqlite3 *db, const char *path, struct err *err)
{
    int code = sqlite3_errcode(db);
    if (code == SQLITE_NOTADB)
        return is_no_cache(path, err);
    return err_set(err, ERR_IO, "%s: %s%s", path, sqlite3_errmsg(db),
                   code == SQLITE_CORRUPT ? "; delete it, or name another by --cache" : "");
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
static bool check_identity(sqlite3 *db, const char *path, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int version = -1, application = -1;
    const char *text = "SELECT user_version, application_id FROM pragma_user_version,"
                       " pragma_application_id";
    if (sqlite3_prepare_v2(db, text, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        version = sqlite3_column_int(statement, 0);
        application = sqlite3_column_int(statement, 1);
    }
    if (sqlite3_finalize(statement) != SQLITE_OK || version < 0)
        return cache_file_fail(db, path, err);
    if (application != APPLICATION_ID)
        return (application == 0 && version == 0) || is_no_cache(path, err);
    return version == SCHEMA_VERSION ||
           err_set(err, ERR_IO,
                   "%s: a cache of another version of citecheck; delete it, or name another by "
                   "--cache",
                   path);
}

/* SQLite does not wait by itself for another that makes the same new file. */
static int use_wal(sqlite3 *db)
{
    for (int waited = 0;; waited += RETRY_MS) {
        int code = sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", NULL,
                                NULL, NULL);
        if (code != SQLITE_BUSY || waited >= BUSY_MS)
            return code;
        (void)sqlite3_sleep(RETRY_MS);
    }
}

static bool set_up(sqlite3 *db, const char *path, struct err *err)
{
    char setup[sizeof schema + 200];
    (void)snprintf(setup, sizeof setup,
                   "BEGIN IMMEDIATE; %s PRAGMA user_version = %d; PRAGMA application_id = %d;"
                   " COMMIT",
                   schema, SCHEMA_VERSION, APPLICATION_ID);
    if (use_wal(db) != SQLITE_OK || sqlite3_exec(db, setup, NULL, NULL, NULL) != SQLITE_OK)
        return cache_file_fail(db, path, err);
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

/* WAL needs to write beside the file, too. */
static bool may_write(char *path)
{
    char *slash = strrchr(path, '/');
    bool folder = false;
    if (!slash)
        folder = access(".", W_OK) == 0;
    else if (slash == path)
        folder = access("/", W_OK) == 0;
    if (slash && slash != path) {
        *slash = 0;
        folder = access(path, W_OK) == 0;
        *slash = '/';
    }
    return folder && access(path, W_OK) == 0;
}

/* "file:/a/b.db?immutable=1": nobody can write it, and no lock is needed. */
static bool open_as_it_stands(const char *path, sqlite3 **db)
{
    struct buf uri;
    buf_init(&uri, URI_BYTES_MAX);
    buf_add(&uri, S("file:"));
    for (const char *p = path; *p; p++)
        if (*p == '%' || *p == '?' || *p == '#')
            buf_printf(&uri, "%%%02X", (unsigned)*p);
        else
            buf_byte(&uri, *p);
    buf_add(&uri, S("?immutable=1"));
    buf_byte(&uri, 0);
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    bool ok = !uri.failed && sqlite3_open_v2(uri.p, db, flags, NULL) == SQLITE_OK;
    buf_free(&uri);
    return ok;
}

bool cache_file_open(char *path, sqlite3 **db, bool *read_only, struct err *err)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    if (!make_folder(path))
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    *read_only = access(path, R_OK) == 0 && !may_write(path);
    if (!*read_only && !make_file(path, err))
        return false;
    bool open = *read_only ? open_as_it_stands(path, db)
                           : sqlite3_open_v2(path, db, flags, NULL) == SQLITE_OK;
    if (!open || sqlite3_busy_timeout(*db, BUSY_MS) != SQLITE_OK)
        return cache_file_fail(*db, path, err);
    return check_identity(*db, path, err) && (*read_only || set_up(*db, path, err));
}
