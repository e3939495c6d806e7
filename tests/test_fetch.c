/* test_fetch.c: the real transport against servers on loopback: plain, broken, behind TLS, by name. */
#include "net/run.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <unistd.h>

#include "netserver.h"

#include "base/banned.h"

enum { NOW = 1750000000 };

struct bench {
    struct netserver server;
    struct arena arena;
    struct fetch_options options;
    struct retry_policy retry;
    str allow[1], connect_to[2];
    char cache_file[64];
};

static int open_group(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    netserver_start(&bench->server);
    *state = bench;
    return 0;
}

static int close_group(void **state)
{
    struct bench *bench = *state;
    netserver_stop(&bench->server);
    free(bench);
    return 0;
}

static int open_bench(void **state)
{
    struct bench *bench = *state;
    netserver_forget(&bench->server);
    arena_init(&bench->arena, 0, NULL);
    bench->allow[0] = S("127.0.0.0/8");
    bench->options =
        (struct fetch_options){ .concurrency = 64,
                                .host_concurrency = 32,
                                .redirects = 10,
                                .ignore_robots = true,
                                .connect_timeout_s = 60,
                                .timeout_s = 60,
                                .body_bytes = 1024 * 1024,
                                .user_agent = S("citecheck-test/1.0 (+https://a.example/bot)"),
                                .allow_addresses = bench->allow,
                                .n_allow_addresses = 1,
                                .now_s = NOW };
    bench->options.dns_servers = str_printf(&bench->arena, "127.0.0.1:%u", bench->server.dns_port);
    bench->options.cacert = str_from_z(bench->server.ca_file);
    bench->retry =
        (struct retry_policy){ .delays_ms = { 10, 10 }, .backoff_ms = 10, .longest_wait_ms = 3000 };
    (void)snprintf(bench->cache_file, sizeof bench->cache_file, "/tmp/citecheck-cache-%d.db",
                   (int)getpid());
    return 0;
}

static int close_bench(void **state)
{
    struct bench *bench = *state;
    static const char *const ends[] = { "", "-wal", "-shm" };
    for (size_t i = 0; i < 3; i++)
        (void)unlink(str_printf(&bench->arena, "%s%s", bench->cache_file, ends[i]).p);
    arena_free(&bench->arena);
    return 0;
}

/* The address of a path on the plain server. */
static str at(struct bench *bench, const char *path)
{
    return str_printf(&bench->arena, "http://127.0.0.1:%u%s", bench->server.http_port, path);
}

static bool always(void *self)
{
    (void)self;
    return true;
}

static bool always_resolves(void *self, str name)
{
    (void)self, (void)name;
    return true;
}

/* fetch_all with short delays, and without a question to the machine's own network. */
static const struct fetch_result *fetch(struct bench *bench, const str *urls, size_t n)
{
    struct err err = { 0 };
    struct arena net;
    struct transport transport;
    struct fetch_result *results = NEW(&bench->arena, struct fetch_result, n);
    struct fetch_env env = { .transport = &transport, .retry = bench->retry };
    const struct fetch_job job = { urls, n, &bench->options, &bench->arena, results };
    arena_init(&net, 0, NULL);
    if (!transport_curl_open(&bench->options, &net, &transport, &err))
        fail_msg("%s", err.message);
    transport.has_route = always;
    transport.name_resolves = always_resolves;
    if (bench->options.cache_file.n && !cache_open(bench->options.cache_file, &env.cache, &err))
        fail_msg("%s", err.message);
    if (!fetch_with(&env, &job, &err))
        fail_msg("%s", err.message);
    cache_close(env.cache);
    arena_free(&net);
    return results;
}

static const struct fetch_result *fetch_one(struct bench *bench, str url)
{
    return fetch(bench, &url, 1);
}

struct expected {
    const char *where;
    enum verdict_code code;
    const char *detail; /* NULL: any */
};

static void check(const struct fetch_result *got, const struct expected *want)
{
    if (got->verdict.code != want->code ||
        (want->detail && !str_eq(got->verdict.detail, str_from_z(want->detail))))
        fail_msg("%s: %.*s (%.*s), status %u", want->where,
                 STR_ARG(verdict_name(got->verdict.code)), STR_ARG(got->verdict.detail),
                 got->status);
}

static void check_paths(struct bench *bench, const struct expected *rows, size_t n)
{
    str *urls = NEW(&bench->arena, str, n);
    for (size_t i = 0; i < n; i++)
        urls[i] = at(bench, rows[i].where);
    const struct fetch_result *results = fetch(bench, urls, n);
    for (size_t i = 0; i < n; i++)
        check(&results[i], &rows[i]);
}

#define CHECK_PATHS(bench, rows) check_paths((bench), (rows), sizeof(rows) / sizeof(rows)[0])

static void statuses_get_their_verdicts(void **state)
{
    static const struct expected rows[] = {
        { "/ok", VERDICT_OK, "" },
        { "/206", VERDICT_OK, "partial" },
        { "/204", VERDICT_EMPTY, "" },
        { "/empty", VERDICT_EMPTY, "" },
        { "/400", VERDICT_SERVER_ERROR, "HTTP 400" },
        { "/401", VERDICT_LOGIN_WALL, "" },
        { "/402", VERDICT_PAYWALLED, "" },
        { "/403", VERDICT_FORBIDDEN_TO_BOTS, "HTTP 403" },
        { "/404", VERDICT_GONE, "HTTP 404" },
        { "/408", VERDICT_TIMEOUT, "HTTP 408" },
        { "/410", VERDICT_GONE, "HTTP 410" },
        { "/429", VERDICT_RATE_LIMITED, "HTTP 429" },
        { "/451", VERDICT_GEO_LEGAL_BLOCKED, "HTTP 451" },
        { "/500", VERDICT_SERVER_ERROR, "HTTP 500" },
        { "/999", VERDICT_FORBIDDEN_TO_BOTS, "HTTP 999" },
        { "/challenge", VERDICT_FORBIDDEN_TO_BOTS, "HTTP 403" },
        { "/waf", VERDICT_FORBIDDEN_TO_BOTS, "HTTP 202" },
        { "/1000", VERDICT_PROTOCOL_ERROR, NULL },
    };
    CHECK_PATHS(*state, rows);
}

static void redirects_get_their_verdicts(void **state)
{
    static const struct expected rows[] = {
        { "/moved", VERDICT_MOVED, "" },
        { "/moved-308", VERDICT_MOVED, "" },
        { "/found", VERDICT_OK, "" },
        { "/chain", VERDICT_OK, "" },
        { "/escaped", VERDICT_OK, "" },
        { "/home", VERDICT_SOFT_404, "" },
        { "/loop", VERDICT_REDIRECT_LOOP, "" },
        { "/no-location", VERDICT_PROTOCOL_ERROR, "redirect without location" },
        { "/to-file", VERDICT_BLOCKED_BY_POLICY, "scheme" },
        { "/to-metadata", VERDICT_BLOCKED_BY_POLICY, "address" },
        { "/to-script", VERDICT_PROTOCOL_ERROR, "redirect to no address" },
    };
    CHECK_PATHS(*state, rows);
}

static void broken_answers_get_their_verdicts(void **state)
{
    static const struct expected rows[] = {
        { "/reset", VERDICT_CONN_RESET, "" },
        { "/close", VERDICT_CONN_RESET, "empty reply" },
        { "/short", VERDICT_TRUNCATED, "" },
        { "/long", VERDICT_OK, "" },
        { "/two-lengths", VERDICT_OK, "" },
        { "/chunk-cut", VERDICT_TRUNCATED, "" },
        { "/chunk-bad", VERDICT_PROTOCOL_ERROR, "framing" },
        { "/negative", VERDICT_PROTOCOL_ERROR, "framing" },
        { "/reset-body", VERDICT_TRUNCATED, "" },
        { "/huge", VERDICT_TOO_LARGE, "" },
        { "/endless", VERDICT_TOO_LARGE, "" },
        { "/gzip", VERDICT_OK, "" },
        { "/gzip-cut", VERDICT_TRUNCATED, "" },
        { "/gzip-damaged", VERDICT_TRUNCATED, "" },
        { "/gzip-bomb", VERDICT_TOO_LARGE, "" },
        { "/not-gzip", VERDICT_OK, "" },
        { "/sponge", VERDICT_PROTOCOL_ERROR, "content-encoding" },
        { "/garbage", VERDICT_PROTOCOL_ERROR, "framing" },
        { "/old-http", VERDICT_PROTOCOL_ERROR, "framing" },
        { "/long-header", VERDICT_PROTOCOL_ERROR, "framing" },
        { "/many-headers", VERDICT_PROTOCOL_ERROR, "framing" },
        { "/endless-103", VERDICT_PROTOCOL_ERROR, "framing" },
        { "/nul-header", VERDICT_PROTOCOL_ERROR, "framing" },
        { "/continues", VERDICT_OK, "" },
    };
    CHECK_PATHS(*state, rows);
}

static void slow_servers_run_out_of_time(void **state)
{
    static const struct expected rows[] = {
        { "/silent", VERDICT_TIMEOUT, "response" },
        { "/slow-head", VERDICT_TIMEOUT, "slow" },
        { "/slow-body", VERDICT_TIMEOUT, "slow" },
    };
    struct bench *bench = *state;
    bench->options.timeout_s = 0.5;
    CHECK_PATHS(bench, rows);
}

static void a_page_comes_whole_with_its_headers(void **state)
{
    struct bench *bench = *state;
    const struct fetch_result *result = fetch_one(bench, at(bench, "/ok"));
    assert_int_equal(result->status, 200);
    assert_int_equal(result->body.n, 47);
    assert_true(result->body_kept && !result->body_truncated);
    assert_true(str_eq(result->content_type, S("text/html; charset=utf-8")));
    assert_int_equal(result->checked_s, NOW);
    assert_int_equal(result->tries, 1);
}

static void a_chain_is_told_hop_by_hop(void **state)
{
    struct bench *bench = *state;
    const struct fetch_result *result = fetch_one(bench, at(bench, "/chain"));
    assert_int_equal(result->n_hops, 3);
    assert_int_equal(result->hops[0].status, 302);
    assert_int_equal(result->hops[1].status, 307);
    assert_int_equal(result->hops[2].status, 301);
    assert_true(str_eq(result->hops[2].url, at(bench, "/chain-3")));
    assert_true(str_eq(result->final_url, at(bench, "/ok")));
    assert_false(result->permanent_redirect);
}

static void a_gzip_body_is_inflated_up_to_the_cap(void **state)
{
    struct bench *bench = *state;
    const str urls[] = { at(bench, "/gzip"), at(bench, "/gzip-bomb"), at(bench, "/endless") };
    const struct fetch_result *results = fetch(bench, urls, 3);
    assert_int_equal(results[0].body.n, 5000);
    for (size_t i = 1; i < 3; i++) {
        assert_int_equal(results[i].body.n, bench->options.body_bytes);
        assert_true(results[i].body_truncated);
    }
}

static void without_bodies_the_verdict_is_the_same(void **state)
{
    static const struct expected rows[] = {
        { "/ok", VERDICT_OK, "" },           { "/gzip", VERDICT_OK, "" },
        { "/empty", VERDICT_EMPTY, "" },     { "/404", VERDICT_GONE, "HTTP 404" },
        { "/short", VERDICT_TRUNCATED, "" }, { "/endless", VERDICT_TOO_LARGE, "" },
    };
    struct bench *bench = *state;
    bench->options.no_body = true;
    CHECK_PATHS(bench, rows);
    const struct fetch_result *result = fetch_one(bench, at(bench, "/ok"));
    assert_int_equal(result->body.n, 0);
    assert_false(result->body_kept);
}

static void a_missing_page_is_asked_for_twice(void **state)
{
    struct bench *bench = *state;
    const str urls[] = { at(bench, "/404"), at(bench, "/404-once"),
                         at(bench, "/keep-one-lacks-it") };
    const struct fetch_result *results = fetch(bench, urls, 3);
    assert_int_equal(results[0].tries, 2);
    assert_int_equal(netserver_count(&bench->server, "/404"), 2);
    assert_int_equal(results[1].verdict.code, VERDICT_OK);
    assert_int_equal(results[2].verdict.code, VERDICT_OK);
    assert_int_equal(results[2].tries, 2);
}

static void what_fails_once_is_tried_again(void **state)
{
    struct bench *bench = *state;
    bench->retry.retries = 2;
    const str urls[] = { at(bench, "/500-once"), at(bench, "/429-once"), at(bench, "/500"),
                         at(bench, "/sponge") };
    const struct fetch_result *results = fetch(bench, urls, 4);
    assert_int_equal(results[0].verdict.code, VERDICT_OK);
    assert_int_equal(results[1].verdict.code, VERDICT_OK);
    assert_int_equal(results[2].verdict.code, VERDICT_SERVER_ERROR);
    assert_int_equal(netserver_count(&bench->server, "/500"), 3);
    assert_int_equal(netserver_count(&bench->server, "/sponge"), 2);
}

static void a_wait_asked_for_is_clamped_to_an_hour(void **state)
{
    struct bench *bench = *state;
    bench->options.host_concurrency = 8;
    const str urls[] = { at(bench, "/503-later"), at(bench, "/429-later"), at(bench, "/429-past") };
    const struct fetch_result *results = fetch(bench, urls, 3);
    assert_int_equal(results[0].wait_s, 3600);
    assert_int_equal(results[1].wait_s, 120);
    assert_int_equal(results[2].wait_s, 0);
}

static void a_cookie_wall_opens_on_the_second_way_round(void **state)
{
    struct bench *bench = *state;
    bench->retry.retries = 1;
    const struct fetch_result *result = fetch_one(bench, at(bench, "/cookies"));
    assert_int_equal(result->verdict.code, VERDICT_OK);
    assert_int_equal(result->n_hops, 1);
}

static void a_request_says_who_asks_and_no_more(void **state)
{
    struct bench *bench = *state;
    str url =
        str_printf(&bench->arena, "http://user:secret@127.0.0.1:%u/echo", bench->server.http_port);
    const struct fetch_result *result = fetch_one(bench, url);
    str sent = result->body;
    assert_true(sent.n > 0);
    assert_true(str_find(sent, S("User-Agent: citecheck-test/1.0"), 0) < sent.n);
    assert_true(str_find(sent, S("Accept-Encoding: gzip, deflate, br, zstd\r\n"), 0) < sent.n);
    assert_int_equal(str_find_nocase(sent, S("authorization"), 0), sent.n);
    assert_int_equal(str_find_nocase(sent, S("cookie"), 0), sent.n);
    assert_int_equal(str_find_nocase(sent, S("referer"), 0), sent.n);
    assert_int_equal(str_find_nocase(sent, S("range"), 0), sent.n);
}

static void a_closed_port_is_refused(void **state)
{
    struct bench *bench = *state;
    str url = str_printf(&bench->arena, "http://127.0.0.1:%u/", bench->server.closed_port);
    const struct expected want = { "closed port", VERDICT_REFUSED, "" };
    check(fetch_one(bench, url), &want);
}

static void without_leave_loopback_is_out_of_bounds(void **state)
{
    struct bench *bench = *state;
    bench->options.n_allow_addresses = 0;
    const struct expected want = { "loopback", VERDICT_BLOCKED_BY_POLICY, NULL };
    check(fetch_one(bench, at(bench, "/ok")), &want);
    check(fetch_one(bench, S("http://0x7f.1/")), &want);
    check(fetch_one(bench, S("http://localhost/")), &want);
    check(fetch_one(bench, S("http://here.example/")), &want);
    assert_int_equal(netserver_count(&bench->server, "/ok"), 0);
    assert_int_equal(netserver_count(&bench->server, "/"), 0);
}

/* --connect-to for every host and port. */
static void map_all(struct bench *bench, uint16_t port)
{
    bench->connect_to[0] = str_printf(&bench->arena, "::127.0.0.1:%u", port);
    bench->options.connect_to = bench->connect_to;
    bench->options.n_connect_to = 1;
    bench->options.n_allow_addresses = 0;
}

static void a_mapped_name_needs_no_leave_but_a_literal_does(void **state)
{
    struct bench *bench = *state;
    map_all(bench, bench->server.http_port);
    const str urls[] = { S("http://any.example/ok"), S("http://any.example:7777/ok"),
                         S("http://127.0.0.1/ok"), S("http://any.example/to-metadata") };
    const struct fetch_result *results = fetch(bench, urls, 4);
    assert_int_equal(results[0].verdict.code, VERDICT_OK);
    assert_int_equal(results[1].verdict.code, VERDICT_OK);
    assert_int_equal(results[2].verdict.code, VERDICT_BLOCKED_BY_POLICY);
    assert_int_equal(results[3].verdict.code, VERDICT_BLOCKED_BY_POLICY);
    assert_int_equal(netserver_count(&bench->server, "/ok"), 2);
}

static void resolve_sends_one_name_to_an_address(void **state)
{
    struct bench *bench = *state;
    const str resolve =
        str_printf(&bench->arena, "pinned.example:%u:127.0.0.1", bench->server.http_port);
    bench->options.resolve = &resolve;
    bench->options.n_resolve = 1;
    bench->options.n_allow_addresses = 0;
    str url = str_printf(&bench->arena, "http://pinned.example:%u/ok", bench->server.http_port);
    assert_int_equal(fetch_one(bench, url)->verdict.code, VERDICT_OK);
}

static void a_proxy_is_asked_instead_and_blamed_on_this_machine(void **state)
{
    struct bench *bench = *state;
    const struct expected reached = { "proxy", VERDICT_GONE, "HTTP 404" },
                          dead = { "dead proxy", VERDICT_LOCAL_ERROR, "proxy" },
                          inside = { "loopback", VERDICT_BLOCKED_BY_POLICY, "address" };
    bench->options.n_allow_addresses = 0;
    bench->options.proxy =
        str_printf(&bench->arena, "http://127.0.0.1:%u", bench->server.http_port);
    check(fetch_one(bench, S("http://nowhere.example/")), &reached);
    assert_int_equal(netserver_count(&bench->server, "http://nowhere.example/"), 2);
    check(fetch_one(bench, S("http://127.0.0.1/")), &inside);
    bench->options.proxy =
        str_printf(&bench->arena, "http://127.0.0.1:%u", bench->server.closed_port);
    check(fetch_one(bench, S("http://nowhere.example/")), &dead);
}

static void certificates_get_their_verdicts(void **state)
{
    static const struct expected rows[CERT_KINDS] = {
        [CERT_GOOD] = { "good", VERDICT_OK, "" },
        [CERT_EXPIRED] = { "expired", VERDICT_TLS_PROBLEM, "expired" },
        [CERT_FUTURE] = { "future", VERDICT_TLS_PROBLEM, "not-yet-valid" },
        [CERT_OTHER_NAME] = { "name", VERDICT_TLS_PROBLEM, "name" },
        [CERT_SELF_SIGNED] = { "self-signed", VERDICT_TLS_PROBLEM, "self-signed" },
        [CERT_UNKNOWN_AUTHORITY] = { "unknown", VERDICT_TLS_PROBLEM, "untrusted" },
        [CERT_WEAK_KEY] = { "weak", VERDICT_TLS_PROBLEM, "weak" },
        [CERT_OLD_PROTOCOL] = { "old", VERDICT_TLS_PROBLEM, "old-protocol" },
    };
    struct bench *bench = *state;
    for (int i = 0; i < CERT_KINDS; i++) {
        map_all(bench, bench->server.tls_ports[i]);
        check(fetch_one(bench, S("https://good.example/ok")), &rows[i]);
    }
}

static void a_certificate_may_name_an_address(void **state)
{
    struct bench *bench = *state;
    str url =
        str_printf(&bench->arena, "https://127.0.0.1:%u/ok", bench->server.tls_ports[CERT_GOOD]);
    assert_int_equal(fetch_one(bench, url)->verdict.code, VERDICT_OK);
}

static void with_a_wrong_clock_a_certificate_is_not_blamed(void **state)
{
    struct bench *bench = *state;
    map_all(bench, bench->server.tls_ports[CERT_EXPIRED]);
    bench->options.now_s = 1000000000;
    const struct expected want = { "clock", VERDICT_LOCAL_ERROR, "clock" };
    check(fetch_one(bench, S("https://good.example/ok")), &want);
}

static void the_wrong_protocol_on_a_port_is_told(void **state)
{
    struct bench *bench = *state;
    str plain =
        str_printf(&bench->arena, "http://127.0.0.1:%u/ok", bench->server.tls_ports[CERT_GOOD]);
    assert_int_equal(fetch_one(bench, plain)->verdict.code, VERDICT_CONN_RESET);
    bench->options.timeout_s = bench->options.connect_timeout_s = 0.5;
    str tls = str_printf(&bench->arena, "https://127.0.0.1:%u/ok", bench->server.http_port);
    const struct expected want = { "tls", VERDICT_TIMEOUT, "tls" };
    check(fetch_one(bench, tls), &want);
}

static void names_get_their_verdicts(void **state)
{
    static const struct expected rows[] = {
        { "here.example", VERDICT_OK, "" },
        { "nowhere.example", VERDICT_DNS_GONE, "" },
        { "nodata.example", VERDICT_DNS_GONE, "no address" },
        { "broken.example", VERDICT_DNS_FAIL, "server failure" },
        { "refusing.example", VERDICT_DNS_FAIL, "server failure" },
        { "inside.example", VERDICT_BLOCKED_BY_POLICY, "address" },
        { "metadata.example", VERDICT_BLOCKED_BY_POLICY, "address" },
        { "mapped6.example", VERDICT_BLOCKED_BY_POLICY, "address" },
        { "nat64.example", VERDICT_BLOCKED_BY_POLICY, "address" },
        { "mixed.example", VERDICT_OK, "" },
        { "doubted.example", VERDICT_OK, "" },
    };
    struct bench *bench = *state;
    enum { N = sizeof rows / sizeof rows[0] };
    str urls[N];
    for (size_t i = 0; i < N; i++)
        urls[i] =
            str_printf(&bench->arena, "http://%s:%u/ok", rows[i].where, bench->server.http_port);
    const struct fetch_result *results = fetch(bench, urls, N);
    for (size_t i = 0; i < N; i++)
        check(&results[i], &rows[i]);
}

static void use_cache(struct bench *bench)
{
    bench->options.cache_file = str_from_z(bench->cache_file);
}

static void a_fresh_look_is_not_repeated(void **state)
{
    struct bench *bench = *state;
    use_cache(bench);
    const struct fetch_result *first = fetch_one(bench, at(bench, "/ok"));
    assert_false(first->from_cache);
    bench->options.now_s += 3600;
    const struct fetch_result *second = fetch_one(bench, at(bench, "/ok"));
    assert_true(second->from_cache);
    assert_true(str_eq(second->body, first->body));
    assert_int_equal(second->checked_s, NOW);
    assert_int_equal(netserver_count(&bench->server, "/ok"), 1);
}

static void a_stale_look_is_asked_to_be_confirmed(void **state)
{
    struct bench *bench = *state;
    use_cache(bench);
    str url = at(bench, "/conditional");
    const struct fetch_result *first = fetch_one(bench, url);
    assert_int_equal(first->status, 200);
    for (int day = 1; day < 4; day++) {
        bench->options.now_s = NOW + day * 2 * 86400;
        const struct fetch_result *again = fetch_one(bench, url);
        assert_int_equal(again->status, 304);
        assert_int_equal(again->verdict.code, VERDICT_OK);
        assert_int_equal(again->verdict.row, 33);
        assert_true(str_eq(again->body, first->body));
        assert_int_equal(again->checked_s, bench->options.now_s);
    }
    assert_int_equal(netserver_count(&bench->server, "/conditional"), 4);
}

static void a_look_without_a_body_does_not_answer_for_one_with(void **state)
{
    struct bench *bench = *state;
    use_cache(bench);
    str url = at(bench, "/conditional");
    bench->options.no_body = true;
    fetch_one(bench, url);
    bench->options.no_body = false;
    const struct fetch_result *result = fetch_one(bench, url);
    assert_false(result->from_cache);
    assert_int_equal(result->body.n, 47);
}

static void failures_are_counted_over_runs(void **state)
{
    struct bench *bench = *state;
    use_cache(bench);
    for (uint32_t i = 1; i <= 3; i++) {
        bench->options.now_s = NOW + (int64_t)i * 4 * 86400;
        assert_int_equal(fetch_one(bench, at(bench, "/404"))->failures, i);
    }
}

static void offline_the_cache_alone_answers(void **state)
{
    struct bench *bench = *state;
    use_cache(bench);
    fetch_one(bench, at(bench, "/ok"));
    bench->options.offline = true;
    bench->options.now_s += 1000 * 86400;
    const str urls[] = { at(bench, "/ok"), at(bench, "/204") };
    struct fetch_result results[2];
    struct err err = { 0 };
    assert_true(fetch_all(urls, 2, &bench->options, &bench->arena, results, &err));
    assert_int_equal(results[0].verdict.code, VERDICT_OK);
    assert_int_equal(results[0].body.n, 47);
    assert_int_equal(results[1].verdict.code, VERDICT_NONE);
    assert_true(str_eq(results[1].verdict.detail, S("not in the cache (offline)")));
    assert_int_equal(netserver_count(&bench->server, "/204"), 0);
}

static void what_is_nobodys_fault_is_not_kept(void **state)
{
    struct bench *bench = *state;
    use_cache(bench);
    const str urls[] = { S("http://10.0.0.1/"), S("http://a.example:99999/"), S("file:///x") };
    fetch(bench, urls, 3);
    struct cache *cache;
    struct cache_stats stats;
    struct err err = { 0 };
    assert_true(cache_open(bench->options.cache_file, &cache, &err));
    assert_true(cache_stats(cache, &stats, &err));
    assert_int_equal(stats.entries, 0);
    cache_close(cache);
}

static void malformed_options_are_told(void **state)
{
    struct bench *bench = *state;
    struct fetch_result result;
    const str url = S("http://a.example/"), bad = S("nonsense");
    for (int i = 0; i < 5; i++) {
        struct fetch_options options = bench->options;
        struct err err = { 0 };
        options.connect_to = options.resolve = options.allow_addresses = &bad;
        options.n_connect_to = i == 0;
        options.n_resolve = i == 1;
        options.n_allow_addresses = i == 2;
        options.cacert = i == 3 ? S("/no/such/file.pem") : (str){ 0 };
        options.dns_servers = i == 4 ? bad : (str){ 0 };
        assert_false(fetch_all(&url, 1, &options, &bench->arena, &result, &err));
        assert_int_equal(err.kind, ERR_USAGE);
    }
}

static void many_addresses_share_connections(void **state)
{
    struct bench *bench = *state;
    enum { N = 400 };
    str urls[N];
    bench->options.host_concurrency = 4;
    for (size_t i = 0; i < N; i++)
        urls[i] = str_printf(&bench->arena, "http://127.0.0.1:%u/keep?%zu", bench->server.http_port,
                             i % 50);
    const struct fetch_result *results = fetch(bench, urls, N);
    for (size_t i = 0; i < N; i++)
        assert_int_equal(results[i].verdict.code, VERDICT_OK);
    for (int i = 0; i < 50; i++)
        assert_int_equal(
            netserver_count(&bench->server, str_printf(&bench->arena, "/keep?%d", i).p), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(statuses_get_their_verdicts),
        TEST(redirects_get_their_verdicts),
        TEST(broken_answers_get_their_verdicts),
        TEST(slow_servers_run_out_of_time),
        TEST(a_page_comes_whole_with_its_headers),
        TEST(a_chain_is_told_hop_by_hop),
        TEST(a_gzip_body_is_inflated_up_to_the_cap),
        TEST(without_bodies_the_verdict_is_the_same),
        TEST(a_missing_page_is_asked_for_twice),
        TEST(what_fails_once_is_tried_again),
        TEST(a_wait_asked_for_is_clamped_to_an_hour),
        TEST(a_cookie_wall_opens_on_the_second_way_round),
        TEST(a_request_says_who_asks_and_no_more),
        TEST(a_closed_port_is_refused),
        TEST(without_leave_loopback_is_out_of_bounds),
        TEST(a_mapped_name_needs_no_leave_but_a_literal_does),
        TEST(resolve_sends_one_name_to_an_address),
        TEST(a_proxy_is_asked_instead_and_blamed_on_this_machine),
        TEST(certificates_get_their_verdicts),
        TEST(a_certificate_may_name_an_address),
        TEST(with_a_wrong_clock_a_certificate_is_not_blamed),
        TEST(the_wrong_protocol_on_a_port_is_told),
        TEST(names_get_their_verdicts),
        TEST(a_fresh_look_is_not_repeated),
        TEST(a_stale_look_is_asked_to_be_confirmed),
        TEST(a_look_without_a_body_does_not_answer_for_one_with),
        TEST(failures_are_counted_over_runs),
        TEST(offline_the_cache_alone_answers),
        TEST(what_is_nobodys_fault_is_not_kept),
        TEST(malformed_options_are_told),
        TEST(many_addresses_share_connections),
    };
    return cmocka_run_group_tests(tests, open_group, close_group);
}
