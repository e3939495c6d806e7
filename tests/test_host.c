/* test_host.c: the scheduler, with a made-up clock; and when an address is looked at again. */
#include "net/host.h"
#include "net/retry.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/banned.h"

struct bench {
    struct arena arena;
    struct hosts hosts;
    struct host_item items[64];
};

static void open_bench(struct bench *bench, uint32_t slots, uint32_t host_slots, int64_t interval)
{
    *bench = (struct bench){ 0 };
    arena_init(&bench->arena, 0, NULL);
    bench->hosts = (struct hosts){
        .arena = &bench->arena, .slots = slots, .host_slots = host_slots, .interval_ms = interval
    };
}

static void add(struct bench *bench, int item, const char *host)
{
    hosts_add(&bench->hosts, &bench->items[item], str_from_z(host), 0, false);
}

/* The number of the item that starts at `now`, or -1. */
static int next(struct bench *bench, int64_t now)
{
    struct host_item *item = hosts_next(&bench->hosts, now);
    return item ? (int)(item - bench->items) : -1;
}

static void done(struct bench *bench, int item)
{
    hosts_done(&bench->hosts, &bench->items[item]);
}

static void one_host_is_asked_one_at_a_time(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 10, 1, 0);
    add(&bench, 0, "a");
    add(&bench, 1, "a");
    add(&bench, 2, "b");
    assert_int_equal(next(&bench, 0), 0);
    assert_int_equal(next(&bench, 0), 2);
    assert_int_equal(next(&bench, 0), -1);
    done(&bench, 0);
    assert_int_equal(next(&bench, 0), 1);
    assert_int_equal(next(&bench, 0), -1);
    arena_free(&bench.arena);
}

static void hosts_take_turns(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 10, 8, 0);
    for (int i = 0; i < 3; i++)
        add(&bench, i, "a");
    add(&bench, 3, "b");
    assert_int_equal(next(&bench, 0), 0);
    assert_int_equal(next(&bench, 0), 3);
    assert_int_equal(next(&bench, 0), 1);
    assert_int_equal(next(&bench, 0), 2);
    arena_free(&bench.arena);
}

static void slots_are_never_passed(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 2, 8, 0);
    for (int i = 0; i < 4; i++)
        add(&bench, i, "a");
    assert_int_equal(next(&bench, 0), 0);
    assert_int_equal(next(&bench, 0), 1);
    assert_int_equal(next(&bench, 0), -1);
    done(&bench, 1);
    assert_int_equal(next(&bench, 0), 2);
    assert_int_equal(next(&bench, 0), -1);
    arena_free(&bench.arena);
}

static void the_interval_counts_from_start_to_start(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 10, 1, 1000);
    add(&bench, 0, "a");
    add(&bench, 1, "a");
    assert_int_equal(next(&bench, 5000), 0);
    done(&bench, 0); /* at once, or at 5900: all the same */
    assert_int_equal(next(&bench, 5999), -1);
    assert_int_equal(hosts_wake_ms(&bench.hosts), 6000);
    assert_int_equal(next(&bench, 6000), 1);
    arena_free(&bench.arena);
}

static void a_slow_answer_uses_the_interval_up(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 10, 1, 1000);
    add(&bench, 0, "a");
    add(&bench, 1, "a");
    assert_int_equal(next(&bench, 5000), 0);
    assert_int_equal(next(&bench, 9000), -1); /* still on its way */
    done(&bench, 0);
    assert_int_equal(next(&bench, 9000), 1);
    arena_free(&bench.arena);
}

static void what_waits_for_its_host_holds_no_slot(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 2, 1, 1000);
    for (int i = 0; i < 10; i++)
        add(&bench, i, "slow");
    add(&bench, 10, "b");
    add(&bench, 11, "c");
    assert_int_equal(next(&bench, 0), 0);
    assert_int_equal(next(&bench, 0), 10);
    done(&bench, 10);
    assert_int_equal(next(&bench, 0), 11);
    arena_free(&bench.arena);
}

static void without_an_interval_no_timer_is_made(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 4, 2, 0);
    for (int i = 0; i < 64; i++)
        add(&bench, i, i % 2 ? "a" : "b");
    int started = 0;
    for (int item; started < 64; started++) {
        item = next(&bench, 0);
        assert_true(item >= 0);
        assert_int_equal(hosts_wake_ms(&bench.hosts), HOSTS_NEVER);
        done(&bench, item);
    }
    assert_int_equal(bench.hosts.timers.cap, 0);
    arena_free(&bench.arena);
}

static void a_hold_stops_the_whole_host_and_no_other(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 10, 2, 0);
    for (int i = 0; i < 3; i++)
        add(&bench, i, "a");
    add(&bench, 3, "b");
    assert_int_equal(next(&bench, 0), 0);
    done(&bench, 0);
    hosts_hold(&bench.hosts, &bench.items[0], 30000);
    assert_int_equal(next(&bench, 0), 3);
    assert_int_equal(next(&bench, 29999), -1);
    assert_int_equal(hosts_wake_ms(&bench.hosts), 30000);
    assert_int_equal(next(&bench, 30000), 1);
    assert_int_equal(next(&bench, 30000), 2);
    arena_free(&bench.arena);
}

static void a_longer_hold_wins(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 10, 1, 0);
    add(&bench, 0, "a");
    add(&bench, 1, "a");
    assert_int_equal(next(&bench, 0), 0);
    hosts_hold(&bench.hosts, &bench.items[0], 5000);
    done(&bench, 0);
    assert_int_equal(next(&bench, 0), -1); /* a timer for 5000 stands */
    hosts_hold(&bench.hosts, &bench.items[0], 9000);
    hosts_hold(&bench.hosts, &bench.items[0], 1000);
    assert_int_equal(next(&bench, 5000), -1);
    assert_int_equal(next(&bench, 9000), 1);
    arena_free(&bench.arena);
}

static void an_item_with_a_delay_lets_others_go_first(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 10, 1, 0);
    hosts_add(&bench.hosts, &bench.items[0], S("a"), 2000, false);
    add(&bench, 1, "a");
    assert_int_equal(next(&bench, 1000), 1);
    done(&bench, 1);
    assert_int_equal(next(&bench, 1999), -1);
    assert_int_equal(next(&bench, 2000), 0);
    arena_free(&bench.arena);
}

static void a_redirect_goes_on_before_new_addresses(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 10, 1, 0);
    add(&bench, 0, "a");
    add(&bench, 1, "a");
    hosts_add(&bench.hosts, &bench.items[2], S("a"), 0, true);
    assert_int_equal(next(&bench, 0), 2);
    done(&bench, 2);
    assert_int_equal(next(&bench, 0), 0);
    done(&bench, 0);
    assert_int_equal(next(&bench, 0), 1);
    arena_free(&bench.arena);
}

static void many_timers_come_in_order(void **state)
{
    (void)state;
    struct bench bench;
    open_bench(&bench, 64, 64, 0);
    for (int i = 0; i < 64; i++)
        hosts_add(&bench.hosts, &bench.items[i], S("a"), 1 + i * 37 % 64, false);
    for (int64_t now = 1; now <= 64; now++) {
        int item = next(&bench, now);
        assert_true(item >= 0);
        assert_int_equal(1 + item * 37 % 64, now);
        assert_int_equal(next(&bench, now), -1);
    }
    arena_free(&bench.arena);
}

/* What the plan says for one look after another. */
static struct retry_plan plan(struct retry_state *state, enum verdict_code code, uint16_t status,
                              uint32_t wait_s)
{
    const struct retry_policy policy = retry_policy_default(2);
    const struct retry_look look = {
        .code = code, .status = status, .asked_wait_s = wait_s, .left_ms = INT64_MAX
    };
    return retry_plan(&policy, &look, state);
}

static void a_transient_failure_is_looked_at_twice_more(void **state)
{
    (void)state;
    static const struct {
        enum verdict_code code;
        uint16_t status;
    } transient[] = { { VERDICT_CONN_RESET, 0 },     { VERDICT_TRUNCATED, 200 },
                      { VERDICT_TIMEOUT, 0 },        { VERDICT_TIMEOUT, 408 },
                      { VERDICT_SERVER_ERROR, 425 }, { VERDICT_SERVER_ERROR, 503 } };
    for (size_t i = 0; i < sizeof transient / sizeof transient[0]; i++) {
        struct retry_state s = { 0 };
        struct retry_plan first = plan(&s, transient[i].code, transient[i].status, 0);
        struct retry_plan second = plan(&s, transient[i].code, transient[i].status, 0);
        struct retry_plan third = plan(&s, transient[i].code, transient[i].status, 0);
        assert_true(first.again && second.again && !third.again);
        assert_int_equal(first.delay_ms, 1000);
        assert_int_equal(second.delay_ms, 5000);
        assert_int_equal(first.hold_ms + second.hold_ms + third.hold_ms, 0);
    }
}

static void what_will_not_change_is_not_looked_at_again(void **state)
{
    (void)state;
    static const enum verdict_code final[] = {
        VERDICT_OK,          VERDICT_MOVED,          VERDICT_REFUSED,   VERDICT_DNS_GONE,
        VERDICT_TLS_PROBLEM, VERDICT_TOO_LARGE,      VERDICT_PAYWALLED, VERDICT_FORBIDDEN_TO_BOTS,
        VERDICT_LOCAL_ERROR, VERDICT_PROTOCOL_ERROR,
    };
    for (size_t i = 0; i < sizeof final / sizeof final[0]; i++) {
        struct retry_state s = { 0 };
        assert_false(plan(&s, final[i], 0, 0).again);
    }
    struct retry_state s = { 0 };
    assert_false(plan(&s, VERDICT_SERVER_ERROR, 400, 0).again);
}

static void a_missing_page_is_looked_at_once_more_even_without_retries(void **state)
{
    (void)state;
    const struct retry_policy policy = retry_policy_default(0);
    const struct retry_look look = { .code = VERDICT_GONE, .status = 404, .left_ms = INT64_MAX };
    struct retry_state s = { 0 };
    assert_true(retry_plan(&policy, &look, &s).behind);
    s.second = true;
    struct retry_plan none = retry_plan(&policy, &look, &s);
    assert_true(!none.behind && !none.again);
}

static void a_wait_that_is_asked_for_holds_the_host(void **state)
{
    (void)state;
    struct retry_state s = { 0 };
    struct retry_plan asked = plan(&s, VERDICT_RATE_LIMITED, 429, 20);
    assert_true(asked.again);
    assert_int_equal(asked.hold_ms, 20000);
    assert_int_equal(asked.delay_ms, 20000);
    asked = plan(&s, VERDICT_SERVER_ERROR, 503, 3);
    assert_int_equal(asked.hold_ms, 3000);
    assert_int_equal(asked.delay_ms, 5000);
}

static void a_wait_of_more_than_a_minute_or_than_is_left_is_not_waited_for(void **state)
{
    (void)state;
    struct retry_state s = { 0 };
    struct retry_plan long_wait = plan(&s, VERDICT_RATE_LIMITED, 429, 61);
    assert_true(!long_wait.again && long_wait.too_long);
    assert_int_equal(long_wait.hold_ms, 61000);
    const struct retry_policy policy = retry_policy_default(2);
    const struct retry_look late = {
        .code = VERDICT_SERVER_ERROR, .status = 503, .asked_wait_s = 10, .left_ms = 9000
    };
    s = (struct retry_state){ 0 };
    struct retry_plan plan_late = retry_plan(&policy, &late, &s);
    assert_true(!plan_late.again && plan_late.too_long);
}

static void throttling_without_a_time_doubles_from_a_minute(void **state)
{
    (void)state;
    struct retry_state s = { 0 };
    struct retry_plan first = plan(&s, VERDICT_RATE_LIMITED, 429, 0);
    assert_true(first.again);
    assert_int_equal(first.hold_ms, 60000);
    struct retry_plan second = plan(&s, VERDICT_RATE_LIMITED, 429, 0);
    assert_true(!second.again && second.too_long);
    assert_int_equal(second.hold_ms, 120000);
    for (int i = 0; i < 20; i++)
        second = plan(&s, VERDICT_RATE_LIMITED, 429, 0);
    assert_int_equal(second.hold_ms, 3600 * 1000);
}

static void cookies_and_plain_bodies_are_tried_once(void **state)
{
    (void)state;
    const struct retry_policy policy = retry_policy_default(1);
    struct retry_state s = { 0 };
    struct retry_look look = { .code = VERDICT_FORBIDDEN_TO_BOTS,
                               .cookies_may_help = true,
                               .left_ms = INT64_MAX };
    assert_true(retry_plan(&policy, &look, &s).again);
    assert_true(s.jar);
    assert_false(retry_plan(&policy, &look, &s).again);
    look = (struct retry_look){ .code = VERDICT_PROTOCOL_ERROR, .plain_may_help = true };
    assert_true(retry_plan(&policy, &look, &s).again);
    assert_true(s.identity);
    assert_false(retry_plan(&policy, &look, &s).again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_host_is_asked_one_at_a_time),
        cmocka_unit_test(hosts_take_turns),
        cmocka_unit_test(slots_are_never_passed),
        cmocka_unit_test(the_interval_counts_from_start_to_start),
        cmocka_unit_test(a_slow_answer_uses_the_interval_up),
        cmocka_unit_test(what_waits_for_its_host_holds_no_slot),
        cmocka_unit_test(without_an_interval_no_timer_is_made),
        cmocka_unit_test(a_hold_stops_the_whole_host_and_no_other),
        cmocka_unit_test(a_longer_hold_wins),
        cmocka_unit_test(an_item_with_a_delay_lets_others_go_first),
        cmocka_unit_test(a_redirect_goes_on_before_new_addresses),
        cmocka_unit_test(many_timers_come_in_order),
        cmocka_unit_test(a_transient_failure_is_looked_at_twice_more),
        cmocka_unit_test(what_will_not_change_is_not_looked_at_again),
        cmocka_unit_test(a_missing_page_is_looked_at_once_more_even_without_retries),
        cmocka_unit_test(a_wait_that_is_asked_for_holds_the_host),
        cmocka_unit_test(a_wait_of_more_than_a_minute_or_than_is_left_is_not_waited_for),
        cmocka_unit_test(throttling_without_a_time_doubles_from_a_minute),
        cmocka_unit_test(cookies_and_plain_bodies_are_tried_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
