/* test_masthead.c: head lines of articles, and dates that documents give for themselves. */
#include "doc/masthead.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "doc/fact.h"

#include "base/banned.h"

struct masthead_case {
    const char *line, *publication;
    uint32_t volume, issue;
    date day;
};

static const struct masthead_case mastheads[] = {
    { "Publication: Eurasia Daily Monitor Volume: 21 Issue: 114",
      "Eurasia Daily Monitor",
      21,
      114,
      { 0 } },
    { "Publication: Eurasia Daily Monitor", "Eurasia Daily Monitor", 0, 0, { 0 } },
    { "Volume: 21 Issue: 114", "", 21, 114, { 0 } },
    { "Volume: 21", "", 21, 0, { 0 } },
    { "Issue: 114", "", 0, 114, { 0 } },
    { "Terrorism Monitor Volume: 22 Issue: 3", "Terrorism Monitor", 22, 3, { 0 } },
    { "China Brief, Volume 24, Issue 5", "China Brief", 24, 5, { 0 } },
    { "Vol. 21, No. 114", "", 21, 114, { 0 } },
    { "Vol. 21 | No. 114 | July 29, 2024", "", 21, 114, { 2024, 7, 29 } },
    { "Publication: China Brief Volume: 24 Issue: 5 March 1, 2024",
      "China Brief",
      24,
      5,
      { 2024, 3, 1 } },
    { "July 29, 2024", "", 0, 0, { 2024, 7, 29 } },
    { "29 July 2024", "", 0, 0, { 2024, 7, 29 } },
    { "Monday, July 29, 2024", "", 0, 0, { 2024, 7, 29 } },
    { "July 29, 2024 05:48 PM", "", 0, 0, { 2024, 7, 29 } },
    { "2024-07-29", "", 0, 0, { 2024, 7, 29 } },
    { "29.07.2024", "", 0, 0, { 2024, 7, 29 } },
    { "Published: Jul. 29th, 2024", "", 0, 0, { 2024, 7, 29 } },
    { "Date: 29 Sept 2024", "", 0, 0, { 2024, 9, 29 } },
    { "Publication date: 2024-07-29", "", 0, 0, { 2024, 7, 29 } },
};

static void reads_masthead_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mastheads / sizeof mastheads[0]; i++) {
        const struct masthead_case *c = &mastheads[i];
        struct masthead m;
        str line = str_from_z(c->line);
        bool is_masthead = masthead_parse(line, &m);
        if (!is_masthead)
            fail_msg("no masthead: %s", c->line);
        assert_true(str_eq(str_at(line, m.publication), str_from_z(c->publication)));
        assert_int_equal(m.volume_no, c->volume);
        assert_int_equal(m.issue_no, c->issue);
        assert_int_equal(date_cmp(m.day, c->day), 0);
    }
}

static void takes_prose_for_no_masthead(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "",
        "Volume 21 of the series appeared in issue 114.",
        "The publication: a short history",
        "On July 29, 2024, the ministry said nothing",
        "July 29, 2024, was a Monday",
        "In 2024",
        "May 27",
        "February 30, 2024",
        "No. 5 is alive",
        "Growing Threat Pushes Neighbors Closer",
        "Date: to be announced",
    };
    struct masthead m;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (masthead_parse(str_from_z(lines[i]), &m))
            fail_msg("a masthead: %s", lines[i]);
}

static void reads_bylines(void **state)
{
    (void)state;
    str name;
    assert_true(masthead_byline(S("By: Jane Doe"), &name) && str_eq(name, S("Jane Doe")));
    assert_true(masthead_byline(S("By Jane Doe and John de Roe"), &name));
    assert_true(masthead_byline(S("Author: J. R. Roe"), &name));
    assert_false(masthead_byline(S("By Monday morning the city had fallen"), &name));
    assert_false(masthead_byline(S("By Jane Doe (TASS, May 3)"), &name));
    assert_false(masthead_byline(S("By then"), &name));
    assert_false(masthead_byline(S("Bystanders Fled"), &name));
}

static void knows_image_credits(void **state)
{
    (void)state;
    assert_true(masthead_credit(S("(Source: Flickr.com)"), true));
    assert_true(masthead_credit(S("(Photo: Kremlin.ru)"), false));
    assert_true(masthead_credit(S("Photo by Jane Doe"), false));
    assert_true(masthead_credit(S("Image credit: Wikimedia"), false));
    assert_true(masthead_credit(S("(Источник: kremlin.ru)"), false));
    assert_false(masthead_credit(S("Source: TASS, May 3"), false));
    assert_false(masthead_credit(S("Sources say that he left"), true));
    assert_false(masthead_credit(S("(TASS, May 3)"), true));
    assert_false(masthead_credit(S("Photographs were taken"), true));
}

static void knows_summary_headings(void **state)
{
    (void)state;
    bool whole;
    assert_true(masthead_summary(S("Executive Summary:"), &whole) && whole);
    assert_true(masthead_summary(S("EXECUTIVE SUMMARY"), &whole) && whole);
    assert_true(masthead_summary(S("Key Takeaways: prices rise"), &whole) && !whole);
    assert_false(masthead_summary(S("Summary executions go on"), &whole));
}

static void reads_dates_of_file_names(void **state)
{
    (void)state;
    date day;
    assert_true(fact_file_date(S("drafts/2024-07-29-title.md"), &day));
    assert_int_equal(date_cmp(day, date_make(2024, 7, 29)), 0);
    assert_true(fact_file_date(S("20240729_x.txt"), &day));
    assert_true(fact_file_date(S("title-2024_07_29.html"), &day));
    assert_false(fact_file_date(S("2024-07-29/title.md"), &day));
    assert_false(fact_file_date(S("2024-13-29-title.md"), &day));
    assert_false(fact_file_date(S("120240729.txt"), &day));
    assert_false(fact_file_date(S(""), &day));
}

static void reads_stamps_as_the_day_they_write(void **state)
{
    (void)state;
    date day;
    size_t used;
    assert_true(fact_date(S("2024-07-29T23:30:00-05:00"), &day, &used));
    assert_int_equal(date_cmp(day, date_make(2024, 7, 29)), 0);
    assert_int_equal(used, 10);
    assert_false(fact_date(S("07/29/2024"), &day, &used)); /* day or month first? */
    assert_false(fact_date(S("1024-07-29"), &day, &used));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_masthead_lines),
        cmocka_unit_test(takes_prose_for_no_masthead),
        cmocka_unit_test(reads_bylines),
        cmocka_unit_test(knows_image_credits),
        cmocka_unit_test(knows_summary_headings),
        cmocka_unit_test(reads_dates_of_file_names),
        cmocka_unit_test(reads_stamps_as_the_day_they_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
