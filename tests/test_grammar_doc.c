/* test_grammar_doc.c: the examples of docs/citation-grammar.md hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "cite_case.h"

enum { PAGE_BYTES_MAX = 1 << 20, CASES_MAX = 64, EXAMPLES_MIN = 50 };

static str read_page(struct arena *arena)
{
    FILE *file = fopen("docs/citation-grammar.md", "rb");
    assert_non_null(file);
    char *room = NEW(arena, char, PAGE_BYTES_MAX);
    size_t n = fread(room, 1, PAGE_BYTES_MAX, file);
    assert_int_equal(fclose(file), 0);
    return (str){ room, n };
}

/* "jamestown 2024-07-29" behind the fence; "-" for a day that is not known. */
static void read_fence(struct arena *arena, str words, const char **style, const char **day)
{
    str head, tail;
    assert_true(str_cut(words, ' ', &head, &tail));
    *style = str_z(arena, head);
    *day = str_eq(tail, S("-")) ? "" : str_z(arena, tail);
}

static void every_example_holds(void **state)
{
    struct arena arena;
    struct cite_case cases[CASES_MAX];
    const char *style = NULL, *day = NULL;
    size_t n = 0, all = 0;
    arena_init(&arena, 0, NULL);
    str rest = read_page(&arena), line;
    while (str_next(&rest, '\n', &line)) {
        if (str_starts(line, S("```citations "))) {
            read_fence(&arena, str_from(line, 13), &style, &day);
        } else if (style && str_starts(line, S("```"))) {
            cite_case_run(*state, day, style, cases, n);
            all += n;
            n = 0;
            style = NULL;
        } else if (style && str_starts(line, S("    "))) {
            assert_true(n > 0);
            cases[n - 1].expect = str_z(&arena, str_trim(line));
        } else if (style) {
            assert_true(n < CASES_MAX);
            cases[n++] = (struct cite_case){ str_z(&arena, line), "(nothing is expected)" };
        }
    }
    assert_true(all >= EXAMPLES_MIN);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_example_holds) };
    return cmocka_run_group_tests(tests, cite_world_setup, cite_world_teardown);
}
