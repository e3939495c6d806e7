/* sweep_store.c: what sweeps have told, in the cache's file. */
#include "core/store.h"
#include "core/sweep.h"

#include "base/banned.h"

static const char what[] = "the state of the sweep";

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS swept("
    " root TEXT NOT NULL, key BLOB NOT NULL, code TEXT NOT NULL, target TEXT NOT NULL,"
    " since INTEGER NOT NULL, checked INTEGER NOT NULL, told INTEGER NOT NULL,"
    " PRIMARY KEY(root, key)) WITHOUT ROWID";

static bool bind_key(sqlite3_stmt *statement, int at, const unsigned char *key)
{
    return sqlite3_bind_blob(statement, at, key, CACHE_KEY_BYTES, SQLITE_STATIC) == SQLITE_OK;
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
    entry->is_told = verdict_find(store_text(row, 1), &entry->before.code);
    entry->before.target = str_dup(&sweep->s->run, store_text(row, 2));
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
                store_bind_text(rows, 1, sweep->root);
    int code = SQLITE_DONE;
    while (good && (code = sqlite3_step(rows)) == SQLITE_ROW)
        read_row(sweep, &by_key, rows);
    good = (good && code == SQLITE_DONE) || store_fail(db, what, err);
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
    bool good = store_bind_text(at, 1, sweep->root) && bind_key(at, 2, entry->key);
    good = good && store_bind_text(at, 3, verdict_name(state->code)) &&
           store_bind_text(at, 4, state->target);
    good = good && sqlite3_bind_int64(at, 5, state->since_s) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 6, state->checked_s) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 7, sweep->s->now_s) == SQLITE_OK;
    good = good && sqlite3_step(at) == SQLITE_DONE;
    return sqlite3_reset(at) == SQLITE_OK && good;
}

static bool put_all(sqlite3 *db, const void *ctx)
{
    const struct sweep *sweep = ctx;
    sqlite3_stmt *insert = NULL, *erase = NULL;
    bool good = sqlite3_prepare_v2(db, "INSERT OR REPLACE INTO swept VALUES(?,?,?,?,?,?,?)", -1,
                                   &insert, NULL) == SQLITE_OK;
    for (size_t i = 0; good && i < sweep->list.n; i++)
        good = put(insert, sweep, sweep->list.p[i]);
    if (good && sweep->whole) /* what was not written just now is cited no more */
        good = sqlite3_prepare_v2(db, "DELETE FROM swept WHERE root = ? AND told <> ?", -1, &erase,
                                  NULL) == SQLITE_OK &&
               store_bind_text(erase, 1, sweep->root) &&
               sqlite3_bind_int64(erase, 2, sweep->s->now_s) == SQLITE_OK &&
               sqlite3_step(erase) == SQLITE_DONE;
    (void)sqlite3_finalize(insert);
    (void)sqlite3_finalize(erase);
    return good;
}

bool sweep_save(struct sweep *sweep, struct cache *cache, struct err *err)
{
    return store_change(cache_database(cache), what, put_all, sweep, err);
}
