/* test_evidence.c: a cited day held against a page's dates. */
#include "evidence/evidence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "page/local_day.h"

#include "base/banned.h"

enum { DATES_MAX = 4 };

/* A page of a few dates, the best one first, and an outlet. */
struct world {
    struct page_date dates[DATES_MAX];
    struct page page;
    struct outlet outlet;
};

static struct page_date *add(struct world *w, int year, unsigned month, unsigned day)
{
    w->page.dates.p = w->dates;
    struct page_date *d = &w->dates[w->page.dates.n++];
    *d = (struct page_date){ .day = date_make(year, month, day),
                             .minute = -1,
                             .zone_min = PAGE_ZONE_NONE,
                             .origin = PAGE_FROM_META,
                             .weight = 2 };
    if (!w->page.best.day.year)
        w->page.best = *d;
    return d;
}

static struct page_date *add_published(struct world *w, int year, unsigned month, unsigned day)
{
    struct page_date *d = add(w, year, month, day);
    d->published = true;
    return d;
}

static void at_utc(struct page_date *d, int hour)
{
    d->minute = hour * 60;
    d->zone_min = 0;
}

static enum evidence_date judge(const struct world *w, date from, date to)
{
    struct fetch_result fetch = { .status = 200, .verdict = { .code = VERDICT_OK } };
    struct citation c = { .from = from, .to = to };
    struct evidence e = { .fetch = &fetch, .page = &w->page };
    evidence_judge(&c, &w->outlet, &e);
    assert_int_equal(e.confirmed, e.date_verdict != EVIDENCE_DATE_CONTRADICTS);
    assert_int_equal(e.date != NULL, e.date_verdict != EVIDENCE_DATE_UNKNOWN);
    return (enum evidence_date)e.date_verdict;
}

static void assert_judged(const struct world *w, unsigned month, unsigned day,
                          enum evidence_date want)
{
    assert_int_equal(judge(w, date_make(2024, month, day), (date){ 0 }), want);
}

static void day_of_publication_agrees(void **state)
{
    (void)state;
    struct world w = { 0 };
    add_published(&w, 2024, 7, 19);
    assert_judged(&w, 7, 19, EVIDENCE_DATE_AGREES);
    assert_judged(&w, 7, 18, EVIDENCE_DATE_CONTRADICTS);
    assert_judged(&w, 7, 20, EVIDENCE_DATE_CONTRADICTS);
    assert_judged(&w, 0, 0, EVIDENCE_DATE_UNKNOWN);
}

static void range_and_month_are_held_as_a_whole(void **state)
{
    (void)state;
    struct world w = { 0 };
    add_published(&w, 2024, 7, 19);
    assert_int_equal(judge(&w, date_make(2024, 7, 17), date_make(2024, 7, 21)),
                     EVIDENCE_DATE_AGREES);
    assert_judged(&w, 7, 0, EVIDENCE_DATE_AGREES);
    assert_judged(&w, 6, 0, EVIDENCE_DATE_CONTRADICTS);
}

static void utc_stamp_means_the_outlets_day(void **state)
{
    (void)state;
    struct world w = { .outlet = { .timezone = S_INIT("Europe/Moscow") } };
    at_utc(add_published(&w, 2024, 7, 19), 23);
    assert_judged(&w, 7, 20, EVIDENCE_DATE_AGREES);
    assert_judged(&w, 7, 19, EVIDENCE_DATE_UNKNOWN); /* as it is written */
    assert_judged(&w, 7, 21, EVIDENCE_DATE_CONTRADICTS);
    w.outlet.timezone = (str){ 0 };
    assert_judged(&w, 7, 19, EVIDENCE_DATE_AGREES);
    assert_judged(&w, 7, 20, EVIDENCE_DATE_CONTRADICTS);
}

static void day_at_the_headline_beats_the_zone(void **state)
{
    (void)state;
    struct world w = { .outlet = { .timezone = S_INIT("Europe/Moscow") } };
    at_utc(add_published(&w, 2024, 7, 19), 23);
    struct page_date *seen = add(&w, 2024, 7, 19);
    seen->origin = PAGE_FROM_TEXT;
    seen->near_headline = true;
    assert_judged(&w, 7, 19, EVIDENCE_DATE_AGREES);
    assert_judged(&w, 7, 20, EVIDENCE_DATE_CONTRADICTS);
}

static void later_update_is_no_contradiction(void **state)
{
    (void)state;
    struct world w = { 0 };
    add_published(&w, 2024, 7, 19);
    add(&w, 2024, 7, 25)->modified = true;
    assert_judged(&w, 7, 19, EVIDENCE_DATE_AGREES);
    assert_judged(&w, 7, 25, EVIDENCE_DATE_UNKNOWN);
    assert_judged(&w, 7, 24, EVIDENCE_DATE_CONTRADICTS);
}

static void only_date_counts_although_it_is_called_updated(void **state)
{
    (void)state;
    struct world w = { 0 };
    add(&w, 2024, 7, 19)->modified = true;
    assert_judged(&w, 7, 19, EVIDENCE_DATE_AGREES);
    assert_judged(&w, 7, 18, EVIDENCE_DATE_UNKNOWN);
}

static void weak_dates_contradict_nothing(void **state)
{
    (void)state;
    struct world w = { 0 };
    assert_judged(&w, 7, 19, EVIDENCE_DATE_UNKNOWN);
    add(&w, 2024, 7, 19);
    assert_judged(&w, 7, 12, EVIDENCE_DATE_UNKNOWN);
}

static void neighbours_date_does_not_agree(void **state)
{
    (void)state;
    struct world w = { 0 };
    add_published(&w, 2024, 7, 19);
    add(&w, 2024, 7, 3)->weight = 0.2f;
    assert_judged(&w, 7, 3, EVIDENCE_DATE_CONTRADICTS);
}

/* The verdict on a page whose title has no word of its address. */
static struct verdict doubted(enum probe_say probe, uint8_t n_hops, enum page_kind kind,
                              uint32_t n_scripts)
{
    struct fetch_result fetch = { .url = S("https://e.org/a/ferry-runs"),
                                  .final_url = n_hops ? S("https://e.org/news")
                                                      : S("https://e.org/a/ferry-runs"),
                                  .n_hops = n_hops,
                                  .verdict = { .code = n_hops ? VERDICT_MOVED : VERDICT_OK } };
    char words[400];
    memset(words, 'x', sizeof words);
    struct page page = { .kind = kind, .n_scripts = n_scripts, .text = { words, sizeof words } };
    struct evidence e = {
        .fetch = &fetch, .page = &page, .probe = (uint8_t)probe, .unrelated = true
    };
    evidence_judge(NULL, NULL, &e);
    return e.verdict;
}

static void other_title_alone_accuses_nobody(void **state)
{
    (void)state;
    assert_int_equal(doubted(PROBE_NONE, 0, PAGE_ARTICLE, 1).code, VERDICT_OK);
    assert_int_equal(doubted(PROBE_DIFFERS, 0, PAGE_INDEX, 1).code, VERDICT_OK);
    assert_int_equal(doubted(PROBE_DIFFERS, 1, PAGE_ARTICLE, 1).code, VERDICT_MOVED);
    assert_int_equal(doubted(PROBE_ALIKE, 0, PAGE_ARTICLE, 1).code, VERDICT_JS_ONLY);
    assert_int_equal(doubted(PROBE_ALIKE, 0, PAGE_ARTICLE, 0).code, VERDICT_SOFT_404);
    struct verdict v = doubted(PROBE_NONE, 1, PAGE_INDEX, 1);
    assert_int_equal(v.code, VERDICT_SOFT_404);
    assert_true(v.suspect);
}

/* What a page looks like, and what a sibling of it says. */
static void walls_and_siblings_decide_together(void **state)
{
    static const struct {
        enum wall_kind wall;
        enum probe_say probe;
        enum verdict_code code;
        uint8_t row;
    } rows[] = {
        { WALL_NONE, PROBE_NONE, VERDICT_OK, 32 },
        { WALL_BOT, PROBE_NONE, VERDICT_FORBIDDEN_TO_BOTS, 15 },
        { WALL_PAYWALL, PROBE_NONE, VERDICT_PAYWALLED, 18 },
        { WALL_LOGIN, PROBE_NONE, VERDICT_LOGIN_WALL, 19 },
        { WALL_CONSENT, PROBE_NONE, VERDICT_CONSENT_WALL, 25 },
        { WALL_PARKED, PROBE_NONE, VERDICT_PARKED, 26 },
        { WALL_PARKED, PROBE_ALIKE, VERDICT_PARKED, 26 },
        { WALL_PARKED, PROBE_DIFFERS, VERDICT_OK, 32 },
        { WALL_SOFT_404, PROBE_ALIKE, VERDICT_SOFT_404, 27 },
        { WALL_SOFT_404, PROBE_NONE, VERDICT_SOFT_404, 28 },
        { WALL_SOFT_404, PROBE_DIFFERS, VERDICT_OK, 32 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct page page = { .wall = { rows[i].wall, S("a-rule") } };
        struct fetch_result fetch = { .url = S("http://a.example/b"),
                                      .final_url = S("http://a.example/b"),
                                      .status = 200,
                                      .verdict = { .code = VERDICT_OK, .row = 32 } };
        struct evidence e = { .fetch = &fetch, .page = &page, .probe = (uint8_t)rows[i].probe };
        evidence_judge(NULL, NULL, &e);
        if (e.verdict.code != rows[i].code || e.verdict.row != rows[i].row)
            fail_msg("row %zu: %.*s, row %u", i, STR_ARG(verdict_name(e.verdict.code)),
                     e.verdict.row);
        assert_int_equal(e.verdict.suspect, rows[i].row == 28);
    }
}

/* At two in the morning of UTC nobody has the next day yet. */
static void day_at_the_headline_must_be_one_of_the_moment(void **state)
{
    (void)state;
    struct world w = { .outlet = { .timezone = S_INIT("Europe/Moscow") } };
    at_utc(add_published(&w, 2024, 7, 19), 2);
    struct page_date *seen = add(&w, 2024, 7, 20);
    seen->origin = PAGE_FROM_TEXT;
    seen->near_headline = true;
    assert_judged(&w, 7, 19, EVIDENCE_DATE_AGREES);
    assert_judged(&w, 7, 20, EVIDENCE_DATE_AGREES);
    w.dates[0].minute = 12 * 60;
    assert_int_equal(date_cmp(local_day(&w.dates[0], seen->day, (str){ 0 }), seen->day), 0);
    w.dates[0].minute = 2 * 60;
    assert_int_equal(date_cmp(local_day(&w.dates[0], seen->day, (str){ 0 }), w.dates[0].day), 0);
}

static void moment_in_utc_may_be_the_day_of_some_zone(void **state)
{
    (void)state;
    static const struct {
        int minute;
        unsigned day;
        bool may_be;
    } rows[] = { { 0, 19, true },
                 { 0, 18, true },
                 { 12 * 60 - 1, 18, true },
                 { 12 * 60, 18, false },
                 { 10 * 60 - 1, 20, false },
                 { 10 * 60, 20, true },
                 { -1, 19, true },
                 { -1, 20, false },
                 { 23 * 60, 21, false } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct page_date read = { .day = date_make(2024, 7, 19), .minute = rows[i].minute };
        assert_int_equal(local_may_be(&read, date_make(2024, 7, rows[i].day)), rows[i].may_be);
    }
}

static enum verdict_code verdict_of(const struct page *page)
{
    struct fetch_result fetch = { .status = 200, .verdict = { .code = VERDICT_OK } };
    struct evidence e = { .fetch = &fetch, .page = page };
    evidence_judge(NULL, NULL, &e);
    return e.verdict.code;
}

static void short_page_that_asks_for_a_password_is_a_wall(void **state)
{
    (void)state;
    char text[1200] = "Welcome back. Your name. Your password. Remember me.";
    struct page page = { .text = { text, 300 }, .has_password_form = true };
    assert_int_equal(verdict_of(&page), VERDICT_LOGIN_WALL);
    page.has_password_form = false;
    assert_int_equal(verdict_of(&page), VERDICT_OK);
}

/* A form in the margin of an article keeps nobody out. */
static void article_beside_a_form_for_a_password_is_reached(void **state)
{
    (void)state;
    char text[1200] = "The ferry runs again.";
    struct page page = { .text = { text, sizeof text }, .has_password_form = true };
    assert_int_equal(verdict_of(&page), VERDICT_OK);
    page.text.n = 900;
    page.main_text = (str){ text, 500 };
    assert_int_equal(verdict_of(&page), VERDICT_OK);
    page.main_text.n = 0;
    page.best.day = date_make(2024, 7, 19);
    assert_int_equal(verdict_of(&page), VERDICT_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walls_and_siblings_decide_together),
        cmocka_unit_test(day_of_publication_agrees),
        cmocka_unit_test(range_and_month_are_held_as_a_whole),
        cmocka_unit_test(utc_stamp_means_the_outlets_day),
        cmocka_unit_test(day_at_the_headline_beats_the_zone),
        cmocka_unit_test(day_at_the_headline_must_be_one_of_the_moment),
        cmocka_unit_test(short_page_that_asks_for_a_password_is_a_wall),
        cmocka_unit_test(article_beside_a_form_for_a_password_is_reached),
        cmocka_unit_test(moment_in_utc_may_be_the_day_of_some_zone),
        cmocka_unit_test(later_update_is_no_contradiction),
        cmocka_unit_test(only_date_counts_although_it_is_called_updated),
        cmocka_unit_test(weak_dates_contradict_nothing),
        cmocka_unit_test(neighbours_date_does_not_agree),
        cmocka_unit_test(other_title_alone_accuses_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
