/* test_check_hostile.c: texts that make a check look at everything for everything: four times the text
 * takes about four times as long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "draft.h"

#include "base/banned.h"

enum { FEW = 1, MANY = 4, TEXT_MAX = 1 << 22 };

#define SUMMARY "# Port\n\n## Executive Summary\n\n"
#define BODY    "\n\n## Text\n\n"

static void put_times(struct buf *text, const char *piece, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_add(text, str_from_z(piece));
}

/* "It 10007 10006 ...": counted up or down. */
static void put_figures(struct buf *text, size_t n, bool down)
{
    buf_add(text, S("It"));
    for (size_t i = 0; i < n; i++)
        buf_printf(text, " %zu", 10000 + (down ? n - 1 - i : i));
    buf_add(text, S(" ships.\n"));
}

static void quotations(struct buf *text, size_t size)
{
    enum { QUOTATIONS = 60 };
    buf_add(text, S(SUMMARY));
    for (size_t i = 0; i < QUOTATIONS; i++) {
        buf_add(text, S("- He called it “"));
        put_times(text, "a ", 200 * size);
        buf_printf(text, "b%zu” there.\n", i);
    }
    buf_add(text, S(BODY));
    put_times(text, "a ", 50000 * size);
}

static void figures(struct buf *text, size_t size)
{
    buf_add(text, S(SUMMARY "- "));
    put_figures(text, 15000 * size, false);
    buf_add(text, S(BODY));
    put_figures(text, 15000 * size, true);
}

static void figures_behind_dates(struct buf *text, size_t size)
{
    buf_add(text, S("# Port\n\n"));
    put_times(text, "He left on May 3, 2024.\n\n", 2500 * size);
    buf_add(text, S("## Executive Summary\n\n- "));
    put_figures(text, 15000 * size, false);
    buf_add(text, S(BODY));
    put_figures(text, 15000 * size, false);
}

static void sources_told_beside_periods(struct buf *text, size_t size)
{
    put_times(text, "in 2023 TASS said ", 14000 * size);
}

static void sources_told_beside_citations(struct buf *text, size_t size)
{
    put_times(text, "He told TASS. It went (RBC, May 3, 2024). ", 6000 * size);
}

static void put_work(struct buf *text, const char *before, size_t i)
{
    char name[] = "Smaaaaa";
    for (size_t k = 2; k + 1 < sizeof name; k++, i /= 26)
        name[k] = (char)('a' + i % 26);
    buf_printf(text, "%s%s 2020", before, name);
}

static void works(struct buf *text, size_t size)
{
    for (size_t i = 0; i < 4500 * size; i++) {
        put_work(text, "It is shut (", i);
        buf_add(text, i % 8 ? S("). ") : S(").\n\n"));
    }
    buf_add(text, S("\n\n## References\n\n"));
    for (size_t i = 0; i < 2200 * size; i++) {
        put_work(text, "- ", i + 500000);
        buf_add(text, S(". A Book of Ships.\n"));
    }
}

static void parentheticals_of_one_sentence(struct buf *text, size_t size)
{
    buf_add(text, S("It shut"));
    put_times(text, " recently on May 3 (TASS, May 4)", 6000 * size);
    buf_add(text, S(" and it said this:\n\n"));
    put_times(text, "- It has recently shut.\n", 6000 * size);
}

/* Seconds of all checks over a text. */
static double measure(void **state, void (*write)(struct buf *text, size_t size), size_t size)
{
    struct buf text;
    struct draft draft;
    buf_init(&text, TEXT_MAX);
    write(&text, size);
    assert_false(text.failed);
    clock_t begin = clock();
    assert_true(draft_open(*state, "a.md", buf_str(&text), S("2024-07-31"), &draft));
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    draft_close(&draft);
    buf_free(&text);
    return seconds;
}

static void expect_linear(void **state, void (*write)(struct buf *text, size_t size))
{
    static const double least = 0.05, slack = 2;
    double few = measure(state, write, FEW), many = measure(state, write, MANY);
    if (few < least) /* too short to tell */
        few = least;
    if (many > slack * MANY * few)
        fail_msg("%.2f s, and %.2f s for four times the text", few, many);
}

#define LINEAR(write)                                                                              \
    static void linear_##write(void **state)                                                       \
    {                                                                                              \
        expect_linear(state, write);                                                               \
    }
LINEAR(quotations)
LINEAR(figures)
LINEAR(figures_behind_dates)
LINEAR(sources_told_beside_periods)
LINEAR(sources_told_beside_citations)
LINEAR(works)
LINEAR(parentheticals_of_one_sentence)

static int set_up(void **state)
{
    struct draft_rules *rules = calloc(1, sizeof *rules);
    assert_non_null(rules);
    draft_rules_open(rules);
    *state = rules;
    return 0;
}

static int tear_down(void **state)
{
    draft_rules_close(*state);
    free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linear_quotations),
        cmocka_unit_test(linear_figures),
        cmocka_unit_test(linear_figures_behind_dates),
        cmocka_unit_test(linear_sources_told_beside_periods),
        cmocka_unit_test(linear_sources_told_beside_citations),
        cmocka_unit_test(linear_works),
        cmocka_unit_test(linear_parentheticals_of_one_sentence),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
