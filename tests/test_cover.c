/* test_cover.c: which citation stands behind which sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

static const char article[] =
    "One is here. Two is here (TASS, May 3). Three is here. Four is here. "
    "Five is here (EDM, May 4) and there (NDTV, May 5). Six is here.\n\n"
    "Seven is here (ISKP). Eight is here.";

/* "paren/distance" of each sentence; "-" for none. */
static void expect_cover(uint8_t coverage, const char *expected)
{
    struct fixture f;
    fixture_open(&f, article, "2024-07-20", "2024-07-31");
    f.style.coverage = coverage;
    struct cover *cover = cover_find(&f.doc, &f.cites, &f.style, &f.arena);
    str all = S("");
    for (size_t i = 0; i < f.doc.sentences.n; i++)
        all = cover[i].paren == CITE_NONE ? str_printf(&f.arena, "%.*s - ", STR_ARG(all))
                                          : str_printf(&f.arena, "%.*s %u/%u", STR_ARG(all),
                                                       cover[i].paren, cover[i].distance);
    assert_string_equal(all.p, expected);
    fixture_close(&f);
}

static void reaches_back_to_the_last_citation(void **state)
{
    (void)state;
    expect_cover(STYLE_COVER_PARAGRAPH, " 0/1 0/0 1/2 1/1 2/0 -  -  - ");
}

static void reaches_one_sentence(void **state)
{
    (void)state;
    expect_cover(STYLE_COVER_ADJACENT, " 0/1 0/0 -  1/1 2/0 -  -  - ");
}

static void covers_its_own_sentence_alone(void **state)
{
    (void)state;
    expect_cover(STYLE_COVER_SENTENCE, " -  0/0 -  -  2/0 -  -  - ");
}

static void lists_follow_the_paragraph_that_leads_them_in(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(
        &f, "He named three (TASS, May 3):\n\n- One of them.\n\n- Two (EDM, May 4).\n\nHe left.",
        "2024-07-31", "2024-07-31");
    assert_int_equal(f.input.cover[1].paren, 0);
    assert_int_equal(f.input.cover[1].distance, 0);
    assert_int_equal(f.input.cover[2].paren, 1);
    assert_int_equal(f.input.cover[3].paren, CITE_NONE);
    f.style.coverage = STYLE_COVER_SENTENCE;
    fixture_words(&f);
    assert_int_equal(f.input.cover[1].paren, CITE_NONE);
    fixture_close(&f);
}

static void an_empty_document_has_no_cover(void **state)
{
    (void)state;
    struct doc doc = { 0 };
    struct cite_list cites = { 0 };
    struct style style = { 0 };
    struct arena arena;
    arena_init(&arena, 0, NULL);
    assert_non_null(cover_find(&doc, &cites, &style, &arena));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reaches_back_to_the_last_citation),
        cmocka_unit_test(reaches_one_sentence),
        cmocka_unit_test(covers_its_own_sentence_alone),
        cmocka_unit_test(lists_follow_the_paragraph_that_leads_them_in),
        cmocka_unit_test(an_empty_document_has_no_cover),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
