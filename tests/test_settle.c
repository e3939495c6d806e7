/* test_settle.c: names that only the whole document decides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cite_case.h"

/* The document's citations in one line. */
static void expect(void **state, const char *markdown, const char *expected)
{
    struct cite_read read;
    struct cite_about about = { "case.md", "2024-07-29", "jamestown" };
    cite_case_read(*state, about, str_from_z(markdown), &read);
    str shown = cite_case_show(&read, &read.arena);
    if (!str_eq(shown, str_from_z(expected)))
        fail_msg("%s\n  expected %s\n  read     %.*s", markdown, expected, STR_ARG(shown));
    arena_free(&read.arena);
}

static void a_shared_name_is_its_default(void **state)
{
    expect(state, "It said so (ABC News, July 19).", "abc-news 2024-07-19");
    expect(state, "It said so (Al-Masdar, July 19).", "Al-Masdar? 2024-07-19");
}

static void unless_a_link_says_otherwise(void **state)
{
    expect(state, "It said so (ABC News, [July 19](https://www.abc.net.au/news/1)).",
           "abc-news-australia 2024-07-19");
    expect(state, "It said so ([ABC News](https://www.abc.net.au/news/1), July 19).",
           "abc-news-australia 2024-07-19");
    expect(state, "It said so ([ABC News](https://example.org/), July 19).", "abc-news 2024-07-19");
}

static void one_link_serves_the_document(void **state)
{
    expect(
        state,
        "It said so (ABC News, July 18), and again (ABC News, [July 19](https://www.abc.net.au/1)).",
        "abc-news-australia 2024-07-18; abc-news-australia 2024-07-19");
}

static void or_the_countries_of_the_others_do(void **state)
{
    expect(
        state,
        "It said so (The Age, July 17; The Sydney Morning Herald, July 18; ABC News, July 19).",
        "the-age 2024-07-17; the-sydney-morning-herald 2024-07-18; abc-news-australia 2024-07-19");
    expect(state, "It said so (The Age, July 17; ABC News, July 19).",
           "the-age 2024-07-17; abc-news 2024-07-19");
}

static void a_name_nearly_known_is_misspelt(void **state)
{
    expect(state, "It said so (Kommersent, July 19; Kommersent, July 20).",
           "kommersant 2024-07-19 !misspelt-outlet; kommersant 2024-07-20 !misspelt-outlet");
    expect(state, "It said so (TAS, July 19).", "TAS? 2024-07-19");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shared_name_is_its_default),
        cmocka_unit_test(unless_a_link_says_otherwise),
        cmocka_unit_test(one_link_serves_the_document),
        cmocka_unit_test(or_the_countries_of_the_others_do),
        cmocka_unit_test(a_name_nearly_known_is_misspelt),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
