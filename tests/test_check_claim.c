/* test_check_claim.c: CC401-CC406: claims and how far their sources are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

/* A paragraph that has its source, so that the one under test is neither first nor last. */
#define FRAME "The talks went on for some time (TASS, May 3)."
#define CLAIM "The minister warned Kabul and Dushanbe about Herat."
#define WEAK  "The threat to Kabul, Dushanbe and Herat is mounting every year."
#define EVENT "In May 2022, a blast killed two in Kabul."
#define PLAIN "The talks went on for some time after that."

static void run_claims(struct fixture *f)
{
    for (int check = CHECK_CC401; check <= CHECK_CC406; check++)
        fixture_run(f, (enum check_id)check);
}

static void expect(const char *text, const char *expected)
{
    struct fixture f;
    fixture_open(&f, text, "2024-07-20", "2024-07-31");
    run_claims(&f);
    fixture_expect(&f, expected);
    fixture_close(&f);
}

static void a_claim_behind_the_last_citation(void **state)
{
    (void)state;
    expect(FRAME "\n\n" PLAIN " He left (EDM, May 4). " CLAIM "\n\n" FRAME, "CC401:" CLAIM);
    expect(FRAME "\n\n" CLAIM "\n\n" FRAME, "CC401:" CLAIM);
}

static void the_message_shows_the_sum_and_the_nearest_citation(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, FRAME " " CLAIM, "2024-07-20", "2024-07-31");
    run_claims(&f);
    fixture_expect(&f, "CC401:" CLAIM);
    str message = f.findings.list.p[0].message;
    assert_true(str_find(message, S("may need a source"), 0) < message.n);
    assert_true(str_find(message, S("reporting verb “warned” +2"), 0) < message.n);
    assert_true(str_find(message, S("= 4"), 0) < message.n);
    assert_true(str_find(message, S("(TASS, May 3), is 1 sentence up"), 0) < message.n);
    assert_int_equal(f.findings.list.p[0].n_related, 1);
    fixture_close(&f);
}

static void what_a_citation_covers_is_silent(void **state)
{
    (void)state;
    expect(FRAME "\n\n" CLAIM " " PLAIN " He left (EDM, May 4).\n\n" FRAME, "");
    expect(FRAME " " PLAIN "\n\n" FRAME, "");
}

static void judgements_and_transitions_are_silent(void **state)
{
    (void)state;
    expect(FRAME " Kabul, Dushanbe and Herat could attack Moscow in May.\n\n" FRAME, "");
    expect(FRAME " The leaders of Kabul, Dushanbe and Herat said the following.\n\n" FRAME, "");
}

static void headlines_and_summaries_are_silent(void **state)
{
    (void)state;
    expect("# " CLAIM "\n\n> " CLAIM "\n\n" FRAME, "");
}

static void list_items_are_body(void **state)
{
    (void)state;
    expect(FRAME "\n\n- " CLAIM "\n\n" FRAME, "CC401:" CLAIM);
}

static void a_lead_or_conclusion_without_sources_gets_notes(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, CLAIM " " CLAIM "\n\n" FRAME "\n\n" CLAIM, "2024-07-20", "2024-07-31");
    run_claims(&f);
    fixture_expect(&f, "CC401:" CLAIM "|CC401:" CLAIM "|CC401:" CLAIM);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(f.findings.list.p[i].severity, CCK_SEVERITY_NOTE);
    fixture_close(&f);
}

/* Round numbers and names of a lead or conclusion announce what the body shows. */
static void a_frame_is_asked_for_what_is_concrete(void **state)
{
    (void)state;
#define ROUND                                                                                      \
    "For thirty years, two coast guards have fired at most of the ships between Kabul and Herat."
#define NINE "In 1992, nine ships were sunk between Kabul and Herat."
    expect(ROUND " " PLAIN "\n\n" FRAME "\n\n" ROUND, "");
    expect(NINE " " PLAIN "\n\n" FRAME "\n\n" NINE, "CC401:" NINE "|CC401:" NINE);
    expect(FRAME "\n\n" ROUND "\n\n" FRAME, "CC401:" ROUND);
}

/* "**Ships burn.**" behind the headline */
static void a_line_under_the_headline_leads_nothing(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "**" ROUND "**\n\n" ROUND " " PLAIN "\n\n" FRAME, "2024-07-20", "2024-07-31");
    struct block *line = &f.doc.blocks.p[0];
    line->text = span_make(line->text.off + 2, span_end(line->text) - 2);
    run_claims(&f);
    fixture_expect(&f, "");
    fixture_close(&f);
}

static void what_somebody_said_is_not_the_authors_view(void **state)
{
    (void)state;
#define REPORTED "Nazarov said that those who had never been to Herat should not judge it."
    expect(FRAME "\n\n" FRAME " " REPORTED "\n\n" FRAME, "CC401:" REPORTED);
    expect(FRAME "\n\n" FRAME " Those who had never been to Herat should not judge it.\n\n" FRAME,
           "");
}

static void the_house_may_weigh_the_lead_less(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, FRAME " " CLAIM "\n\n" FRAME, "2024-07-20", "2024-07-31");
    f.style.lead_weight = -2;
    run_claims(&f);
    fixture_expect(&f, "");
    fixture_close(&f);
}

static void a_weak_claim_at_the_very_end(void **state)
{
    (void)state;
    expect(FRAME "\n\n" FRAME " " WEAK, "CC402:" WEAK);
    expect(FRAME " " WEAK "\n\n" FRAME, "");
    expect(FRAME "\n\n" FRAME " A compromise on nine justices has been mentioned by some.", "");
}

static void a_quotation_far_from_its_source(void **state)
{
    (void)state;
    expect(FRAME "\n\nHe called it “the real power” there. " PLAIN
                 " He left (EDM, May 4).\n\n" FRAME,
           "CC403:the real power");
    expect(FRAME "\n\nHe called it “the real power” there. He left (EDM, May 4).\n\n" FRAME, "");
    expect(FRAME "\n\nHe called it “it” there. " PLAIN " He left (EDM, May 4).\n\n" FRAME, "");
}

static void an_event_far_from_its_source(void **state)
{
    (void)state;
    expect(FRAME "\n\n" EVENT " " PLAIN " He left (EDM, May 4).\n\n" FRAME, "CC404:" EVENT);
    expect(FRAME "\n\n" EVENT " He left (EDM, May 4).\n\n" FRAME, "");
}

static void a_claim_three_sentences_from_its_source(void **state)
{
    (void)state;
    expect(FRAME "\n\n" CLAIM " " PLAIN " " PLAIN " He left (EDM, May 4).\n\n" FRAME,
           "CC405:" CLAIM);
}

/* Five events with a citation each: one without stands out, unless the next sentence goes on with it. */
static void an_article_that_cites_every_claim(void **state)
{
    (void)state;
#define CITED "In Kabul, nine people died of thirst (EDM, May 4). "
#define DENSE CITED CITED CITED CITED CITED
    expect(FRAME "\n\n" DENSE "The port of Herat handled 14 million tons. " CITED "\n\n" FRAME,
           "CC405:The port of Herat handled 14 million tons.");
    expect(FRAME "\n\n" DENSE
                 "The port of Herat handled 14 million tons. It grew (EDM, May 4).\n\n" FRAME,
           "");
    expect(FRAME "\n\n"
                 "The port of Herat handled 14 million tons. " CITED "\n\n" FRAME,
           "");
}

/* Among them, round numbers and bare attributions lead on; what somebody said does not. */
static void an_opener_that_the_next_citation_covers(void **state)
{
    (void)state;
    expect(FRAME "\n\n" DENSE "Hundreds of people in Herat lost half of their cattle. " CITED
                 "\n\n" FRAME,
           "");
    expect(FRAME "\n\n" DENSE "Officials in Herat warned early. " CITED "\n\n" FRAME, "");
#define SAID "Nazarov said that nine people had died (EDM, May 4). "
#define DRY  "Officials told a reporter that the wells of Herat were dry."
    expect(FRAME "\n\n" SAID SAID SAID SAID SAID DRY " " SAID "\n\n" FRAME, "CC405:" DRY);
}

static void names_and_comparisons_alone_are_no_claim(void **state)
{
    (void)state;
    expect(FRAME "\n\n" FRAME " Kabul treats the most of Herat, Dushanbe and Ankara so.\n\n" FRAME,
           "");
}

static void a_paragraph_of_claims_is_reported_once(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, FRAME "\n\n" PLAIN " " CLAIM " " CLAIM "\n\n" FRAME, "2024-07-20",
                 "2024-07-31");
    run_claims(&f);
    fixture_expect(&f, "CC406:" CLAIM);
    assert_int_equal(f.findings.list.p[0].n_related, 1);
    fixture_close(&f);
}

static void a_document_without_citations_is_judged_all_the_same(void **state)
{
    (void)state;
    expect(PLAIN "\n\n" CLAIM " " CLAIM "\n\n" PLAIN, "CC406:" CLAIM);
}

static void other_kinds_of_reference_cannot_be_read(void **state)
{
    (void)state;
    expect(FRAME "\n\n" CLAIM "[3]\n\n" FRAME, "");
    expect(FRAME "\n\n" CLAIM "¹\n\n" FRAME, "");
    expect(FRAME "\n\nThe minister warned Kabul and Dushanbe about Herat (Smith 2020).\n\n" FRAME,
           "");
}

static void powers_and_other_signs_are_no_notes(void **state)
{
    (void)state;
#define AREA(sign) "The minister warned Kabul and Dushanbe about 500 " sign " of Herat."
    expect(FRAME "\n\n" AREA("km²") "\n\n" FRAME, "CC401:" AREA("km²"));
    expect(FRAME "\n\n" AREA("g/m³") "\n\n" FRAME, "CC401:" AREA("g/m³"));
    expect(FRAME "\n\n" AREA("км²") "\n\n" FRAME, "CC401:" AREA("км²"));
    expect(FRAME "\n\n" AREA("tons⁄ha") "\n\n" FRAME, "CC401:" AREA("tons⁄ha"));
    expect(FRAME "\n\n" AREA("km² of land²") "\n\n" FRAME, "");
    expect(FRAME "\n\n" AREA("of it²") "\n\n" FRAME, "");
    expect(FRAME "\n\n" AREA("km¹") "\n\n" FRAME, "");
    expect(FRAME "\n\n" AREA("tons⁴") "\n\n" FRAME, "");
}

static void a_link_is_a_source(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, FRAME "\n\n" CLAIM "\n\n" FRAME, "2024-07-20", "2024-07-31");
    span sentence = f.doc.sentences.p[1].text;
    *VEC_PUSH(&f.doc.links, &f.arena) =
        (struct doc_link){ .text = { sentence.off, 12 }, .url = S("https://e.org/x") };
    run_claims(&f);
    fixture_expect(&f, "");
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_behind_the_last_citation),
        cmocka_unit_test(the_message_shows_the_sum_and_the_nearest_citation),
        cmocka_unit_test(what_a_citation_covers_is_silent),
        cmocka_unit_test(judgements_and_transitions_are_silent),
        cmocka_unit_test(headlines_and_summaries_are_silent),
        cmocka_unit_test(list_items_are_body),
        cmocka_unit_test(a_lead_or_conclusion_without_sources_gets_notes),
        cmocka_unit_test(a_frame_is_asked_for_what_is_concrete),
        cmocka_unit_test(a_line_under_the_headline_leads_nothing),
        cmocka_unit_test(what_somebody_said_is_not_the_authors_view),
        cmocka_unit_test(the_house_may_weigh_the_lead_less),
        cmocka_unit_test(a_weak_claim_at_the_very_end),
        cmocka_unit_test(a_quotation_far_from_its_source),
        cmocka_unit_test(an_event_far_from_its_source),
        cmocka_unit_test(a_claim_three_sentences_from_its_source),
        cmocka_unit_test(an_article_that_cites_every_claim),
        cmocka_unit_test(an_opener_that_the_next_citation_covers),
        cmocka_unit_test(names_and_comparisons_alone_are_no_claim),
        cmocka_unit_test(a_paragraph_of_claims_is_reported_once),
        cmocka_unit_test(a_document_without_citations_is_judged_all_the_same),
        cmocka_unit_test(other_kinds_of_reference_cannot_be_read),
        cmocka_unit_test(powers_and_other_signs_are_no_notes),
        cmocka_unit_test(a_link_is_a_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
