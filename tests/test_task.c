/* test_task.c: an address's way through a run, and what the run as a whole says, on recorded answers
 * and a made-up clock. */
#include "net/run.h"

#include <curl/curl.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <unistd.h>

#include "base/banned.h"

enum { NOW = 1750000000, MOST = 256 };

struct bench {
    struct arena arena;
    struct fetch_options options;
    struct replay_script script;
    struct replay_entry entries[MOST];
    str urls[MOST];
    size_t n;
    struct fetch_result results[MOST];
    struct err err;
    struct cache *cache;
    int stop;
    size_t progress;
};

static int open_bench(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    arena_init(&bench->arena, 0, NULL);
    bench->options = (struct fetch_options){ .concurrency = 8,
                                             .host_concurrency = 1,
                                             .ignore_robots = true,
                                             .retries = 2,
                                             .redirects = 10,
                                             .now_s = NOW };
    bench->script.entries = bench->entries;
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    struct bench *bench = *state;
    arena_free(&bench->arena);
    free(bench);
    return 0;
}

/* The next answer of `url`. */
static struct replay_entry *say(struct bench *bench, const char *url, uint16_t status)
{
    struct replay_entry *entry = &bench->entries[bench->script.n++];
    *entry = (struct replay_entry){ .url = str_from_z(url), .takes_ms = 100 };
    entry->answer.seen.status = status;
    entry->answer.body = S("a page");
    return entry;
}

static void send_on(struct bench *bench, const char *url, uint16_t status, const char *location)
{
    say(bench, url, status)->answer.location = str_from_z(location);
}

static void ask(struct bench *bench, const char *url)
{
    bench->urls[bench->n++] = str_from_z(url);
}

static const struct fetch_result *run(struct bench *bench)
{
    struct transport transport;
    const struct fetch_env env = { .transport = &transport,
                                   .cache = bench->cache,
                                   .retry = retry_policy_default(bench->options.retries) };
    const struct fetch_job job = { bench->urls, bench->n, &bench->options, &bench->arena,
                                   bench->results };
    transport_replay_open(&bench->script, &bench->arena, &transport);
    if (!fetch_with(&env, &job, &bench->err))
        fail_msg("%s", bench->err.message);
    return bench->results;
}

static void expect(const struct fetch_result *result, enum verdict_code code, const char *detail)
{
    if (result->verdict.code != code ||
        (detail && !str_eq(result->verdict.detail, str_from_z(detail))))
        fail_msg("%.*s: %.*s (%.*s)", STR_ARG(result->url),
                 STR_ARG(verdict_name(result->verdict.code)), STR_ARG(result->verdict.detail));
}

static void equal_addresses_are_asked_for_once(void **state)
{
    struct bench *bench = *state;
    say(bench, "http://a.example/", 200);
    say(bench, "http://b.example/", 200);
    ask(bench, "http://a.example/");
    ask(bench, "http://b.example/");
    ask(bench, "http://a.example/");
    const struct fetch_result *results = run(bench);
    assert_int_equal(bench->script.asked.n, 2);
    for (size_t i = 0; i < 3; i++) {
        expect(&results[i], VERDICT_OK, "");
        assert_true(str_eq(results[i].url, bench->urls[i]));
        assert_true(str_eq(results[i].body, S("a page")));
    }
}

/* A page's own redirect is followed once; a second one, or one to elsewhere than the web, is not. */
static void pages_that_send_on_are_followed_once(void **state)
{
    struct bench *bench = *state;
    say(bench, "http://a.example/1", 200)->answer.body =
        S("<meta http-equiv=refresh content='0;/2'>");
    say(bench, "http://a.example/2", 200)->answer.body =
        S("<meta http-equiv=refresh content='0;/3'>");
    say(bench, "http://b.example/", 200)->answer.body =
        S("<meta http-equiv=refresh content='0;app://x'>");
    say(bench, "http://c.example/", 404)->answer.body =
        S("<meta http-equiv=refresh content='0;/'>");
    say(bench, "http://c.example/", 404);
    ask(bench, "http://a.example/1");
    ask(bench, "http://b.example/");
    ask(bench, "http://c.example/");
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_OK, "sent on by the page itself");
    assert_true(str_eq(results[0].final_url, S("http://a.example/2")));
    assert_int_equal(results[0].n_hops, 1);
    assert_int_equal(results[0].hops[0].status, 200);
    assert_false(results[0].permanent_redirect);
    expect(&results[1], VERDICT_OK, "");
    expect(&results[2], VERDICT_GONE, NULL);
}

static void redirects_are_followed_hop_by_hop(void **state)
{
    struct bench *bench = *state;
    send_on(bench, "http://a.example/1", 301, "/2");
    send_on(bench, "http://a.example/2", 308, "https://b.example/3?x=1");
    say(bench, "https://b.example/3?x=1", 200);
    ask(bench, "http://a.example/1");
    const struct fetch_result *result = run(bench);
    expect(result, VERDICT_MOVED, "");
    assert_int_equal(result->n_hops, 2);
    assert_true(str_eq(result->hops[1].url, S("http://a.example/2")));
    assert_int_equal(result->hops[1].status, 308);
    assert_true(str_eq(result->final_url, S("https://b.example/3?x=1")));
    assert_true(result->permanent_redirect);
    assert_int_equal(result->tries, 1);
}

static void one_temporary_redirect_keeps_the_address(void **state)
{
    struct bench *bench = *state;
    send_on(bench, "https://a.example/1", 301, "/2");
    send_on(bench, "https://a.example/2", 302, "/3");
    say(bench, "https://a.example/3", 200);
    ask(bench, "https://a.example/1");
    expect(run(bench), VERDICT_OK, "");
    assert_false(bench->results[0].permanent_redirect);
}

static void a_redirect_to_a_forbidden_place_is_not_followed(void **state)
{
    struct bench *bench = *state;
    static const struct {
        const char *location;
        enum verdict_code code;
        const char *detail;
    } rows[] = {
        { "http://127.0.0.1/", VERDICT_BLOCKED_BY_POLICY, "address" },
        { "http://169.254.169.254/latest", VERDICT_BLOCKED_BY_POLICY, "address" },
        { "http://[::ffff:10.0.0.1]/", VERDICT_BLOCKED_BY_POLICY, "address" },
        { "http://0x7f.1/", VERDICT_BLOCKED_BY_POLICY, "address" },
        { "http://b.example:22/", VERDICT_BLOCKED_BY_POLICY, "port" },
        { "file:///etc/passwd", VERDICT_BLOCKED_BY_POLICY, "scheme" },
        { "ftp://b.example/x", VERDICT_BLOCKED_BY_POLICY, "scheme" },
        { "javascript:alert(1)", VERDICT_PROTOCOL_ERROR, "redirect to no address" },
        { "http://b.example:99999/", VERDICT_PROTOCOL_ERROR, "redirect to no address" },
        { "", VERDICT_PROTOCOL_ERROR, "redirect without location" },
    };
    size_t n = sizeof rows / sizeof rows[0];
    for (size_t i = 0; i < n; i++) {
        const char *url = str_printf(&bench->arena, "http://a.example/%zu", i).p;
        send_on(bench, url, 302, rows[i].location);
        ask(bench, url);
    }
    const struct fetch_result *results = run(bench);
    for (size_t i = 0; i < n; i++)
        expect(&results[i], rows[i].code, rows[i].detail);
    assert_int_equal(bench->script.asked.n, n);
}

static void an_overlong_redirect_is_named(void **state)
{
    struct bench *bench = *state;
    char *location = NEW(&bench->arena, char, 70001);
    memset(location, 'a', 70000);
    location[0] = '/';
    send_on(bench, "http://a.example/", 302, location);
    ask(bench, "http://a.example/");
    expect(run(bench), VERDICT_PROTOCOL_ERROR, "too-long-url");
}

static void addresses_that_cannot_be_asked_never_are(void **state)
{
    struct bench *bench = *state;
    ask(bench, "http://127.0.0.1/");
    ask(bench, "gopher://a.example/");
    ask(bench, "mailto:desk@a.example");
    ask(bench, "http://a.example:99999/");
    ask(bench, "http://a.example:25/");
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_BLOCKED_BY_POLICY, "address");
    expect(&results[1], VERDICT_BLOCKED_BY_POLICY, "scheme");
    expect(&results[2], VERDICT_BLOCKED_BY_POLICY, "scheme");
    expect(&results[3], VERDICT_INVALID_URL, NULL);
    expect(&results[4], VERDICT_BLOCKED_BY_POLICY, "port");
    assert_int_equal(bench->script.asked.n, 0);
}

static void a_circle_ends_after_ten_redirects(void **state)
{
    struct bench *bench = *state;
    send_on(bench, "http://a.example/", 302, "/");
    ask(bench, "http://a.example/");
    expect(run(bench), VERDICT_REDIRECT_LOOP, "");
    assert_int_equal(bench->results[0].n_hops, 10);
    assert_int_equal(bench->script.asked.n, 11);
}

static void a_circle_that_hands_out_cookies_is_gone_round_with_them(void **state)
{
    struct bench *bench = *state;
    for (int i = 0; i < 12; i++) {
        send_on(bench, "http://a.example/", 302, "/");
        bench->entries[i].answer.seen.cookies_set = true;
        bench->entries[i].answer.cookies = S("a jar");
    }
    say(bench, "http://a.example/", 200);
    ask(bench, "http://a.example/");
    expect(run(bench), VERDICT_OK, "");
    assert_int_equal(bench->script.asked.n, 13);
    assert_false(bench->script.asked.p[10].request.jar);
    assert_true(bench->script.asked.p[11].request.jar);
    assert_int_equal(bench->script.asked.p[11].request.cookies.n, 0);
    assert_true(str_eq(bench->script.asked.p[12].request.cookies, S("a jar")));
}

static void a_circle_that_cookies_do_not_end_keeps_bots_out(void **state)
{
    struct bench *bench = *state;
    send_on(bench, "http://a.example/", 302, "/");
    bench->entries[0].answer.seen.cookies_set = true;
    ask(bench, "http://a.example/");
    expect(run(bench), VERDICT_FORBIDDEN_TO_BOTS, NULL);
    assert_int_equal(bench->script.asked.n, 22);
}

static void a_missing_page_is_looked_at_twice(void **state)
{
    struct bench *bench = *state;
    say(bench, "http://a.example/gone", 404);
    say(bench, "http://a.example/back", 404);
    say(bench, "http://a.example/back", 200);
    ask(bench, "http://a.example/gone");
    ask(bench, "http://a.example/back");
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_GONE, "HTTP 404");
    assert_int_equal(results[0].tries, 2);
    expect(&results[1], VERDICT_OK, "");
    assert_false(bench->script.asked.p[0].request.fresh);
    assert_true(bench->script.asked.p[2].request.fresh);
}

/* The second look comes behind all that its host has left, and waits for the host like any other. */
static void the_second_look_comes_last(void **state)
{
    struct bench *bench = *state;
    static const char *const order[] = { "http://a.example/gone", "http://a.example/1",
                                         "http://a.example/2", "http://a.example/gone" };
    say(bench, order[0], 404);
    say(bench, order[1], 200);
    say(bench, order[2], 200);
    bench->options.host_interval_s = 1;
    for (int i = 0; i < 3; i++)
        ask(bench, order[i]);
    expect(run(bench), VERDICT_GONE, "HTTP 404");
    assert_int_equal(bench->script.asked.n, 4);
    for (int i = 0; i < 4; i++) {
        assert_true(str_eq(bench->script.asked.p[i].request.url, str_from_z(order[i])));
        assert_int_equal(bench->script.asked.p[i].at_ms - bench->script.asked.p[0].at_ms, 1000 * i);
    }
}

/* What fails at the second look says as little of the page as a first look that fails. */
static void a_failing_second_look_is_tried_again(void **state)
{
    struct bench *bench = *state;
    say(bench, "http://a.example/", 404);
    say(bench, "http://a.example/", 502);
    say(bench, "http://a.example/", 404);
    ask(bench, "http://a.example/");
    expect(run(bench), VERDICT_GONE, "HTTP 404");
    assert_int_equal(bench->results[0].tries, 3);
}

static void without_time_for_a_second_look_a_page_is_not_gone(void **state)
{
    struct bench *bench = *state;
    say(bench, "http://a.example/", 404);
    bench->options.host_interval_s = 1;
    bench->options.max_time_s = 0.5;
    ask(bench, "http://a.example/");
    expect(run(bench), VERDICT_NONE, "not looked at twice: --max-time reached");
    assert_int_equal(bench->results[0].status, 0);
}

static void transient_failures_pass(void **state)
{
    struct bench *bench = *state;
    say(bench, "http://a.example/", 500);
    say(bench, "http://a.example/", 0)->answer.seen.curl = CURLE_GOT_NOTHING;
    say(bench, "http://a.example/", 200);
    ask(bench, "http://a.example/");
    expect(run(bench), VERDICT_OK, "");
    assert_int_equal(bench->results[0].tries, 3);
    assert_int_equal(bench->script.asked.p[1].at_ms - bench->script.asked.p[0].at_ms, 1100);
    assert_int_equal(bench->script.asked.p[2].at_ms - bench->script.asked.p[1].at_ms, 5100);
}

static void a_pause_asked_for_holds_the_host(void **state)
{
    struct bench *bench = *state;
    say(bench, "http://a.example/1", 429)->answer.retry_after_s = 30;
    say(bench, "http://a.example/1", 200);
    say(bench, "http://a.example/2", 200);
    say(bench, "http://b.example/", 200);
    ask(bench, "http://a.example/1");
    ask(bench, "http://a.example/2");
    ask(bench, "http://b.example/");
    const struct fetch_result *results = run(bench);
    for (size_t i = 0; i < 3; i++)
        expect(&results[i], VERDICT_OK, "");
    /* a/1 and b at once; a/2 and a/1 again not before the half minute is over */
    assert_true(bench->script.asked.p[2].at_ms >= 31000);
    assert_true(bench->script.asked.p[3].at_ms >= 31000);
}

static void a_pause_that_is_too_long_is_told_and_not_waited_for(void **state)
{
    struct bench *bench = *state;
    say(bench, "http://a.example/1", 429)->answer.retry_after_s = 3600;
    ask(bench, "http://a.example/1");
    ask(bench, "http://a.example/2");
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_RATE_LIMITED, "HTTP 429; asks to wait 3600 s, which is too long");
    assert_int_equal(results[0].wait_s, 3600);
    expect(&results[1], VERDICT_NONE, "not looked at: the host asks to wait");
    assert_int_equal(bench->script.asked.n, 1);
}

static void a_body_in_a_strange_encoding_is_asked_for_plain(void **state)
{
    struct bench *bench = *state;
    say(bench, "http://a.example/", 200)->answer.seen.bad_encoding = true;
    say(bench, "http://a.example/", 200);
    ask(bench, "http://a.example/");
    expect(run(bench), VERDICT_OK, "");
    assert_false(bench->script.asked.p[0].request.identity);
    assert_true(bench->script.asked.p[1].request.identity);
}

static void starts_at_one_host_keep_their_distance(void **state)
{
    struct bench *bench = *state;
    bench->options.host_interval_s = 2;
    for (int i = 0; i < 3; i++) {
        const char *url = str_printf(&bench->arena, "http://a.example/%d", i).p;
        say(bench, url, 200);
        ask(bench, url);
    }
    run(bench);
    assert_int_equal(bench->script.asked.p[1].at_ms - bench->script.asked.p[0].at_ms, 2000);
    assert_int_equal(bench->script.asked.p[2].at_ms - bench->script.asked.p[1].at_ms, 2000);
}

static void out_of_time_the_rest_is_not_looked_at(void **state)
{
    struct bench *bench = *state;
    bench->options.host_interval_s = 2;
    bench->options.max_time_s = 3;
    for (int i = 0; i < 3; i++) {
        const char *url = str_printf(&bench->arena, "http://a.example/%d", i).p;
        say(bench, url, 200);
        ask(bench, url);
    }
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_OK, "");
    expect(&results[1], VERDICT_OK, "");
    expect(&results[2], VERDICT_NONE, "not looked at: --max-time reached");
}

static void out_of_requests_the_rest_is_not_looked_at(void **state)
{
    struct bench *bench = *state;
    bench->options.max_requests = 2;
    for (int i = 0; i < 3; i++) {
        const char *url = str_printf(&bench->arena, "http://%d.example/", i).p;
        say(bench, url, 200);
        ask(bench, url);
    }
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_OK, "");
    expect(&results[1], VERDICT_OK, "");
    expect(&results[2], VERDICT_NONE, "not looked at: --max-requests reached");
    assert_int_equal(bench->script.asked.n, 2);
}

static void stop_after_first(void *ctx, size_t done, size_t total, str host)
{
    struct bench *bench = ctx;
    (void)total;
    assert_true(host.n > 0);
    bench->progress = done;
    bench->stop = 1;
}

static void told_to_stop_it_finishes_with_what_there_is(void **state)
{
    struct bench *bench = *state;
    bench->options.stop = &bench->stop;
    bench->options.progress = stop_after_first;
    bench->options.progress_ctx = bench;
    say(bench, "http://a.example/1", 200);
    ask(bench, "http://a.example/1");
    ask(bench, "http://a.example/2");
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_OK, "");
    expect(&results[1], VERDICT_NONE, "not looked at: stopped");
    assert_int_equal(bench->progress, 2);
}

static void run_with_cache(struct bench *bench, void (*fill)(struct bench *bench),
                           void (*work)(struct bench *bench))
{
    char folder[] = "/tmp/citecheck-test-XXXXXX";
    static const char *const ends[] = { "", "-wal", "-shm" };
    assert_non_null(mkdtemp(folder));
    str path = str_printf(&bench->arena, "%s/cache.db", folder);
    if (!cache_open(path, &bench->cache, &bench->err))
        fail_msg("%s", bench->err.message);
    fill(bench);
    work(bench);
    cache_close(bench->cache);
    for (size_t i = 0; i < 3; i++)
        (void)unlink(str_printf(&bench->arena, "%s%s", path.p, ends[i]).p);
    (void)rmdir(folder);
}

static void note_when_a_is_done(void *ctx, size_t done, size_t total, str host)
{
    struct bench *bench = ctx;
    (void)total;
    if (str_eq(host, S("a.example")))
        bench->progress = done;
}

static void fill_with_answers(struct bench *bench)
{
    ask(bench, "http://a.example/");
    say(bench, "http://a.example/", 200)->takes_ms = 0;
    for (int i = 0; i < 200; i++) {
        const char *url = str_printf(&bench->arena, "http://b.example/%d", i).p;
        const struct fetch_result known = { .url = str_from_z(url),
                                            .final_url = str_from_z(url),
                                            .status = 200,
                                            .verdict = { .code = VERDICT_OK },
                                            .checked_s = NOW - 60,
                                            .body_kept = true };
        ask(bench, url);
        assert_true(cache_put(bench->cache, &known, &bench->err));
    }
}

static void ask_beside_a_warm_cache(struct bench *bench)
{
    bench->options.progress = note_when_a_is_done;
    bench->options.progress_ctx = bench;
    const struct fetch_result *results = run(bench);
    for (size_t i = 0; i < bench->n; i++)
        expect(&results[i], VERDICT_OK, "");
    assert_int_equal(bench->script.asked.n, 1);
    assert_in_range(bench->progress, 1, 64);
}

static void a_warm_cache_keeps_no_answer_waiting(void **state)
{
    run_with_cache(*state, fill_with_answers, ask_beside_a_warm_cache);
}

enum { BODY_BYTES = 8 << 20 };

static void fill_with_an_outage(struct bench *bench)
{
    const struct fetch_result known = { .url = S("http://a.example/"),
                                        .final_url = S("http://a.example/"),
                                        .status = 429,
                                        .verdict = { .code = VERDICT_RATE_LIMITED },
                                        .checked_s = NOW - 60,
                                        .body = { NEW(&bench->arena, char, BODY_BYTES),
                                                  BODY_BYTES },
                                        .body_kept = true };
    struct fetch_result before = known;
    before.verdict.code = VERDICT_OK;
    before.status = 200;
    before.checked_s -= 3600;
    before.body = S("a page");
    ask(bench, "http://a.example/");
    assert_true(cache_put(bench->cache, &before, &bench->err));
    assert_true(cache_put(bench->cache, &known, &bench->err));
}

static void ask_after_an_outage(struct bench *bench)
{
    size_t used_bytes = bench->arena.used_bytes;
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_OK, "");
    assert_true(results[0].repeated);
    assert_true(str_eq(results[0].body, S("a page")));
    assert_true(bench->arena.used_bytes - used_bytes < 2 * (size_t)BODY_BYTES);
}

static void a_settled_look_is_found_without_reading_the_others_page(void **state)
{
    run_with_cache(*state, fill_with_an_outage, ask_after_an_outage);
}

static void without_descriptors_fewer_are_asked_at_a_time_and_none_is_lost(void **state)
{
    struct bench *bench = *state;
    for (int i = 0; i < 4; i++) {
        const char *url = str_printf(&bench->arena, "http://%d.example/", i).p;
        struct replay_entry *entry = say(bench, url, 0);
        entry->answer.slots_spent = i > 0;
        entry->answer.seen.local = i > 0 ? S("no file descriptors left") : (str){ 0 };
        entry->answer.seen.status = i > 0 ? 0 : 200;
        say(bench, url, 200);
        ask(bench, url);
    }
    const struct fetch_result *results = run(bench);
    for (size_t i = 0; i < 4; i++)
        expect(&results[i], VERDICT_OK, "");
}

static void fail_hosts(struct bench *bench, size_t n, enum dns_status dns, int curl)
{
    for (size_t i = 0; i < n; i++) {
        const char *url = str_printf(&bench->arena, "http://%zu.example/", i).p;
        struct replay_entry *entry = say(bench, url, 0);
        entry->answer.seen.dns = dns;
        entry->answer.seen.curl = curl;
        entry->answer.seen.os_errno = curl ? EHOSTUNREACH : 0;
        ask(bench, url);
    }
}

static void without_a_route_nobody_is_accused(void **state)
{
    struct bench *bench = *state;
    bench->script.no_route = true;
    fail_hosts(bench, 1, DNS_NO_NAME, 0);
    expect(run(bench), VERDICT_LOCAL_ERROR, NULL);
    assert_int_equal(bench->results[0].verdict.row, 3);
}

static void a_mapped_host_is_no_sign_of_a_network(void **state)
{
    struct bench *bench = *state;
    bench->script.no_route = true;
    fail_hosts(bench, 2, DNS_ANSWERED, CURLE_COULDNT_CONNECT);
    bench->entries[0].answer.exempt = true;
    say(bench, "http://mapped.example/", 200)->answer.exempt = true;
    ask(bench, "http://mapped.example/");
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_REFUSED, NULL);
    expect(&results[1], VERDICT_LOCAL_ERROR, NULL);
    expect(&results[2], VERDICT_OK, "");
}

static void one_host_that_answers_proves_the_network(void **state)
{
    struct bench *bench = *state;
    bench->script.no_route = bench->script.no_canary = true;
    fail_hosts(bench, 30, DNS_NO_NAME, 0);
    say(bench, "http://here.example/", 404);
    ask(bench, "http://here.example/");
    expect(run(bench), VERDICT_DNS_GONE, "");
}

static void twenty_hosts_that_fail_alike_are_the_machines_fault(void **state)
{
    struct bench *bench = *state;
    fail_hosts(bench, 20, DNS_ANSWERED, CURLE_COULDNT_CONNECT);
    const struct fetch_result *results = run(bench);
    for (size_t i = 0; i < 20; i++)
        expect(&results[i], VERDICT_LOCAL_ERROR, NULL);
}

static void nineteen_are_not(void **state)
{
    struct bench *bench = *state;
    fail_hosts(bench, 19, DNS_ANSWERED, CURLE_COULDNT_CONNECT);
    expect(run(bench), VERDICT_REFUSED, "unreachable");
}

static void names_that_fail_with_the_canaries_are_the_machines_fault(void **state)
{
    struct bench *bench = *state;
    bench->script.no_canary = true;
    fail_hosts(bench, 2, DNS_SERVER_FAIL, 0);
    expect(run(bench), VERDICT_LOCAL_ERROR, NULL);
}

static void names_that_fail_without_the_canaries_are_their_own_fault(void **state)
{
    struct bench *bench = *state;
    fail_hosts(bench, 2, DNS_SERVER_FAIL, 0);
    expect(run(bench), VERDICT_DNS_FAIL, "server failure");
}

static void a_wrong_clock_spoils_no_certificate(void **state)
{
    struct bench *bench = *state;
    struct replay_entry *entry = say(bench, "https://a.example/", 0);
    entry->answer.seen.curl = CURLE_PEER_FAILED_VERIFICATION;
    entry->answer.seen.verify_result = 10;
    ask(bench, "https://a.example/");
    expect(run(bench), VERDICT_TLS_PROBLEM, "expired");
    bench->options.now_s = 1000000000; /* 2001 */
    expect(run(bench), VERDICT_LOCAL_ERROR, "clock");
    bench->options.now_s = 2208988800; /* 2040 */
    expect(run(bench), VERDICT_LOCAL_ERROR, "clock");
}

static void three_addresses_that_end_at_one_page_are_suspect(void **state)
{
    struct bench *bench = *state;
    for (int i = 0; i < 3; i++) {
        const char *url = str_printf(&bench->arena, "http://a.example/%d", i).p;
        send_on(bench, url, 302, "/news");
        ask(bench, url);
    }
    say(bench, "http://a.example/news", 200);
    send_on(bench, "http://b.example/1", 302, "http://b.example/2");
    say(bench, "http://b.example/2", 200);
    ask(bench, "http://b.example/1");
    ask(bench, "http://a.example/0");
    const struct fetch_result *results = run(bench);
    for (size_t i = 0; i < 3; i++) {
        expect(&results[i], VERDICT_SOFT_404, "redirect hub");
        assert_true(results[i].verdict.suspect);
    }
    expect(&results[3], VERDICT_OK, "");
    expect(&results[4], VERDICT_SOFT_404, "redirect hub");
}

static void spellings_of_one_address_are_no_hub(void **state)
{
    struct bench *bench = *state;
    static const char *const urls[] = { "http://a.example/x", "http://a.example/x?from=1",
                                        "http://a.example/x?from=2" };
    for (size_t i = 0; i < 3; i++) {
        send_on(bench, urls[i], 302, "https://a.example/x");
        ask(bench, urls[i]);
    }
    say(bench, "https://a.example/x", 200);
    expect(run(bench), VERDICT_OK, "");
}

/* The rules of a site, as its robots.txt. */
static void rule(struct bench *bench, const char *url, const char *text)
{
    bench->options.ignore_robots = false;
    bench->options.user_agent = S("citecheck/1.0");
    say(bench, url, 200)->answer.body = str_from_z(text);
}

static void a_site_is_asked_for_its_rules_first_and_once(void **state)
{
    struct bench *bench = *state;
    rule(bench, "http://a.example/robots.txt", "User-agent: *\nDisallow: /private\n");
    say(bench, "http://a.example/1", 200);
    say(bench, "http://a.example/2", 200);
    ask(bench, "http://a.example/1");
    ask(bench, "http://a.example/private?x");
    ask(bench, "http://a.example/2");
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_OK, "");
    expect(&results[1], VERDICT_ROBOTS_DISALLOWED, "");
    expect(&results[2], VERDICT_OK, "");
    assert_int_equal(bench->script.asked.n, 3);
    assert_true(str_eq(bench->script.asked.p[0].request.url, S("http://a.example/robots.txt")));
    assert_true(str_eq(bench->script.asked.p[1].request.url, S("http://a.example/1")));
    assert_int_equal(results[0].tries, 1);
    assert_int_equal(results[1].tries, 0);
}

static void rules_count_against_the_hosts_budget(void **state)
{
    struct bench *bench = *state;
    rule(bench, "http://a.example/robots.txt", "");
    bench->options.host_interval_s = 2;
    say(bench, "http://a.example/1", 200);
    ask(bench, "http://a.example/1");
    run(bench);
    assert_true(bench->script.asked.p[1].at_ms - bench->script.asked.p[0].at_ms >= 2000);
}

static void each_hop_asks_the_site_that_it_leads_to(void **state)
{
    struct bench *bench = *state;
    rule(bench, "http://a.example/robots.txt", "");
    rule(bench, "https://b.example/robots.txt", "User-agent: citecheck\nDisallow: /");
    send_on(bench, "http://a.example/1", 301, "https://b.example/2");
    ask(bench, "http://a.example/1");
    expect(run(bench), VERDICT_ROBOTS_DISALLOWED, "");
    assert_int_equal(bench->script.asked.n, 3);
    assert_int_equal(bench->results[0].n_hops, 1);
}

static void a_site_without_rules_allows_all(void **state)
{
    static const uint16_t statuses[] = { 400, 401, 403, 404, 410, 429, 451 };
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        struct bench *bench = *state;
        bench->script = (struct replay_script){ .entries = bench->entries };
        bench->n = 0;
        bench->options.retries = 0;
        rule(bench, "http://a.example/robots.txt", "User-agent: *\nDisallow: /");
        bench->entries[0].answer.seen.status = statuses[i];
        bench->entries[0].answer.retry_after_s = statuses[i] == 429 ? 1 : 0;
        say(bench, "http://a.example/1", 200);
        ask(bench, "http://a.example/1");
        expect(run(bench), VERDICT_OK, "");
        assert_int_equal(bench->script.asked.n, 2);
    }
}

static void a_site_whose_rules_are_not_to_be_had_is_left_alone(void **state)
{
    struct bench *bench = *state;
    rule(bench, "http://a.example/robots.txt", "");
    bench->entries[0].answer.seen.status = 503;
    ask(bench, "http://a.example/1");
    expect(run(bench), VERDICT_ROBOTS_DISALLOWED, "robots.txt: HTTP 503");
    assert_int_equal(bench->script.asked.n, 3); /* tried again as any failure that may pass */
}

static void a_dead_site_is_dead_not_forbidden(void **state)
{
    struct bench *bench = *state;
    rule(bench, "http://a.example/robots.txt", "");
    bench->entries[0].answer.seen =
        (struct observation){ .curl = CURLE_COULDNT_CONNECT, .os_errno = ECONNREFUSED };
    ask(bench, "http://a.example/1");
    ask(bench, "http://a.example/2");
    ask(bench, "http://nowhere.example/");
    const struct fetch_result *results = run(bench);
    expect(&results[0], VERDICT_REFUSED, "");
    expect(&results[1], VERDICT_REFUSED, "");
    expect(&results[2], VERDICT_DNS_GONE, "");
    assert_int_equal(bench->script.asked.n, 2);
}

static void rules_more_than_five_redirects_away_do_not_count(void **state)
{
    struct bench *bench = *state;
    rule(bench, "http://a.example/robots.txt", "User-agent: *\nDisallow: /");
    bench->entries[0].answer.seen.status = 302;
    bench->entries[0].answer.location = S("/robots.txt?again");
    send_on(bench, "http://a.example/robots.txt?again", 302, "/robots.txt?again");
    say(bench, "http://a.example/1", 200);
    ask(bench, "http://a.example/1");
    expect(run(bench), VERDICT_OK, "");
    assert_int_equal(bench->script.asked.n, 7);
}

static void a_cited_robots_txt_is_a_page_like_any_other(void **state)
{
    struct bench *bench = *state;
    bench->options.ignore_robots = false;
    say(bench, "http://a.example/robots.txt", 200);
    ask(bench, "http://a.example/robots.txt");
    expect(run(bench), VERDICT_OK, "");
    assert_int_equal(bench->script.asked.n, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_site_is_asked_for_its_rules_first_and_once),
        TEST(rules_count_against_the_hosts_budget),
        TEST(each_hop_asks_the_site_that_it_leads_to),
        TEST(a_site_without_rules_allows_all),
        TEST(a_site_whose_rules_are_not_to_be_had_is_left_alone),
        TEST(a_dead_site_is_dead_not_forbidden),
        TEST(rules_more_than_five_redirects_away_do_not_count),
        TEST(a_cited_robots_txt_is_a_page_like_any_other),
        TEST(equal_addresses_are_asked_for_once),
        TEST(pages_that_send_on_are_followed_once),
        TEST(redirects_are_followed_hop_by_hop),
        TEST(one_temporary_redirect_keeps_the_address),
        TEST(a_redirect_to_a_forbidden_place_is_not_followed),
        TEST(an_overlong_redirect_is_named),
        TEST(addresses_that_cannot_be_asked_never_are),
        TEST(a_circle_ends_after_ten_redirects),
        TEST(a_circle_that_hands_out_cookies_is_gone_round_with_them),
        TEST(a_circle_that_cookies_do_not_end_keeps_bots_out),
        TEST(a_missing_page_is_looked_at_twice),
        TEST(the_second_look_comes_last),
        TEST(a_failing_second_look_is_tried_again),
        TEST(without_time_for_a_second_look_a_page_is_not_gone),
        TEST(transient_failures_pass),
        TEST(a_pause_asked_for_holds_the_host),
        TEST(a_pause_that_is_too_long_is_told_and_not_waited_for),
        TEST(a_body_in_a_strange_encoding_is_asked_for_plain),
        TEST(starts_at_one_host_keep_their_distance),
        TEST(out_of_time_the_rest_is_not_looked_at),
        TEST(out_of_requests_the_rest_is_not_looked_at),
        TEST(told_to_stop_it_finishes_with_what_there_is),
        TEST(a_warm_cache_keeps_no_answer_waiting),
        TEST(a_settled_look_is_found_without_reading_the_others_page),
        TEST(without_descriptors_fewer_are_asked_at_a_time_and_none_is_lost),
        TEST(without_a_route_nobody_is_accused),
        TEST(a_mapped_host_is_no_sign_of_a_network),
        TEST(one_host_that_answers_proves_the_network),
        TEST(twenty_hosts_that_fail_alike_are_the_machines_fault),
        TEST(nineteen_are_not),
        TEST(names_that_fail_with_the_canaries_are_the_machines_fault),
        TEST(names_that_fail_without_the_canaries_are_their_own_fault),
        TEST(a_wrong_clock_spoils_no_certificate),
        TEST(three_addresses_that_end_at_one_page_are_suspect),
        TEST(spellings_of_one_address_are_no_hub),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
