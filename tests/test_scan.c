/* test_scan.c: which bracketed runs a text holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "cite/scan.h"

/* One block of the whole text; runs as they stand, an unclosed one with a "!" before it. */
static void expect(const char *text, const char *expected)
{
    struct arena arena;
    struct doc doc = { .text = str_from_z(text) };
    struct cite_list list = { 0 };
    struct err err = { 0 };
    struct buf out;
    arena_init(&arena, 0, NULL);
    buf_init(&out, 1 << 20);
    *VEC_PUSH(&doc.blocks, &arena) = (struct block){ .text = span_make(0, doc.text.n) };
    assert_true(scan_parens(&doc, 1000, &arena, &list, &err));
    for (size_t i = 0; i < list.parens.n; i++) {
        const struct paren *p = &list.parens.p[i];
        buf_printf(&out, "%s%s%.*s", i ? "|" : "", p->error == CCK_CITE_UNCLOSED ? "!" : "",
                   STR_ARG(str_at(doc.text, p->text)));
    }
    buf_byte(&out, 0);
    assert_string_equal(out.p, expected);
    buf_free(&out);
    arena_free(&arena);
}

static void pairs_in_the_order_of_their_opening(void **state)
{
    (void)state;
    expect("no brackets", "");
    expect("a (b) c", "(b)");
    expect("(a) (b)", "(a)|(b)");
    expect("(a (b) c)", "(a (b) c)|(b)");
    expect("((a))", "((a))|(a)");
    expect("()", "()");
    expect("a (b\nc) d", "(b\nc)");
}

static void what_is_not_closed_reaches_to_the_next_bracket(void **state)
{
    (void)state;
    expect("a (b c", "!(b c");
    expect("a (b (c) d", "!(b |(c)");
    expect("((a) b", "!(|(a)");
    expect("(a (b", "!(a |!(b");
}

static void what_was_not_opened_stands_alone(void **state)
{
    (void)state;
    expect("a b) c", "!)");
    expect("(a) b)", "(a)|!)");
}

static void square_brackets_count_outside_of_round_ones(void **state)
{
    (void)state;
    expect("a [b] c", "[b]");
    expect("a (b [c] d)", "(b [c] d)");
    expect("[a (b) c]", "[a (b) c]|(b)");
    expect("[a [b] c]", "[b]");
    expect("a [b", "[");
    expect("a ] b", "");
}

static void full_width_brackets_are_round_ones(void **state)
{
    (void)state;
    expect("a \xEF\xBC\x88"
           "b\xEF\xBC\x89 c",
           "\xEF\xBC\x88"
           "b\xEF\xBC\x89");
    expect("a (b\xEF\xBC\x89 c", "(b\xEF\xBC\x89");
    expect("a \xEF\xBC\x8C b", "");
}

static void deep_nesting_forgets_the_outermost(void **state)
{
    (void)state;
    expect("((((((((((a))))))))))", "!(|!(|((((((((a))))))))|(((((((a)))))))|((((((a))))))|"
                                    "(((((a)))))|((((a))))|(((a)))|((a))|(a)|!)|!)");
}

static void more_runs_than_the_limit_are_refused(void **state)
{
    (void)state;
    struct arena arena;
    struct doc doc = { .text = S("(((((") };
    struct cite_list list = { 0 };
    struct err err = { 0 };
    arena_init(&arena, 0, NULL);
    *VEC_PUSH(&doc.blocks, &arena) = (struct block){ .text = span_make(0, doc.text.n) };
    assert_false(scan_parens(&doc, 3, &arena, &list, &err));
    assert_int_equal(err.kind, ERR_LIMIT);
    arena_free(&arena);
}

static void mastheads_are_passed_over(void **state)
{
    (void)state;
    struct arena arena;
    struct doc doc = { .text = S("(a)") };
    struct cite_list list = { 0 };
    struct err err = { 0 };
    arena_init(&arena, 0, NULL);
    *VEC_PUSH(&doc.blocks, &arena) =
        (struct block){ .text = span_make(0, 3), .kind = BLOCK_MASTHEAD };
    assert_true(scan_parens(&doc, 3, &arena, &list, &err));
    assert_int_equal(list.parens.n, 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_in_the_order_of_their_opening),
        cmocka_unit_test(what_is_not_closed_reaches_to_the_next_bracket),
        cmocka_unit_test(what_was_not_opened_stands_alone),
        cmocka_unit_test(square_brackets_count_outside_of_round_ones),
        cmocka_unit_test(full_width_brackets_are_round_ones),
        cmocka_unit_test(deep_nesting_forgets_the_outermost),
        cmocka_unit_test(more_runs_than_the_limit_are_refused),
        cmocka_unit_test(mastheads_are_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
