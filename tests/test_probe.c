/* test_probe.c: siblings, and what they say. */
#include "evidence/probe.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/banned.h"

static void a_folder_has_one_sibling(void **state)
{
    (void)state;
    struct arena arena;
    str a, b, c;
    arena_init(&arena, 0, NULL);
    assert_true(probe_sibling(S("https://a.example/2024/05/the-quay?id=3"), &arena, &a));
    assert_true(probe_sibling(S("https://a.example/2024/05/the-bridge"), &arena, &b));
    assert_true(probe_sibling(S("https://a.example/2024/06/the-bridge/"), &arena, &c));
    assert_true(str_eq(a, b));
    assert_true(str_starts(a, S("https://a.example/2024/05/")));
    assert_int_equal(a.n, strlen("https://a.example/2024/05/") + 25);
    assert_true(str_starts(c, S("https://a.example/2024/06/")) && str_ends(c, S("/")));
    assert_true(probe_sibling(S("https://a.example:8443/x"), &arena, &a));
    assert_true(str_starts(a, S("https://a.example:8443/")));
    assert_false(probe_sibling(S("https://a.example/"), &arena, &a));
    assert_false(probe_sibling(S("https://a.example/?p=1"), &arena, &a));
    arena_free(&arena);
}

static enum probe_say compare(const struct fetch_result *a, const char *a_text,
                              const struct fetch_result *b, const char *b_text)
{
    struct arena arena;
    arena_init(&arena, 0, NULL);
    enum probe_say say = probe_compare((struct probe_side){ a, str_from_z(a_text) },
                                       (struct probe_side){ b, str_from_z(b_text) }, &arena);
    arena_free(&arena);
    return say;
}

static void the_siblings_answer_decides(void **state)
{
    (void)state;
    static const struct {
        enum verdict_code code;
        uint32_t n_hops;
        const char *final, *text;
        enum probe_say say;
    } rows[] = {
        { VERDICT_GONE, 0, "http://a.example/q", "", PROBE_DIFFERS },
        { VERDICT_SERVER_ERROR, 0, "http://a.example/q", "", PROBE_NONE },
        { VERDICT_FORBIDDEN_TO_BOTS, 0, "http://a.example/q", "", PROBE_NONE },
        { VERDICT_ROBOTS_DISALLOWED, 0, "http://a.example/q", "", PROBE_NONE },
        { VERDICT_NONE, 0, "http://a.example/q", "", PROBE_NONE },
        { VERDICT_OK, 1, "http://a.example/", "", PROBE_DIFFERS },
        { VERDICT_OK, 0, "http://a.example/q", "No such page here, we are sorry", PROBE_ALIKE },
        { VERDICT_OK, 0, "http://a.example/q", "The ferry runs again from Monday", PROBE_DIFFERS },
        { VERDICT_OK, 0, "http://a.example/q", "", PROBE_DIFFERS },
    };
    const struct fetch_result page = { .url = S("http://a.example/p"),
                                       .final_url = S("http://a.example/p"),
                                       .verdict = { .code = VERDICT_OK } };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct fetch_result sibling = { .url = S("http://a.example/q"),
                                              .final_url = str_from_z(rows[i].final),
                                              .n_hops = rows[i].n_hops,
                                              .verdict = { .code = rows[i].code } };
        if (compare(&page, "No such page here, we are sorry", &sibling, rows[i].text) !=
            rows[i].say)
            fail_msg("row %zu", i);
    }
}

static void redirects_are_compared_by_their_ends(void **state)
{
    (void)state;
    struct fetch_result a = { .url = S("http://a.example/p"),
                              .final_url = S("http://a.example/"),
                              .n_hops = 1,
                              .verdict = { .code = VERDICT_OK } };
    struct fetch_result b = a;
    b.url = S("http://a.example/q");
    b.verdict.code = VERDICT_SOFT_404;
    assert_int_equal(compare(&a, "front", &b, "page"), PROBE_ALIKE);
    b.final_url = S("http://a.example/news");
    assert_int_equal(compare(&a, "front", &b, "front"), PROBE_DIFFERS);
    b.n_hops = 2;
    assert_int_equal(compare(&a, "front", &b, "front"), PROBE_DIFFERS);
}

static void an_error_page_may_repeat_the_address(void **state)
{
    (void)state;
    const struct fetch_result a = { .url = S("http://a.example/the-new-quay"),
                                    .verdict = { .code = VERDICT_OK } };
    const struct fetch_result b = { .url = S("http://a.example/qwertzuiopasdfgh"),
                                    .verdict = { .code = VERDICT_OK } };
    assert_int_equal(compare(&a, "There is no /the-new-quay here. Try the search, or go home.", &b,
                             "There is no /qwertzuiopasdfgh here. Try the search, or go home."),
                     PROBE_ALIKE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_has_one_sibling),
        cmocka_unit_test(the_siblings_answer_decides),
        cmocka_unit_test(redirects_are_compared_by_their_ends),
        cmocka_unit_test(an_error_page_may_repeat_the_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
