/* test_check_outlet.c: CC501-CC504: how outlets are named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

static const str barrons_aliases[] = { S_INIT("Barron's Magazine"),
                                       S_INIT("Barron's Weekly Paper") };
static const struct outlet barrons = {
    .id = S_INIT("barrons"), .name = S_INIT("Barron's"), .aliases = barrons_aliases, .n_aliases = 2
};
static const str hurriyet_aliases[] = { S_INIT("H\xC3\xBCrriyet") };
static const struct outlet hurriyet = { .id = S_INIT("hurriyet"),
                                        .name = S_INIT("Hurriyet"),
                                        .aliases = hurriyet_aliases,
                                        .n_aliases = 1 };
static const struct outlet moscow_times = { .id = S_INIT("moscow-times"),
                                            .name = S_INIT("The Moscow Times") };

/* The findings of a check when every citation's outlet is read as `hit`. */
static void expect_hit(enum check_id check, const char *text, struct outlet_hit hit,
                       const char *expected, const char *suggestion)
{
    struct fixture f;
    fixture_open(&f, text, "2024-07-20", "2024-07-31");
    for (size_t i = 0; i < f.cites.citations.n; i++)
        f.cites.citations.p[i].hit = hit;
    fixture_run(&f, check);
    fixture_expect(&f, expected);
    if (suggestion)
        assert_true(str_eq(f.findings.list.p[0].suggestion, str_from_z(suggestion)));
    fixture_close(&f);
}

static struct outlet_hit exact(const struct outlet *outlet)
{
    return (struct outlet_hit){ .outlet = outlet, .match = CCK_MATCH_EXACT };
}

static void a_name_that_nobody_has(void **state)
{
    (void)state;
    expect_hit(CHECK_CC501, "He said so (Zzyzx Post, May 3, 4).", (struct outlet_hit){ 0 },
               "CC501:Zzyzx Post", NULL);
    expect_hit(CHECK_CC501, "He said so (Zzyzx Post, May 3; zzyzx post, May 4).",
               (struct outlet_hit){ 0 }, "CC501:Zzyzx Post", NULL);
    expect_hit(CHECK_CC501, "He said so (Barron's, May 3).", exact(&barrons), "", NULL);
}

static void a_near_name_is_not_unknown_but_misspelt(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "He said so (Kommersent, May 3).", "2024-07-20", "2024-07-31");
    f.refs.list.p[0].nearest = S("Kommersant");
    fixture_run(&f, CHECK_CC501);
    fixture_expect(&f, "");
    fixture_run(&f, CHECK_CC502);
    fixture_expect(&f, "CC502:Kommersent");
    assert_true(str_eq(f.findings.list.p[0].suggestion, S("Kommersant")));
    fixture_close(&f);
}

static void a_fuzzy_match_is_misspelt(void **state)
{
    (void)state;
    struct outlet_hit hit = { .outlet = &barrons, .match = CCK_MATCH_FUZZY, .distance = 1 };
    expect_hit(CHECK_CC502, "He said so (Barrins, May 3).", hit, "CC502:Barrins", "Barron's");
    expect_hit(CHECK_CC502, "He said so (Barron's, May 3).", exact(&barrons), "", NULL);
    expect_hit(CHECK_CC502, "He said so (Zzyzx Post, May 3).", (struct outlet_hit){ 0 }, "", NULL);
}

static void a_name_that_several_outlets_share(void **state)
{
    (void)state;
    static const str ids[] = { S_INIT("abc-news"), S_INIT("abc-spain") };
    const struct outlet_ambiguity shared = { .name = S("ABC"),
                                             .candidates = ids,
                                             .n_candidates = 2 };
    struct outlet_hit open = { .ambiguity = &shared };
    struct outlet_hit decided = { .ambiguity = &shared, .outlet = &barrons };
    expect_hit(CHECK_CC503, "He said so (ABC, May 3; ABC, May 4).", open, "CC503:ABC", NULL);
    expect_hit(CHECK_CC503, "He said so (ABC, May 3).", decided, "", NULL);
    expect_hit(CHECK_CC503, "He said so (ABC, May 3).", exact(&barrons), "", NULL);
    expect_hit(CHECK_CC501, "He said so (ABC, May 3).", open, "", NULL);
}

static void a_link_settles_a_shared_name(void **state)
{
    (void)state;
    struct fixture f;
    const struct outlet_ambiguity shared = { .name = S("ABC") };
    fixture_open(&f, "He said so (ABC, May 3).", "2024-07-20", "2024-07-31");
    f.cites.citations.p[0].hit.ambiguity = &shared;
    f.cites.citations.p[0].link = 0;
    fixture_run(&f, CHECK_CC503);
    fixture_expect(&f, "");
    fixture_close(&f);
}

static void a_name_not_written_as_the_outlet_does(void **state)
{
    (void)state;
    expect_hit(CHECK_CC504, "He said so (Barrons, May 3).", exact(&barrons), "CC504:Barrons",
               "Barron's");
    expect_hit(CHECK_CC504, "He said so (BARRON'S, May 3).", exact(&barrons), "CC504:BARRON'S",
               "Barron's");
}

static void articles_apostrophes_and_accents_do_not_count(void **state)
{
    (void)state;
    expect_hit(CHECK_CC504, "He said so (Barron’s, May 3).", exact(&barrons), "", NULL);
    expect_hit(CHECK_CC504, "He said so (Moscow Times, May 3).", exact(&moscow_times), "", NULL);
    expect_hit(CHECK_CC504, "He said so (the Moscow Times, May 3).", exact(&moscow_times), "",
               NULL);
    expect_hit(CHECK_CC504, "He said so (Hürriyet, May 3; Hurriyet, May 4).", exact(&hurriyet), "",
               NULL);
    expect_hit(CHECK_CC504, "He said so (Barron's Magazine, May 3).", exact(&barrons), "", NULL);
    expect_hit(CHECK_CC504, "He said so (Barron's-Magazine, May 3).", exact(&barrons), "", NULL);
}

static void two_long_names_of_one_outlet(void **state)
{
    (void)state;
    struct fixture f;
    const struct outlet_name names[] = {
        { .folded = S("barrons magazine"), .written = S("Barron's Magazine"), .is_alias = true },
        { .folded = S("barrons weekly paper"),
          .written = S("Barron's Weekly Paper"),
          .is_alias = true },
    };
    fixture_open(&f, "He said so (Barron's Magazine, May 3; Barron's Weekly Paper, May 4).", NULL,
                 NULL);
    for (size_t i = 0; i < 2; i++)
        f.cites.citations.p[i].hit =
            (struct outlet_hit){ .outlet = &barrons, .name = &names[i], .match = CCK_MATCH_ALIAS };
    fixture_run(&f, CHECK_CC504);
    fixture_expect(&f, "CC504:Barron's Weekly Paper");
    fixture_close(&f);
}

static void an_abbreviation_beside_the_name_is_usual(void **state)
{
    (void)state;
    struct fixture f;
    const struct outlet_name names[] = {
        { .folded = S("edm"), .written = S("EDM"), .is_alias = true },
        { .folded = S("eurasia daily monitor"), .written = S("Eurasia Daily Monitor") },
    };
    static const str aliases[] = { S_INIT("EDM") };
    const struct outlet edm = { .id = S("eurasia-daily-monitor"),
                                .name = S("Eurasia Daily Monitor"),
                                .aliases = aliases,
                                .n_aliases = 1 };
    fixture_open(&f, "He said so (EDM, May 3; Eurasia Daily Monitor, May 4).", NULL, NULL);
    for (size_t i = 0; i < 2; i++)
        f.cites.citations.p[i].hit =
            (struct outlet_hit){ .outlet = &edm, .name = &names[i], .match = CCK_MATCH_ALIAS };
    fixture_run(&f, CHECK_CC504);
    fixture_expect(&f, "");
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_that_nobody_has),
        cmocka_unit_test(a_near_name_is_not_unknown_but_misspelt),
        cmocka_unit_test(a_fuzzy_match_is_misspelt),
        cmocka_unit_test(a_name_that_several_outlets_share),
        cmocka_unit_test(a_link_settles_a_shared_name),
        cmocka_unit_test(a_name_not_written_as_the_outlet_does),
        cmocka_unit_test(articles_apostrophes_and_accents_do_not_count),
        cmocka_unit_test(two_long_names_of_one_outlet),
        cmocka_unit_test(an_abbreviation_beside_the_name_is_usual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
