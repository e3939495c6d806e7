/* store.c: SQLite. */
#include "core/store.h"

#include "base/banned.h"

bool store_fail(sqlite3 *db, const char *what, struct err *err)
{
    return err_set(err, ERR_IO, "%s: %s", what, sqlite3_errmsg(db));
}

bool store_bind_text(sqlite3_stmt *statement, int at, str text)
{
    return sqlite3_bind_text64(statement, at, text.n ? text.p : "", text.n, SQLITE_STATIC,
                               SQLITE_UTF8) == SQLITE_OK;
}

str store_text(sqlite3_stmt *row, int at)
{
    const unsigned char *text = sqlite3_column_text(row, at);
    return (str){ (const char *)text, text ? (size_t)sqlite3_column_bytes(row, at) : 0 };
}

bool store_change(sqlite3 *db, const char *what, store_work *work, const void *ctx, struct err *err)
{
    if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return store_fail(db, what, err);
    if (work(db, ctx) && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
        return true;
    store_fail(db, what, err);
    (void)sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}
