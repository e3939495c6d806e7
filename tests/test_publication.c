/* test_publication.c: publications and the years of their volumes. */
#include "outlet/publication.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "arena_state.h"
#include "outlet/outlet.h"

#include "base/banned.h"

static void add(void **state, struct rule_set *rules, const char *source)
{
    struct rule_file file;
    struct err err = { 0 };
    if (!rules_parse(S("house.yaml"), str_from_z(source), *state, &file, &err))
        fail_msg("%u:%u: %s", err.line, err.column, err.message);
    rules_add(rules, *state, &file, 1);
}

/* The shipped publications. */
static struct publication_set shipped(void **state)
{
    struct rule_set rules = { 0 };
    struct publication_set set;
    struct err err = { 0 };
    rules_add(&rules, *state, rules_builtin, rules_builtin_count);
    if (!publications_load(&rules, *state, &set, &err))
        fail_msg("%s", err.message);
    return set;
}

static void volume_21_of_edm_is_2024(void **state)
{
    struct publication_set set = shipped(state);
    const struct publication *edm = publication_find(&set, S("eurasia-daily-monitor"));
    assert_non_null(edm);
    assert_int_equal(edm->volume_base, 2003);
    assert_int_equal(edm->volume_base + 21, 2024);
    assert_int_equal(edm->first_year, 2004);
    assert_int_equal(edm->last_year, 0);
    assert_false(edm->volume_spans_years);
}

static void publication_is_found_by_id_name_and_alias(void **state)
{
    struct publication_set set = shipped(state);
    const struct publication *edm = publication_find(&set, S("EDM"));
    assert_ptr_equal(publication_find(&set, S("Eurasia Daily Monitor")), edm);
    assert_ptr_equal(publication_find(&set, S("the eurasia-daily monitor")), edm);
    assert_true(str_eq(edm->id, S("eurasia-daily-monitor")));
    assert_null(publication_find(&set, S("Eurasia Daily")));
    assert_null(publication_find(&set, S("")));
}

static void shipped_volumes_agree_with_first_years(void **state)
{
    struct publication_set set = shipped(state);
    assert_true(set.list.n > 20);
    for (size_t i = 0; i < set.list.n; i++) {
        const struct publication *p = &set.list.p[i];
        if (p->volume_base)
            assert_in_range(p->first_year, p->volume_base, p->volume_base + 1);
        if (p->last_year)
            assert_true(p->last_year >= p->first_year);
    }
}

static void later_file_replaces_a_publication(void **state)
{
    struct rule_set rules = { 0 };
    struct publication_set set;
    struct err err = { 0 };
    add(state, &rules,
        "schema: citecheck/publications-1\npublications:\n"
        "  - {id: a, name: Alpha, volume_base: 2000}\n  - {id: b, name: Beta, aliases: Bet}\n");
    add(state, &rules,
        "schema: citecheck/publications-1\npublications:\n"
        "  - {id: a, name: Alpha, volume_base: 1989, volume_spans_years: yes, style: own}\n");
    assert_true(publications_load(&rules, *state, &set, &err));
    assert_int_equal(set.list.n, 2);
    const struct publication *a = publication_find(&set, S("alpha"));
    assert_int_equal(a->volume_base, 1989);
    assert_true(a->volume_spans_years);
    assert_true(str_eq(a->style, S("own")));
    assert_true(str_eq(publication_find(&set, S("Bet"))->id, S("b")));
}

static void refuses(void **state, const char *entry, const char *message)
{
    struct rule_set rules = { 0 };
    struct publication_set set;
    struct err err = { 0 };
    char source[256];
    (void)snprintf(source, sizeof source, "schema: citecheck/publications-1\npublications:\n%s",
                   entry);
    add(state, &rules, source);
    assert_false(publications_load(&rules, *state, &set, &err));
    assert_string_equal(err.message, message);
}

static void faults_are_named_with_their_place(void **state)
{
    refuses(state, "  - {id: a, name: A, volume: 3}\n",
            "house.yaml:3:22: unknown entry \"volume\"");
    refuses(state, "  - {id: a}\n", "house.yaml:3:5: \"name\" is missing");
    refuses(state, "  - {id: a, name: A, first_year: MM}\n",
            "house.yaml:3:34: expected a whole number, met \"MM\"");
    refuses(state, "  - {id: a, name: A, aliases: [[b]]}\n", "house.yaml:3:32: expected a name");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_set_up, arena_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(volume_21_of_edm_is_2024),
        TEST(publication_is_found_by_id_name_and_alias),
        TEST(shipped_volumes_agree_with_first_years),
        TEST(later_file_replaces_a_publication),
        TEST(faults_are_named_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
