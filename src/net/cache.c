/* cache.c: one row for each address and one for each look at it. The key is a digest: a secret
 * in an address tells pages apart, but does not stand in the file. */
#include "net/cache.h"

#include "format/url.h"
#include "net/cache_db.h"

#include <openssl/evp.h>
#include <zlib.h>

#include "base/banned.h"

enum { LARGEST_BODY_BYTES = 256 * 1024 * 1024 };

static const int64_t hour_s = 3600, day_s = 86400;

bool cache_key(str url, unsigned char key[CACHE_KEY_BYTES])
{
    unsigned size = 0;
    return EVP_Digest(url.p, url.n, key, &size, EVP_sha256(), NULL) == 1 && size == CACHE_KEY_BYTES;
}

static bool bind_text(sqlite3_stmt *statement, int at, str text)
{
    return sqlite3_bind_text64(statement, at, text.n ? text.p : "", text.n, SQLITE_STATIC,
                               SQLITE_UTF8) == SQLITE_OK;
}

static str column_text(sqlite3_stmt *statement, int at, struct arena *perm)
{
    const unsigned char *text = sqlite3_column_text(statement, at);
    int n = sqlite3_column_bytes(statement, at);
    return str_dup(perm, (str){ (const char *)text, text ? (size_t)n : 0 });
}

/* "301 URL" lines. */
static str hops_text(const struct fetch_result *result, struct arena *scratch)
{
    str text = { 0 };
    for (uint32_t i = 0; i < result->n_hops; i++) {
        str url = url_masked(result->hops[i].url, scratch);
        text = str_printf(scratch, "%.*s%u %.*s\n", STR_ARG(text), result->hops[i].status,
                          STR_ARG(url));
    }
    return text;
}

static void parse_hops(str text, struct arena *perm, struct fetch_result *out)
{
    VEC(struct fetch_hop) hops = { 0 };
    str rest = text, line, status, url;
    while (str_next(&rest, '\n', &line)) {
        uint32_t number;
        if (!str_cut(line, ' ', &status, &url) || !str_to_u32(status, &number))
            continue;
        *VEC_PUSH(&hops, perm) = (struct fetch_hop){ url, (uint16_t)number };
    }
    out->hops = hops.p;
    out->n_hops = (uint32_t)hops.n;
}

static void read_body(sqlite3_stmt *statement, struct arena *perm, struct fetch_result *out)
{
    int64_t size = sqlite3_column_int64(statement, 17);
    if (sqlite3_column_type(statement, 16) == SQLITE_NULL || size < 0 || size > LARGEST_BODY_BYTES)
        return;
    char *body = NEW(perm, char, (size_t)size + 1);
    uLongf n = (uLongf)size;
    int packed = sqlite3_column_bytes(statement, 16);
    if (size > 0 &&
        (uncompress((Bytef *)body, &n, sqlite3_column_blob(statement, 16), (uLong)packed) != Z_OK ||
         n != (uLongf)size))
        return;
    out->body = (str){ body, (size_t)size };
    out->body_kept = true;
}

static void read_row(sqlite3_stmt *statement, struct arena *perm, struct fetch_result *out)
{
    int at = 0;
    out->final_url = column_text(statement, at++, perm);
    parse_hops(column_text(statement, at++, perm), perm, out);
    out->permanent_redirect = sqlite3_column_int(statement, at++) != 0;
    if (!verdict_find(column_text(statement, at++, perm), &out->verdict.code))
        out->verdict.code = VERDICT_NONE;
    out->verdict.row = (uint8_t)sqlite3_column_int(statement, at++);
    out->verdict.suspect = sqlite3_column_int(statement, at++) != 0;
    out->verdict.detail = column_text(statement, at++, perm);
    out->status = (uint16_t)sqlite3_column_int(statement, at++);
    out->checked_s = sqlite3_column_int64(statement, at++);
    out->failures = (uint32_t)sqlite3_column_int64(statement, at++);
    out->tries = (uint32_t)sqlite3_column_int64(statement, at++);
    out->wait_s = (uint32_t)sqlite3_column_int64(statement, at++);
    out->content_type = column_text(statement, at++, perm);
    out->etag = column_text(statement, at++, perm);
    out->last_modified = column_text(statement, at++, perm);
    out->body_truncated = sqlite3_column_int(statement, at++) != 0;
    read_body(statement, perm, out);
}

static bool bind_key(sqlite3_stmt *statement, const unsigned char *key)
{
    return sqlite3_bind_blob(statement, 1, key, CACHE_KEY_BYTES, SQLITE_STATIC) == SQLITE_OK;
}

/* The row of an address. A statement whose table an older file lacks finds none. */
static bool find_row(sqlite3_stmt *statement, const unsigned char *key)
{
    return statement && bind_key(statement, key) && sqlite3_step(statement) == SQLITE_ROW;
}

static void forget_row(sqlite3_stmt *statement)
{
    if (!statement)
        return;
    (void)sqlite3_reset(statement);
    (void)sqlite3_clear_bindings(statement);
}

static struct history read_history(struct cache *cache, const unsigned char *key)
{
    sqlite3_stmt *statement = cache->statements[LOOKS];
    struct history history = { 0 };
    for (bool more = find_row(statement, key); more; more = sqlite3_step(statement) == SQLITE_ROW) {
        enum verdict_code code;
        const char *name = (const char *)sqlite3_column_text(statement, 1);
        if (verdict_find(str_from_z(name), &code))
            history_add(&history, code, sqlite3_column_int64(statement, 0));
    }
    forget_row(statement);
    return history;
}

static bool get(struct cache *cache, enum cache_statement which, str url, struct arena *perm,
                struct fetch_result *out)
{
    sqlite3_stmt *statement = cache->statements[which];
    unsigned char key[CACHE_KEY_BYTES];
    *out = (struct fetch_result){ .url = url };
    bool found = cache_key(url, key) && find_row(statement, key);
    if (found) {
        read_row(statement, perm, out);
        found = out->verdict.code != VERDICT_NONE;
        if (out->failures)
            out->history = read_history(cache, key);
    }
    forget_row(statement);
    out->from_cache = found;
    return found;
}

bool cache_get(struct cache *cache, str url, struct arena *perm, struct fetch_result *out)
{
    return get(cache, GET, url, perm, out);
}

bool cache_get_settled(struct cache *cache, str url, struct arena *perm, struct fetch_result *out)
{
    return get(cache, GET_SETTLED, url, perm, out);
}

bool cache_peek_key(struct cache *cache, const unsigned char *key, struct fetch_result *out)
{
    sqlite3_stmt *statement = cache->statements[PEEK];
    *out = (struct fetch_result){ 0 };
    bool found = find_row(statement, key);
    if (found) {
        const char *code = (const char *)sqlite3_column_text(statement, 2);
        out->checked_s = sqlite3_column_int64(statement, 0);
        out->failures = (uint32_t)sqlite3_column_int64(statement, 1);
        found = verdict_find(str_from_z(code), &out->verdict.code);
    }
    forget_row(statement);
    return found;
}

bool cache_peek(struct cache *cache, str url, struct fetch_result *out)
{
    unsigned char key[CACHE_KEY_BYTES];
    *out = (struct fetch_result){ 0 };
    bool found = cache_key(url, key) && cache_peek_key(cache, key, out);
    out->url = url;
    return found;
}

/* A first failure is looked at again soon, one that lasts after three days: that is what a verdict by
 * history counts. */
bool cache_is_fresh(const struct fetch_result *stored, int64_t now_s)
{
    int64_t age_s = now_s - stored->checked_s, keep_s = 0;
    switch (verdict_class_of(stored->verdict.code)) {
    case VERDICT_CLASS_REACHED:
        keep_s = day_s;
        break;
    case VERDICT_CLASS_UNKNOWN:
        keep_s = 6 * hour_s;
        break;
    case VERDICT_CLASS_BROKEN:
        keep_s = stored->failures > 1 ? 3 * day_s : hour_s / 6;
        break;
    }
    return age_s >= 0 && age_s < keep_s;
}

bool cache_keep_settled(struct cache *cache, const unsigned char *key, const struct verdict *before,
                        bool for_good)
{
    enum cache_statement which = for_good ? DROP_SETTLED : KEEP_SETTLED;
    if (!for_good && !verdict_is_settled(before))
        return true;
    return bind_key(cache->statements[which], key) && cache_run(cache, which);
}

static bool bind_body(sqlite3_stmt *statement, int at, const struct fetch_result *result,
                      struct arena *scratch)
{
    if (!result->body_kept)
        return sqlite3_bind_null(statement, at) == SQLITE_OK;
    uLongf n = compressBound((uLong)result->body.n);
    Bytef *packed = NEW(scratch, Bytef, n);
    const Bytef *body = (const Bytef *)(result->body.n ? result->body.p : "");
    return compress2(packed, &n, body, (uLong)result->body.n, Z_BEST_SPEED) == Z_OK &&
           sqlite3_bind_blob64(statement, at, packed, n, SQLITE_STATIC) == SQLITE_OK;
}

/* A page that came may yet say that it is a wall (cache_settle). */
static bool is_for_good(const struct fetch_result *result)
{
    bool is_page =
        result->body_kept && verdict_class_of(result->verdict.code) == VERDICT_CLASS_REACHED;
    return verdict_is_settled(&result->verdict) && !is_page;
}

static bool bind_page(struct cache *cache, const unsigned char *key,
                      const struct fetch_result *result, struct arena *scratch)
{
    sqlite3_stmt *at = cache->statements[PUT];
    struct fetch_result before;
    (void)cache_peek_key(cache, key, &before);
    uint32_t failures = verdict_failures(before.failures, result->verdict.code);
    bool good =
        cache_keep_settled(cache, key, &before.verdict, is_for_good(result)) && bind_key(at, key);
    good = good && bind_text(at, 2, url_masked(result->url, scratch));
    good = good && bind_text(at, 3, url_masked(result->final_url, scratch));
    good = good && bind_text(at, 4, hops_text(result, scratch));
    good = good && sqlite3_bind_int(at, 5, result->permanent_redirect) == SQLITE_OK;
    good = good && bind_text(at, 6, verdict_name(result->verdict.code));
    good = good && sqlite3_bind_int(at, 7, result->verdict.row) == SQLITE_OK;
    good = good && sqlite3_bind_int(at, 8, result->verdict.suspect) == SQLITE_OK;
    good = good && bind_text(at, 9, result->verdict.detail);
    good = good && sqlite3_bind_int(at, 10, result->status) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 11, result->checked_s) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 12, failures) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 13, result->tries) == SQLITE_OK;
    good = good && sqlite3_bind_int64(at, 14, result->wait_s) == SQLITE_OK;
    good = good && bind_text(at, 15, result->content_type);
    good = good && bind_text(at, 16, result->etag);
    good = good && bind_text(at, 17, result->last_modified);
    good = good && sqlite3_bind_int(at, 18, result->body_truncated) == SQLITE_OK;
    good = good && bind_body(at, 19, result, scratch);
    return good && sqlite3_bind_int64(at, 20, (sqlite3_int64)result->body.n) == SQLITE_OK;
}

static bool bind_look(struct cache *cache, const unsigned char *key,
                      const struct fetch_result *result)
{
    sqlite3_stmt *at = cache->statements[LOOK];
    return sqlite3_bind_blob(at, 1, key, CACHE_KEY_BYTES, SQLITE_STATIC) == SQLITE_OK &&
           sqlite3_bind_int64(at, 2, result->checked_s) == SQLITE_OK &&
           bind_text(at, 3, verdict_name(result->verdict.code)) &&
           sqlite3_bind_int(at, 4, result->status) == SQLITE_OK;
}

static bool put(struct cache *cache, const struct fetch_result *result)
{
    unsigned char key[CACHE_KEY_BYTES];
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    bool good = cache_key(result->url, key) && bind_page(cache, key, result, &scratch) &&
                cache_run(cache, PUT) && bind_look(cache, key, result) && cache_run(cache, LOOK);
    (void)sqlite3_clear_bindings(cache->statements[PUT]);
    (void)sqlite3_clear_bindings(cache->statements[LOOK]);
    arena_free(&scratch);
    return good;
}

/* Ends a transaction. */
static bool end(struct cache *cache, bool good, struct err *err)
{
    if (good && cache_run(cache, COMMIT))
        return true;
    cache_fail(cache, err);
    (void)cache_run(cache, ROLLBACK);
    return false;
}

bool cache_put_all(struct cache *cache, const struct fetch_result *const *results, size_t n,
                   struct err *err)
{
    if (cache->read_only)
        return true;
    if (!cache_run(cache, BEGIN))
        return cache_fail(cache, err);
    bool good = true;
    for (size_t i = 0; i < n && good; i++)
        good = put(cache, results[i]);
    return end(cache, good, err);
}

bool cache_put(struct cache *cache, const struct fetch_result *result, struct err *err)
{
    return cache_put_all(cache, &result, 1, err);
}

static bool settle(struct cache *cache, str url, const struct verdict *verdict)
{
    unsigned char key[CACHE_KEY_BYTES];
    sqlite3_stmt *at = cache->statements[CORRECT];
    if (!cache_key(url, key))
        return false;
    if (verdict_is_settled(verdict))
        return bind_key(cache->statements[DROP_SETTLED], key) && cache_run(cache, DROP_SETTLED);
    bool good = bind_key(at, key) && bind_text(at, 2, verdict_name(verdict->code)) &&
                sqlite3_bind_int(at, 3, verdict->row) == SQLITE_OK &&
                bind_text(at, 4, verdict->detail) && cache_run(cache, CORRECT);
    (void)sqlite3_clear_bindings(at);
    return good;
}

bool cache_settle(struct cache *cache, struct fetch_result *const *results,
                  const struct verdict *by_page, size_t n, struct err *err)
{
    if (cache->read_only)
        return true;
    if (!cache_run(cache, BEGIN))
        return cache_fail(cache, err);
    bool good = true;
    for (size_t i = 0; i < n && good; i++)
        good = settle(cache, results[i]->url, &by_page[i]);
    return end(cache, good, err);
}

bool cache_robots_get(struct cache *cache, str url, struct arena *perm, struct cache_robots *out)
{
    sqlite3_stmt *statement = cache->statements[GET_ROBOTS];
    bool found = statement && bind_text(statement, 1, url) && sqlite3_step(statement) == SQLITE_ROW;
    if (found)
        *out = (struct cache_robots){ .checked_s = sqlite3_column_int64(statement, 0),
                                      .reached = sqlite3_column_int(statement, 1) != 0,
                                      .body = column_text(statement, 2, perm) };
    forget_row(statement);
    return found;
}

bool cache_robots_put(struct cache *cache, str url, const struct cache_robots *robots,
                      struct err *err)
{
    sqlite3_stmt *statement = cache->statements[PUT_ROBOTS];
    if (cache->read_only)
        return true;
    bool good = bind_text(statement, 1, url) &&
                sqlite3_bind_int64(statement, 2, robots->checked_s) == SQLITE_OK &&
                sqlite3_bind_int(statement, 3, robots->reached) == SQLITE_OK &&
                sqlite3_bind_blob64(statement, 4, robots->body.n ? robots->body.p : "",
                                    robots->body.n, SQLITE_STATIC) == SQLITE_OK &&
                cache_run(cache, PUT_ROBOTS);
    (void)sqlite3_clear_bindings(statement);
    return good || cache_fail(cache, err);
}
