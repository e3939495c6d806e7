/* test_cross.c: references to the house's own articles. */
#include "ref/cross.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/banned.h"

static const struct outlet house = { .id = S_INIT("house"), .name = S_INIT("The House") };
static const struct outlet other = { .id = S_INIT("other"), .name = S_INIT("Other") };

struct fixture {
    struct arena arena;
    struct own_articles own;
    struct cite_list cites;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    arena_init(&f->arena, 0, NULL);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    arena_free(&f->arena);
    free(f);
    return 0;
}

static int32_t day(unsigned month, unsigned d)
{
    return date_to_days(date_make(2024, month, d));
}

static void add_article(struct fixture *f, const char *path, int32_t from, int32_t to)
{
    *VEC_PUSH(&f->own.list, &f->arena) = (struct own_article){
        .path = str_from_z(path), .outlet = house.id, .days = { from, to }, .dated = true
    };
}

static const struct cross *cite(struct fixture *f, const struct outlet *outlet, unsigned month,
                                unsigned d)
{
    f->cites.citations.n = 0;
    *VEC_PUSH(&f->cites.citations, &f->arena) =
        (struct citation){ .hit = { .outlet = outlet, .match = CCK_MATCH_EXACT },
                           .from = date_make(2024, month, d),
                           .precision = d ? CCK_PRECISION_DAY : CCK_PRECISION_MONTH,
                           .kind = CCK_KIND_CITATION };
    own_articles_sort(&f->own);
    return cross_resolve(&f->own, &f->cites, &f->arena);
}

static void finds_the_first_article_of_that_day(void **state)
{
    struct fixture *f = *state;
    add_article(f, "b", day(3, 26), day(3, 26));
    add_article(f, "a", day(3, 26), day(3, 26));
    const struct cross *c = cite(f, &house, 3, 26);
    assert_int_equal(c->state, CROSS_FOUND);
    assert_true(str_eq(c->article->path, S("a")));
}

static void misses_a_day_between_articles_that_are_near(void **state)
{
    struct fixture *f = *state;
    add_article(f, "a", day(3, 20), day(3, 20));
    add_article(f, "b", day(4, 10), day(4, 10));
    const struct cross *c = cite(f, &house, 3, 27);
    assert_int_equal(c->state, CROSS_MISSING);
    assert_true(str_eq(c->before->path, S("a")));
    assert_true(str_eq(c->after->path, S("b")));
}

static void cannot_know_outside_the_span_or_in_a_gap(void **state)
{
    struct fixture *f = *state;
    add_article(f, "a", day(1, 20), day(1, 20));
    add_article(f, "b", day(4, 10), day(4, 10));
    assert_int_equal(cite(f, &house, 1, 3)->state, CROSS_UNKNOWN);
    assert_int_equal(cite(f, &house, 5, 3)->state, CROSS_UNKNOWN);
    assert_int_equal(cite(f, &house, 3, 3)->state, CROSS_UNKNOWN);
}

static void an_article_without_an_exact_day_may_be_the_one(void **state)
{
    struct fixture *f = *state;
    add_article(f, "a", day(3, 20), day(3, 20));
    add_article(f, "b", day(3, 30), day(3, 30));
    add_article(f, "c", day(1, 1), day(12, 31));
    assert_int_equal(cite(f, &house, 3, 27)->state, CROSS_UNKNOWN);
    f->own.list.n = 0;
    add_article(f, "a", day(3, 20), day(3, 20));
    add_article(f, "b", day(3, 30), day(3, 30));
    add_article(f, "d", 0, 0);
    f->own.list.p[2].dated = false;
    assert_int_equal(cite(f, &house, 3, 27)->state, CROSS_UNKNOWN);
}

static void says_nothing_of_other_outlets_and_of_months(void **state)
{
    struct fixture *f = *state;
    add_article(f, "a", day(3, 20), day(3, 20));
    add_article(f, "b", day(3, 30), day(3, 30));
    assert_int_equal(cite(f, &other, 3, 27)->state, CROSS_NONE);
    assert_int_equal(cite(f, NULL, 3, 27)->state, CROSS_NONE);
    assert_int_equal(cite(f, &house, 3, 0)->state, CROSS_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(finds_the_first_article_of_that_day),
        TEST(misses_a_day_between_articles_that_are_near),
        TEST(cannot_know_outside_the_span_or_in_a_gap),
        TEST(an_article_without_an_exact_day_may_be_the_one),
        TEST(says_nothing_of_other_outlets_and_of_months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
