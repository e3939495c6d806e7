/* test_check_link.c: CC301-CC315: what the addresses are, and what came of asking them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

static const char article[] = "He said so (TASS, May 3; EDM, May 4; NDTV, May 5; Anadolu, May 6).";

/* The first `n` citations linked to `url`, each by a link of its own. */
static void open_linked(struct fixture *f, const char *url, size_t n)
{
    fixture_open(f, article, "2024-07-20", "2024-07-31");
    for (uint32_t i = 0; i < n; i++) {
        struct citation *c = &f->cites.citations.p[i];
        c->link = i;
        *VEC_PUSH(&f->doc.links, &f->arena) =
            (struct doc_link){ .text = c->date, .source = c->outlet, .url = str_from_z(url) };
        struct reference *ref = &f->refs.list.p[i];
        ref->link = i;
        ref->how = REF_LINK;
        ref->url = ref->canonical = str_from_z(url);
        ref->text = c->date;
    }
}

/* The checks that speak when the first citation's address has this verdict. */
static void expect_verdict(struct verdict verdict, const char *expected, uint8_t severity)
{
    struct fixture f;
    struct evidence evidence[4] = { { .verdict = verdict } };
    open_linked(&f, "https://e.org/x", 1);
    f.input.evidence = evidence;
    for (int check = CHECK_CC301; check <= CHECK_CC315; check++)
        fixture_run(&f, (enum check_id)check);
    fixture_expect(&f, expected);
    if (severity)
        assert_int_equal(f.findings.list.p[0].severity, severity);
    fixture_close(&f);
}

static void broken_addresses_by_verdict(void **state)
{
    (void)state;
    expect_verdict((struct verdict){ .code = VERDICT_GONE }, "CC301:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_SERVER_ERROR }, "CC304:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_TIMEOUT }, "CC304:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_REFUSED }, "CC304:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_CONN_RESET }, "CC304:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_DNS_FAIL }, "CC304:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_DNS_GONE }, "CC305:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_TLS_PROBLEM }, "CC306:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_REDIRECT_LOOP }, "CC307:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_PARKED }, "CC308:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_BLOCKED_BY_POLICY }, "CC309:May 3", 0);
    expect_verdict((struct verdict){ .code = VERDICT_INVALID_URL }, "CC315:May 3", 0);
}

static void a_suspected_error_page_weighs_less(void **state)
{
    (void)state;
    expect_verdict((struct verdict){ .code = VERDICT_SOFT_404 }, "CC302:May 3", CCK_SEVERITY_ERROR);
    struct fixture f;
    struct evidence evidence[4] = { { .verdict = { .code = VERDICT_SOFT_404, .suspect = true } } };
    open_linked(&f, "https://e.org/x", 1);
    f.input.evidence = evidence;
    fixture_run(&f, CHECK_CC302);
    assert_int_equal(f.findings.list.p[0].severity, 0);
    fixture_close(&f);
}

static void every_broken_verdict_has_a_check(void **state)
{
    (void)state;
    for (int code = 0; code < VERDICT_CODE_COUNT; code++) {
        struct fixture f;
        struct evidence evidence[4] = { { .verdict = { .code = (enum verdict_code)code } } };
        open_linked(&f, "https://e.org/x", 1);
        f.input.evidence = evidence;
        for (int check = CHECK_CC301; check <= CHECK_CC315; check++)
            fixture_run(&f, (enum check_id)check);
        bool broken = verdict_class_of((enum verdict_code)code) == VERDICT_CLASS_BROKEN;
        assert_int_equal(f.findings.list.n, broken ? 1 : 0);
        fixture_close(&f);
    }
}

static void nothing_is_said_when_the_network_was_not_asked(void **state)
{
    (void)state;
    struct fixture f;
    open_linked(&f, "https://e.org/x", 1);
    for (int check = CHECK_CC301; check <= CHECK_CC309; check++)
        fixture_run(&f, (enum check_id)check);
    fixture_expect(&f, "");
    fixture_close(&f);
}

static void one_link_is_reported_once(void **state)
{
    (void)state;
    struct fixture f;
    struct evidence evidence[4] = { { .verdict = { .code = VERDICT_GONE } },
                                    { .verdict = { .code = VERDICT_GONE } } };
    open_linked(&f, "https://e.org/x", 2);
    f.refs.list.p[1].link = 0;
    f.input.evidence = evidence;
    fixture_run(&f, CHECK_CC301);
    fixture_expect(&f, "CC301:May 3");
    fixture_close(&f);
}

static void an_unreachable_site_is_not_called_dead(void **state)
{
    (void)state;
    struct fixture f;
    struct evidence evidence[4] = { { .verdict = { .code = VERDICT_TIMEOUT,
                                                   .detail = S("connect") } } };
    open_linked(&f, "https://e.org/x?token=secret", 1);
    f.input.evidence = evidence;
    fixture_run(&f, CHECK_CC304);
    str message = f.findings.list.p[0].message;
    assert_true(str_find(message, S("does not answer now"), 0) < message.n);
    assert_true(str_find(message, S("connect"), 0) < message.n);
    assert_int_equal(str_find(message, S("dead"), 0), message.n);
    assert_int_equal(str_find(message, S("secret"), 0), message.n);
    fixture_close(&f);
}

static void expect_moved(const char *final_url, bool permanent, size_t expected)
{
    struct fixture f;
    struct fetch_result fetch = { .final_url = str_from_z(final_url),
                                  .permanent_redirect = permanent };
    struct evidence evidence[4] = { { .fetch = &fetch, .verdict = { .code = VERDICT_MOVED } } };
    open_linked(&f, "http://e.org/x", 1);
    f.input.evidence = evidence;
    fixture_run(&f, CHECK_CC303);
    assert_int_equal(f.findings.list.n, expected);
    if (expected) {
        assert_true(str_eq(f.findings.list.p[0].suggestion, fetch.final_url));
        assert_int_equal(f.findings.list.p[0].source.off, f.cites.citations.p[0].outlet.off);
    }
    fixture_close(&f);
}

static void a_move_for_good_is_suggested(void **state)
{
    (void)state;
    expect_moved("https://e.org/new/x", true, 1);
    expect_moved("https://www.e.org/x/", true, 0);
    expect_moved("https://e.org/new/x", false, 0);
}

static void a_move_to_another_title_is_not_suggested(void **state)
{
    (void)state;
    struct fixture f;
    struct page page = { .title = S("Latest stories") };
    struct fetch_result fetch = { .final_url = S("https://e.org/new"), .permanent_redirect = true };
    struct evidence evidence[4] = {
        { .fetch = &fetch, .page = &page, .unrelated = true, .verdict = { .code = VERDICT_MOVED } }
    };
    open_linked(&f, "http://e.org/x", 1);
    f.input.evidence = evidence;
    fixture_run(&f, CHECK_CC303);
    assert_int_equal(f.findings.list.n, 1);
    assert_int_equal(f.findings.list.p[0].suggestion.n, 0);
    str message = f.findings.list.p[0].message;
    assert_true(str_find(message, S("Latest stories"), 0) < message.n);
    fixture_close(&f);
}

static const str tass_domains[] = { S_INIT("tass.com"), S_INIT("tass.ru") };
static const str tass_sub[] = { S_INIT("sport.tass.ru") };
static const str other_domains[] = { S_INIT("e.org") };
static const str telegram_domains[] = { S_INIT("t.me") };
static const struct outlet tass = {
    .id = S_INIT("tass"), .name = S_INIT("TASS"), .domains = tass_domains, .n_domains = 2
};

static void expect_host(const struct outlet *named, const struct outlet *host, const char *expected)
{
    struct fixture f;
    open_linked(&f, "https://e.org/x", 1);
    f.cites.citations.p[0].hit = (struct outlet_hit){ .outlet = named, .match = CCK_MATCH_EXACT };
    f.refs.list.p[0].host_outlet = host;
    fixture_run(&f, CHECK_CC310);
    fixture_expect(&f, expected);
    fixture_close(&f);
}

static void a_link_to_another_outlet(void **state)
{
    (void)state;
    struct outlet other = {
        .id = S("other"), .name = S("Other"), .domains = other_domains, .n_domains = 1
    };
    struct outlet related = { .id = S("sport"), .domains = tass_sub, .n_domains = 1 };
    struct outlet telegram = { .id = S("telegram"), .domains = telegram_domains, .n_domains = 1 };
    expect_host(&tass, &other, "CC310:TASS");
    expect_host(&tass, &tass, "");
    expect_host(&tass, &related, "");
    expect_host(&tass, &telegram, "");
}

static void expect_canonical(const char *canonical, const struct outlet *host, const char *expected,
                             uint8_t severity)
{
    struct fixture f;
    struct outlet_set outlets = { { &outlet_builtin_layer }, 1 };
    struct page page = { .canonical = str_from_z(canonical) };
    struct evidence evidence[4] = { { .page = &page, .verdict = { .code = VERDICT_OK } } };
    open_linked(&f, "https://e.org/x", 1);
    f.cites.citations.p[0].hit = (struct outlet_hit){ .outlet = &tass, .match = CCK_MATCH_EXACT };
    f.refs.list.p[0].host_outlet = host;
    f.input.evidence = evidence;
    f.input.outlets = &outlets;
    fixture_run(&f, CHECK_CC310);
    fixture_expect(&f, expected);
    if (expected[0])
        assert_int_equal(f.findings.list.p[0].severity, severity);
    evidence[0].verdict.code = VERDICT_TIMEOUT; /* the page says nothing */
    f.findings.list.n = 0;
    fixture_run(&f, CHECK_CC310);
    fixture_expect(&f, "");
    fixture_close(&f);
}

static void a_page_that_calls_itself_anothers(void **state)
{
    (void)state;
    expect_canonical("https://www.reuters.com/world/x", NULL, "CC310:TASS", 0);
    expect_canonical("https://www.reuters.com/world/x", &tass, "CC310:TASS", CCK_SEVERITY_NOTE);
    expect_canonical("https://tass.com/world/x", NULL, "", 0);
    expect_canonical("https://nobody.example/x", NULL, "", 0);
    expect_canonical("/world/x", NULL, "", 0);
    expect_canonical("", NULL, "", 0);
}

/* The citation names TASS; the link leads to `host`, where the page gives these. */
static void expect_page(struct page page, const struct outlet *host, const char *expected,
                        const char *word)
{
    struct fixture f;
    struct outlet_set outlets = { { &outlet_builtin_layer }, 1 };
    struct evidence evidence[4] = { { .page = &page, .verdict = { .code = VERDICT_OK } } };
    open_linked(&f, "https://e.org/x", 1);
    f.cites.citations.p[0].hit = (struct outlet_hit){ .outlet = &tass, .match = CCK_MATCH_EXACT };
    f.refs.list.p[0].host_outlet = host;
    f.input.evidence = evidence;
    f.input.outlets = &outlets;
    fixture_run(&f, CHECK_CC310);
    fixture_expect(&f, expected);
    if (expected[0]) {
        str message = f.findings.list.p[0].message;
        assert_int_equal(f.findings.list.p[0].severity, CCK_SEVERITY_NOTE);
        assert_true(str_find(message, str_from_z(word), 0) < message.n);
    }
    fixture_close(&f);
}

static void syndicated_copies_and_names_of_sites(void **state)
{
    (void)state;
    struct outlet other = {
        .id = S_INIT("other"), .name = S_INIT("Other"), .domains = other_domains, .n_domains = 1
    };
    expect_page((struct page){ .canonical = S("https://tass.com/world/1") }, &other, "CC310:TASS",
                "copy");
    expect_page((struct page){ .author = S("TASS") }, &other, "CC310:TASS", "copy");
    expect_page((struct page){ .site = S("Reuters") }, NULL, "CC310:TASS",
                "calls its site Reuters");
    expect_page((struct page){ .site = S("TASS") }, NULL, "", "");
    expect_page((struct page){ .site = S("Reuters") }, &tass, "", "");
    expect_page((struct page){ .site = S("The Ferry Times") }, NULL, "", "");
}

static void an_unknown_host_or_name_says_nothing(void **state)
{
    (void)state;
    expect_host(&tass, NULL, "");
    expect_host(NULL, &tass, "");
}

static void expect_missing(size_t linked, const char *expected)
{
    struct fixture f;
    open_linked(&f, "https://e.org/x", linked);
    fixture_run(&f, CHECK_CC311);
    fixture_expect(&f, expected);
    fixture_close(&f);
}

static void the_one_citation_without_a_link(void **state)
{
    (void)state;
    expect_missing(3, "CC311:Anadolu, May 6");
    expect_missing(4, "");
    expect_missing(2, "");
    expect_missing(0, "");
}

static void expect_wrapper(const char *url, const char *clean)
{
    struct fixture f;
    open_linked(&f, url, 1);
    fixture_run(&f, CHECK_CC312);
    assert_int_equal(f.findings.list.n, clean ? 1 : 0);
    if (clean)
        assert_true(str_eq(f.findings.list.p[0].suggestion, str_from_z(clean)));
    fixture_close(&f);
}

static void redirectors_and_trackers(void **state)
{
    (void)state;
    expect_wrapper("https://www.google.com/url?q=https%3A%2F%2Fe.org%2Fx&sa=D", "https://e.org/x");
    expect_wrapper("https://e.org/x?utm_source=mail", "https://e.org/x");
    expect_wrapper("https://e.org/x?id=3", NULL);
}

static void an_address_that_is_none(void **state)
{
    (void)state;
    struct fixture f;
    open_linked(&f, "https://", 1);
    f.refs.list.p[0].how = REF_INVALID;
    f.refs.list.p[0].problem = S("no host");
    fixture_run(&f, CHECK_CC315);
    assert_int_equal(f.findings.list.n, 1);
    f.refs.list.p[0].how = REF_LINK;
    fixture_run(&f, CHECK_CC315);
    assert_int_equal(f.findings.list.n, 1);
    fixture_close(&f);
}

static void expect_secure(const char *url, const struct outlet *outlet, const char *secure)
{
    struct fixture f;
    open_linked(&f, url, 1);
    f.refs.list.p[0].host_outlet = outlet;
    fixture_run(&f, CHECK_CC313);
    assert_int_equal(f.findings.list.n, secure ? 1 : 0);
    if (secure)
        assert_true(str_eq(f.findings.list.p[0].suggestion, str_from_z(secure)));
    fixture_close(&f);
}

static void http_where_the_home_page_is_known_by_https(void **state)
{
    static const struct outlet secure = { .name = S_INIT("E"),
                                          .home = S_INIT("https://www.e.org/") };
    static const struct outlet old = { .name = S_INIT("E"), .home = S_INIT("http://www.e.org/") };
    (void)state;
    expect_secure("http://e.org/x?id=1", &secure, "https://e.org/x?id=1");
    expect_secure("HTTP://www.e.org/x", &secure, "https://www.e.org/x");
    expect_secure("https://e.org/x", &secure, NULL);
    expect_secure("http://archive.e.org/x", &secure, NULL);
    expect_secure("http://e.org:8080/x", &secure, NULL);
    expect_secure("http://e.org/x?utm_source=mail", &secure, NULL); /* CC312 speaks */
    expect_secure("http://e.org/x", &old, NULL);
    expect_secure("http://e.org/x", NULL, NULL);
}

static void a_page_that_has_moved_is_not_made_secure(void **state)
{
    static const struct outlet outlet = { .name = S_INIT("E"), .home = S_INIT("https://e.org/") };
    struct fetch_result fetch = { .final_url = S("https://e.org/new/x"),
                                  .permanent_redirect = true };
    struct evidence evidence[4] = { { .fetch = &fetch, .verdict = { .code = VERDICT_MOVED } } };
    struct fixture f;
    (void)state;
    open_linked(&f, "http://e.org/x", 1);
    f.refs.list.p[0].host_outlet = &outlet;
    f.input.evidence = evidence;
    fixture_run(&f, CHECK_CC313);
    fixture_expect(&f, "");
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_addresses_by_verdict),
        cmocka_unit_test(a_suspected_error_page_weighs_less),
        cmocka_unit_test(every_broken_verdict_has_a_check),
        cmocka_unit_test(nothing_is_said_when_the_network_was_not_asked),
        cmocka_unit_test(one_link_is_reported_once),
        cmocka_unit_test(an_unreachable_site_is_not_called_dead),
        cmocka_unit_test(a_move_for_good_is_suggested),
        cmocka_unit_test(a_link_to_another_outlet),
        cmocka_unit_test(a_page_that_calls_itself_anothers),
        cmocka_unit_test(syndicated_copies_and_names_of_sites),
        cmocka_unit_test(a_move_to_another_title_is_not_suggested),
        cmocka_unit_test(an_unknown_host_or_name_says_nothing),
        cmocka_unit_test(the_one_citation_without_a_link),
        cmocka_unit_test(redirectors_and_trackers),
        cmocka_unit_test(http_where_the_home_page_is_known_by_https),
        cmocka_unit_test(a_page_that_has_moved_is_not_made_secure),
        cmocka_unit_test(an_address_that_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
