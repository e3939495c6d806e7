/* test_year.c: the year of a date that is written without one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cite/year.h"

/* Fills the year of month/day for an article of `anchor`, 0 in a field for unknown. */
static struct citation fill(date from, date to, date anchor, struct arena *arena)
{
    struct style style = { .slack_days = 5 };
    struct cite_anchor known = { .day = anchor, .why = S("its day") };
    struct date_item item = { .from = from, .to = to, .has_year = from.year != 0 };
    struct citation c = { 0 };
    item.precision = to.month ? CCK_PRECISION_RANGE : CCK_PRECISION_DAY;
    arena_init(arena, 0, NULL);
    year_fill(&item, &known, &style, arena, &c);
    return c;
}

static void expect(date from, date anchor, const char *expected, uint8_t year)
{
    struct arena arena;
    char room[DATE_TEXT_BYTES];
    struct citation c = fill(from, (date){ 0 }, anchor, &arena);
    str iso = date_iso(c.from, room);
    if (!str_eq(iso, str_from_z(expected)))
        fail_msg("expected %s, met %.*s", expected, STR_ARG(iso));
    assert_int_equal(c.year, year);
    assert_true((c.why.n == 0) == (year == CCK_YEAR_EXPLICIT));
    arena_free(&arena);
}

static const date july_29 = { 2024, 7, 29 };

static void a_written_year_stands(void **state)
{
    (void)state;
    expect((date){ 2021, 8, 17 }, july_29, "2021-08-17", CCK_YEAR_EXPLICIT);
    expect((date){ 2030, 8, 17 }, july_29, "2030-08-17", CCK_YEAR_EXPLICIT);
}

static void a_missing_year_is_the_articles(void **state)
{
    (void)state;
    expect((date){ 0, 7, 19 }, july_29, "2024-07-19", CCK_YEAR_INFERRED);
    expect((date){ 0, 1, 1 }, july_29, "2024-01-01", CCK_YEAR_INFERRED);
    expect((date){ 0, 8, 3 }, july_29, "2024-08-03", CCK_YEAR_INFERRED); /* five days of slack */
}

static void or_the_year_before_when_the_date_lies_ahead(void **state)
{
    (void)state;
    expect((date){ 0, 8, 4 }, july_29, "2023-08-04", CCK_YEAR_INFERRED);
    expect((date){ 0, 12, 29 }, (date){ 2024, 1, 10 }, "2023-12-29", CCK_YEAR_INFERRED);
    expect((date){ 0, 1, 2 }, (date){ 2023, 12, 30 }, "2023-01-02", CCK_YEAR_INFERRED);
}

static void an_article_of_an_unknown_day_may_be_of_its_last(void **state)
{
    (void)state;
    expect((date){ 0, 12, 29 }, (date){ 2024, 0, 0 }, "2024-12-29", CCK_YEAR_INFERRED);
    expect((date){ 0, 7, 31 }, (date){ 2024, 7, 0 }, "2024-07-31", CCK_YEAR_INFERRED);
    expect((date){ 0, 9, 1 }, (date){ 2024, 7, 0 }, "2023-09-01", CCK_YEAR_INFERRED);
}

static void a_leap_day_is_of_a_leap_year(void **state)
{
    (void)state;
    expect((date){ 0, 2, 29 }, july_29, "2024-02-29", CCK_YEAR_INFERRED);
    expect((date){ 0, 2, 29 }, (date){ 2025, 3, 3 }, "2024-02-29", CCK_YEAR_INFERRED);
    expect((date){ 0, 2, 29 }, (date){ 2026, 3, 3 }, "2026-02-29", CCK_YEAR_INFERRED);
}

static void nothing_known_stays_open(void **state)
{
    (void)state;
    expect((date){ 0, 5, 27 }, (date){ 0 }, "--05-27", CCK_YEAR_UNKNOWN);
}

static void a_range_may_run_over_new_year(void **state)
{
    (void)state;
    struct arena arena;
    struct citation c = fill((date){ 0, 12, 30 }, (date){ 0, 1, 2 }, (date){ 2024, 1, 10 }, &arena);
    assert_int_equal(c.from.year, 2023);
    assert_int_equal(c.to.year, 2024);
    arena_free(&arena);
}

static bool is_future(date from, date anchor)
{
    struct cite_anchor known = { .day = anchor };
    struct citation c = { .from = from };
    return year_is_future(&c, &known);
}

static void a_day_behind_the_article_is_no_future(void **state)
{
    (void)state;
    assert_false(is_future((date){ 2024, 7, 30 }, july_29));
    assert_true(is_future((date){ 2024, 7, 31 }, july_29));
    assert_true(is_future((date){ 2024, 8, 0 }, july_29));
    assert_true(is_future((date){ 2025, 0, 0 }, july_29));
    assert_false(is_future((date){ 2024, 0, 0 }, july_29));
    assert_false(is_future((date){ 0, 12, 1 }, july_29));
    assert_false(is_future((date){ 2025, 1, 1 }, (date){ 0 }));
    assert_false(is_future((date){ 2024, 12, 31 }, (date){ 2024, 0, 0 }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_written_year_stands),
        cmocka_unit_test(a_missing_year_is_the_articles),
        cmocka_unit_test(or_the_year_before_when_the_date_lies_ahead),
        cmocka_unit_test(an_article_of_an_unknown_day_may_be_of_its_last),
        cmocka_unit_test(a_leap_day_is_of_a_leap_year),
        cmocka_unit_test(nothing_known_stays_open),
        cmocka_unit_test(a_range_may_run_over_new_year),
        cmocka_unit_test(a_day_behind_the_article_is_no_future),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
