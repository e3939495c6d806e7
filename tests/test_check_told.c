/* test_check_told.c: CC206-CC208, CC407-CC410, CC505-CC507 on whole drafts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "draft.h"

#include "base/banned.h"

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

/* The findings of one check: their texts with a '|' between them. */
static void expect(void **state, enum check_id check, const char *text, const char *expected)
{
    struct draft draft;
    struct buf got;
    buf_init(&got, 1 << 16);
    assert_true(draft_open(*state, "a.md", str_from_z(text), S("2024-07-31"), &draft));
    for (size_t i = 0; i < draft.findings.list.n; i++) {
        const struct finding *f = &draft.findings.list.p[i];
        if (f->check != check)
            continue;
        buf_add(&got, got.n ? S("|") : S(""));
        buf_add(&got, str_at(draft.doc.text, f->text));
    }
    if (!str_eq(buf_str(&got), str_from_z(expected)))
        fail_msg("expected %s, got %.*s: %s", expected, STR_ARG(buf_str(&got)), text);
    buf_free(&got);
    draft_close(&draft);
}

#define PLAIN "The talks went on for some time after that."

static void counts_from_the_date_beside_it(void **state)
{
    expect(state, CHECK_CC206,
           "On April 20, two weeks after the raid on March 7, they left (TASS, April 21).",
           "two weeks after");
    expect(state, CHECK_CC206,
           "On March 22, two weeks after the raid on March 7, they left (TASS, March 23).", "");
    expect(state, CHECK_CC206,
           "Two weeks after the raid on March 7, on March 22, they left (TASS, March 23).", "");
    expect(state, CHECK_CC206,
           "Ten years after the 2014 vote, in 2019, they left (TASS, March 23).",
           "Ten years after");
}

static void counts_from_what_was_told_before(void **state)
{
    expect(
        state, CHECK_CC206,
        "They raided a flat on March 7. Three days later, on March 18, they left (TASS, March 19).",
        "Three days later");
    expect(
        state, CHECK_CC206,
        "They raided a flat on March 7. Three days later, on March 10, they left (TASS, March 11).",
        "");
    expect(
        state, CHECK_CC206,
        "They raided a flat on March 7. About ten days later, on March 18, they left (TASS, March "
        "19).",
        "");
}

static void counts_from_what_the_text_dates_elsewhere(void **state)
{
    static const char attack[] =
        "The attack on Crocus City Hall on March 22 killed many (TASS, March 23).\n\n";
    char text[400];
    (void)snprintf(text, sizeof text,
                   "%sTwo weeks prior to the Crocus City Hall attack, on March 7, they met (TASS, "
                   "March 8).",
                   attack);
    expect(state, CHECK_CC206, text, "");
    (void)snprintf(
        text, sizeof text,
        "%sTwo weeks prior to the Crocus City Hall attack, on February 7, they met (TASS, "
        "March 8).",
        attack);
    expect(state, CHECK_CC206, text, "Two weeks prior to");
}

static void an_interval_without_its_base_cannot_be_known(void **state)
{
    expect(state, CHECK_CC206, "Two weeks after the raid, on March 7, they left (TASS, March 8).",
           "");
    expect(state, CHECK_CC206, PLAIN " Two weeks later, on March 7, they left (TASS, March 8).",
           "");
    expect(
        state, CHECK_CC206,
        "They met on March 7 and on March 9. Two weeks later, on May 3, they left (TASS, May 4).",
        "");
}

static void an_event_named_by_its_day(void **state)
{
    expect(state, CHECK_CC207, "The March 22 attack shook the city (TASS, March 12).", "March 22");
    expect(state, CHECK_CC207, "The March 22 attack shook the city (TASS, March 23).", "");
    expect(state, CHECK_CC207, "The March 22 summit was prepared in haste (TASS, March 12).", "");
    expect(state, CHECK_CC207,
           "They marked the anniversary of the March 22 attack (TASS, March 12).", "");
}

static void an_event_dated_by_its_distance(void **state)
{
    expect(state, CHECK_CC207, "Ten days after the raid on March 7, they left (TASS, March 9).",
           "Ten days after");
    expect(state, CHECK_CC207, "Ten days after the raid on March 7, they left (TASS, March 18).",
           "");
    expect(state, CHECK_CC207, "Ten days after the raid, they left (TASS, March 9).", "");
}

static void one_of_several_sources(void **state)
{
    expect(state, CHECK_CC207, "They met on May 3 (Interfax, April 2; TASS, May 4).",
           "Interfax, April 2");
    expect(state, CHECK_CC207, "They met on May 3 (see Interfax, April 2; TASS, May 4).", "");
    expect(state, CHECK_CC207,
           "They were named in April and met on May 3 (Interfax, April 2; TASS, May 4).", "");
}

static void a_claim_about_these_days(void **state)
{
    expect(state, CHECK_CC208, "The group recently formed a wing (TASS, March 3).", "recently");
    expect(state, CHECK_CC208, "The group recently formed a wing (TASS, June 3).", "");
    expect(state, CHECK_CC208, "In 2023, the recently formed wing split (TASS, March 3).", "");
    expect(state, CHECK_CC208, "Until recently, it was shut (TASS, March 3).", "");
}

static void the_present_tense_with_a_source_of_years_ago(void **state)
{
    expect(state, CHECK_CC208, "The ties of both have grown (TASS, March 3, 2022).", "have");
    expect(state, CHECK_CC208, "The ties of both have grown (TASS, March 3).", "");
    expect(state, CHECK_CC208, "The ties of both were close (TASS, March 3, 2022).", "");
    expect(state, CHECK_CC208, "He said that the ties have grown (TASS, March 3, 2022).", "");
}

static void an_outlet_named_in_prose(void **state)
{
    expect(state, CHECK_CC407, PLAIN "\n\nKommersant also reported it.\n\n" PLAIN, "Kommersant");
    expect(state, CHECK_CC407, PLAIN "\n\nHe told TASS so.\n\n" PLAIN, "TASS");
    expect(state, CHECK_CC407, PLAIN "\n\nKommersant reported it (Kommersant, May 3).\n\n" PLAIN,
           "");
    expect(state, CHECK_CC407, PLAIN "\n\nThe Kremlin said so. Officials told it.\n\n" PLAIN, "");
    expect(state, CHECK_CC407, PLAIN "\n\nThe reporter of Kommersant left.\n\n" PLAIN, "");
}

static void a_source_told_with_its_day_stands_for_a_citation(void **state)
{
    expect(state, CHECK_CC401,
           PLAIN "\n\nKommersant reported on May 3 that nine ships sank off Baku.\n\n" PLAIN, "");
    expect(state, CHECK_CC401,
           PLAIN "\n\nKommersant reported that nine ships sank off Baku.\n\n" PLAIN,
           "Kommersant reported that nine ships sank off Baku.");
}

static void the_summary_agrees_with_the_body(void **state)
{
    static const char head[] =
        "# Port Shut\n\n## Executive Summary\n\n- He called it “a lifeline” of "
        "1,200 ships.\n\n## Text\n\n";
    char text[400];
    (void)snprintf(text, sizeof text, "%sHe called it “our lifeline” of 1300 ships (TASS, May 3).",
                   head);
    expect(state, CHECK_CC408, text, "a lifeline|1,200");
    (void)snprintf(text, sizeof text, "%sHe called it “A lifeline,” of 1200 ships (TASS, May 3).",
                   head);
    expect(state, CHECK_CC408, text, "");
    expect(state, CHECK_CC408, "# Port “Shut” With 300\n", "");
}

static void marks_lead_to_notes(void **state)
{
    expect(state, CHECK_CC410, "It is shut.[^2]\n\n[^1]: TASS, May 3.\n", "[^2]|TASS, May 3.");
    expect(state, CHECK_CC410, "It is shut.[^1]\n\n[^1]: TASS, May 3.\n", "");
    expect(state, CHECK_CC410,
           "It is shut [3].\n\nIt was open [1].\n\n## References\n\n1. A book\n2. B\n", "[3]|B");
    expect(state, CHECK_CC410, "It is shut [12], as he said.\n", "");
}

static void works_stand_in_the_list(void **state)
{
    static const char list[] =
        "\n\n## References\n\nSmith, J. (2020). A Book.\n\nLee, B. 2021. Ships.\n";
    char text[400];
    (void)snprintf(text, sizeof text, "It is shut (Smith 2020; Jones 2019).%s", list);
    expect(state, CHECK_CC410, text, "Jones 2019");
    (void)snprintf(text, sizeof text, "It is shut (see Smith 2020; Lee, 2021).%s", list);
    expect(state, CHECK_CC410, text, "");
    expect(state, CHECK_CC410, "It is shut (Smith 2020).", "");
}

static void the_mix_of_sources(void **state)
{
    static const char head[] = "Publication: Eurasia Daily Monitor Volume: 21 Issue: 7\n\n";
    char text[800];
    (void)snprintf(
        text, sizeof text,
        "%sA (TASS, May 1; TASS, May 2; TASS, May 3; TASS, May 4). B (Meduza, May 1; "
        "Interfax, May 1; Kommersant, May 2; Reuters, May 3; RBC, May 3; Xinhua, May 3).",
        head);
    expect(state, CHECK_CC505, text, "TASS, May 1");
    expect(state, CHECK_CC506, text, "");
    (void)snprintf(
        text, sizeof text,
        "%sA (see EDM, May 1; see Terrorism Monitor, May 2; EDM, May 3). B (Meduza, May 1; "
        "Interfax, May 1; Kommersant, May 2).",
        head);
    expect(state, CHECK_CC505, text, "");
    expect(state, CHECK_CC506, text, "EDM, May 1");
}

static void claims_that_rest_on_the_state(void **state)
{
    expect(state, CHECK_CC507, "The ministry said that it shot down nine drones (TASS, May 3).",
           "(TASS, May 3)");
    expect(state, CHECK_CC507,
           "The ministry said that it shot down nine drones (TASS, May 3; Meduza, May 3).", "");
    assert_int_equal(checks[CHECK_CC507].severity, CCK_SEVERITY_OFF);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_from_the_date_beside_it),
        cmocka_unit_test(counts_from_what_was_told_before),
        cmocka_unit_test(counts_from_what_the_text_dates_elsewhere),
        cmocka_unit_test(an_interval_without_its_base_cannot_be_known),
        cmocka_unit_test(an_event_named_by_its_day),
        cmocka_unit_test(an_event_dated_by_its_distance),
        cmocka_unit_test(one_of_several_sources),
        cmocka_unit_test(a_claim_about_these_days),
        cmocka_unit_test(the_present_tense_with_a_source_of_years_ago),
        cmocka_unit_test(an_outlet_named_in_prose),
        cmocka_unit_test(a_source_told_with_its_day_stands_for_a_citation),
        cmocka_unit_test(the_summary_agrees_with_the_body),
        cmocka_unit_test(marks_lead_to_notes),
        cmocka_unit_test(works_stand_in_the_list),
        cmocka_unit_test(the_mix_of_sources),
        cmocka_unit_test(claims_that_rest_on_the_state),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
