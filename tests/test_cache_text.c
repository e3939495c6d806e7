/* test_cache_text.c: the cache as lines, there and back; and what a killed writer leaves. */
#include "net/cache_text.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum { NOW = 1750000000, DAY = 86400, KILLS = 200, MOST_BYTES = 1 << 24 };

struct bench {
    struct arena arena;
    struct cache *cache, *other;
    struct err err;
    char folder[64];
    str path, other_path;
};

static int open_bench(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    arena_init(&bench->arena, 0, NULL);
    (void)snprintf(bench->folder, sizeof bench->folder, "/tmp/citecheck-test-XXXXXX");
    assert_non_null(mkdtemp(bench->folder));
    bench->path = str_printf(&bench->arena, "%s/cache.db", bench->folder);
    bench->other_path = str_printf(&bench->arena, "%s/other.db", bench->folder);
    assert_true(cache_open(bench->path, &bench->cache, &bench->err));
    assert_true(cache_open(bench->other_path, &bench->other, &bench->err));
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    struct bench *bench = *state;
    static const char *const names[] = { "cache.db", "other.db" };
    static const char *const ends[] = { "", "-wal", "-shm" };
    cache_close(bench->cache);
    cache_close(bench->other);
    for (size_t i = 0; i < 6; i++)
        (void)unlink(
            str_printf(&bench->arena, "%s/%s%s", bench->folder, names[i / 3], ends[i % 3]).p);
    (void)rmdir(bench->folder);
    arena_free(&bench->arena);
    free(bench);
    return 0;
}

static void put(struct bench *bench, const char *url, enum verdict_code code, int64_t checked_s)
{
    const struct fetch_hop hop = { S("http://a.example/before"), 301 };
    struct fetch_result result = { .url = str_from_z(url),
                                   .final_url = str_from_z(url),
                                   .status = code == VERDICT_OK ? 200 : 404,
                                   .verdict = { .code = code, .row = 32, .detail = S("\"d\"\n") },
                                   .hops = &hop,
                                   .n_hops = 1,
                                   .checked_s = checked_s,
                                   .body = S("<p>\x01 some bytes \xff</p>"),
                                   .body_kept = code == VERDICT_OK };
    struct fetch_result *const read = &result;
    if (!cache_put(bench->cache, &result, &bench->err) ||
        (result.body_kept && !cache_settle(bench->cache, &read, &result.verdict, 1, &bench->err)))
        fail_msg("%s", bench->err.message);
}

static str export_all(struct bench *bench, struct cache *cache)
{
    struct buf buf;
    buf_init(&buf, MOST_BYTES);
    assert_true(cache_export(cache, &buf, &bench->err));
    assert_false(buf.failed);
    str text = str_dup(&bench->arena, buf_str(&buf));
    buf_free(&buf);
    return text;
}

static uint64_t import(struct bench *bench, str text)
{
    uint64_t taken;
    if (!cache_import(bench->other, text, &taken, &bench->err))
        fail_msg("%s", bench->err.message);
    return taken;
}

static void lines_come_sorted_and_go_there_and_back(void **state)
{
    struct bench *bench = *state;
    put(bench, "http://b.example/?token=secret", VERDICT_OK, NOW);
    put(bench, "http://a.example/2", VERDICT_GONE, NOW);
    put(bench, "http://a.example/2", VERDICT_GONE, NOW + 4 * DAY);
    put(bench, "http://a.example/1", VERDICT_OK, NOW);
    str text = export_all(bench, bench->cache);
    assert_true(str_starts(text, S("{\"key\":\"")));
    assert_true(str_find(text, S("a.example/1"), 0) < str_find(text, S("a.example/2"), 0));
    assert_true(str_find(text, S("a.example/2"), 0) < str_find(text, S("b.example"), 0));
    assert_int_equal(str_find(text, S("secret"), 0), text.n);
    assert_int_equal(import(bench, text), 3);
    assert_true(str_eq(export_all(bench, bench->other), text));
    struct fetch_result out;
    assert_true(cache_get(bench->other, S("http://b.example/?token=secret"), &bench->arena, &out));
    assert_true(str_eq(out.body, S("<p>\x01 some bytes \xff</p>")));
    assert_true(str_eq(out.verdict.detail, S("\"d\"\n")));
    assert_true(cache_get(bench->other, S("http://a.example/2"), &bench->arena, &out));
    assert_int_equal(out.history.strikes, 2);
}

static void the_later_look_stays_and_histories_join(void **state)
{
    struct bench *bench = *state;
    struct fetch_result out;
    put(bench, "http://a.example/1", VERDICT_GONE, NOW);
    str early = export_all(bench, bench->cache);
    put(bench, "http://a.example/1", VERDICT_GONE, NOW + 4 * DAY);
    str late = export_all(bench, bench->cache);
    assert_int_equal(import(bench, late), 1);
    assert_int_equal(import(bench, early), 0);
    assert_true(str_eq(export_all(bench, bench->other), late));
    assert_true(cache_get(bench->other, S("http://a.example/1"), &bench->arena, &out));
    assert_int_equal(out.checked_s, NOW + 4 * DAY);
    assert_int_equal(import(bench, late), 0);
}

static void expect_settled(struct bench *bench, struct cache *cache, enum verdict_code last,
                           enum verdict_code settled, int64_t settled_s)
{
    struct fetch_result out;
    str url = S("http://a.example/1");
    assert_true(cache_get(cache, url, &bench->arena, &out));
    assert_int_equal(out.verdict.code, last);
    bool has = cache_get_settled(cache, url, &bench->arena, &out);
    assert_int_equal(has, settled != VERDICT_NONE);
    if (!has)
        return;
    assert_int_equal(out.verdict.code, settled);
    assert_int_equal(out.checked_s, settled_s);
    assert_int_equal(out.body_kept, settled == VERDICT_OK);
}

static void the_last_settled_look_goes_along(void **state)
{
    struct bench *bench = *state;
    put(bench, "http://a.example/1", VERDICT_OK, NOW);
    put(bench, "http://a.example/1", VERDICT_TIMEOUT, NOW + DAY);
    str text = export_all(bench, bench->cache);
    assert_true(str_find(text, S("\"settled\":{\"url\":"), 0) < text.n);
    assert_int_equal(import(bench, text), 1);
    expect_settled(bench, bench->other, VERDICT_TIMEOUT, VERDICT_OK, NOW);
    assert_true(str_eq(export_all(bench, bench->other), text));
}

/* Every order of looks in two caches comes to what one cache would have seen. */
static void a_settled_look_outlives_an_import(void **state)
{
    struct bench *bench = *state;
    static const enum verdict_code codes[] = { VERDICT_OK, VERDICT_TIMEOUT };
    enum { LOOKS = 4, WAYS = 16, SIDES = 16 };
    for (int way = 0; way < WAYS * SIDES; way++) {
        enum verdict_code last = VERDICT_NONE, settled = VERDICT_NONE;
        int64_t settled_s = 0;
        uint64_t dropped;
        int rest = way % WAYS, sides = way / WAYS;
        struct cache *both[] = { bench->cache, bench->other };
        for (int i = 0; i < LOOKS; i++, rest /= 2, sides /= 2) {
            last = codes[rest % 2];
            bench->cache = both[sides % 2];
            put(bench, "http://a.example/1", last, NOW + i * DAY);
            settled = last != VERDICT_TIMEOUT ? last : settled;
            settled_s = last != VERDICT_TIMEOUT ? NOW + i * DAY : settled_s;
        }
        bench->cache = both[0];
        (void)import(bench, export_all(bench, bench->cache));
        expect_settled(bench, bench->other, last, last == settled ? VERDICT_NONE : settled,
                       settled_s);
        for (int i = 0; i < 2; i++)
            assert_true(cache_clear(both[i], &dropped, &bench->err));
    }
}

static void a_bad_line_leaves_all_as_it_was(void **state)
{
    struct bench *bench = *state;
    put(bench, "http://a.example/1", VERDICT_OK, NOW);
    str good = export_all(bench, bench->cache);
    static const char *const bad[] = {
        "nonsense", "[]", "{}", "{\"key\":\"00\"}", "null", "\"\xff\"",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct err err = { 0 };
        uint64_t taken;
        str text = str_printf(&bench->arena, "%.*s\n%s\n", STR_ARG(good), bad[i]);
        assert_false(cache_import(bench->other, text, &taken, &err));
        assert_int_equal(err.kind, ERR_FORMAT);
        assert_non_null(strstr(err.message, "line 3"));
        assert_int_equal(export_all(bench, bench->other).n, 0);
    }
    /* One field at a time of another type. */
    put(bench, "http://a.example/1", VERDICT_TIMEOUT, NOW + DAY);
    good = export_all(bench, bench->cache);
    static const char *const fields[] = { "\"settled\":", "\"settled\":{\"url\":", "\"key\":\"",
                                          "\"row\":",     "\"code\":\"",           "\"looks\":",
                                          "\"body\":\"" };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        struct err err = { 0 };
        uint64_t taken;
        size_t at = str_find(good, str_from_z(fields[i]), 0) + strlen(fields[i]);
        assert_true(at < good.n);
        str text = str_printf(&bench->arena, "%.*s%s%.*s", (int)at, good.p,
                              fields[i][strlen(fields[i]) - 1] == '"' ? "?" : "true,\"x\":",
                              STR_ARG(str_from(good, at)));
        assert_false(cache_import(bench->other, text, &taken, &err));
    }
}

/* Writes one address after the other, and says so of each, until it is killed. */
static _Noreturn void write_until_killed(str path, int acknowledge, int round)
{
    struct arena arena;
    struct cache *cache;
    struct err err = { 0 };
    arena_init(&arena, 0, NULL);
    if (!cache_open(path, &cache, &err))
        _exit(1);
    for (uint32_t i = 0;; i++) {
        const struct fetch_result result = {
            .url = str_printf(&arena, "http://a.example/%d/%u", round, i),
            .final_url = S("http://a.example/"),
            .verdict = { .code = VERDICT_GONE, .row = 21 },
            .checked_s = NOW + i,
        };
        if (!cache_put(cache, &result, &err) ||
            write(acknowledge, &i, sizeof i) != (ssize_t)sizeof i)
            _exit(1);
    }
}

/* Lets a writer work for some milliseconds. Returns how many addresses it has acknowledged. */
static uint32_t kill_a_writer(struct bench *bench, int round)
{
    int ends[2];
    uint32_t last, n = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        write_until_killed(bench->other_path, ends[1], round);
    (void)close(ends[1]);
    struct timespec time = { .tv_nsec = (long)(3 + round * 7 % 23) * 1000000 };
    (void)nanosleep(&time, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    while (read(ends[0], &last, sizeof last) == (ssize_t)sizeof last)
        n = last + 1;
    (void)close(ends[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    return n;
}

static void what_was_acknowledged_survives_a_kill(void **state)
{
    struct bench *bench = *state;
    uint32_t acknowledged[KILLS], all = 0;
    cache_close(bench->other);
    for (int round = 0; round < KILLS; round++)
        all += acknowledged[round] = kill_a_writer(bench, round);
    assert_true(all > 0);
    assert_true(cache_open(bench->other_path, &bench->other, &bench->err));
    for (int round = 0; round < KILLS; round++) {
        for (uint32_t i = 0; i < acknowledged[round]; i++) {
            struct fetch_result out;
            str url = str_printf(&bench->arena, "http://a.example/%d/%u", round, i);
            if (!cache_get(bench->other, url, &bench->arena, &out) || out.checked_s != NOW + i)
                fail_msg("%.*s is lost", STR_ARG(url));
        }
    }
    sqlite3 *db = NULL;
    sqlite3_stmt *check = NULL;
    assert_int_equal(sqlite3_open(bench->other_path.p, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &check, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(check), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(check, 0), "ok");
    assert_int_equal(sqlite3_finalize(check), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lines_come_sorted_and_go_there_and_back),
        TEST(the_later_look_stays_and_histories_join),
        TEST(the_last_settled_look_goes_along),
        TEST(a_settled_look_outlives_an_import),
        TEST(a_bad_line_leaves_all_as_it_was),
        TEST(what_was_acknowledged_survives_a_kill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
