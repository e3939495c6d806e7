/* test_figure.c: words as they are compared, and figures of sentences held against a page's. */
#include "evidence/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"

#include "base/banned.h"

static void assert_words(const char *text, const char *want)
{
    struct arena arena;
    struct word_list words;
    struct buf buf;
    arena_init(&arena, 0, NULL);
    buf_init(&buf, 4096);
    words_split(str_from_z(text), &arena, &words);
    for (size_t i = 0; i < words.list.n; i++) {
        uint32_t flags = words.list.p[i].flags;
        buf_printf(&buf, "%s%s%.*s", i ? " " : "", flags & WORD_AFTER_GAP ? "..." : "",
                   STR_ARG(word_fold(&words.list.p[i])));
        buf_printf(&buf, "%s", flags & WORD_INSERTED ? "]" : "");
    }
    if (!str_eq(buf_str(&buf), str_from_z(want)))
        fail_msg("\"%s\" gives \"%.*s\", not \"%s\"", text, STR_ARG(buf_str(&buf)), want);
    buf_free(&buf);
    arena_free(&arena);
}

static void words_have_one_form(void **state)
{
    (void)state;
    assert_words("The Gates, “open” — at\xC2\xA0nine!", "the gates open at 9");
    assert_words("don’t won't can't we've it's", "do not will not can not we have its");
    assert_words("1,200 and 1 200 and 12.5 and 12,5%", "1200 and 1 200 and 12.5 and 12.5 percent");
    assert_words("1\xC2\xA0"
                 "200 1\xE2\x80\xAF"
                 "200 000 2020",
                 "1200 1200 000 2020");
    assert_words("de\xEF\xAC\x81ne caf\xC3\xA9 build\xC2\xADing", "define cafe building");
    assert_words("the U.S. and U.K. said", "the us and uk said");
    assert_words("[T]he gate[s] of [the city] open", "the] gates] of the] city] open");
    assert_words("he came ... and left […] again", "he came ...and left ...again");
    assert_words("НЕ выпустим Ни", "не выпустим ни");
    assert_words("東京で", "東 京 で");
    assert_words("", "");
}

static bool equal(const char *a, const char *b)
{
    struct arena arena;
    struct word_list x, y;
    arena_init(&arena, 0, NULL);
    words_split(str_from_z(a), &arena, &x);
    words_split(str_from_z(b), &arena, &y);
    assert_int_equal(x.list.n, 1);
    assert_int_equal(y.list.n, 1);
    bool same =
        words_equal(&x.list.p[0], &y.list.p[0]) || words_are_one_name(&x.list.p[0], &y.list.p[0]);
    arena_free(&arena);
    return same;
}

static void spellings_of_one_word_are_equal(void **state)
{
    (void)state;
    assert_true(equal("organise", "organize"));
    assert_true(equal("labour", "labor"));
    assert_true(equal("centre", "center"));
    assert_true(equal("defence", "defense"));
    assert_true(equal("travelling", "traveling"));
    assert_true(equal("programme", "program"));
    assert_true(equal("Zelensky", "Zelenskyy"));
    assert_false(equal("Slovakia", "Slovenia"));
    assert_false(equal("Austria", "Australia"));
    assert_false(equal("Iran", "Iraq"));
    assert_false(equal("increase", "increased"));
    assert_false(equal("five", "six"));
}

/* The figures of a sentence, each with "+" when the page has it. */
static void assert_figures(const char *sentence, const char *page, const char *want)
{
    struct arena arena;
    struct word_list words, of_page;
    struct figure_list figures;
    struct buf buf;
    str text = str_from_z(sentence);
    arena_init(&arena, 0, NULL);
    buf_init(&buf, 4096);
    words_split(text, &arena, &words);
    words_split(str_from_z(page), &arena, &of_page);
    figures_find(text, &words, &arena, &figures);
    for (size_t i = 0; i < figures.list.n; i++)
        buf_printf(&buf, "%s%s%.*s", i ? "|" : "",
                   figure_on(&figures.list.p[i], &of_page) ? "+" : "-",
                   STR_ARG(str_at(text, figures.list.p[i].text)));
    if (!str_eq(buf_str(&buf), str_from_z(want)))
        fail_msg("\"%s\" gives \"%.*s\", not \"%s\"", sentence, STR_ARG(buf_str(&buf)), want);
    buf_free(&buf);
    arena_free(&arena);
}

static void figures_are_compared_by_value(void **state)
{
    (void)state;
    assert_figures("Grain fell by 45 percent", "down 45% on the year", "+45 percent");
    assert_figures("Grain fell by 45 percent", "down 45.3 percent", "+45 percent");
    assert_figures("Grain fell by 45 percent", "down 54 percent", "-45 percent");
    assert_figures("It cost $3.5 million", "3,500,000 dollars", "+3.5 million");
    assert_figures("It cost $3.5 million", "3,5 Millionen", "+3.5 million");
    assert_figures("It cost 1,200 euros", "1 200 euros, 1200 euros", "+1,200 euros");
    assert_figures("Some 230 ships wait", "about 230 ships", "+230");
    assert_figures("More than 500 ships wait", "513 ships", "+500");
    assert_figures("More than 500 ships wait", "480 ships", "-500");
    assert_figures("More than 500 ships wait", "5,130 ships", "-500");
    assert_figures("Nearly 500 ships wait", "487 ships", "+500");
    assert_figures("At least 500 ships wait", "540 ships", "+500");
    assert_figures("Fewer than 500 ships wait", "470 ships", "+500");
    assert_figures("Five million people live there", "5 million", "+Five million people");
    assert_figures("Twenty-five percent agreed", "25 percent", "+Twenty-five percent");
    assert_figures("The army lost 300,000 soldiers", "300 thousand men", "+300,000 soldiers");
}

static void what_is_no_figure_is_passed_over(void **state)
{
    (void)state;
    assert_figures("In 2022 he met 12 envoys on March 14 at 9:30", "", "");
    assert_figures("The Su-35 and the T-90 came on the 19th", "", "");
    assert_figures("A 45-year-old man and two frigates", "", "");
    assert_figures("Resolution 3/4 and page 7", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_have_one_form),
        cmocka_unit_test(spellings_of_one_word_are_equal),
        cmocka_unit_test(figures_are_compared_by_value),
        cmocka_unit_test(what_is_no_figure_is_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
