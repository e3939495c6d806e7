/* test_when.c: dates as pages write them. One table, one row a shape. */
#include "page/when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/utf8.h"

#include "base/banned.h"

struct world {
    struct arena arena;
    struct when_reader reader;
};

static int set_up(void **state)
{
    static struct world w;
    w = (struct world){ 0 };
    arena_init(&w.arena, 0, NULL);
    w.reader = (struct when_reader){ .names = when_names_make(&w.arena), .scratch = &w.arena };
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    arena_free(&w->arena);
    return 0;
}

struct row {
    const char *lang, *text, *date; /* "": none */
    int minute, zone;               /* -1: none */
};

enum { NO_ZONE = -1 };

static void check(struct world *w, const struct row *row, bool stamp)
{
    struct when when = { 0 };
    char room[DATE_TEXT_BYTES];
    w->reader.lang = str_from_z(row->lang);
    str text = str_from_z(row->text);
    bool found =
        stamp ? when_stamp(&w->reader, text, &when) : when_find(&w->reader, text, 0, &when);
    str day = found ? date_iso(when.day, room) : S("");
    if (!str_eq(day, str_from_z(row->date)))
        fail_msg("\"%s\" gives \"%.*s\", not \"%s\"", row->text, STR_ARG(day), row->date);
    if (!found)
        return;
    int32_t zone = when.zone_min == INT32_MIN ? NO_ZONE : when.zone_min;
    if (when.minute != row->minute || zone != row->zone)
        fail_msg("\"%s\" gives minute %d, zone %d", row->text, when.minute, zone);
    assert_true(when.begin < when.end && when.end <= text.n);
}

static void reads_dates_of_many_languages(void **state)
{
    static const struct row rows[] = {
        { "en", "12 October 2020", "2020-10-12", -1, NO_ZONE },
        { "en", "Monday, October 12th, 2020", "2020-10-12", -1, NO_ZONE },
        { "en", "Oct. 12, 2020", "2020-10-12", -1, NO_ZONE },
        { "en", "12th of October, 2020", "2020-10-12", -1, NO_ZONE },
        { "en", "Sept 3, 2020", "2020-09-03", -1, NO_ZONE },
        { "en", "OCTOBER 12, 2020", "2020-10-12", -1, NO_ZONE },
        { "ru", "12 октября 2020 года", "2020-10-12", -1, NO_ZONE },
        { "ru", "12 ОКТЯБРЯ 2020", "2020-10-12", -1, NO_ZONE },
        { "uk", "5 листопада 2021", "2021-11-05", -1, NO_ZONE },
        { "tr", "3 Ağustos 2020 Pazartesi", "2020-08-03", -1, NO_ZONE },
        { "tr", "3 AĞUSTOS 2020", "2020-08-03", -1, NO_ZONE },
        { "de", "12. Oktober 2020", "2020-10-12", -1, NO_ZONE },
        { "de-AT", "7. Jänner 2021", "2021-01-07", -1, NO_ZONE },
        { "de", "3. März 2020", "2020-03-03", -1, NO_ZONE },
        { "fr", "1er décembre 2020", "2020-12-01", -1, NO_ZONE },
        { "fr", "le 14 août 2020", "2020-08-14", -1, NO_ZONE },
        { "es", "12 de octubre de 2020", "2020-10-12", -1, NO_ZONE },
        { "pt", "9 de março de 2020", "2020-03-09", -1, NO_ZONE },
        { "it", "12 ottobre 2020", "2020-10-12", -1, NO_ZONE },
        { "pl", "12 października 2020", "2020-10-12", -1, NO_ZONE },
        { "pl", "2 listopada 2020", "2020-11-02", -1, NO_ZONE },
        { "HR-hr", "2. listopada 2020.", "2020-10-02", -1, NO_ZONE },
        { "nl", "12 maart 2020", "2020-03-12", -1, NO_ZONE },
        { "cs", "12. října 2020", "2020-10-12", -1, NO_ZONE },
        { "sv", "12 maj 2020", "2020-05-12", -1, NO_ZONE },
        { "da", "12. oktober 2020", "2020-10-12", -1, NO_ZONE },
        { "fi", "12. lokakuuta 2020", "2020-10-12", -1, NO_ZONE },
        { "el", "12 Οκτωβρίου 2020", "2020-10-12", -1, NO_ZONE },
        { "ro", "12 octombrie 2020", "2020-10-12", -1, NO_ZONE },
        { "hu", "2020. október 12.", "2020-10-12", -1, NO_ZONE },
        { "lt", "2020 m. spalio 12 d.", "2020-10-12", -1, NO_ZONE },
        { "lv", "2020. gada 12. oktobris", "2020-10-12", -1, NO_ZONE },
        { "bg", "12 октомври 2020", "2020-10-12", -1, NO_ZONE },
        { "sr", "12. октобар 2020", "2020-10-12", -1, NO_ZONE },
        { "ka", "12 ოქტომბერი 2020", "2020-10-12", -1, NO_ZONE },
        { "az", "12 oktyabr 2020", "2020-10-12", -1, NO_ZONE },
        { "ar", "12 أكتوبر 2020", "2020-10-12", -1, NO_ZONE },
        { "ar", "١٢ أكتوبر ٢٠٢٠", "2020-10-12", -1, NO_ZONE },
        { "ar", "12 تشرين الأول 2020", "2020-10-12", -1, NO_ZONE },
        { "ar", "24 نيسان / أبريل 2020", "2020-04-24", -1, NO_ZONE },
        { "fa", "۲۱ مهر ۱۳۹۹", "2020-10-12", -1, NO_ZONE },
        { "fa", "2 تير 1399", "2020-06-22", -1, NO_ZONE },
        { "fa", "1399/07/21", "2020-10-12", -1, NO_ZONE },
        { "he", "12 באוקטובר 2020", "2020-10-12", -1, NO_ZONE },
        { "th", "12 ตุลาคม 2563", "2020-10-12", -1, NO_ZONE },
        { "zh", "2020年10月12日 星期一", "2020-10-12", -1, NO_ZONE },
        { "ja", "公開日：2020年 3月 5日", "2020-03-05", -1, NO_ZONE },
        { "ko", "2020년 10월 12일", "2020-10-12", -1, NO_ZONE },
        { "id", "12 Oktober 2020", "2020-10-12", -1, NO_ZONE },
        { "vi", "12 tháng 10, 2020", "2020-10-12", -1, NO_ZONE },
        { "vi", "ngày 12 tháng 10 năm 2020", "2020-10-12", -1, NO_ZONE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(*state, &rows[i], false);
}

static void reads_dates_in_numbers(void **state)
{
    static const struct row rows[] = {
        { "de", "12.10.2020", "2020-10-12", -1, NO_ZONE },
        { "de", "am 3. 4. 2020 in Wien", "2020-04-03", -1, NO_ZONE },
        { "de", "12.10.20", "2020-10-12", -1, NO_ZONE },
        { "de", "26 | 01 | 2022", "2022-01-26", -1, NO_ZONE },
        { "en-GB", "03/04/2020", "2020-04-03", -1, NO_ZONE },
        { "en-US", "03/04/2020", "2020-03-04", -1, NO_ZONE },
        { "en-US", "25/04/2020", "2020-04-25", -1, NO_ZONE },
        { "fr", "04/25/2020", "2020-04-25", -1, NO_ZONE },
        { "", "2020-10-12", "2020-10-12", -1, NO_ZONE },
        { "ko", "2020.10.12", "2020-10-12", -1, NO_ZONE },
        { "th", "12/10/2563", "2020-10-12", -1, NO_ZONE },
        { "nl", "12-10-20", "2020-10-12", -1, NO_ZONE },
        { "en", "12-Oct-20", "2020-10-12", -1, NO_ZONE },
        { "ja", "令和2年10月12日", "2020-10-12", -1, NO_ZONE },
        { "zh-TW", "民國109年10月12日", "2020-10-12", -1, NO_ZONE },
        { "zh-TW", "109年10月12日", "2020-10-12", -1, NO_ZONE },
        { "mn", "2020 оны 10 сарын 12", "2020-10-12", -1, NO_ZONE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(*state, &rows[i], false);
}

static void reads_the_time_behind_a_date(void **state)
{
    static const struct row rows[] = {
        { "de", "12.10.2020 um 14:30 Uhr", "2020-10-12", 870, NO_ZONE },
        { "de", "12.10.2020, 14.30 Uhr", "2020-10-12", 870, NO_ZONE },
        { "fr", "12 octobre 2020 à 14h30", "2020-10-12", 870, NO_ZONE },
        { "en", "October 12, 2020 2:30 PM", "2020-10-12", 870, NO_ZONE },
        { "en", "October 12, 2020, 12:05 a.m.", "2020-10-12", 5, NO_ZONE },
        { "en", "Mon, 12 Oct 2020 14:30:00 +0200", "2020-10-12", 870, 120 },
        { "en", "Oct 12 2020 14:30:00 GMT-0500 (EST)", "2020-10-12", 870, -300 },
        { "de", "12.10.2020 13.10.2020", "2020-10-12", -1, NO_ZONE },
        { "en", "12 October 2020\n14:30", "2020-10-12", -1, NO_ZONE },
        { "en", "12 October 2020 25:99", "2020-10-12", -1, NO_ZONE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(*state, &rows[i], false);
}

static void reads_stamps(void **state)
{
    static const struct row rows[] = {
        { "", "2020-10-12T14:30:00Z", "2020-10-12", 870, 0 },
        { "", "2020-10-12T14:30:00.000Z", "2020-10-12", 870, 0 },
        { "", "2020-10-12T14:30:00.123456+02:00", "2020-10-12", 870, 120 },
        { "", "2020-10-12T14:30:00,5-0330", "2020-10-12", 870, -210 },
        { "", "2020-10-12T14:30+02", "2020-10-12", 870, 120 },
        { "", "2020-10-12 14:30:00 UTC", "2020-10-12", 870, 0 },
        { "", "2020-10-12 14:30", "2020-10-12", 870, NO_ZONE },
        { "", "2020/10/12", "2020-10-12", -1, NO_ZONE },
        { "", "2020-1-2", "2020-01-02", -1, NO_ZONE },
        { "", "20201012", "2020-10-12", -1, NO_ZONE },
        { "", "20201012T143000Z", "2020-10-12", 870, 0 },
        { "", "20201012143000", "2020-10-12", 870, NO_ZONE },
        { "", "1602513000", "2020-10-12", 870, 0 },
        { "", "1602513000123", "2020-10-12", 870, 0 },
        { "en", "Mon, 12 Oct 2020 14:30:00 GMT", "2020-10-12", 870, 0 },
        { "en-US", "10/12/2020 2:30 PM", "2020-10-12", 870, NO_ZONE },
        { "", "  2020-10-12  ", "2020-10-12", -1, NO_ZONE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(*state, &rows[i], true);
}

static void refuses_what_is_no_date(void **state)
{
    static const struct row rows[] = {
        { "en", "", "", 0, 0 },
        { "en", "2020", "", 0, 0 },
        { "en", "12 October", "", 0, 0 },
        { "en", "October 2020", "", 0, 0 },
        { "en", "31 February 2020", "", 0, 0 },
        { "en", "2020-13-45", "", 0, 0 },
        { "en", "12 October 1066", "", 0, 0 },
        { "en", "+49 30 12.34.56", "", 0, 0 },
        { "en", "version 1.2.3.20", "", 0, 0 },
        { "en", "12.10\n.2020", "", 0, 0 },
        { "en", "call 555-2020-1234", "", 0, 0 },
        { "en", "in May 300 people of 2020", "", 0, 0 },
        { "en", "12-10-20", "", 0, 0 },
        { "ja", "109年10月12日", "", 0, 0 },
        { "ja", "令和2年13月12日", "", 0, 0 },
        { "en", "Rev-Oct-20", "", 0, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(*state, &rows[i], false);
}

static void keeps_both_readings_of_a_slashed_date(void **state)
{
    struct world *w = *state;
    struct when when;
    w->reader.lang = S("en-US");
    assert_true(when_find(&w->reader, S("03/04/2020"), 0, &when));
    assert_int_equal(date_cmp(when.other, date_make(2020, 4, 3)), 0);
    assert_true(when_find(&w->reader, S("03/25/2020"), 0, &when));
    assert_int_equal(when.other.year, 0);
}

static void walks_over_all_dates_of_a_text(void **state)
{
    struct world *w = *state;
    str text = S("Published 1 May 2020, updated 2 May 2020. Born: 3.4.1985; 4 May 2020 at 10:00");
    struct when when;
    size_t n = 0;
    for (size_t at = 0; when_find(&w->reader, text, at, &when); at = when.end) {
        assert_true(when.end > at);
        n++;
    }
    assert_int_equal(n, 4);
}

static void long_runs_of_digits_take_linear_time(void **state)
{
    struct world *w = *state;
    enum { N = 1 << 20 };
    char *room = NEW(&w->arena, char, N);
    static const char *const fills[] = { "1", "2020 ", "1.", "Ж2020", "12.10.", "20 20 ", "\xEF" };
    struct when when;
    for (size_t f = 0; f < sizeof fills / sizeof *fills; f++) {
        size_t n = strlen(fills[f]);
        for (size_t i = 0; i < N; i++)
            room[i] = fills[f][i % n];
        (void)when_find(&w->reader, (str){ room, N }, 0, &when);
    }
}

static void converts_other_calendars(void **state)
{
    (void)state;
    date d;
    assert_true(when_to_gregorian(WHEN_PERSIAN, 1399, 7, 21, &d));
    assert_int_equal(date_cmp(d, date_make(2020, 10, 12)), 0);
    assert_true(when_to_gregorian(WHEN_ISLAMIC, 1442, 2, 25, &d));
    assert_int_equal(date_cmp(d, date_make(2020, 10, 12)), 0);
    assert_true(when_to_gregorian(WHEN_BUDDHIST, 2563, 10, 12, &d));
    assert_int_equal(date_cmp(d, date_make(2020, 10, 12)), 0);
    assert_false(when_to_gregorian(WHEN_PERSIAN, 1399, 7, 31, &d));
    assert_false(when_to_gregorian(WHEN_GREGORIAN, 2020, 2, 30, &d));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_dates_of_many_languages),
        cmocka_unit_test(reads_dates_in_numbers),
        cmocka_unit_test(reads_the_time_behind_a_date),
        cmocka_unit_test(reads_stamps),
        cmocka_unit_test(refuses_what_is_no_date),
        cmocka_unit_test(keeps_both_readings_of_a_slashed_date),
        cmocka_unit_test(walks_over_all_dates_of_a_text),
        cmocka_unit_test(long_runs_of_digits_take_linear_time),
        cmocka_unit_test(converts_other_calendars),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
