/* test_cache.c: what the cache gives back, how long it stands, and what several processes may do. */
#include "net/cache.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/banned.h"

enum { NOW = 1750000000, HOUR = 3600, DAY = 86400, NOBODY = 65534, SKIPPED = 77 };

struct bench {
    struct arena arena;
    struct cache *cache;
    struct err err;
    char folder[64];
    str path;
};

static int open_bench(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    arena_init(&bench->arena, 0, NULL);
    (void)snprintf(bench->folder, sizeof bench->folder, "/tmp/citecheck-test-XXXXXX");
    assert_non_null(mkdtemp(bench->folder));
    bench->path = str_printf(&bench->arena, "%s/deep/er/cache.db", bench->folder);
    assert_true(cache_open(bench->path, &bench->cache, &bench->err));
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    struct bench *bench = *state;
    cache_close(bench->cache);
    static const char *const names[] = { "/deep/er/cache.db", "/deep/er/cache.db-wal",
                                         "/deep/er/cache.db-shm" };
    static const char *const folders[] = { "/deep/er", "/deep", "" };
    for (size_t i = 0; i < 3; i++)
        (void)unlink(str_printf(&bench->arena, "%s%s", bench->folder, names[i]).p);
    for (size_t i = 0; i < 3; i++)
        (void)rmdir(str_printf(&bench->arena, "%s%s", bench->folder, folders[i]).p);
    arena_free(&bench->arena);
    free(bench);
    return 0;
}

static struct fetch_result page(str url, enum verdict_code code, int64_t checked_s)
{
    return (struct fetch_result){ .url = url,
                                  .final_url = url,
                                  .status = code == VERDICT_OK ? 200 : 404,
                                  .verdict = { .code = code, .row = 32 },
                                  .checked_s = checked_s,
                                  .tries = 1 };
}

static void put(struct bench *bench, const struct fetch_result *result)
{
    if (!cache_put(bench->cache, result, &bench->err))
        fail_msg("%s", bench->err.message);
}

static void what_was_put_comes_back(void **state)
{
    struct bench *bench = *state;
    const struct fetch_hop hops[] = { { S("http://a.example/1"), 301 },
                                      { S("http://a.example/2"), 308 } };
    str body = { NEW(&bench->arena, char, 100000), 100000 };
    struct fetch_result in = page(S("http://a.example/1"), VERDICT_MOVED, NOW);
    in.final_url = S("http://a.example/3");
    in.verdict = (struct verdict){
        .code = VERDICT_MOVED, .row = 31, .suspect = true, .detail = S("downgrade")
    };
    in.permanent_redirect = true;
    in.hops = hops;
    in.n_hops = 2;
    in.content_type = S("text/html; charset=utf-8");
    in.etag = S("\"x\"");
    in.last_modified = S("Mon, 06 Jan 2025 10:00:00 GMT");
    in.body = body;
    in.body_kept = in.body_truncated = true;
    in.tries = 3;
    in.wait_s = 7;
    put(bench, &in);
    struct fetch_result out;
    assert_true(cache_get(bench->cache, in.url, &bench->arena, &out));
    assert_true(str_eq(out.final_url, in.final_url));
    assert_int_equal(out.status, 404);
    assert_int_equal(out.verdict.code, VERDICT_MOVED);
    assert_int_equal(out.verdict.row, 31);
    assert_true(out.verdict.suspect);
    assert_true(str_eq(out.verdict.detail, S("downgrade")));
    assert_int_equal(out.n_hops, 2);
    assert_true(str_eq(out.hops[1].url, hops[1].url));
    assert_int_equal(out.hops[1].status, 308);
    assert_true(str_eq(out.content_type, in.content_type));
    assert_true(str_eq(out.etag, in.etag));
    assert_true(str_eq(out.last_modified, in.last_modified));
    assert_true(str_eq(out.body, body));
    assert_true(out.body_kept && out.body_truncated && out.permanent_redirect && out.from_cache);
    assert_int_equal(out.checked_s, NOW);
    assert_int_equal(out.tries, 3);
    assert_int_equal(out.wait_s, 7);
}

static void a_settled_look_outlives_an_outage(void **state)
{
    struct bench *bench = *state;
    struct fetch_result ok = page(S("http://a.example/"), VERDICT_OK, NOW), out;
    struct fetch_result outage = page(ok.url, VERDICT_TIMEOUT, NOW + DAY);
    ok.body = S("words");
    ok.body_kept = true;
    put(bench, &ok);
    assert_false(cache_get_settled(bench->cache, ok.url, &bench->arena, &out));
    put(bench, &outage);
    outage.checked_s += DAY;
    put(bench, &outage);
    assert_true(cache_get(bench->cache, ok.url, &bench->arena, &out));
    assert_int_equal(out.verdict.code, VERDICT_TIMEOUT);
    assert_true(cache_get_settled(bench->cache, ok.url, &bench->arena, &out));
    assert_int_equal(out.verdict.code, VERDICT_OK);
    assert_int_equal(out.checked_s, NOW);
    assert_true(str_eq(out.body, ok.body));
    struct fetch_result gone = page(ok.url, VERDICT_GONE, NOW + 3 * DAY);
    put(bench, &gone);
    assert_false(cache_get_settled(bench->cache, ok.url, &bench->arena, &out));
}

/* A page that came may be a wall: the earlier look is kept until the page was read, and stays when it is one. */
static void a_settled_look_outlives_walls_that_answer_200(void **state)
{
    struct bench *bench = *state;
    const struct verdict wall = { .code = VERDICT_FORBIDDEN_TO_BOTS, .row = 15, .detail = S("w") };
    struct fetch_result ok = page(S("http://a.example/"), VERDICT_OK, NOW), out;
    struct fetch_result *const read = &ok;
    ok.body_kept = true;
    put(bench, &ok);
    assert_true(cache_settle(bench->cache, &read, &ok.verdict, 1, &bench->err));
    for (int day = 1; day <= 3; day++) {
        ok.checked_s = NOW + day * DAY;
        put(bench, &ok);
        assert_true(cache_settle(bench->cache, &read, &wall, 1, &bench->err));
        assert_true(cache_get(bench->cache, ok.url, &bench->arena, &out));
        assert_int_equal(out.verdict.code, VERDICT_FORBIDDEN_TO_BOTS);
        assert_int_equal(out.verdict.row, 15);
        assert_true(str_eq(out.verdict.detail, S("w")));
        assert_true(cache_get_settled(bench->cache, ok.url, &bench->arena, &out));
        assert_int_equal(out.verdict.code, VERDICT_OK);
        assert_int_equal(out.checked_s, NOW);
    }
    put(bench, &ok);
    assert_true(cache_settle(bench->cache, &read, &ok.verdict, 1, &bench->err));
    assert_false(cache_get_settled(bench->cache, ok.url, &bench->arena, &out));
}

static void a_peek_sees_what_freshness_goes_by(void **state)
{
    struct bench *bench = *state;
    struct fetch_result gone = page(S("http://a.example/"), VERDICT_GONE, NOW), out;
    assert_false(cache_peek(bench->cache, gone.url, &out));
    put(bench, &gone);
    assert_true(cache_peek(bench->cache, gone.url, &out));
    assert_int_equal(out.verdict.code, VERDICT_GONE);
    assert_int_equal(out.failures, 1);
    assert_int_equal(out.checked_s, NOW);
}

static void what_was_never_put_is_not_there(void **state)
{
    struct bench *bench = *state;
    struct fetch_result out;
    assert_false(cache_get(bench->cache, S("http://b.example/"), &bench->arena, &out));
}

static void an_empty_body_that_was_kept_is_not_a_body_that_was_not(void **state)
{
    struct bench *bench = *state;
    struct fetch_result in = page(S("http://a.example/"), VERDICT_OK, NOW), out;
    put(bench, &in);
    assert_true(cache_get(bench->cache, in.url, &bench->arena, &out));
    assert_false(out.body_kept);
    in.body_kept = true;
    put(bench, &in);
    assert_true(cache_get(bench->cache, in.url, &bench->arena, &out));
    assert_true(out.body_kept);
    assert_int_equal(out.body.n, 0);
}

static void a_secret_tells_pages_apart_and_stands_in_no_column(void **state)
{
    struct bench *bench = *state;
    struct fetch_result one = page(S("http://a.example/?token=SECRETone"), VERDICT_OK, NOW);
    struct fetch_result two = page(S("http://a.example/?token=SECRETtwo"), VERDICT_GONE, NOW), out;
    put(bench, &one);
    put(bench, &two);
    assert_true(cache_get(bench->cache, one.url, &bench->arena, &out));
    assert_int_equal(out.verdict.code, VERDICT_OK);
    assert_true(cache_get(bench->cache, two.url, &bench->arena, &out));
    assert_int_equal(out.verdict.code, VERDICT_GONE);
    cache_close(bench->cache);
    bench->cache = NULL;
    FILE *file = fopen(bench->path.p, "rb");
    assert_non_null(file);
    char *bytes = NEW(&bench->arena, char, 1 << 20);
    str all = { bytes, fread(bytes, 1, 1 << 20, file) };
    assert_int_equal(fclose(file), 0);
    assert_true(all.n > 0);
    assert_int_equal(str_find(all, S("SECRET"), 0), all.n);
}

static void others_may_not_read_the_file(void **state)
{
    struct bench *bench = *state;
    struct stat about;
    assert_int_equal(stat(bench->path.p, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

static void a_look_stands_as_long_as_its_verdict_says(void **state)
{
    (void)state;
    static const struct {
        enum verdict_code code;
        uint32_t failures;
        int64_t keep_s;
    } rows[] = {
        { VERDICT_OK, 0, DAY },
        { VERDICT_MOVED, 0, DAY },
        { VERDICT_RATE_LIMITED, 0, 6 * HOUR },
        { VERDICT_FORBIDDEN_TO_BOTS, 0, 6 * HOUR },
        { VERDICT_GONE, 1, 600 },
        { VERDICT_GONE, 2, 3 * DAY },
        { VERDICT_DNS_FAIL, 1, 600 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fetch_result stored = page(S("x"), rows[i].code, NOW);
        stored.failures = rows[i].failures;
        assert_true(cache_is_fresh(&stored, NOW));
        assert_true(cache_is_fresh(&stored, NOW + rows[i].keep_s - 1));
        assert_false(cache_is_fresh(&stored, NOW + rows[i].keep_s));
        assert_false(cache_is_fresh(&stored, NOW - 1));
    }
}

static void failures_in_a_row_are_counted(void **state)
{
    struct bench *bench = *state;
    static const struct {
        enum verdict_code code;
        uint32_t failures;
    } looks[] = { { VERDICT_GONE, 1 },         { VERDICT_TIMEOUT, 2 }, { VERDICT_RATE_LIMITED, 2 },
                  { VERDICT_SERVER_ERROR, 3 }, { VERDICT_OK, 0 },      { VERDICT_GONE, 1 } };
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        struct fetch_result in = page(S("http://a.example/"), looks[i].code, NOW + (int64_t)i), out;
        put(bench, &in);
        assert_true(cache_get(bench->cache, in.url, &bench->arena, &out));
        assert_int_equal(out.failures, looks[i].failures);
    }
}

static int count_rows(const struct bench *bench, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open(bench->path.p, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int n = sqlite3_column_int(statement, 0);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return n;
}

static void each_look_stays_in_the_history(void **state)
{
    struct bench *bench = *state;
    for (int i = 0; i < 3; i++) {
        struct fetch_result in = page(S("http://a.example/"), VERDICT_GONE, NOW + i * 3 * DAY);
        put(bench, &in);
    }
    assert_int_equal(count_rows(bench, "SELECT count(*) FROM page"), 1);
    assert_int_equal(count_rows(bench, "SELECT count(*) FROM look WHERE code = 'gone'"), 3);
}

static void stats_gc_and_clear_see_the_same_pages(void **state)
{
    struct bench *bench = *state;
    struct cache_stats stats;
    uint64_t dropped = 99;
    assert_true(cache_stats(bench->cache, &stats, &bench->err));
    assert_int_equal(stats.entries, 0);
    assert_int_equal(stats.oldest_s, 0);
    for (int i = 0; i < 10; i++) {
        str url = str_printf(&bench->arena, "http://a.example/%d", i);
        struct fetch_result in = page(url, i < 3 ? VERDICT_GONE : VERDICT_OK, NOW - i * DAY);
        put(bench, &in);
    }
    assert_true(cache_stats(bench->cache, &stats, &bench->err));
    assert_int_equal(stats.entries, 10);
    assert_int_equal(stats.failing, 3);
    assert_int_equal(stats.oldest_s, NOW - 9 * DAY);
    assert_int_equal(stats.newest_s, NOW);
    assert_true(stats.bytes > 0);
    assert_true(cache_gc(bench->cache, NOW, 5, &dropped, &bench->err));
    assert_int_equal(dropped, 4);
    assert_int_equal(count_rows(bench, "SELECT count(*) FROM look"), 6);
    assert_true(cache_clear(bench->cache, &dropped, &bench->err));
    assert_int_equal(dropped, 6);
    assert_true(cache_stats(bench->cache, &stats, &bench->err));
    assert_int_equal(stats.entries, 0);
}

/* One of several processes that write at the same time. */
static int write_many(str path, int who)
{
    struct arena arena;
    struct cache *cache;
    struct err err = { 0 };
    arena_init(&arena, 0, NULL);
    if (!cache_open(path, &cache, &err))
        return 1;
    for (int i = 0; i < 20; i++) {
        str url = str_printf(&arena, "http://%d.example/%d", who, i);
        struct fetch_result in = page(url, VERDICT_OK, NOW);
        if (!cache_put(cache, &in, &err))
            return 1;
    }
    cache_close(cache);
    arena_free(&arena);
    return 0;
}

static void several_processes_write_at_once(void **state)
{
    struct bench *bench = *state;
    cache_close(bench->cache);
    bench->cache = NULL;
    pid_t children[4];
    for (int i = 0; i < 4; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            _exit(write_many(bench->path, i));
    }
    for (int i = 0; i < 4; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(count_rows(bench, "SELECT count(*) FROM page"), 80);
}

static void a_file_that_is_something_else_is_refused(void **state)
{
    struct bench *bench = *state;
    cache_close(bench->cache);
    bench->cache = NULL;
    FILE *file = fopen(bench->path.p, "wb");
    assert_non_null(file);
    for (int i = 0; i < 2000; i++)
        assert_true(fputs("Dear diary. ", file) >= 0);
    assert_int_equal(fclose(file), 0);
    struct cache *cache = NULL;
    assert_false(cache_open(bench->path, &cache, &bench->err));
    assert_int_equal(bench->err.kind, ERR_IO);
}

static void a_file_that_may_not_be_written_is_read(void **state)
{
    struct bench *bench = *state;
    struct fetch_result in = page(S("http://a.example/"), VERDICT_OK, NOW), out;
    put(bench, &in);
    cache_close(bench->cache);
    bench->cache = NULL;
    if (geteuid() == 0) /* may write anything */
        return;
    assert_int_equal(chmod(bench->path.p, 0400), 0);
    assert_true(cache_open(bench->path, &bench->cache, &bench->err));
    assert_true(cache_is_read_only(bench->cache));
    assert_true(cache_get(bench->cache, in.url, &bench->arena, &out));
    in.verdict.code = VERDICT_GONE;
    put(bench, &in);
    assert_true(cache_get(bench->cache, in.url, &bench->arena, &out));
    assert_int_equal(out.verdict.code, VERDICT_OK);
    assert_int_equal(chmod(bench->path.p, 0600), 0);
}

/* What somebody sees who may not write the file, and does not know its newer tables. */
static int read_older_file(struct bench *bench, str url)
{
    struct fetch_result out;
    struct cache_robots robots;
    if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
        return SKIPPED;
    if (!cache_open(bench->path, &bench->cache, &bench->err))
        return 1;
    bool right = cache_is_read_only(bench->cache) &&
                 cache_get(bench->cache, url, &bench->arena, &out) && out.failures == 1 &&
                 out.history.strikes == 0 && cache_peek(bench->cache, url, &out) &&
                 !cache_get_settled(bench->cache, url, &bench->arena, &out) &&
                 !cache_robots_get(bench->cache, url, &bench->arena, &robots);
    cache_close(bench->cache);
    return right ? 0 : 1;
}

static void an_older_file_that_may_not_be_written_is_read(void **state)
{
    struct bench *bench = *state;
    struct fetch_result in = page(S("http://a.example/"), VERDICT_GONE, NOW);
    int status;
    put(bench, &in);
    cache_close(bench->cache);
    bench->cache = NULL;
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(bench->path.p, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "DROP TABLE settled; DROP TABLE look; DROP TABLE robots",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    static const char *const folders[] = { "", "/deep", "/deep/er" };
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(
            chmod(str_printf(&bench->arena, "%s%s", bench->folder, folders[i]).p, 0755), 0);
    assert_int_equal(chmod(bench->path.p, 0444), 0);
    pid_t child = fork(); /* which may cease to be root */
    assert_true(child >= 0);
    if (child == 0)
        _exit(read_older_file(bench, in.url));
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) != SKIPPED)
        assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_cache_of_another_version_is_refused(void **state)
{
    struct bench *bench = *state;
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(bench->path.p, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 999", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    struct cache *cache = NULL;
    assert_false(cache_open(bench->path, &cache, &bench->err));
    assert_int_equal(bench->err.kind, ERR_IO);
    assert_non_null(strstr(bench->err.message, "a cache of another version of citecheck; delete"));
}

static void another_programs_file_is_not_to_be_deleted(void **state)
{
    struct bench *bench = *state;
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(bench->path.p, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA application_id = 7", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    struct cache *cache = NULL;
    assert_false(cache_open(bench->path, &cache, &bench->err));
    assert_non_null(strstr(bench->err.message, "is no cache of citecheck; name another"));
    assert_null(strstr(bench->err.message, "delete"));
}

static void a_body_that_is_damaged_is_no_body(void **state)
{
    struct bench *bench = *state;
    struct fetch_result in = page(S("http://a.example/"), VERDICT_OK, NOW), out;
    in.body = S("a page of some words");
    in.body_kept = true;
    put(bench, &in);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(bench->path.p, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "UPDATE page SET body = x'00112233'", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_true(cache_get(bench->cache, in.url, &bench->arena, &out));
    assert_false(out.body_kept);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_put_comes_back),
        TEST(a_settled_look_outlives_an_outage),
        TEST(a_settled_look_outlives_walls_that_answer_200),
        TEST(a_peek_sees_what_freshness_goes_by),
        TEST(what_was_never_put_is_not_there),
        TEST(an_empty_body_that_was_kept_is_not_a_body_that_was_not),
        TEST(a_secret_tells_pages_apart_and_stands_in_no_column),
        TEST(others_may_not_read_the_file),
        TEST(a_look_stands_as_long_as_its_verdict_says),
        TEST(failures_in_a_row_are_counted),
        TEST(each_look_stays_in_the_history),
        TEST(stats_gc_and_clear_see_the_same_pages),
        TEST(several_processes_write_at_once),
        TEST(a_file_that_is_something_else_is_refused),
        TEST(a_file_that_may_not_be_written_is_read),
        TEST(an_older_file_that_may_not_be_written_is_read),
        TEST(a_cache_of_another_version_is_refused),
        TEST(another_programs_file_is_not_to_be_deleted),
        TEST(a_body_that_is_damaged_is_no_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
