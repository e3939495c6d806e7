/* test_verdict.c: every row of the decision table, and who wins where two fit. */
#include "net/decide.h"

#include <curl/curl.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/banned.h"

/* An answer with a page. */
#define ANSWER(number)                                                                             \
    .status = (number), .headers_done = true, .connected = true, .body_bytes = 1000
#define SENT_ON(from, to)                                                                          \
    .redirects = 1, .asked_url = S_INIT("http://a.example" from), .final_url = S_INIT("http://" to)
#define TLS(number) .curl = CURLE_PEER_FAILED_VERIFICATION, .verify_result = (number)
#define BREAK(kind) .curl = CURLE_SSL_CONNECT_ERROR, .tls_break = TLS_BREAK_##kind

struct case_row {
    int row;
    enum verdict_code code;
    const char *detail; /* NULL: any */
    struct observation seen;
};

static const struct case_row cases[] = {
    { 1, VERDICT_INVALID_URL, "bad port", { .invalid_url = S_INIT("bad port") } },
    { 2, VERDICT_BLOCKED_BY_POLICY, "address", { .guard = GUARD_ADDRESS } },
    { 2, VERDICT_BLOCKED_BY_POLICY, "scheme", { .guard = GUARD_SCHEME, ANSWER(302) } },
    { 2,
      VERDICT_BLOCKED_BY_POLICY,
      "port",
      { .guard = GUARD_PORT, .curl = CURLE_COULDNT_CONNECT } },
    { 3, VERDICT_LOCAL_ERROR, "proxy", { .local = S_INIT("proxy") } },
    { 3, VERDICT_LOCAL_ERROR, "clock", { TLS(10), .clock_wrong = true } },
    { 3, VERDICT_LOCAL_ERROR, "clock", { TLS(9), .clock_wrong = true } },
    { 3, VERDICT_LOCAL_ERROR, NULL, { .curl = CURLE_SSL_CACERT_BADFILE } },
    { 3, VERDICT_LOCAL_ERROR, NULL, { .curl = CURLE_WRITE_ERROR, ANSWER(200) } },
    { 4, VERDICT_ROBOTS_DISALLOWED, "", { .robots_disallow = true } },
    { 5, VERDICT_DNS_GONE, "", { .dns = DNS_NO_NAME } },
    { 5, VERDICT_DNS_GONE, "no address", { .dns = DNS_NO_ADDRESS } },
    { 6, VERDICT_DNS_FAIL, "server failure", { .dns = DNS_SERVER_FAIL } },
    { 6, VERDICT_DNS_FAIL, "no answer in time", { .dns = DNS_SILENT } },
    { 7, VERDICT_REFUSED, "", { .curl = 7, .os_errno = ECONNREFUSED } },
    { 7, VERDICT_REFUSED, "unreachable", { .curl = 7, .os_errno = EHOSTUNREACH } },
    { 8, VERDICT_TIMEOUT, "connect", { .curl = 28 } },
    { 8, VERDICT_TIMEOUT, "tls", { .curl = 28, .connected = true, .https = true } },
    { 8, VERDICT_TIMEOUT, "response", { .curl = 28, .connected = true } },
    { 8, VERDICT_TIMEOUT, "slow", { .curl = 28, .connected = true, .began = true } },
    { 8, VERDICT_TIMEOUT, "HTTP 408", { ANSWER(408) } },
    { 9, VERDICT_TLS_PROBLEM, "expired", { TLS(10) } },
    { 9, VERDICT_TLS_PROBLEM, "not-yet-valid", { TLS(9) } },
    { 9, VERDICT_TLS_PROBLEM, "self-signed", { TLS(18), .clock_wrong = true } },
    { 9, VERDICT_TLS_PROBLEM, "untrusted", { TLS(20) } },
    { 9, VERDICT_TLS_PROBLEM, "name", { TLS(1) } },
    { 9, VERDICT_TLS_PROBLEM, "weak", { TLS(66) } },
    { 9, VERDICT_TLS_PROBLEM, "certificate", { TLS(26) } },
    { 9, VERDICT_TLS_PROBLEM, "old-protocol", { BREAK(OLD_PROTOCOL) } },
    { 9, VERDICT_TLS_PROBLEM, "not-tls", { BREAK(NOT_TLS) } },
    { 9, VERDICT_TLS_PROBLEM, "handshake", { BREAK(NONE) } },
    { 10, VERDICT_CONN_RESET, "", { BREAK(CLOSED) } },
    { 10, VERDICT_CONN_RESET, "", { .curl = 56, .connected = true } },
    { 10, VERDICT_CONN_RESET, "empty reply", { .curl = 52, .connected = true } },
    { 11, VERDICT_TRUNCATED, "", { .curl = 18, ANSWER(200) } },
    { 11, VERDICT_TRUNCATED, "", { .curl = 56, ANSWER(200) } },
    { 11, VERDICT_TRUNCATED, "", { .body_cut = true, ANSWER(200) } },
    { 11, VERDICT_TRUNCATED, "", { .curl = 23, .body_cut = true, ANSWER(200) } },
    { 12, VERDICT_PROTOCOL_ERROR, "framing", { .curl = 1, .connected = true } },
    { 12, VERDICT_PROTOCOL_ERROR, "framing", { .curl = 8, .connected = true } },
    { 12, VERDICT_PROTOCOL_ERROR, "framing", { .curl = 27, .connected = true } },
    { 12, VERDICT_PROTOCOL_ERROR, "framing", { .curl = 92, .connected = true } },
    { 12, VERDICT_PROTOCOL_ERROR, "framing", { .curl = 56, .bad_framing = true, ANSWER(200) } },
    { 12,
      VERDICT_PROTOCOL_ERROR,
      "content-encoding",
      { .curl = 23, .bad_encoding = true, ANSWER(200) } },
    { 12, VERDICT_PROTOCOL_ERROR, "nowhere", { ANSWER(302), .bad_location = S_INIT("nowhere") } },
    { 12, VERDICT_PROTOCOL_ERROR, "HTTP 304", { ANSWER(304) } },
    { 12, VERDICT_PROTOCOL_ERROR, "HTTP 700", { ANSWER(700) } },
    { 12, VERDICT_PROTOCOL_ERROR, "HTTP 700", { ANSWER(700), .curl = 23, .cap_reached = true } },
    { 13, VERDICT_TOO_LARGE, "", { .curl = 23, .cap_reached = true, ANSWER(200) } },
    { 13, VERDICT_TOO_LARGE, "", { .curl = 63, ANSWER(200) } },
    { 14, VERDICT_REDIRECT_LOOP, "", { ANSWER(302), .redirects = 10, .redirects_spent = true } },
    { 15,
      VERDICT_FORBIDDEN_TO_BOTS,
      "HTTP 302",
      { ANSWER(302), .redirects = 10, .redirects_spent = true, .cookies_set = true } },
    { 15, VERDICT_FORBIDDEN_TO_BOTS, "HTTP 403", { ANSWER(403), .cf_challenge = true } },
    { 15, VERDICT_FORBIDDEN_TO_BOTS, "HTTP 429", { ANSWER(429), .cf_challenge = true } },
    { 15, VERDICT_FORBIDDEN_TO_BOTS, "HTTP 503", { ANSWER(503), .cf_challenge = true } },
    { 15, VERDICT_FORBIDDEN_TO_BOTS, "HTTP 202", { ANSWER(202), .waf_action = true } },
    { 15, VERDICT_FORBIDDEN_TO_BOTS, "HTTP 405", { ANSWER(405), .waf_action = true } },
    { 15, VERDICT_FORBIDDEN_TO_BOTS, "HTTP 999", { ANSWER(999) } },
    { 15, VERDICT_FORBIDDEN_TO_BOTS, "HTTP 503", { ANSWER(503), .signs.bot_wall = true } },
    { 16, VERDICT_RATE_LIMITED, "HTTP 429", { ANSWER(429) } },
    { 16, VERDICT_RATE_LIMITED, "HTTP 418", { ANSWER(418) } },
    { 17, VERDICT_GEO_LEGAL_BLOCKED, "HTTP 451", { ANSWER(451) } },
    { 18, VERDICT_PAYWALLED, "", { ANSWER(402) } },
    { 18, VERDICT_PAYWALLED, "", { ANSWER(200), .signs.paywall = true } },
    { 19, VERDICT_LOGIN_WALL, "", { ANSWER(401) } },
    { 19, VERDICT_LOGIN_WALL, "", { ANSWER(407) } },
    { 19, VERDICT_LOGIN_WALL, "", { ANSWER(428) } },
    { 19, VERDICT_LOGIN_WALL, "", { ANSWER(449) } },
    { 19, VERDICT_LOGIN_WALL, "", { ANSWER(200), .signs.login = true } },
    { 19,
      VERDICT_LOGIN_WALL,
      "",
      { ANSWER(200), SENT_ON("/story", "a.example/login?next=%2Fstory") } },
    { 20, VERDICT_FORBIDDEN_TO_BOTS, "HTTP 403", { ANSWER(403) } },
    { 20, VERDICT_FORBIDDEN_TO_BOTS, "HTTP 406", { ANSWER(406) } },
    { 21, VERDICT_GONE, "HTTP 404", { ANSWER(404) } },
    { 21, VERDICT_GONE, "HTTP 404", { ANSWER(404), .curl = 18 } },
    { 21, VERDICT_GONE, "HTTP 404", { ANSWER(404), .curl = 23, .cap_reached = true } },
    { 21, VERDICT_GONE, "HTTP 404", { ANSWER(404), .body_cut = true } },
    { 22, VERDICT_GONE, "HTTP 410", { ANSWER(410) } },
    { 23, VERDICT_SERVER_ERROR, "HTTP 425", { ANSWER(425) } },
    { 23, VERDICT_SERVER_ERROR, "HTTP 500", { ANSWER(500) } },
    { 23, VERDICT_SERVER_ERROR, "HTTP 527", { ANSWER(527) } },
    { 24, VERDICT_SERVER_ERROR, "HTTP 400", { ANSWER(400) } },
    { 24, VERDICT_SERVER_ERROR, "HTTP 405", { ANSWER(405) } },
    { 25, VERDICT_CONSENT_WALL, "", { ANSWER(200), .signs.consent = true } },
    { 25, VERDICT_CONSENT_WALL, "", { ANSWER(200), SENT_ON("/x", "consent.a.example/v2") } },
    { 26, VERDICT_PARKED, "", { ANSWER(200), .signs.parked = true } },
    { 27, VERDICT_SOFT_404, "", { ANSWER(200), .signs.soft_404_confirmed = true } },
    { 28, VERDICT_SOFT_404, "", { ANSWER(200), .signs.soft_404_suspected = true } },
    { 28, VERDICT_SOFT_404, "", { ANSWER(200), SENT_ON("/2024/story", "a.example/") } },
    { 28, VERDICT_SOFT_404, "", { ANSWER(200), SENT_ON("/?p=17", "www.a.example") } },
    { 28, VERDICT_SOFT_404, "", { ANSWER(200), SENT_ON("/story", "a.example/404.html") } },
    { 29, VERDICT_JS_ONLY, "", { ANSWER(200), .signs.js_only = true } },
    { 30, VERDICT_EMPTY, "", { ANSWER(204) } },
    { 30, VERDICT_EMPTY, "", { .status = 200, .headers_done = true } },
    { 31, VERDICT_MOVED, "", { ANSWER(200), SENT_ON("/a", "a.example/b"), .permanent = true } },
    { 31,
      VERDICT_MOVED,
      "",
      { ANSWER(304), SENT_ON("/a", "a.example/b"), .permanent = true, .conditional = true } },
    { 32, VERDICT_OK, "", { ANSWER(200) } },
    { 32, VERDICT_OK, "", { ANSWER(200), SENT_ON("/a", "a.example/b") } },
    { 32, VERDICT_OK, "", { ANSWER(200), SENT_ON("/", "www.a.example/") } },
    { 32, VERDICT_OK, "", { ANSWER(200), SENT_ON("/404/x", "a.example/404/y") } },
    { 32, VERDICT_OK, "", { ANSWER(200), SENT_ON("/login-tips", "a.example/login-tips/") } },
    { 32, VERDICT_OK, "partial", { ANSWER(206) } },
    { 33, VERDICT_OK, "not modified", { ANSWER(304), .conditional = true } },
};

static void when_a_row_fits_it_decides(void **state)
{
    (void)state;
    bool met[34] = { false };
    struct arena arena;
    arena_init(&arena, 0, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct case_row *want = &cases[i];
        const struct verdict got = decide(&want->seen, &arena);
        met[got.row] = true;
        if (got.row != want->row || got.code != want->code)
            fail_msg("case %zu: row %d wanted, row %u got", i, want->row, got.row);
        if (want->detail && !str_eq(got.detail, str_from_z(want->detail)))
            fail_msg("case %zu: \"%s\" wanted, \"%.*s\" got", i, want->detail, STR_ARG(got.detail));
    }
    for (int row = 1; row <= 33; row++)
        if (!met[row])
            fail_msg("row %d is not tested", row);
    arena_free(&arena);
}

static void when_an_earlier_row_fits_too_it_wins(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0, NULL);
    struct observation seen = { ANSWER(403), .guard = GUARD_ADDRESS, .dns = DNS_NO_NAME };
    assert_int_equal(decide(&seen, &arena).row, 2);
    seen.guard = GUARD_PASS;
    assert_int_equal(decide(&seen, &arena).row, 5);
    seen.dns = DNS_ANSWERED;
    assert_int_equal(decide(&seen, &arena).row, 20);
    seen.signs.paywall = true;
    assert_int_equal(decide(&seen, &arena).row, 18);
    arena_free(&arena);
}

static void when_suspected_alone_a_soft_404_says_so(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0, NULL);
    const struct observation root = { ANSWER(200), SENT_ON("/story", "a.example/") };
    const struct observation named = { ANSWER(200), SENT_ON("/story", "a.example/notfound") };
    assert_true(decide(&root, &arena).suspect);
    assert_false(decide(&named, &arena).suspect);
    arena_free(&arena);
}

/* Whatever comes, some row fits: no observation may run off the table. */
static void when_anything_at_all_is_seen_some_row_fits(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0, NULL);
    for (int code = 0; code < 100; code++) {
        for (unsigned status = 0; status < 1100; status += status < 300 ? 50 : 7) {
            for (unsigned bits = 0; bits < 64; bits++) {
                struct observation seen = { .curl = code, .status = (uint16_t)status };
                seen.headers_done = bits & 1;
                seen.cap_reached = bits & 2;
                seen.body_cut = bits & 4;
                seen.bad_encoding = bits & 8;
                seen.redirects_spent = bits & 16;
                seen.cookies_set = bits & 32;
                struct arena_mark mark = arena_mark(&arena);
                assert_in_range(decide(&seen, &arena).row, 1, 33);
                arena_release(&arena, mark);
            }
        }
    }
    arena_free(&arena);
}

static void when_named_a_code_is_found_again(void **state)
{
    (void)state;
    for (int i = 0; i < VERDICT_CODE_COUNT; i++) {
        enum verdict_code code;
        assert_true(verdict_name((enum verdict_code)i).n > 0);
        assert_true(verdict_find(verdict_name((enum verdict_code)i), &code));
        assert_int_equal(code, i);
        assert_int_equal(verdict_next((enum verdict_code)i).n == 0, i == VERDICT_OK);
    }
    enum verdict_code code;
    assert_false(verdict_find(S("splendid"), &code));
    assert_true(str_eq(verdict_name(VERDICT_FORBIDDEN_TO_BOTS), S("forbidden-to-bots")));
    assert_int_equal(verdict_class_of(VERDICT_FORBIDDEN_TO_BOTS), VERDICT_CLASS_UNKNOWN);
    assert_int_equal(verdict_class_of(VERDICT_LOCAL_ERROR), VERDICT_CLASS_UNKNOWN);
    assert_int_equal(verdict_class_of(VERDICT_GONE), VERDICT_CLASS_BROKEN);
    assert_int_equal(verdict_class_of(VERDICT_MOVED), VERDICT_CLASS_REACHED);
}

static void when_looks_fail_in_a_row_they_are_counted(void **state)
{
    (void)state;
    assert_int_equal(verdict_failures(2, VERDICT_GONE), 3);
    assert_int_equal(verdict_failures(2, VERDICT_RATE_LIMITED), 2);
    assert_int_equal(verdict_failures(2, VERDICT_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(when_a_row_fits_it_decides),
        cmocka_unit_test(when_an_earlier_row_fits_too_it_wins),
        cmocka_unit_test(when_suspected_alone_a_soft_404_says_so),
        cmocka_unit_test(when_anything_at_all_is_seen_some_row_fits),
        cmocka_unit_test(when_looks_fail_in_a_row_they_are_counted),
        cmocka_unit_test(when_named_a_code_is_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
