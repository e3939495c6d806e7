/* test_check_form.c: CC101-CC110, CC201 and the weekday of CC204: how citations are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

static const char article[] = "He said so (TASS, May 3; EDM, May 4).";

/* Every check that words what the parser has noted. */
static const struct {
    enum cite_issue_kind kind;
    enum check_id check;
} issues[] = {
    { CITE_ISSUE_UNCLOSED, CHECK_CC101 },   { CITE_ISSUE_NO_OUTLET, CHECK_CC102 },
    { CITE_ISSUE_NO_DATE, CHECK_CC103 },    { CITE_ISSUE_SEPARATOR, CHECK_CC104 },
    { CITE_ISSUE_SPACING, CHECK_CC105 },    { CITE_ISSUE_MIXED_YEARS, CHECK_CC107 },
    { CITE_ISSUE_CARRIED, CHECK_CC109 },    { CITE_ISSUE_MONTH, CHECK_CC110 },
    { CITE_ISSUE_IMPOSSIBLE, CHECK_CC201 }, { CITE_ISSUE_WEEKDAY, CHECK_CC204 },
};

static void each_issue_is_worded_by_its_check_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof issues / sizeof *issues; i++) {
        struct fixture f;
        fixture_open(&f, article, "2024-07-20", "2024-07-31");
        *VEC_PUSH(&f.cites.issues, &f.arena) =
            (struct cite_issue){ .kind = (uint8_t)issues[i].kind,
                                 .citation = 1,
                                 .at = f.cites.citations.p[1].date,
                                 .note = S("what was read"),
                                 .suggestion = S("May 5") };
        for (int check = 0; check < CHECK_COUNT; check++)
            if (check <= CHECK_CC201 || check == CHECK_CC204)
                fixture_run(&f, (enum check_id)check);
        assert_int_equal(f.findings.list.n, 1);
        const struct finding *found = &f.findings.list.p[0];
        assert_int_equal(found->check, issues[i].check);
        assert_int_equal(found->citation, 1);
        assert_true(str_eq(found->suggestion, S("May 5")));
        assert_true(found->message.n > 20);
        fixture_close(&f);
    }
}

static void a_clean_citation_is_left_alone(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, article, "2024-07-20", "2024-07-31");
    for (int check = 0; check <= CHECK_CC204; check++)
        fixture_run(&f, (enum check_id)check);
    fixture_expect(&f, "");
    fixture_close(&f);
}

static void expect(enum check_id check, const char *text, const char *expected)
{
    struct fixture f;
    fixture_open(&f, text, "2024-07-20", "2024-07-31");
    fixture_run(&f, check);
    fixture_expect(&f, expected);
    fixture_close(&f);
}

static void dates_of_one_outlet_ascend(void **state)
{
    (void)state;
    expect(CHECK_CC106, "He said so (EDM, March 28, 26).", "CC106:26");
    expect(CHECK_CC106, "He said so (Meduza, August 17, 2021, May 27, 2021).", "CC106:May 27");
    expect(CHECK_CC106, "He said so (Meduza, August 17, 2021, May 27).", "");
    expect(CHECK_CC106, "He said so (EDM, March 28; TASS, March 26).", "");
}

static void without_years_order_cannot_be_known(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "He said so (EDM, December 28, January 3).", NULL, NULL);
    fixture_run(&f, CHECK_CC106);
    fixture_expect(&f, "");
    fixture_close(&f);
}

static void the_same_source_twice(void **state)
{
    (void)state;
    expect(CHECK_CC108, "He said so (TASS, May 3; tass, May 3).", "CC108:tass, May 3");
    expect(CHECK_CC108, "He said so (TASS, May 3). He went on (TASS, May 3).", "CC108:TASS, May 3");
    expect(CHECK_CC108, "He said so (TASS, May 3).\n\nHe went on (TASS, May 3).", "");
    expect(CHECK_CC108, "He said so (TASS, May 3; TASS, May 4).", "");
}

static void twice_in_one_parenthesis_weighs_more(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "He said so (TASS, May 3; TASS, May 3). He went on (TASS, May 3).", NULL,
                 NULL);
    fixture_run(&f, CHECK_CC108);
    assert_int_equal(f.findings.list.n, 2);
    assert_int_equal(f.findings.list.p[0].severity, CCK_SEVERITY_WARNING);
    assert_int_equal(f.findings.list.p[1].severity, CCK_SEVERITY_NOTE);
    fixture_close(&f);
}

static void titles_tell_two_articles_of_a_day_apart(void **state)
{
    (void)state;
    struct fixture f;
    static const struct cite_extra extra = { .title = S_INIT("A title") };
    fixture_open(&f, "He said so (TASS, May 3; TASS, May 3).", NULL, NULL);
    f.cites.citations.p[1].extra = &extra;
    fixture_run(&f, CHECK_CC108);
    fixture_expect(&f, "");
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_issue_is_worded_by_its_check_alone),
        cmocka_unit_test(a_clean_citation_is_left_alone),
        cmocka_unit_test(dates_of_one_outlet_ascend),
        cmocka_unit_test(without_years_order_cannot_be_known),
        cmocka_unit_test(the_same_source_twice),
        cmocka_unit_test(twice_in_one_parenthesis_weighs_more),
        cmocka_unit_test(titles_tell_two_articles_of_a_day_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
