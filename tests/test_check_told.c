/* test_check_told.c: CC206-CC208, CC407-CC410, CC505-CC507 on whole drafts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
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

/* "The closing" of what the sentence before closes. */
static void counts_from_what_a_verb_tells(void **state)
{
    expect(
        state, CHECK_CC206,
        "They detained 16 trucks on March 7. Four days after the detention, on March 18, they left (TASS, "
        "March 19).",
        "Four days after");
    expect(
        state, CHECK_CC206,
        "The road has been closed since March 7. Two weeks after the closing of the bridge, on March 9, "
        "they left (TASS, March 19).",
        "Two weeks after");
    expect(
        state, CHECK_CC206,
        "They detained 16 trucks on March 7. Four days after the detention, on March 11, they left (TASS, "
        "March 19).",
        "");
    expect(
        state, CHECK_CC206,
        "They invited the envoy on March 7. Two weeks after the invasion, on April 4, he left (TASS, "
        "April 5).",
        "");
    expect(
        state, CHECK_CC206,
        "They considered it on March 7. Two weeks after the construction, on April 4, he left (TASS, "
        "April 5).",
        "");
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
    expect(state, CHECK_CC208,
           "The group recently formed a wing (TASS, March 3) and split (TASS, June 3).", "");
    expect(state, CHECK_CC208,
           "The group recently formed a wing (TASS, June 3) and split (TASS, March 3).", "");
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

/* Quotations of 3000 letters of two bytes, from an even and from an odd byte on. */
static void long_messages_end_behind_a_character(void **state)
{
    enum { LETTERS = 3000 };
    for (size_t odd = 0; odd < 2; odd++) {
        struct buf text;
        struct draft draft;
        buf_init(&text, 1 << 16);
        buf_add(&text, odd ? S("# He Called It “a") : S("# He Called It “"));
        for (size_t i = 0; i < LETTERS; i++)
            buf_add(&text, S("é"));
        buf_add(&text, S("” There\n\nThe talks went on for some time after that (TASS, May 3).\n"));
        assert_true(draft_open(*state, "a.md", buf_str(&text), S("2024-07-31"), &draft));
        size_t met = 0;
        for (size_t i = 0; i < draft.findings.list.n; i++) {
            const struct finding *f = &draft.findings.list.p[i];
            met += f->check == CHECK_CC408 && utf8_valid(f->message, NULL) &&
                   str_ends(f->message, S("é…"));
        }
        assert_int_equal(met, 1);
        draft_close(&draft);
        buf_free(&text);
    }
}

static void capitals_of_other_alphabets_are_made_small(void **state)
{
    expect(state, CHECK_CC408,
           "# He Called It “ŸŹŽŻ ŁŃÁ”\n\nHe called it “ÿźžż łńá” there (TASS, May 3).\n", "");
    expect(state, CHECK_CC408, "# He Called It “aſ”\n\nHe called it “aƀ” there (TASS, May 3).\n",
           "aſ");
}

static void marks_lead_to_notes(void **state)
{
    expect(state, CHECK_CC410, "It is shut.[^2]\n\n[^1]: TASS, May 3.\n", "[^2]|TASS, May 3.");
    expect(state, CHECK_CC410, "It is shut.[^1]\n\n[^1]: TASS, May 3.\n", "");
    expect(state, CHECK_CC410,
           "It is shut [3].\n\nIt was open [1].\n\n## References\n\n1. A book\n2. B\n", "[3]|B");
    expect(state, CHECK_CC410, "It is shut [12], as he said.\n", "");
}

static void numbers_that_no_mark_calls_only_count(void **state)
{
    expect(state, CHECK_CC410, "It is shut.\n\n## Sources\n\n- TASS\n- Reuters\n", "");
    expect(state, CHECK_CC410, "It is shut.\n\n## Sources\n\n1. TASS\n2. Reuters\n", "");
    expect(state, CHECK_CC410, "It is shut [2].\n\n## Sources\n\n- TASS\n- Reuters\n", "");
    expect(state, CHECK_CC410,
           "It is shut [4].\n\n## Sources\n\n3. TASS\n\n   Its report.\n4. Reuters\n5. RBC\n",
           "TASS|RBC");
    expect(state, CHECK_CC410, "It is shut (Flickr 2020).\n\n## Sources\n\n- TASS\n- Flickr\n", "");
}

static void works_may_be_bullets(void **state)
{
    static const char list[] =
        "\n\n## Bibliography\n\n- “Ships,” by B. Lee-Smith, 2021.\n- Smith, J. 2020. A Book.\n";
    char text[400];
    (void)snprintf(text, sizeof text,
                   "It is shut (Smith 2020; Jones 2020; Lee 2021; Smith 2021).%s", list);
    expect(state, CHECK_CC410, text, "Jones 2020");
    (void)snprintf(text, sizeof text,
                   "It is shut (Smith 2020; Smith 1919).%s- Smith: 1911 1912 1913 "
                   "1914 1915 1916 1917 1918 1919.\n",
                   list);
    expect(state, CHECK_CC410, text, "");
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
    expect(
        state, CHECK_CC507,
        "The ministry said that it shot down nine drones (Meduza, May 3), and two jets (TASS, May 3).",
        "");
    expect(
        state, CHECK_CC507,
        "The ministry said that it shot down nine drones (TASS, May 3), and two jets (Meduza, May 3).",
        "");
    expect(
        state, CHECK_CC507,
        "The ministry said that it shot down nine drones (TASS, May 3), and two jets (TASS, May 4).",
        "(TASS, May 4)");
    expect(state, CHECK_CC507,
           "The ministry said the following: it shot down nine drones (TASS, May 3).", "");
    expect(
        state, CHECK_CC507,
        "He left (TASS, May 2), and the ministry told (Meduza, May 3) this:\n\n- It shot down nine drones on May 1, it said.\n",
        "");
    expect(
        state, CHECK_CC507,
        "He left (TASS, May 2), and the ministry told (TASS, May 3) this:\n\n- It shot down nine drones on May 1, it said.\n",
        "(TASS, May 3)");
    assert_int_equal(checks[CHECK_CC507].severity, CCK_SEVERITY_OFF);
}

static void other_languages_have_their_cues(void **state)
{
    static const char *const texts[] = {
        "Завод закрыли.\n\nМинистр заявил, что 7 марта в Казани погибли 145 человек и много машин.\n\nВот и "
        "всё.",
        "Das Werk ist zu.\n\nDer Minister sagte, bei dem Brand in der Stadt seien 145 Menschen "
        "gestorben.\n\nDas war alles.",
        "L'usine est fermée.\n\nLe ministre a déclaré que les 145 ouvriers de la ville ont quitté "
        "l'usine.\n\nVoilà tout.",
    };
    for (size_t i = 0; i < 3; i++) {
        str second, first, rest = str_from_z(texts[i]);
        assert_true(str_cut(rest, '\n', &first, &rest) &&
                    str_cut(str_from(rest, 1), '\n', &second, &rest));
        char expected[400];
        (void)snprintf(expected, sizeof expected, "%.*s", STR_ARG(second));
        expect(state, CHECK_CC401, texts[i], expected);
    }
}

/* The days that a draft of volume 21 may be of. */
static void expect_article(void **state, const char *body, const char *from, const char *to)
{
    struct draft draft;
    char text[800];
    (void)snprintf(text, sizeof text,
                   "Publication: Eurasia Daily Monitor Volume: 21 Issue: 7\n\n# Port Shut\n\n%s\n",
                   body);
    assert_true(draft_open(*state, "a.md", str_from_z(text), (str){ 0 }, &draft));
    char room[2][DATE_TEXT_BYTES];
    assert_true(
        str_eq(date_iso(date_from_days(draft.article.days.from), room[0]), str_from_z(from)));
    str last = date_iso(date_from_days(draft.article.days.to), room[1]);
    if (!str_eq(last, str_from_z(to)))
        fail_msg("until %.*s, not %s", STR_ARG(last), to);
    draft_close(&draft);
}

static void the_text_bounds_the_articles_date(void **state)
{
    expect_article(state, "He left (TASS, May 8).", "2024-05-08", "2024-12-31");
    expect_article(state, "Earlier this month, he left (TASS, May 8).", "2024-05-08", "2024-05-31");
    expect_article(state, "Last month, he left (TASS, May 8).", "2024-05-08", "2024-06-30");
    expect_article(state, "Last week, he left (TASS, May 8).", "2024-05-08", "2024-05-19");
    expect_article(state, "He left yesterday (TASS, May 8).", "2024-05-08", "2024-05-09");
    expect_article(state, "Last month, he left.", "2024-01-01", "2024-12-31");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_from_the_date_beside_it),
        cmocka_unit_test(counts_from_what_was_told_before),
        cmocka_unit_test(counts_from_what_the_text_dates_elsewhere),
        cmocka_unit_test(counts_from_what_a_verb_tells),
        cmocka_unit_test(an_interval_without_its_base_cannot_be_known),
        cmocka_unit_test(an_event_named_by_its_day),
        cmocka_unit_test(an_event_dated_by_its_distance),
        cmocka_unit_test(one_of_several_sources),
        cmocka_unit_test(a_claim_about_these_days),
        cmocka_unit_test(the_present_tense_with_a_source_of_years_ago),
        cmocka_unit_test(an_outlet_named_in_prose),
        cmocka_unit_test(a_source_told_with_its_day_stands_for_a_citation),
        cmocka_unit_test(the_summary_agrees_with_the_body),
        cmocka_unit_test(long_messages_end_behind_a_character),
        cmocka_unit_test(capitals_of_other_alphabets_are_made_small),
        cmocka_unit_test(marks_lead_to_notes),
        cmocka_unit_test(numbers_that_no_mark_calls_only_count),
        cmocka_unit_test(works_may_be_bullets),
        cmocka_unit_test(works_stand_in_the_list),
        cmocka_unit_test(the_mix_of_sources),
        cmocka_unit_test(claims_that_rest_on_the_state),
        cmocka_unit_test(other_languages_have_their_cues),
        cmocka_unit_test(the_text_bounds_the_articles_date),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
