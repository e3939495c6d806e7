/* test_history.c: three failing looks far enough apart, and nothing less. */
#include "net/history.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/banned.h"

enum { DAY = 86400, START = 1750000000 };

struct look {
    enum verdict_code code;
    int64_t hours; /* after the first */
};

static struct history read_looks(const struct look *looks, size_t n)
{
    struct history history = { 0 };
    for (size_t i = 0; i < n; i++)
        history_add(&history, looks[i].code, START + looks[i].hours * 3600);
    return history;
}

#define READ(...)                                                                                  \
    read_looks((const struct look[]){ __VA_ARGS__ },                                               \
               sizeof((const struct look[]){ __VA_ARGS__ }) / sizeof(struct look))

static void looks_that_follow_soon_are_one_strike(void **state)
{
    (void)state;
    assert_int_equal(READ({ VERDICT_GONE, 0 }, { VERDICT_GONE, 1 }, { VERDICT_GONE, 71 }).strikes,
                     1);
    assert_int_equal(READ({ VERDICT_GONE, 0 }, { VERDICT_GONE, 72 }, { VERDICT_GONE, 143 }).strikes,
                     2);
    assert_int_equal(READ({ VERDICT_GONE, 0 }, { VERDICT_GONE, 72 }, { VERDICT_GONE, 144 }).strikes,
                     3);
}

static void an_answer_between_begins_anew(void **state)
{
    (void)state;
    struct history history =
        READ({ VERDICT_GONE, 0 }, { VERDICT_GONE, 72 }, { VERDICT_OK, 100 }, { VERDICT_GONE, 144 });
    assert_int_equal(history.strikes, 1);
    assert_int_equal(history.since_s, START + 144 * 3600);
}

static void what_could_not_be_checked_says_nothing(void **state)
{
    (void)state;
    assert_int_equal(READ({ VERDICT_GONE, 0 }, { VERDICT_FORBIDDEN_TO_BOTS, 72 },
                          { VERDICT_GONE, 80 }, { VERDICT_GONE, 160 })
                         .strikes,
                     3);
    assert_int_equal(READ({ VERDICT_LOCAL_ERROR, 0 }, { VERDICT_NONE, 80 }).strikes, 0);
}

static void only_what_can_last_is_dead(void **state)
{
    (void)state;
    static const struct {
        struct verdict verdict;
        const char *detail; /* NULL: not dead */
    } rows[] = {
        { { .code = VERDICT_GONE, .row = 21, .detail = S_INIT("HTTP 404") },
          "HTTP 404; dead: failing since 2025-06-15" },
        { { .code = VERDICT_DNS_GONE, .row = 5 }, "dead: failing since 2025-06-15" },
        { { .code = VERDICT_REFUSED, .row = 7 }, "dead: failing since 2025-06-15" },
        { { .code = VERDICT_SERVER_ERROR, .row = 23, .detail = S_INIT("HTTP 503") },
          "HTTP 503; dead: failing since 2025-06-15" },
        { { .code = VERDICT_SERVER_ERROR, .row = 24 }, NULL },
        { { .code = VERDICT_TLS_PROBLEM, .row = 9 }, NULL },
        { { .code = VERDICT_TIMEOUT, .row = 8 }, NULL },
        { { .code = VERDICT_OK, .row = 32 }, NULL },
    };
    struct arena arena;
    arena_init(&arena, 0, NULL);
    const struct history history = { 3, START, START + 6 * DAY };
    const struct history young = { 2, START, START + 6 * DAY };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct verdict verdict = rows[i].verdict;
        history_mark(&young, &verdict, &arena);
        assert_false(verdict.dead);
        history_mark(&history, &verdict, &arena);
        assert_int_equal(verdict.dead, rows[i].detail != NULL);
        if (rows[i].detail)
            assert_true(str_eq(verdict.detail, str_from_z(rows[i].detail)));
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_that_follow_soon_are_one_strike),
        cmocka_unit_test(an_answer_between_begins_anew),
        cmocka_unit_test(what_could_not_be_checked_says_nothing),
        cmocka_unit_test(only_what_can_last_is_dead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
