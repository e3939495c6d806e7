/* test_fold.c: folding of names, tidying of blanks, and word distance. */
#include "base/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/distance.h"

#include "base/banned.h"

#define assert_str(actual, expected)                                                               \
    do {                                                                                           \
        str actual_ = (actual);                                                                    \
        assert_int_equal(actual_.n, strlen(expected));                                             \
        assert_memory_equal(actual_.p, expected, actual_.n);                                       \
    } while (0)

static void folds(const char *name, const char *expected)
{
    struct arena arena;
    arena_init(&arena, 0, NULL);
    assert_str(fold_name(&arena, str_from_z(name)), expected);
    arena_free(&arena);
}

static void fold_lowers_and_joins_words_by_one_blank(void **state)
{
    (void)state;
    folds("  The New-York   TIMES. ", "new york times");
    folds("RFE/RL", "rfe rl");
    folds("24.kg", "24 kg");
    folds("", "");
    folds("--", "");
}

static void fold_drops_apostrophes(void **state)
{
    (void)state;
    folds("Barron's", "barrons");
    folds("Barron\u2019s", "barrons");
    folds("Today\u02BCs", "todays");
    folds("al-\u02BFArabi", "al arabi");
}

static void fold_drops_the_article_only_before_a_name(void **state)
{
    (void)state;
    folds("the Diplomat", "diplomat");
    folds("The", "the");
    folds("Theatre", "theatre");
    folds("The \u00C9tat", "etat");
}

static void fold_drops_marks_after_latin_letters_only(void **state)
{
    (void)state;
    folds("The T\u00DCRK\u0130YE-Gazetesi", "turkiye gazetesi");
    folds("Hu\u0308rriyet", "hurriyet");
    folds("\u010CTK", "ctk");
    folds("\u0419\u043E\u0434", "\u0438\u0306\u043E\u0434"); /* short i keeps its mark */
}

static void fold_treats_wide_and_joined_forms_as_plain(void **state)
{
    (void)state;
    folds("\uFF34\uFF21\uFF33\uFF33", "tass");
    folds("\u0422\u0410\u0421\u0421", "\u0442\u0430\u0441\u0441");
    folds("Stra\u00DFe", "strasse");
    folds("\u0637\u0644\u0648\u0639\u200C\u0646\u06CC\u0648\u0632",
          "\u0637\u0644\u0648\u0639 \u0646\u06CC\u0648\u0632"); /* ZWNJ is a gap */
}

static void fold_survives_bytes_that_are_no_text(void **state)
{
    (void)state;
    folds("\xFF\xFETASS\xC3", "tass");
}

static void fold_into_refuses_what_it_cannot_hold_or_fold(void **state)
{
    (void)state;
    char room[4];
    str out;
    assert_true(fold_into(room, sizeof room, S("T-SS"), &out));
    assert_str(out, "t ss");
    assert_false(fold_into(room, sizeof room, S("Tass!x"), &out));
    assert_true(fold_into(room, sizeof room, S("'Tass'!"), &out));
    assert_false(fold_into(room, sizeof room, S("\u00E9"), &out));
}

static void spaces_are_collapsed_and_unseen_characters_dropped(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0, NULL);
    assert_str(fold_spaces(&arena, S(" RIA\u00A0\n Novosti ")), "RIA Novosti");
    assert_str(fold_spaces(&arena, S("Kom\u00ADmer\u200Bsant")), "Kommersant");
    assert_str(fold_spaces(&arena, S("\u200F\uFEFF")), "");
    arena_free(&arena);
}

static void tidy_text_is_given_back_as_it_is(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0, NULL);
    str tidy = S("\u0645\u06CC\u200C\u062E\u0648\u0627 RIA"); /* ZWNJ stays: readers see it */
    assert_ptr_equal(fold_spaces(&arena, tidy).p, tidy.p);
    arena_free(&arena);
}

static void distance_counts_strokes(void **state)
{
    (void)state;
    assert_int_equal(distance_osa(S("meduza"), S("meduza"), 2), 0);
    assert_int_equal(distance_osa(S("meduza"), S("medusa"), 2), 1);
    assert_int_equal(distance_osa(S("meduza"), S("medzua"), 2), 1);
    assert_int_equal(distance_osa(S("meduza"), S("edza"), 2), 2);
    assert_int_equal(distance_osa(S("meduza"), S("izvestia"), 2), 3);
    assert_int_equal(distance_osa(S("ca"), S("abc"), 3), 3); /* not 2: no letter is moved twice */
    assert_int_equal(distance_osa(S(""), S("ab"), 2), 2);
    assert_int_equal(distance_osa(S("\u0442\u0430\u0441"), S("\u0442\u0430\u0441\u0441"), 2), 1);
}

static void distance_gives_up_on_long_words(void **state)
{
    (void)state;
    char wide[DISTANCE_LETTERS_MAX + 1];
    memset(wide, 'a', sizeof wide);
    str at_limit = { wide, DISTANCE_LETTERS_MAX }, over = { wide, DISTANCE_LETTERS_MAX + 1 };
    assert_int_equal(distance_osa(at_limit, at_limit, 1), 0);
    assert_int_equal(distance_osa(at_limit, over, 1), 2);
}

static void nearest_is_one_and_near_enough(void **state)
{
    (void)state;
    const str words[] = { S_INIT("aliases"), S_INIT("domains"), S_INIT("name") };
    assert_int_equal(distance_nearest(S("alaises"), words, 3), 0);
    assert_int_equal(distance_nearest(S("nane"), words, 3), 2);
    assert_int_equal(distance_nearest(S("timezone"), words, 3), 3);
    const str twins[] = { S_INIT("abc"), S_INIT("abd") };
    assert_int_equal(distance_nearest(S("abe"), twins, 2), 2);
    assert_int_equal(distance_nearest(S("abd"), twins, 2), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fold_lowers_and_joins_words_by_one_blank),
        cmocka_unit_test(fold_drops_apostrophes),
        cmocka_unit_test(fold_drops_the_article_only_before_a_name),
        cmocka_unit_test(fold_drops_marks_after_latin_letters_only),
        cmocka_unit_test(fold_treats_wide_and_joined_forms_as_plain),
        cmocka_unit_test(fold_survives_bytes_that_are_no_text),
        cmocka_unit_test(fold_into_refuses_what_it_cannot_hold_or_fold),
        cmocka_unit_test(spaces_are_collapsed_and_unseen_characters_dropped),
        cmocka_unit_test(tidy_text_is_given_back_as_it_is),
        cmocka_unit_test(distance_counts_strokes),
        cmocka_unit_test(distance_gives_up_on_long_words),
        cmocka_unit_test(nearest_is_one_and_near_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
