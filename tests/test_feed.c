/* test_feed.c: which address of a job comes next. */
#include "net/feed.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/arena.h"

#include "base/banned.h"

struct bench {
    struct arena perm, scratch;
    struct feed feed;
};

static int open_bench(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    arena_init(&bench->perm, 0, NULL);
    arena_init(&bench->scratch, 0, NULL);
    *state = bench;
    return 0;
}

static int close_bench(void **state)
{
    struct bench *bench = *state;
    arena_free(&bench->perm);
    arena_free(&bench->scratch);
    free(bench);
    return 0;
}

static void fill(struct bench *bench, const str *urls, size_t n)
{
    feed_init(&bench->feed, urls, n, 7, &bench->perm, &bench->scratch);
}

static struct feed_host *expect(struct bench *bench, size_t place)
{
    size_t got = 0;
    struct feed_host *host = NULL;
    assert_true(feed_next(&bench->feed, &got, &host));
    assert_int_equal(got, place);
    return host;
}

static void expect_none(struct bench *bench)
{
    size_t got;
    struct feed_host *host;
    assert_false(feed_next(&bench->feed, &got, &host));
}

static void hosts_take_turns(void **state)
{
    const str urls[] = { S("http://a.example/1"), S("http://a.example/2"), S("http://b.example/1"),
                         S("http://a.example/3"), S("http://b.example/2") };
    fill(*state, urls, 5);
    struct feed_host *a = expect(*state, 0), *b = expect(*state, 2);
    expect_none(*state); /* both are busy */
    feed_return(&((struct bench *)*state)->feed, b);
    feed_return(&((struct bench *)*state)->feed, b); /* once is enough */
    assert_ptr_equal(expect(*state, 4), b);
    expect_none(*state);
    feed_return(&((struct bench *)*state)->feed, b); /* has nothing left */
    expect_none(*state);
    feed_return(&((struct bench *)*state)->feed, a);
    assert_ptr_equal(expect(*state, 1), a);
    feed_return(&((struct bench *)*state)->feed, a);
    assert_ptr_equal(expect(*state, 3), a);
}

static void what_is_to_come_again_comes_last(void **state)
{
    struct bench *bench = *state;
    struct feed *feed = &bench->feed;
    const str urls[] = { S("http://a.example/1"), S("http://a.example/2") };
    fill(bench, urls, 2);
    struct feed_host *a = expect(bench, 0);
    feed_again(feed, a, 0);
    expect_none(bench); /* it is still busy */
    feed_return(feed, a);
    (void)expect(bench, 1);
    feed_return(feed, a);
    (void)expect(bench, 0);
    feed_return(feed, a);
    expect_none(bench);
    feed_again(feed, a, 1); /* at leisure, and with nothing left */
    (void)expect(bench, 1);
    assert_int_equal(feed->n_distinct, 2);
}

static void equal_addresses_come_once(void **state)
{
    struct bench *bench = *state;
    const str urls[] = { S("http://a.example/"), S("http://a.example/x"), S("http://a.example/"),
                         S("http://a.example/x"), S("http://a.example/") };
    const uint32_t same_as[] = { 0, 1, 0, 1, 0 };
    fill(bench, urls, 5);
    assert_int_equal(bench->feed.n_distinct, 2);
    assert_memory_equal(bench->feed.same_as, same_as, sizeof same_as);
    feed_return(&bench->feed, expect(bench, 0));
    feed_return(&bench->feed, expect(bench, 1));
    expect_none(bench);
}

static void nothing_and_addresses_that_are_none_are_taken(void **state)
{
    const str urls[] = { S("nonsense"), S(""), S("http://a.example") };
    fill(*state, urls, 0);
    expect_none(*state);
    fill(*state, urls, 3);
    (void)expect(*state, 0);
    (void)expect(*state, 2);
    expect_none(*state); /* the second shares the empty host of the first */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(hosts_take_turns),
        TEST(what_is_to_come_again_comes_last),
        TEST(equal_addresses_come_once),
        TEST(nothing_and_addresses_that_are_none_are_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
