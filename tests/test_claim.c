/* test_claim.c: cues and their sum. What single cues are is in the examples of rules/claims.yaml. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

static struct claim claim_of(struct fixture *f, const char *text)
{
    fixture_open(f, text, "2024-07-20", "2024-07-31");
    return f->input.claims[0];
}

static void points_add_up(void **state)
{
    (void)state;
    struct fixture f;
    struct claim c = claim_of(&f, "In May, the minister said that 30 “brave people” left Kabul.");
    int32_t sum = 0;
    for (uint32_t i = 0; i < c.n_cues; i++)
        sum += c.cues[i].points;
    assert_int_equal(c.score, sum);
    assert_int_equal(c.score, 11);
    assert_true(c.has_quotation && c.has_date && c.has_figure);
    assert_false(c.has_event);
    fixture_close(&f);
}

static void a_date_is_no_figure(void **state)
{
    (void)state;
    struct fixture f;
    struct claim c = claim_of(&f, "On March 22, 2024, they went there by the old road.");
    assert_true(c.has_date);
    assert_false(c.has_figure);
    fixture_close(&f);
}

/* "Two ships" and "thirty years" may be said of anything; 14 and "twenty-two" were counted. */
static void an_exact_figure_is_no_round_word(void **state)
{
    (void)state;
    struct fixture f;
    assert_true(claim_of(&f, "They lost 14 ships there in the bay.").exact);
    fixture_close(&f);
    assert_true(claim_of(&f, "They lost twenty-two ships there in the bay.").exact);
    fixture_close(&f);
    struct claim two = claim_of(&f, "They lost two ships there in the bay.");
    assert_true(two.has_figure);
    assert_false(two.exact);
    fixture_close(&f);
    assert_false(claim_of(&f, "They may stay there for 90 days in the bay.").exact);
    fixture_close(&f);
    assert_false(claim_of(&f, "They stayed there for thirty years in the bay.").has_figure);
    fixture_close(&f);
}

static void a_speaker_tells_what_he_says(void **state)
{
    (void)state;
    struct fixture f;
    assert_true(claim_of(&f, "Nazarov told a reporter that the ships were lost.").tells);
    fixture_close(&f);
    struct claim c = claim_of(&f, "Nazarov has said little of the ships that were lost.");
    assert_false(c.attributed || c.tells);
    fixture_close(&f);
}

static void a_citation_adds_nothing(void **state)
{
    (void)state;
    struct fixture f;
    struct claim c = claim_of(&f, "They went there by the old road (TASS, March 22).");
    assert_int_equal(c.score, 0);
    fixture_close(&f);
}

static void the_longest_quotation_is_kept(void **state)
{
    (void)state;
    struct fixture f;
    struct claim c = claim_of(&f, "He called it “bad” and “very bad indeed” there.");
    assert_string_equal(str_dup(&f.arena, str_at(f.doc.text, c.quotation)).p, "very bad indeed");
    fixture_close(&f);
}

static void a_quotation_over_two_sentences_counts_in_both(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "He called it “bad enough. It ends now” there. It went on.", NULL, NULL);
    assert_true(f.input.claims[0].has_quotation);
    assert_true(f.input.claims[1].has_quotation);
    assert_false(f.input.claims[2].has_quotation);
    fixture_close(&f);
}

static void the_sources_hedge_is_not_the_authors(void **state)
{
    (void)state;
    struct fixture f;
    assert_false(claim_of(&f, "The minister said that the plan may fail soon.").judgement);
    fixture_close(&f);
    assert_true(claim_of(&f, "The plan may fail soon, and the port with it.").judgement);
    fixture_close(&f);
}

static void figures_and_quotations_are_no_judgement(void **state)
{
    (void)state;
    struct fixture f;
    assert_false(claim_of(&f, "The plan could cost 30 percent more than the port.").judgement);
    fixture_close(&f);
}

static void a_word_in_quotation_marks_quotes_nobody(void **state)
{
    (void)state;
    struct fixture f;
    assert_false(claim_of(&f, "It does not leave its “iron brother” alone there.").has_quotation);
    fixture_close(&f);
    assert_true(claim_of(&f, "He declared them an “iron brother” of the state.").has_quotation);
    fixture_close(&f);
}

static void a_word_counts_once(void **state)
{
    (void)state;
    struct fixture f;
    assert_int_equal(claim_of(&f, "They have agreed upon that with Kabul at last.").score, 3);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_add_up),
        cmocka_unit_test(a_date_is_no_figure),
        cmocka_unit_test(an_exact_figure_is_no_round_word),
        cmocka_unit_test(a_speaker_tells_what_he_says),
        cmocka_unit_test(a_citation_adds_nothing),
        cmocka_unit_test(the_longest_quotation_is_kept),
        cmocka_unit_test(a_quotation_over_two_sentences_counts_in_both),
        cmocka_unit_test(the_sources_hedge_is_not_the_authors),
        cmocka_unit_test(figures_and_quotations_are_no_judgement),
        cmocka_unit_test(a_word_in_quotation_marks_quotes_nobody),
        cmocka_unit_test(a_word_counts_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
