/* cache_text.c: one table of columns writes and reads the lines. */
#include "net/cache_text.h"

#include "format/json.h"
#include "net/cache_db.h"

#include <jansson.h>
#include <openssl/evp.h>
#include <sqlite3.h>

#include "base/banned.h"

enum { KEY_HEX = 2 * CACHE_KEY_BYTES };

enum kind { KIND_KEY, KIND_TEXT, KIND_NUMBER, KIND_CODE, KIND_BODY };

static const struct {
    const char *name;
    enum kind kind;
} columns[] = {
    { "key", KIND_KEY },          { "url", KIND_TEXT },         { "final_url", KIND_TEXT },
    { "hops", KIND_TEXT },        { "permanent", KIND_NUMBER }, { "code", KIND_CODE },
    { "row", KIND_NUMBER },       { "suspect", KIND_NUMBER },   { "detail", KIND_TEXT },
    { "status", KIND_NUMBER },    { "checked", KIND_NUMBER },   { "failures", KIND_NUMBER },
    { "tries", KIND_NUMBER },     { "wait", KIND_NUMBER },      { "type", KIND_TEXT },
    { "etag", KIND_TEXT },        { "modified", KIND_TEXT },    { "truncated", KIND_NUMBER },
    { "body_size", KIND_NUMBER }, { "body", KIND_BODY },
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static bool fail(struct cache *cache, struct err *err)
{
    return err_set(err, ERR_IO, "cache: %s", sqlite3_errmsg(cache_database(cache)));
}

/* "key, url, ..." */
static str column_list(struct arena *arena)
{
    str list = { 0 };
    for (size_t i = 0; i < COLUMNS; i++)
        list = str_printf(arena, "%.*s%s%s", STR_ARG(list), i ? ", " : "", columns[i].name);
    return list;
}

static str hex_text(const unsigned char *bytes, size_t n, struct arena *arena)
{
    static const char digits[] = "0123456789abcdef";
    char *text = NEW(arena, char, 2 * n);
    for (size_t i = 0; i < n; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return (str){ text, 2 * n };
}

static str base64_text(const unsigned char *bytes, size_t n, struct arena *arena)
{
    unsigned char *text = NEW(arena, unsigned char, (n + 2) / 3 * 4 + 1);
    int length = n ? EVP_EncodeBlock(text, bytes, (int)n) : 0;
    return (str){ (const char *)text, (size_t)length };
}

static void write_column(struct json_writer *w, sqlite3_stmt *row, int i, struct arena *scratch)
{
    size_t n = (size_t)sqlite3_column_bytes(row, i);
    json_key(w, str_from_z(columns[i].name));
    switch (columns[i].kind) {
    case KIND_KEY:
        json_str(w, hex_text(sqlite3_column_blob(row, i), n, scratch));
        break;
    case KIND_NUMBER:
        json_int(w, sqlite3_column_int64(row, i));
        break;
    case KIND_TEXT:
    case KIND_CODE:
        json_str(w, (str){ (const char *)sqlite3_column_text(row, i), n });
        break;
    case KIND_BODY:
        if (sqlite3_column_type(row, i) == SQLITE_NULL)
            json_put_null(w);
        else
            json_str(w, base64_text(sqlite3_column_blob(row, i), n, scratch));
        break;
    }
}

struct export
{
    struct cache *cache;
    sqlite3_stmt *rows, *looks;
    sqlite3_stmt *settled; /* NULL when an older file has no such table */
};

static bool write_looks(struct json_writer *w, const struct export *from)
{
    sqlite3_stmt *looks = from->looks;
    json_key(w, S("looks"));
    json_begin_array(w);
    bool good = sqlite3_bind_value(looks, 1, sqlite3_column_value(from->rows, 0)) == SQLITE_OK;
    while (good && sqlite3_step(looks) == SQLITE_ROW) {
        json_begin_array(w);
        json_int(w, sqlite3_column_int64(looks, 0));
        json_str(w, str_from_z((const char *)sqlite3_column_text(looks, 1)));
        json_int(w, sqlite3_column_int64(looks, 2));
        json_end_array(w);
    }
    json_end_array(w);
    return sqlite3_reset(looks) == SQLITE_OK && good;
}

/* The last settled look, where the last one of all is not: the columns of its row without the key. */
static bool write_settled(struct json_writer *w, const struct export *from, struct arena *scratch)
{
    sqlite3_stmt *settled = from->settled;
    if (!settled)
        return true;
    bool good = sqlite3_bind_value(settled, 1, sqlite3_column_value(from->rows, 0)) == SQLITE_OK;
    if (good && sqlite3_step(settled) == SQLITE_ROW) {
        json_key(w, S("settled"));
        json_begin_object(w);
        for (int i = 1; i < COLUMNS; i++)
            write_column(w, settled, i, scratch);
        json_end_object(w);
    }
    return sqlite3_reset(settled) == SQLITE_OK && good;
}

static bool write_line(struct buf *out, const struct export *from, struct arena *scratch)
{
    struct json_writer w;
    json_init(&w, out);
    json_begin_object(&w);
    for (int i = 0; i < COLUMNS; i++)
        write_column(&w, from->rows, i, scratch);
    bool good = write_looks(&w, from) && write_settled(&w, from, scratch);
    json_end_object(&w);
    buf_byte(out, '\n');
    return good;
}

static bool prepare_one(struct cache *cache, str sql, sqlite3_stmt **statement)
{
    return sqlite3_prepare_v2(cache_database(cache), sql.p, (int)sql.n, statement, NULL) ==
           SQLITE_OK;
}

static bool prepare_export(struct export *from, struct arena *scratch)
{
    str list = column_list(scratch);
    str rows = str_printf(scratch, "SELECT %.*s FROM page ORDER BY url, key", STR_ARG(list));
    str settled = str_printf(scratch, "SELECT %.*s FROM settled WHERE key = ?", STR_ARG(list));
    return prepare_one(from->cache, rows, &from->rows) &&
           prepare_one(from->cache,
                       S("SELECT checked, code, status FROM look WHERE key = ? ORDER BY checked"),
                       &from->looks) &&
           (prepare_one(from->cache, settled, &from->settled) || cache_is_read_only(from->cache));
}

bool cache_export(struct cache *cache, struct buf *out, struct err *err)
{
    struct export from = { .cache = cache };
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    bool good = prepare_export(&from, &scratch);
    int code = SQLITE_DONE;
    while (good && !out->failed && (code = sqlite3_step(from.rows)) == SQLITE_ROW) {
        struct arena_mark mark = arena_mark(&scratch);
        good = write_line(out, &from, &scratch);
        arena_release(&scratch, mark);
    }
    good = (good && (code == SQLITE_DONE || out->failed)) || fail(cache, err);
    (void)sqlite3_finalize(from.rows);
    (void)sqlite3_finalize(from.looks);
    (void)sqlite3_finalize(from.settled);
    arena_free(&scratch);
    return good;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_key(const json_t *value, unsigned char key[CACHE_KEY_BYTES])
{
    if (json_string_length(value) != KEY_HEX)
        return false;
    const char *hex = json_string_value(value);
    for (size_t i = 0; i < CACHE_KEY_BYTES; i++) {
        int high = hex_digit(hex[2 * i]), low = hex_digit(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        key[i] = (unsigned char)(high * 16 + low);
    }
    return true;
}

static bool bind_key(sqlite3_stmt *put, int at, const json_t *value)
{
    unsigned char key[CACHE_KEY_BYTES];
    return read_key(value, key) &&
           sqlite3_bind_blob(put, at, key, CACHE_KEY_BYTES, SQLITE_TRANSIENT) == SQLITE_OK;
}

static bool bind_body(sqlite3_stmt *put, int at, const json_t *value, struct arena *scratch)
{
    size_t n = json_string_length(value);
    const char *text = json_string_value(value);
    if (json_is_null(value))
        return sqlite3_bind_null(put, at) == SQLITE_OK;
    if (!text || n % 4 != 0)
        return false;
    unsigned char *bytes = NEW(scratch, unsigned char, n / 4 * 3 + 1);
    int length = n ? EVP_DecodeBlock(bytes, (const unsigned char *)text, (int)n) : 0;
    for (size_t i = n; length > 0 && i > 0 && text[i - 1] == '=' && i + 2 > n; i--)
        length--;
    return length >= 0 && sqlite3_bind_blob(put, at, bytes, length, SQLITE_TRANSIENT) == SQLITE_OK;
}

static bool read_code(const json_t *value, enum verdict_code *code)
{
    return json_is_string(value) && verdict_find(str_from_z(json_string_value(value)), code);
}

static bool bind_column(sqlite3_stmt *put, int i, const json_t *value, struct arena *scratch)
{
    enum verdict_code code;
    switch (columns[i].kind) {
    case KIND_KEY:
        return bind_key(put, i + 1, value);
    case KIND_NUMBER:
        return json_is_integer(value) &&
               sqlite3_bind_int64(put, i + 1, json_integer_value(value)) == SQLITE_OK;
    case KIND_CODE:
        if (!read_code(value, &code))
            return false;
        break;
    case KIND_BODY:
        return bind_body(put, i + 1, value, scratch);
    case KIND_TEXT:
        break;
    }
    return json_is_string(value) &&
           sqlite3_bind_text64(put, i + 1, json_string_value(value), json_string_length(value),
                               SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK;
}

struct import {
    struct cache *cache;
    sqlite3_stmt *put, *put_settled, *look;
    uint64_t taken;
};

static bool take_looks(struct import *to, const json_t *line)
{
    const json_t *looks = json_object_get(line, "looks");
    if (!json_is_array(looks) || !bind_key(to->look, 1, json_object_get(line, "key")))
        return false;
    for (size_t i = 0; i < json_array_size(looks); i++) {
        const json_t *look = json_array_get(looks, i), *code = json_array_get(look, 1);
        enum verdict_code known;
        if (!json_is_integer(json_array_get(look, 0)) || !read_code(code, &known) ||
            !json_is_integer(json_array_get(look, 2)))
            return false;
        if (sqlite3_bind_int64(to->look, 2, json_integer_value(json_array_get(look, 0))) !=
                SQLITE_OK ||
            sqlite3_bind_text(to->look, 3, json_string_value(code), -1, SQLITE_TRANSIENT) !=
                SQLITE_OK ||
            sqlite3_bind_int64(to->look, 4, json_integer_value(json_array_get(look, 2))) !=
                SQLITE_OK ||
            sqlite3_step(to->look) != SQLITE_DONE || sqlite3_reset(to->look) != SQLITE_OK)
            return false;
    }
    return true;
}

/* One look of an address, `row` with its columns. It is the last one now, as `*is_last` says, or the last settled
 * one, or older than what is known. */
static bool take_row(struct import *to, const json_t *key, const json_t *row, struct arena *scratch,
                     bool *is_last)
{
    const json_t *checked = json_object_get(row, "checked");
    unsigned char bytes[CACHE_KEY_BYTES];
    struct fetch_result before;
    struct verdict verdict = { 0 };
    if (!read_key(key, bytes) || !json_is_integer(checked) ||
        !read_code(json_object_get(row, "code"), &verdict.code))
        return false;
    (void)cache_peek_key(to->cache, bytes, &before);
    *is_last = before.checked_s == 0 || json_integer_value(checked) > before.checked_s;
    sqlite3_stmt *put = *is_last ? to->put : to->put_settled;
    bool wanted =
        *is_last || (verdict_is_settled(&verdict) && !verdict_is_settled(&before.verdict));
    bool good = bind_key(put, 1, key);
    for (int i = 1; good && i < COLUMNS; i++)
        good = bind_column(put, i, json_object_get(row, columns[i].name), scratch);
    if (good && *is_last)
        good = cache_keep_settled(to->cache, bytes, &before.verdict, verdict_is_settled(&verdict));
    return good && (!wanted || sqlite3_step(put) == SQLITE_DONE) && sqlite3_reset(put) == SQLITE_OK;
}

static bool take_line(struct import *to, str text, struct arena *scratch)
{
    json_t *line = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL);
    const json_t *key = json_object_get(line, "key"), *settled = json_object_get(line, "settled");
    bool is_last = false;
    bool good = json_is_object(line) && (!settled || json_is_object(settled)) &&
                (!settled || take_row(to, key, settled, scratch, &is_last)) &&
                take_row(to, key, line, scratch, &is_last) && take_looks(to, line);
    to->taken += good && is_last;
    json_decref(line);
    return good;
}

/* "INSERT ..." of a row that takes the place of an older one. */
static str put_sql(const char *table, struct arena *scratch)
{
    str names = column_list(scratch), later = { 0 }, marks = { 0 };
    for (size_t i = 0; i < COLUMNS; i++) {
        marks = str_printf(scratch, "%.*s%s?", STR_ARG(marks), i ? "," : "");
        later = str_printf(scratch, "%.*s%s%s = excluded.%s", STR_ARG(later), i ? ", " : "",
                           columns[i].name, columns[i].name);
    }
    return str_printf(scratch,
                      "INSERT INTO %s(%.*s) VALUES(%.*s) ON CONFLICT(key) DO UPDATE SET %.*s"
                      " WHERE excluded.checked > %s.checked",
                      table, STR_ARG(names), STR_ARG(marks), STR_ARG(later), table);
}

static bool prepare_import(struct import *to, struct arena *scratch)
{
    return prepare_one(to->cache, put_sql("page", scratch), &to->put) &&
           prepare_one(to->cache, put_sql("settled", scratch), &to->put_settled) &&
           prepare_one(to->cache,
                       S("INSERT OR IGNORE INTO look(key, checked, code, status) VALUES(?,?,?,?)"),
                       &to->look);
}

bool cache_import(struct cache *cache, str text, uint64_t *taken, struct err *err)
{
    struct import to = { .cache = cache };
    sqlite3 *db = cache_database(cache);
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    bool open = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
    bool good = (open && prepare_import(&to, &scratch)) || fail(cache, err);
    str line;
    for (uint32_t number = 1; good && str_next(&text, '\n', &line); number++) {
        struct arena_mark mark = arena_mark(&scratch);
        if (str_trim(line).n && !take_line(&to, line, &scratch))
            good = err_set(err, ERR_FORMAT, "line %u is no line of an exported cache", number);
        arena_release(&scratch, mark);
    }
    (void)sqlite3_finalize(to.put);
    (void)sqlite3_finalize(to.put_settled);
    (void)sqlite3_finalize(to.look);
    if (good)
        good = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK || fail(cache, err);
    if (!good && open)
        (void)sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    arena_free(&scratch);
    *taken = to.taken;
    return good;
}
