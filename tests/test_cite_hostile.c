/* test_cite_hostile.c: inputs that are no articles: linear time, no crash, limits that hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cite_case.h"
#include "doc/read.h"

enum {
    MANY = 100000,
    FEW = 800,
    TIME_LIMIT_S = 60,
    PARENS_MAX = 50000,
    LINE_BYTES = 50 * 1000 * 1000
};

/* `head`, `piece` so many times, `tail`. */
static str repeat(const char *head, const char *piece, size_t times, const char *tail)
{
    size_t n = strlen(piece);
    char *text = malloc(strlen(head) + n * times + strlen(tail) + 1);
    assert_non_null(text);
    size_t at = strlen(head);
    memcpy(text, head, at);
    for (size_t i = 0; i < times; i++, at += n)
        memcpy(text + at, piece, n);
    memcpy(text + at, tail, strlen(tail));
    return (str){ text, at + strlen(tail) };
}

/* What cite_parse says to a text: the number of citations, or SIZE_MAX for ERR_LIMIT. */
static size_t parse(void **state, str text, size_t limit)
{
    const struct cite_world *world = *state;
    struct arena arena;
    struct doc doc;
    struct cite_list list;
    struct err err = { 0 };
    struct read_limits limits = { 1u << 30, 10 * MANY, 512 };
    struct cite_context context = { .doc = &doc,
                                    .outlets = &world->outlets,
                                    .style = style_find(&world->styles, S("jamestown")),
                                    .limit = limit };
    arena_init(&arena, 0, NULL);
    alarm(TIME_LIMIT_S);
    assert_true(doc_read(S("a.txt"), text, &limits, &arena, &doc, &err));
    bool ok = cite_parse(&context, &arena, &list, &err);
    alarm(0);
    if (!ok)
        assert_int_equal(err.kind, ERR_LIMIT);
    size_t n = ok ? list.citations.n : SIZE_MAX;
    arena_free(&arena);
    free((void *)(uintptr_t)text.p);
    return n;
}

static void one_parenthetical_of_many_parts(void **state)
{
    static const struct {
        const char *head, *piece, *tail;
    } cases[] = {
        { "It said so (TASS", ", July 3", ")." },
        { "It said so (TASS, July 3", ", 5", ")." },
        { "It said so (", "Daily Planet, ", "July 3)." },
        { "It said so (", "TASS, ", "July 3)." },
        { "It said so (", "TASS and ", "Meduza, July 3)." },
        { "It said so (", "X/a/", "b, July 3)." },
        { "It said so (", ";", ")." },
        { "It said so (", "TASS, July 3; ", ")." },
        { "It said so (TASS", ", 2021", ", x)." },
        { "It said so (x", ", May", ", x)." },
        { "It said so (", "TASS, July 3, ", "x)." },
        { "It said so (", "July 3, TASS, ", "x)." },
        { "It said so (", "\"a; ", ")." },
        { "It said so (", "- ", "TASS, July 3)." },
        { "It said so (x", ", see ", "TASS, July 3)." },
        { "It said so (", "a- ", "x, July 3)." },
        { "It said so (TASS", ", Friday", ", x)." },
        { "It said so (", "3 and ", ")." },
        { "It said so (", "https://tass.com/a, ", ")." },
        { "It said so (", "x [a] ", ", July 3)." },
        { "It said so (TASS, July 3, ", "p 3, ", ")." },
        { "It said so (", "Telegram/@a, ", "July 3)." },
        { "It said so (", "Ministry of a, ", "July 3)." },
        { "It said so (", "\xE2\x80\x9C", "TASS, July 3)." },
        { "It said so (", "see ", "TASS, July 3)." },
        { "It said so (", "see TASS, July 3, 2024; ", "TASS, July 3)." },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str few = repeat(cases[i].head, cases[i].piece, FEW, cases[i].tail);
        str many = repeat(cases[i].head, cases[i].piece, MANY, cases[i].tail);
        (void)parse(state, few, 2 * MANY);
        (void)parse(state, many, 2 * MANY);
    }
}

static void many_brackets(void **state)
{
    static const char *const pieces[] = { "(",
                                          ")",
                                          "[",
                                          "(a ",
                                          "(x\n",
                                          "TASS (\n",
                                          "((TASS, May 3) ",
                                          "(TASS, (May 3) ",
                                          "TASS, July 3) ",
                                          "\xEF\xBC\x88" };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        (void)parse(state, repeat("", pieces[i], MANY, ""), 4 * MANY);
    (void)parse(state, repeat("It said so ", "(", MANY, ""), 4 * MANY);
    assert_int_equal(parse(state, repeat("It said so ", "(a ", MANY, ""), PARENS_MAX), SIZE_MAX);
}

static void names_times_dates_stay_within_the_limit(void **state)
{
    str names = repeat("It said so (", "TASS, ", FEW, "July 3");
    str both = repeat("", ", 5", FEW, ").");
    char *text = malloc(names.n + both.n);
    assert_non_null(text);
    memcpy(text, names.p, names.n);
    memcpy(text + names.n, both.p, both.n);
    free((void *)(uintptr_t)names.p);
    free((void *)(uintptr_t)both.p);
    assert_int_equal(parse(state, (str){ text, names.n + both.n }, PARENS_MAX), SIZE_MAX);
}

static void a_long_line(void **state)
{
    assert_int_equal(
        parse(state, repeat("It said so (TASS, July 3). ", "word ", LINE_BYTES / 5, "."), 10), 1);
}

static void depth_is_bounded(void **state)
{
    str open = repeat("It said so ", "(", MANY, "TASS, July 3");
    char *text = malloc(open.n + MANY);
    assert_non_null(text);
    memcpy(text, open.p, open.n);
    memset(text + open.n, ')', MANY);
    free((void *)(uintptr_t)open.p);
    assert_int_equal(parse(state, (str){ text, open.n + MANY }, 4 * MANY), 1);
}

/* What the stray bracket was read as is no longer there when the open one is looked at. */
static void forgets_what_a_stray_bracket_was_read_as(void **state)
{
    str text = repeat("It said so, in short: TASS, July 19). And on [", "x ", 1, "");
    assert_int_equal(parse(state, text, PARENS_MAX), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forgets_what_a_stray_bracket_was_read_as),
        cmocka_unit_test(one_parenthetical_of_many_parts),
        cmocka_unit_test(many_brackets),
        cmocka_unit_test(names_times_dates_stay_within_the_limit),
        cmocka_unit_test(a_long_line),
        cmocka_unit_test(depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
