/* test_dates.c: lists of dates as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cite/dates.h"

struct date_case {
    const char *text;
    const char *expect; /* dates, and behind "+" what is left unread */
};

static void show_item(struct buf *out, str text, const struct date_item *item)
{
    static const char *const days[] = { "", "Su ", "Mo ", "Tu ", "We ", "Th ", "Fr ", "Sa " };
    char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
    buf_printf(out, "%s%.*s", days[item->weekday], STR_ARG(date_iso(item->from, from)));
    if (item->precision == CCK_PRECISION_RANGE)
        buf_printf(out, "/%.*s", STR_ARG(date_iso(item->to, to)));
    if (item->misspelt)
        buf_printf(out, " month[%.*s]", STR_ARG(str_at(text, item->month)));
    if (item->impossible)
        buf_add(out, S(" impossible"));
    if (item->misread)
        buf_printf(out, " misread[%.*s]", STR_ARG(str_at(text, item->bad)));
}

/* Returns whether it holds. */
static bool check(const struct date_case *c, bool day_first, bool lone_year)
{
    struct arena arena;
    struct token_list tokens = { 0 };
    struct date_list dates = { 0 };
    struct buf out;
    str text = str_from_z(c->text);
    arena_init(&arena, 0, NULL);
    buf_init(&tokens.room, 1 << 20);
    buf_init(&out, 1 << 20);
    assert_true(token_read(text, span_make(0, text.n), &tokens));
    struct date_input in = { text, tokens.p, tokens.n, day_first, lone_year, &arena };
    size_t taken = dates_read(&in, 0, &dates);
    for (size_t i = 0; i < dates.n; i++) {
        buf_add(&out, i ? S(", ") : S(""));
        show_item(&out, text, &dates.p[i]);
    }
    if (taken < tokens.n)
        buf_printf(&out, "+%.*s", STR_ARG(str_from(text, tokens.p[taken].text.off)));
    str shown = str_dup(&arena, buf_str(&out));
    bool holds = str_eq(shown, str_from_z(c->expect));
    if (!holds)
        print_error("text:     %s\nexpected: %s\nread:     %.*s\n", c->text, c->expect,
                    STR_ARG(shown));
    buf_free(&out);
    buf_free(&tokens.room);
    arena_free(&arena);
    return holds;
}

static void check_all(const struct date_case *cases, size_t n, bool day_first, bool lone_year)
{
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++)
        wrong += !check(&cases[i], day_first, lone_year);
    assert_int_equal(wrong, 0);
}

#define CHECK_ALL(cases, day_first, lone_year)                                                     \
    check_all((cases), sizeof(cases) / sizeof *(cases), (day_first), (lone_year))

static void month_first(void **state)
{
    (void)state;
    static const struct date_case cases[] = {
        { "March 26", "--03-26" },
        { "March 26, 28", "--03-26, --03-28" },
        { "March 26, 28, April 2", "--03-26, --03-28, --04-02" },
        { "March 26, 28, 2024", "2024-03-26, 2024-03-28" },
        { "August 17, 2021, May 27", "2021-08-17, --05-27" },
        { "August 17, 2021, May 27, 2022", "2021-08-17, 2022-05-27" },
        { "August 17 2021", "2021-08-17" },
        { "July 3 and 5", "--07-03, --07-05" },
        { "July 3 & 5", "--07-03, --07-05" },
        { "July 3, 5, and 9", "--07-03, --07-05, --07-09" },
        { "July 3, and August 5", "--07-03, --08-05" },
        { "July 3 and August 5, 2023", "--07-03, 2023-08-05" },
        { "July 3-5", "--07-03/--07-05" },
        { "July 3\xE2\x80\x93"
          "5",
          "--07-03/--07-05" },
        { "July 3\xE2\x80\x94"
          "5",
          "--07-03/--07-05" },
        { "July 3 \xE2\x80\x93 5", "--07-03/--07-05" },
        { "September 30\xE2\x80\x93October 2", "--09-30/--10-02" },
        { "September 30-October 2, 2023", "2023-09-30/2023-10-02" },
        { "July 3-5, 9", "--07-03/--07-05, --07-09" },
        { "Dec. 30-Jan. 2", "--12-30/--01-02" },
        { "Jan. 5", "--01-05" },
        { "Sept. 5, 2024", "2024-09-05" },
        { "Sept 5", "--09-05" },
        { "Feb. 1, 3", "--02-01, --02-03" },
        { "march 3", "--03-03" },
        { "MARCH 3", "--03-03" },
        { "March 3rd", "--03-03" },
        { "March 1st, 2nd", "--03-01, --03-02" },
        { "May 2024", "2024-05" },
        { "May, 2024", "2024-05" },
        { "May 2024, June 2024", "2024-05, 2024-06" },
        { "May", "--05" },
        { "Dec 93", "1993-12" },
        { "March, 5", "--03-05" },
        { "July 3, TASS", "--07-03+, TASS" },
        { "July 3, 5 TASS", "--07-03+, 5 TASS" },
        { "May 3 2024 TASS", "2024-05-03+TASS" },
        { "Friday, March 12", "Fr --03-12" },
        { "Fri. March 12", "Fr --03-12" },
        { "Fri March 12, 2021", "Fr 2021-03-12" },
        { "Thursday, July 18; Friday", "Th --07-18+; Friday" },
        { "February 29", "--02-29" },
        { "July 3.", "--07-03+." },
    };
    CHECK_ALL(cases, false, false);
}

static void day_first(void **state)
{
    (void)state;
    static const struct date_case cases[] = {
        { "28 February", "--02-28" },
        { "28 February 1994", "1994-02-28" },
        { "28 February, 1994", "1994-02-28" },
        { "4, 6, 18 January", "--01-04, --01-06, --01-18" },
        { "4,6 March", "--03-04, --03-06" },
        { "10 and 12 February", "--02-10, --02-12" },
        { "9, 16, 23 December 1993", "1993-12-09, 1993-12-16, 1993-12-23" },
        { "14-20 January", "--01-14/--01-20" },
        { "29\xE2\x80\x93"
          "30 January 2024",
          "2024-01-29/2024-01-30" },
        { "22/28 Nov 93", "1993-11-22/1993-11-28" },
        { "20 Dec 93-2 Jan 94", "1993-12-20/1994-01-02" },
        { "29 January, 11 March 1992", "--01-29, 1992-03-11" },
        { "26 March and 17 April 1993", "--03-26, 1993-04-17" },
        { "3 November and 6 October 1993", "--11-03, 1993-10-06" },
        { "3 Feb 94", "1994-02-03" },
        { "3 Feb. 94", "1994-02-03" },
        { "3 Feb 04", "2004-02-03" },
        { "17th June", "--06-17" },
        { "2nd of June", "--06-02" },
        { "Monday, 3 June 2024", "Mo 2024-06-03" },
        { "5 May", "--05-05" },
        { "3 March, TASS", "--03-03+, TASS" },
        { "3 Feb 94 p 2", "1994-02-03+p 2" },
    };
    CHECK_ALL(cases, true, false);
}

static void numeric(void **state)
{
    (void)state;
    static const struct date_case cases[] = {
        { "2024-07-19", "2024-07-19" },
        { "2024-07-19, 2024-07-21", "2024-07-19, 2024-07-21" },
        { "19.07.2024", "2024-07-19" },
        { "9.7.2024", "2024-07-09" },
        { "19.07.24", "2024-07-19" },
        { "03.2026", "2026-03" },
        { "7/19/2024", "2024-07-19" },
        { "11/11/92", "1992-11-11" },
        { "4/16/93", "1993-04-16" },
        { "2024-13-01", "2024-13-01 impossible" },
        { "31.02.2024", "2024-02-31 impossible" },
        { "2024-02-30", "2024-02-30 impossible" },
    };
    CHECK_ALL(cases, false, false);
    static const struct date_case day[] = {
        { "3/4/2024", "2024-04-03" },
        { "19/07/2024", "2024-07-19" },
        { "7/19/2024", "2024-07-19" },
    };
    CHECK_ALL(day, true, false);
    static const struct date_case month[] = {
        { "3/4/2024", "2024-03-04" },
        { "19/7/2024", "2024-07-19" },
    };
    CHECK_ALL(month, false, false);
}

static void what_is_wrong(void **state)
{
    (void)state;
    static const struct date_case cases[] = {
        { "Febuary 3", "--02-03 month[Febuary]" },
        { "Setpember 3, 5", "--09-03 month[Setpember], --09-05 month[Setpember]" },
        { "3 Febuary", "--02-03 month[Febuary]" },
        { "Novmeber 12, 2023", "2023-11-12 month[Novmeber]" },
        { "February 30", "--02-30 impossible" },
        { "April 31", "--04-31 impossible" },
        { "February 29, 2023", "2023-02-29 impossible" },
        { "February 29, 2024", "2024-02-29" },
        { "July 0", "--07 impossible" },
        { "July 32", "--07-32 impossible" },
        { "30 February", "--02-30 impossible" },
        { "February 3-31", "--02-03/--02-31 impossible" },
        { "January 3-February 31", "--01-03/--02-31 impossible" },
        { "3-31 February", "--02-03/--02-31 impossible" },
        { "3 January-31 February", "--01-03/--02-31 impossible" },
        { "3 January-29 February 2023", "2023-01-03/2023-02-29 impossible" },
        { "3 January-29 February 2024", "2024-01-03/2024-02-29" },
        { "30. Januar/31. Februar", "--01-30/--02-31 impossible" },
        { "December 3, 2022-February 29, 2023", "2022-12-03/2023-02-29 impossible" },
        { "1O July", "--07-10 misread[1O]" },
        { "July 1O", "--07-10 misread[1O]" },
        { "l5 July 2024", "2024-07-15 misread[l5]" },
        { "Il March", "--03-11 misread[Il]" },
        { "3O May 87", "1987-05-30 misread[3O]" },
        { "29 May 9O", "1990-05-29 misread[9O]" },
    };
    CHECK_ALL(cases, false, false);
}

static void years_alone(void **state)
{
    (void)state;
    static const struct date_case cases[] = {
        { "2021", "2021" },
        { "1993, page 3", "1993+, page 3" },
        { "20215", "+20215" },
        { "0850", "+0850" },
    };
    CHECK_ALL(cases, false, true);
    static const struct date_case none[] = { { "2021", "+2021" } };
    CHECK_ALL(none, false, false);
}

static void no_dates(void **state)
{
    (void)state;
    static const struct date_case cases[] = {
        { "TASS", "+TASS" },
        { "3", "+3" },
        { "3, 5", "+3, 5" },
        { "Monday", "+Monday" },
        { "3 observers", "+3 observers" },
        { "maybe 3", "+maybe 3" },
        { "1.5", "+1.5" },
        { "$1.3 billion", "+$1.3 billion" },
        { "page 3", "+page 3" },
        { "Marching 3", "+Marching 3" },
        { "10-20", "+10-20" },
        { "703", "+703" },
        { "2024-25", "+2024-25" },
    };
    CHECK_ALL(cases, false, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(month_first),   cmocka_unit_test(day_first),   cmocka_unit_test(numeric),
        cmocka_unit_test(what_is_wrong), cmocka_unit_test(years_alone), cmocka_unit_test(no_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
