/* test_rule_examples.c: the examples of periods.yaml and claims.yaml hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cite/claim.h"
#include "fixture.h"

static void report(void *ctx, str path, struct yaml_place at, str message)
{
    size_t *failures = ctx;
    (*failures)++;
    print_error("%.*s:%u:%u: %.*s\n", STR_ARG(path), at.line, at.column, STR_ARG(message));
}

static void period_examples_hold(void **state)
{
    (void)state;
    struct arena arena;
    const struct period_rules *rules;
    struct err err = { 0 };
    size_t failures = 0;
    arena_init(&arena, 0, NULL);
    if (!periods_load(fixture_rules(&arena, "rules/periods.yaml"), &arena, &rules, &err))
        fail_msg("%u:%u: %s", err.line, err.column, err.message);
    assert_true(periods_test(rules, &arena, report, &failures) > 50);
    assert_int_equal(failures, 0);
    arena_free(&arena);
}

static void claim_examples_hold(void **state)
{
    (void)state;
    struct arena arena;
    const struct period_rules *periods;
    const struct claim_rules *claims;
    struct err err = { 0 };
    size_t failures = 0;
    arena_init(&arena, 0, NULL);
    assert_true(periods_load(fixture_rules(&arena, "rules/periods.yaml"), &arena, &periods, &err));
    if (!claims_load(fixture_rules(&arena, "rules/claims.yaml"), &arena, &claims, &err))
        fail_msg("%u:%u: %s", err.line, err.column, err.message);
    assert_true(claims_test(claims, periods, &arena, report, &failures) > 40);
    assert_int_equal(failures, 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(period_examples_hold),
        cmocka_unit_test(claim_examples_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
