/* sweep_store.c: what sweeps have told, in the cache's file. */
#include "core/sweep.h"

#include <sqlite3.h>

#include "base/banned.h"

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS swept("
    " root TEXT NOT NULL, key BLOB NOT NULL, code TEXT NOT NULL, target TEXT NOT NULL,"
    " since INTEGER NOT NULL, checked INTEGER NOT NULL, told INTEGER NOT NULL,"
    " PRIMARY KEY(root, key)) WITHOUT ROWID";

static bool fail(sqlite3 *db, struct err *err)
{
    return err_set(err, ERR_IO, "the state of the sweep: %s", sqlite3_errmsg(db));
}

static bool bind_text(sqlite3_stmt *statement, int at, str text)
{
    return sqlite3_bind_text64(statement, at, text.n ? text.p : "", text.n, SQLITE_STATIC,
                               SQLITE_UTF8) == SQLITE_OK;
}

static bool bind_key(sqlite3_stmt *statement, int at, const unsigned char *key)
{
    return sqlite3_bind_blob(statement, at, key, CACHE_KEY_BYTES, SQLITE_STATIC) == SQLITE_OK;
}

static str column(sqlite3_stmt *row, int at)
{
    const unsigned char *text = sqlite3_column_text(row, at);
    return (str){ (const char *)text, text ? (size_t)sqlite3_column_bytes(row, at) : 0 };
}

static void read_row(struct sweep *sweep, const struct map *by_key, sqlite3_stmt *row)
{
    str key = { sqlite3_column_blob(row, 0), (size_t)sqlite3_column_bytes(row, 0) };
    struct sweep_entry *entry = map_get(by_key, key);
    int64_t told_s = sqlite3_column_int64(row, 5);
    if (told_s > sweep->before_s)
        sweep->before_s = told_s;
    if (!entry) {
        sweep->n_removed++;
        return;
    }
    entry->is_told = verdict_find(column(row, 1), &entry->before.code);
    entry->before.target = str_dup(&sweep->s->run, column(row, 2));
    entry->before.since_s = sqlite3_column_int64(row, 3);
    entry->before.checked_s = sqlite3_column_int64(row, 4);
}

bool sweep_load(struct sweep *sweep, struct cache *cache, struct err *err)
{
    sqlite3 *db = cache_database(cache);
    sqlite3_stmt *rows = NULL;
    struct map by_key = { 0 };
    for (size_t i = 0; i < sweep->list.n; i++) {
        struct sweep_entry *entry = sweep->list.p[i];
        str key = { (const char *)entry->key, CACHE_KEY_BYTES };
        *map_slot(&by_key, &sweep->s->run, key) = entry;
    }
    bool good = sqlite3_exec(db, schema, NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(db,
                                   "SELECT key, code, target, since, checked, told FROM swept"
                                   " WHERE root = ?",
                                   -1, &rows, NULL) == SQLITE_OK &&
                bind_text(rows, 1, sweep->root);
    int code = SQLITE_DONE;
    while (good && (code = sqlite3_step(rows)) == SQLITE_ROW)
        read_row(sweep, &by_key, rows);
    good = (good && code == SQLITE_DONE) || fail(db, err);
    (void)sqlite3_finalize(rows);
    if (!sweep->whole)
        sweep->n_removed = 0;
    return good;
}

static bool put(sqlite3_stmt *at, const struct sweep *sweep, const struct sweep_entry *entry)
{
    const struct sweep_state *state = entry->looked ? &entry->now : &entry->before;
    if (!entry->looked && !entry->is_told)
        return true;
    bool good = bind_text(at, 1, sweep->root) && bind_key(at, 2, entry->key);
    good = good && bind_text(at, 3, verdict_name(state->code)) && bind_text(at, 4, state->target);
    good = good && sqlite3_bind_int64(at, 5, state->since_s) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 6, state->checked_s) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 7, sweep->s->now_s) == SQLITE_OK;
    good = good && sqlite3_step(at) == SQLITE_DONE;
    return sqlite3_reset(at) == SQLITE_OK && good;
}

static bool put_all(sqlite3 *db, const struct sweep *sweep)
{
    sqlite3_stmt *insert = NULL, *erase = NULL;
    bool good = sqlite3_prepare_v2(db, "INSERT OR REPLACE INTO swept VALUES(?,?,?,?,?,?,?)", -1,
                                   &insert, NULL) == SQLITE_OK;
    for (size_t i = 0; good && i < sweep->list.n; i++)
        good = put(insert, sweep, sweep->list.p[i]);
    if (good && sweep->whole) /* what was not written just now is cited no more */
        good = sqlite3_prepare_v2(db, "DELETE FROM swept WHERE root = ? AND told <> ?", -1, &erase,
                                  NULL) == SQLITE_OK &&
               bind_text(erase, 1, sweep->root) &&
               sqlite3_bind_int64(erase, 2, sweep->s->now_s) == SQLITE_OK &&
               sqlite3_step(erase) == SQLITE_DONE;
    (void)sqlite3_finalize(insert);
    (void)sqlite3_finalize(erase);
    return good;
}

bool sweep_save(const struct sweep *sweep, struct cache *cache, struct err *err)
{
    sqlite3 *db = cache_database(cache);
    if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return fail(db, err);
    if (put_all(db, sweep) && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
        return true;
    fail(db, err);
    (void)sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}
