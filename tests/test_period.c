/* test_period.c: words that mean days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

/* The only period of a text, for an article of late July 2024. */
static struct period only(struct fixture *f, const char *text)
{
    fixture_open(f, text, "2024-07-20", "2024-07-31");
    assert_int_equal(f->periods.list.n, 1);
    return f->periods.list.p[0];
}

static void expect_days(const char *text, const char *from, const char *to)
{
    struct fixture f;
    struct period p = only(&f, text);
    assert_true(p.has_days);
    assert_int_equal(p.days.from, fixture_day(from));
    assert_int_equal(p.days.to, fixture_day(to));
    fixture_close(&f);
}

static void expect_event(const char *text, bool event)
{
    struct fixture f;
    fixture_open(&f, text, "2024-07-20", "2024-07-31");
    assert_true(f.periods.list.n > 0);
    if (f.periods.list.p[0].is_event != event)
        fail_msg("is_event is not %d: %s", event, text);
    fixture_close(&f);
}

static void parts_of_a_month(void **state)
{
    (void)state;
    expect_days("It came in early June.", "2024-06-01", "2024-06-10");
    expect_days("It came in mid-June.", "2024-06-11", "2024-06-20");
    expect_days("It came in late June.", "2024-06-21", "2024-06-30");
    expect_days("It came at the end of February 2023.", "2023-02-21", "2023-02-28");
    expect_days("It came in the first half of May.", "2024-05-01", "2024-05-15");
}

static void parts_of_a_year(void **state)
{
    (void)state;
    expect_days("It came in 2014.", "2014-01-01", "2014-12-31");
    expect_days("It came in the summer of 2022.", "2022-06-01", "2022-08-31");
    expect_days("It came in the winter of 2022.", "2021-12-01", "2023-02-28");
    expect_days("It came in the third quarter of 2023.", "2023-07-01", "2023-09-30");
    expect_days("It came in the 1990s.", "1990-01-01", "1999-12-31");
}

static void ranges(void **state)
{
    (void)state;
    expect_days("The talks ran on March 7–9.", "2024-03-07", "2024-03-09");
    expect_days("The talks ran from March 28 to April 2.", "2024-03-28", "2024-04-02");
    expect_days("The talks ran from December 29 to January 3.", "2023-12-29", "2024-01-03");
    expect_days("It rained in May and June 2023.", "2023-05-01", "2023-06-30");
    expect_days("It rained in the second week of May.", "2024-05-07", "2024-05-15");
    expect_days("It rained on the night of March 7.", "2024-03-07", "2024-03-07");
}

static void last_may_is_this_years_or_the_one_before(void **state)
{
    (void)state;
    expect_days("Last May, it rained.", "2023-05-01", "2024-05-31");
    expect_days("It rained last summer.", "2023-06-01", "2024-08-31");
}

static void so_long_ago(void **state)
{
    (void)state;
    expect_days("He left three days ago.", "2024-07-17", "2024-07-28");
    expect_days("He left two months ago.", "2024-05-01", "2024-05-31");
    expect_days("He left ten years ago.", "2014-01-01", "2014-12-31");
}

static void counts_from_a_dated_event(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "They raided it on March 7. Ten days later, they left.", "2024-07-20",
                 "2024-07-31");
    assert_int_equal(f.periods.list.n, 2);
    const struct period *p = &f.periods.list.p[1];
    assert_int_equal(p->anchor, PERIOD_EVENT);
    assert_int_equal(p->base, 0);
    assert_int_equal(p->stated, CITE_NONE);
    assert_int_equal(p->days.from, fixture_day("2024-03-16"));
    assert_int_equal(p->days.to, fixture_day("2024-03-18"));
    fixture_close(&f);
}

static void a_loose_number_leaves_room(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "They raided it on March 7. About two weeks later, on April 1, they left.",
                 "2024-07-20", "2024-07-31");
    const struct period *p = &f.periods.list.p[1];
    assert_int_equal(p->apart.from, 7);
    assert_int_equal(p->apart.to, 21);
    assert_int_equal(p->stated, 2);
    fixture_close(&f);
}

static void these_days_are_no_date(void **state)
{
    (void)state;
    struct fixture f;
    struct period p = only(&f, "The group recently split.");
    assert_true(p.recent);
    assert_false(p.is_event);
    assert_false(f.input.claims[0].has_date);
    fixture_close(&f);
}

static void a_name_by_its_day(void **state)
{
    (void)state;
    struct fixture f;
    assert_true(only(&f, "The March 22 attack shook them.").names_past);
    fixture_close(&f);
    assert_true(only(&f, "They met over an attack of March 22.").names_past);
    fixture_close(&f);
    assert_false(only(&f, "The March 22 summit pleased them.").names_past);
    fixture_close(&f);
}

static void a_month_after_the_article_is_last_years(void **state)
{
    (void)state;
    expect_days("It came in December.", "2023-12-01", "2023-12-31");
    expect_days("It came on October 3.", "2023-10-03", "2023-10-03");
    expect_days("It came in July.", "2024-07-01", "2024-07-31");
}

static void relative_words_span_every_day_of_the_article(void **state)
{
    (void)state;
    expect_days("He said so yesterday.", "2024-07-19", "2024-07-30");
    expect_days("Last month he said so.", "2024-06-01", "2024-06-30");
    expect_days("He said so earlier this month.", "2024-07-01", "2024-07-31");
    expect_days("He said so last year.", "2023-01-01", "2023-12-31");
    expect_days("He said so last week.", "2024-07-08", "2024-07-28");
    expect_days("He said so on Monday.", "2024-07-13", "2024-07-31");
}

static void without_the_articles_date_only_written_years_have_days(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "In May, he spoke. In 2014, he left.", NULL, NULL);
    assert_int_equal(f.periods.list.n, 2);
    assert_false(f.periods.list.p[0].has_days);
    assert_true(f.periods.list.p[1].has_days);
    fixture_close(&f);
}

static void citations_are_no_prose(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "He left in 2014 (TASS, March 7, 2015).", "2024-07-20", "2024-07-20");
    assert_int_equal(f.periods.list.n, 1);
    fixture_close(&f);
}

static void knows_the_weekday_beside_a_date(void **state)
{
    (void)state;
    struct fixture f;
    struct period p = only(&f, "They met on Monday, March 7, 2022, in Kabul.");
    assert_int_equal(p.weekday, 2);
    assert_true(p.year_written);
    assert_int_equal(p.days.from, fixture_day("2022-03-07"));
    fixture_close(&f);
}

static void what_happened_is_an_event(void **state)
{
    (void)state;
    expect_event("The port reopened in late June.", true);
    expect_event("In May, the minister declared it over.", true);
    expect_event("The attack on March 22 killed many.", true);
    expect_event("Earlier this month, he declared it over.", true);
    expect_event("The group was founded in the 1990s.", true);
    expect_event("He promised on March 7 to come.", true);
    expect_event("The talks, on April 16, failed.", true);
    expect_event("On March 7, they announced that they will leave.", true);
    expect_event("They left March 7.", true);
    expect_event("Before dawn on March 7, jets bombed a house.", true);
    expect_event("Their quarrel is real: at the talks on March 7, he spoke of it.", true);
    expect_event("He promised more, and on March 7 the first of them came.", true);
    expect_event("By March 7, they had closed it.", true);
    expect_event("At a fair held there from March 10 to 12, they signed.", true);
    expect_event("From March 10 to 12, they met there.", true);
    expect_event("It had to be closed on March 7.", true);
    expect_event("They asked Moscow on March 7 to hold it back.", true);
    expect_event("They demanded another one, on March 7.", true);
    expect_event("They asked the court to free it and were turned down on March 7.", true);
    expect_event("It was announced in Moscow in June.", true);
}

static void names_plans_and_doubts_are_no_events(void **state)
{
    (void)state;
    expect_event("The January 28 shooting shocked the city.", false);
    expect_event("The 2015 intervention was costly.", false);
    expect_event("The summit will be held in June.", false);
    expect_event("He said that a summit would be held in June.", false);
    expect_event("The summit is scheduled for June.", false);
    expect_event("They planned to meet in June.", false);
    expect_event("By 2030, trade was to double.", false);
    expect_event("It has been banned since 2003.", false);
    expect_event("They marked the anniversary of the coup in June.", false);
    expect_event("He said: “In June, we attacked.”", false);
    expect_event("Over the last year, trade has doubled.", false);
    expect_event("Trade doubles in June.", false);
    expect_event("Each year it freezes in December, as it did last year.", false);
    expect_event("The port opens in June, officials said.", false);
    expect_event("They had closed it by late June.", false);
    expect_event("By late June, they said, it would close.", false);
    expect_event("It was closed from June 10 to 12, officials announced.", false);
    expect_event("The talks are to be held on June 7, he said.", false);
    expect_event("They approved a plan that was to be shown on June 7.", false);
    expect_event("They sold tickets for a concert on June 7.", false);
    expect_event("They announced a fair on June 7.", false);
    expect_event("They set June 7 as the day.", false);
    expect_event("They ordered him to appear on June 7.", false);
    expect_event("He said this: on June 7, it opens.", false);
    expect_event("On June 7, officials said, it would open.", false);
    expect_event("Today’s leaders, who came in 2021, failed.", false);
}

static void hostile_text_stays_linear(void **state)
{
    (void)state;
    enum { N = 200000 };
    struct arena arena;
    arena_init(&arena, 0, NULL);
    char *text = NEW(&arena, char, N * 10 + 1);
    for (size_t i = 0; i < N; i++)
        memcpy(text + i * 10, "on May 30,", 10);
    struct fixture f;
    fixture_open(&f, text, "2024-07-20", "2024-07-31");
    fixture_close(&f);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_of_a_month),
        cmocka_unit_test(parts_of_a_year),
        cmocka_unit_test(ranges),
        cmocka_unit_test(last_may_is_this_years_or_the_one_before),
        cmocka_unit_test(so_long_ago),
        cmocka_unit_test(counts_from_a_dated_event),
        cmocka_unit_test(a_loose_number_leaves_room),
        cmocka_unit_test(these_days_are_no_date),
        cmocka_unit_test(a_name_by_its_day),
        cmocka_unit_test(a_month_after_the_article_is_last_years),
        cmocka_unit_test(relative_words_span_every_day_of_the_article),
        cmocka_unit_test(without_the_articles_date_only_written_years_have_days),
        cmocka_unit_test(citations_are_no_prose),
        cmocka_unit_test(knows_the_weekday_beside_a_date),
        cmocka_unit_test(what_happened_is_an_event),
        cmocka_unit_test(names_plans_and_doubts_are_no_events),
        cmocka_unit_test(hostile_text_stays_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
