/* test_check_date.c: CC202-CC212: the dates of citations, of prose and of the article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

static void expect_at(enum check_id check, const char *text, const char *from, const char *to,
                      const char *expected)
{
    struct fixture f;
    fixture_open(&f, text, from, to);
    fixture_run(&f, check);
    fixture_expect(&f, expected);
    fixture_close(&f);
}

static void expect(enum check_id check, const char *text, const char *expected)
{
    expect_at(check, text, "2024-07-20", "2024-07-31", expected);
}

static void a_source_after_the_article(void **state)
{
    (void)state;
    expect(CHECK_CC202, "He said so (TASS, August 3).", "CC202:August 3");
    expect(CHECK_CC202, "He said so (TASS, March 3, 2025).", "CC202:March 3");
}

static void a_day_after_may_be_the_time_zone(void **state)
{
    (void)state;
    expect(CHECK_CC202, "He said so (TASS, August 1).", "");
    expect(CHECK_CC202, "He said so (TASS, July 31).", "");
}

static void without_the_articles_date_no_source_is_too_new(void **state)
{
    (void)state;
    expect_at(CHECK_CC202, "He said so (TASS, March 3, 2031).", NULL, NULL, "");
}

static void a_source_older_than_what_it_reports(void **state)
{
    (void)state;
    expect(CHECK_CC203, "The port reopened in late June (Reuters, June 18).", "CC203:late June");
    expect(CHECK_CC203, "On March 7, they raided a cell (TASS, March 5).", "CC203:March 7");
    expect(CHECK_CC203, "In May, he declared it over. He also left (TASS, April 28).", "CC203:May");
    expect(CHECK_CC203, "In 2024, he declared it over (TASS, May 3, 2023).", "CC203:2024");
}

static void the_newest_source_is_named(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "On March 27, they raided a cell (EDM, March 22, 23; TASS, March 20).",
                 "2024-07-20", "2024-07-31");
    fixture_run(&f, CHECK_CC203);
    fixture_expect(&f, "CC203:March 27");
    assert_int_equal(f.findings.list.p[0].citation, 1);
    assert_int_equal(f.findings.list.p[0].n_related, 1);
    fixture_close(&f);
}

static void a_source_as_old_or_newer_is_fine(void **state)
{
    (void)state;
    expect(CHECK_CC203, "In early June, he declared it over (TASS, June 4).", "");
    expect(CHECK_CC203, "In May, he declared it over (TASS, May 28).", "");
    expect(CHECK_CC203, "On March 7, they raided a cell (TASS, March 7).", "");
    expect(CHECK_CC203, "On March 7, they raided a cell (TASS, March 6).", "");
    expect(CHECK_CC203, "In 2003, they listed the group (Meduza, August 17, 2021).", "");
    expect(CHECK_CC203, "On March 27, they raided a cell (EDM, March 22; TASS, March 28).", "");
}

static void plans_names_and_memories_are_fine(void **state)
{
    (void)state;
    expect(CHECK_CC203, "The summit will be held in late June, he said (TASS, June 18).", "");
    expect(CHECK_CC203, "The late June summit was planned (TASS, June 18).", "");
    expect(CHECK_CC203, "He said: “In late June, they left” (TASS, June 18).", "");
    expect(CHECK_CC203, "They prepared the anniversary in late June (TASS, June 18).", "");
}

static void phrases_in_front_of_the_verb_date_it(void **state)
{
    (void)state;
    expect(CHECK_CC203,
           "At the talks of the committee in May 2024, they asked more (TASS, April 2).",
           "CC203:May 2024");
    expect(CHECK_CC203, "The bill, which would ruin them, passed on May 5 (TASS, April 15).",
           "CC203:May 5");
    expect(CHECK_CC203, "They joined on April 4, on the anniversary of the treaty (TASS, March 2).",
           "CC203:April 4");
    expect(CHECK_CC203, "He said that it would close on May 5 (TASS, April 15).", "");
    expect(CHECK_CC203, "They marched, on May 9, for the anniversary (TASS, April 2).", "");
}

static void a_source_that_fits_but_for_the_year(void **state)
{
    (void)state;
    /* a year that is written with the source: of its own time */
    expect(CHECK_CC203, "On March 3, 2021, they met there (TASS, April 2, 2022).",
           "CC203:March 3, 2021");
    expect(CHECK_CC203, "On March 3, 2023, they met there (TASS, April 2).", "");
    expect(CHECK_CC203, "On March 3, 2021, they met there (TASS, July 2, 2022).", "");
    expect(CHECK_CC203, "In the first half of 2022, it fell (TASS, July 18, 2023).",
           "CC203:first half of 2022");
    expect(CHECK_CC203, "In the first half of 2023, it fell (TASS, May 18).", "");
    /* a total of a year that has only begun */
    expect(CHECK_CC203, "In 2024, the port handled nine million tons (TASS, January 18).",
           "CC203:2024");
    expect(CHECK_CC203, "In 2024, the port was renamed (TASS, January 18).", "");
    expect(CHECK_CC203, "In 2023, the port handled nine million tons (TASS, January 18).", "");
}

static void a_source_too_far_away_says_nothing(void **state)
{
    (void)state;
    expect(CHECK_CC203, "In late June, he left. He went home. He slept (TASS, June 18).", "");
    expect(CHECK_CC203, "In late June, he left. On May 3, he wrote it (TASS, June 18).", "");
    expect(CHECK_CC203, "He left (TASS, June 18), and in late June he returned.", "");
}

static void a_year_in_doubt_says_nothing(void **state)
{
    (void)state;
    expect(CHECK_CC203, "In late June, he left (TASS, June 28, 2022).", "");
    expect(CHECK_CC203, "In 2014, he won. On March 18, he signed it (TASS, January 5).", "");
    expect_at(CHECK_CC203, "In late June, he left (TASS, June 18).", NULL, NULL, "");
    expect(CHECK_CC203, "The men of 2018, which began on March 7, were led off (TASS, January 5).",
           "");
    expect(CHECK_CC203, "He, who had led the men of 2018, was held on March 7 (TASS, January 5).",
           "CC203:March 7");
}

static void a_weekday_that_is_not_the_dates(void **state)
{
    (void)state;
    expect(CHECK_CC204, "They met on Monday, March 7, 2024.", "CC204:Monday, March 7, 2024");
    expect(CHECK_CC204, "They met on Monday, March 7.", "CC204:Monday, March 7");
    expect(CHECK_CC204, "They met on Thursday, March 7.", "");
    expect_at(CHECK_CC204, "They met on Monday, March 7.", NULL, NULL, "");
}

static void a_yearless_weekday_may_be_of_next_year(void **state)
{
    (void)state;
    expect_at(CHECK_CC204, "They will meet on Monday, January 6.", "2024-12-30", "2024-12-30", "");
    expect_at(CHECK_CC204, "They will meet on Sunday, January 6.", "2024-12-30", "2024-12-30",
              "CC204:Sunday, January 6");
}

static void this_month_and_the_like(void **state)
{
    (void)state;
    expect(CHECK_CC205, "Earlier this month, he declared it (NDTV, July 4).", "");
    expect(CHECK_CC205, "Earlier this month, he declared it (NDTV, June 4).",
           "CC205:Earlier this month");
    expect(CHECK_CC205, "He declared it last week (NDTV, July 1).", "CC205:last week");
    expect(CHECK_CC205, "He declared it last week (NDTV, July 9).", "");
    expect(CHECK_CC205, "Last year, he declared it (NDTV, May 3, 2022).", "CC205:Last year");
    expect_at(CHECK_CC205, "Earlier this month, he declared it (NDTV, June 4).", NULL, NULL, "");
}

static void statements_on_the_articles_date_that_disagree(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "He said so (TASS, May 3).", "2024-07-20", "2024-07-20");
    f.article.conflicts[0] =
        (struct article_conflict){ S("one says this, the other that"), { 3, 4 } };
    f.article.n_conflicts = 1;
    fixture_run(&f, CHECK_CC209);
    assert_int_equal(f.findings.list.n, 1);
    assert_int_equal(f.findings.list.p[0].source.off, 3);
    assert_int_equal(f.findings.list.p[0].severity, 0);
    fixture_close(&f);
}

static void an_unknown_date_is_said_once(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "He said so (TASS, May 3; EDM, May 4; NDTV, May 5, 2022).", NULL, NULL);
    fixture_run(&f, CHECK_CC209);
    fixture_expect(&f, "CC209:May 3");
    assert_int_equal(f.findings.list.p[0].severity, CCK_SEVERITY_NOTE);
    fixture_close(&f);
    expect_at(CHECK_CC209, "He said so (TASS, May 3, 2024).", NULL, NULL, "");
    expect(CHECK_CC209, "He said so (TASS, May 3).", "");
}

static void expect_url(const char *url, const char *templates, const char *expected)
{
    struct fixture f;
    struct outlet host = { .url_date = str_from_z(templates) };
    fixture_open(&f, "He said so (TASS, May 3).", "2024-07-20", "2024-07-31");
    f.refs.list.p[0].how = REF_LINK;
    f.refs.list.p[0].url = str_from_z(url);
    f.refs.list.p[0].host_outlet = &host;
    fixture_run(&f, CHECK_CC211);
    fixture_expect(&f, expected);
    fixture_close(&f);
}

static void the_date_inside_the_address(void **state)
{
    (void)state;
    expect_url("https://e.org/2024/05/09/x", "", "CC211:May 3");
    expect_url("https://e.org/2024/05/04/x", "", "");
    expect_url("https://e.org/2023/05/03/x", "", "CC211:May 3");
    expect_url("https://e.org/2024/05/x", "", "");
    expect_url("https://e.org/2024/03/x", "", "CC211:May 3");
    expect_url("https://e.org/news/x", "", "");
}

static void the_date_on_the_page(void **state)
{
    (void)state;
    struct fixture f;
    struct page_date read = { .day = { 2024, 5, 9 }, .minute = 1390, .zone_min = 180 };
    struct evidence evidence = { .date = &read, .date_verdict = EVIDENCE_DATE_CONTRADICTS };
    fixture_open(&f, "He said so (TASS, May 3).", "2024-07-20", "2024-07-31");
    f.input.evidence = &evidence;
    fixture_run(&f, CHECK_CC212);
    fixture_expect(&f, "CC212:May 3");
    str message = f.findings.list.p[0].message;
    assert_true(str_find(message, S("May 9, 2024, 23:10 UTC+3:00"), 0) < message.n);
    evidence.date_verdict = EVIDENCE_DATE_AGREES;
    fixture_run(&f, CHECK_CC212);
    assert_int_equal(f.findings.list.n, 1);
    f.input.evidence = NULL;
    fixture_run(&f, CHECK_CC212);
    assert_int_equal(f.findings.list.n, 1);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_after_the_article),
        cmocka_unit_test(a_day_after_may_be_the_time_zone),
        cmocka_unit_test(without_the_articles_date_no_source_is_too_new),
        cmocka_unit_test(a_source_older_than_what_it_reports),
        cmocka_unit_test(the_newest_source_is_named),
        cmocka_unit_test(a_source_as_old_or_newer_is_fine),
        cmocka_unit_test(plans_names_and_memories_are_fine),
        cmocka_unit_test(phrases_in_front_of_the_verb_date_it),
        cmocka_unit_test(a_source_that_fits_but_for_the_year),
        cmocka_unit_test(a_source_too_far_away_says_nothing),
        cmocka_unit_test(a_year_in_doubt_says_nothing),
        cmocka_unit_test(a_weekday_that_is_not_the_dates),
        cmocka_unit_test(a_yearless_weekday_may_be_of_next_year),
        cmocka_unit_test(this_month_and_the_like),
        cmocka_unit_test(statements_on_the_articles_date_that_disagree),
        cmocka_unit_test(an_unknown_date_is_said_once),
        cmocka_unit_test(the_date_inside_the_address),
        cmocka_unit_test(the_date_on_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
