/* article_store.c: SQLite. */
#include "core/article_store.h"

#include "core/store.h"

#include "base/banned.h"

static const char what[] = "the index of articles";

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS article("
    " root TEXT NOT NULL, path TEXT NOT NULL, hash BLOB NOT NULL, size INTEGER NOT NULL,"
    " modified INTEGER NOT NULL, publication TEXT NOT NULL, outlet TEXT NOT NULL,"
    " volume INTEGER NOT NULL, issue INTEGER NOT NULL, dated INTEGER NOT NULL,"
    " day_from INTEGER NOT NULL, day_to INTEGER NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL,"
    " PRIMARY KEY(root, path)) WITHOUT ROWID";

struct article_row *article_rows_get(struct article_rows *rows, str path, struct arena *run)
{
    struct article_row *known = map_get(&rows->by_path, path);
    if (known)
        return known;
    struct article_row *row = NEW(run, struct article_row, 1);
    row->article.path = str_dup(run, path);
    *map_slot(&rows->by_path, run, row->article.path) = row;
    *VEC_PUSH(&rows->list, run) = row;
    return row;
}

static void read_row(sqlite3_stmt *at, struct article_rows *rows, struct arena *run)
{
    struct article_row *row = article_rows_get(rows, store_text(at, 0), run);
    const void *hash = sqlite3_column_blob(at, 1);
    if (hash && sqlite3_column_bytes(at, 1) == ARTICLE_HASH_BYTES)
        memcpy(row->hash, hash, ARTICLE_HASH_BYTES);
    row->size_bytes = sqlite3_column_int64(at, 2);
    row->modified_ns = sqlite3_column_int64(at, 3);
    struct own_article *a = &row->article;
    a->publication = str_dup(run, store_text(at, 4));
    a->outlet = str_dup(run, store_text(at, 5));
    a->volume = (uint32_t)sqlite3_column_int64(at, 6);
    a->issue = (uint32_t)sqlite3_column_int64(at, 7);
    a->dated = sqlite3_column_int(at, 8) != 0;
    a->days = (struct day_range){ sqlite3_column_int(at, 9), sqlite3_column_int(at, 10) };
    a->title = str_dup(run, store_text(at, 11));
    a->url = str_dup(run, store_text(at, 12));
}

static bool has_table(sqlite3 *db)
{
    return sqlite3_table_column_metadata(db, NULL, "article", NULL, NULL, NULL, NULL, NULL, NULL) ==
           SQLITE_OK;
}

bool article_store_load(struct cache *cache, str root, struct arena *run, struct article_rows *out,
                        struct err *err)
{
    sqlite3 *db = cache_database(cache);
    sqlite3_stmt *statement = NULL;
    if (cache_is_read_only(cache) && !has_table(db))
        return true;
    bool good =
        (cache_is_read_only(cache) || sqlite3_exec(db, schema, NULL, NULL, NULL) == SQLITE_OK) &&
        sqlite3_prepare_v2(db,
                           "SELECT path, hash, size, modified, publication, outlet,"
                           " volume, issue, dated, day_from, day_to, title, url"
                           " FROM article WHERE root = ? ORDER BY path",
                           -1, &statement, NULL) == SQLITE_OK &&
        store_bind_text(statement, 1, root);
    int code = SQLITE_ROW;
    while (good && (code = sqlite3_step(statement)) == SQLITE_ROW)
        read_row(statement, out, run);
    good = good && code == SQLITE_DONE;
    if (!good)
        store_fail(db, what, err);
    (void)sqlite3_finalize(statement);
    return good;
}

static bool put(sqlite3_stmt *at, str root, const struct article_row *row)
{
    const struct own_article *a = &row->article;
    bool good = store_bind_text(at, 1, root) && store_bind_text(at, 2, a->path);
    good =
        good && sqlite3_bind_blob(at, 3, row->hash, ARTICLE_HASH_BYTES, SQLITE_STATIC) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 4, row->size_bytes) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 5, row->modified_ns) == SQLITE_OK;
    good = good && store_bind_text(at, 6, a->publication) && store_bind_text(at, 7, a->outlet);
    good = good && sqlite3_bind_int64(at, 8, a->volume) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 9, a->issue) == SQLITE_OK;
    good = good && sqlite3_bind_int(at, 10, a->dated) == SQLITE_OK;
    good = good && sqlite3_bind_int(at, 11, a->days.from) == SQLITE_OK;
    good = good && sqlite3_bind_int(at, 12, a->days.to) == SQLITE_OK;
    good = good && store_bind_text(at, 13, a->title) && store_bind_text(at, 14, a->url);
    good = good && sqlite3_step(at) == SQLITE_DONE;
    return sqlite3_reset(at) == SQLITE_OK && good;
}

static bool drop(sqlite3_stmt *at, str root, str path)
{
    bool good = store_bind_text(at, 1, root) && store_bind_text(at, 2, path) &&
                sqlite3_step(at) == SQLITE_DONE;
    return sqlite3_reset(at) == SQLITE_OK && good;
}

/* The rows of one repository. */
struct saving {
    str root;
    const struct article_rows *rows;
};

static bool write_rows(sqlite3 *db, const void *ctx)
{
    const struct saving *saving = ctx;
    const struct article_rows *rows = saving->rows;
    sqlite3_stmt *insert = NULL, *erase = NULL;
    bool good =
        sqlite3_prepare_v2(db, "INSERT OR REPLACE INTO article VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                           -1, &insert, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "DELETE FROM article WHERE root = ? AND path = ?", -1, &erase,
                           NULL) == SQLITE_OK;
    for (size_t i = 0; good && i < rows->list.n; i++) {
        const struct article_row *row = rows->list.p[i];
        if (!row->seen)
            good = drop(erase, saving->root, row->article.path);
        else if (row->fresh)
            good = put(insert, saving->root, row);
    }
    (void)sqlite3_finalize(insert);
    (void)sqlite3_finalize(erase);
    return good;
}

bool article_store_save(struct cache *cache, str root, const struct article_rows *rows,
                        struct err *err)
{
    bool any = false;
    for (size_t i = 0; i < rows->list.n; i++)
        any |= rows->list.p[i]->fresh || !rows->list.p[i]->seen;
    if (!any || cache_is_read_only(cache))
        return true;
    const struct saving saving = { root, rows };
    return store_change(cache_database(cache), what, write_rows, &saving, err);
}
