/* test_rules_data.c: the shipped knowledge base keeps its promises: every name and domain leads back to
 * its outlet. */
#include "outlet/outlet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/fold.h"

#include "base/banned.h"

static int set_up(void **state)
{
    struct outlet_set *set = calloc(1, sizeof *set);
    assert_non_null(set);
    set->layers[0] = &outlet_builtin_layer;
    set->n_layers = 1;
    *state = set;
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static bool lists(const struct outlet_ambiguity *ambiguity, str id)
{
    for (uint32_t i = 0; ambiguity && i < ambiguity->n_candidates; i++)
        if (str_eq(ambiguity->candidates[i], id))
            return true;
    return false;
}

/* Whether `name` leads to the outlet, or to an ambiguity that lists it. */
static bool resolves(const struct outlet_set *set, str name, const struct outlet *outlet)
{
    struct outlet_hit hit;
    if (outlet_find_name(set, name, &hit) &&
        (hit.outlet == outlet || lists(hit.ambiguity, outlet->id)))
        return true;
    print_error("%.*s: \"%.*s\" does not lead to it\n", STR_ARG(outlet->id), STR_ARG(name));
    return false;
}

static void every_name_leads_to_its_outlet(void **state)
{
    const struct outlet_layer *layer = &outlet_builtin_layer;
    size_t failures = 0;
    for (uint32_t i = 0; i < layer->n_outlets; i++) {
        const struct outlet *o = &layer->outlets[i];
        failures += !resolves(*state, o->name, o);
        for (uint16_t k = 0; k < o->n_aliases; k++)
            failures += !resolves(*state, o->aliases[k], o);
    }
    assert_true(layer->n_outlets > 2000);
    assert_int_equal(failures, 0);
}

static void every_domain_leads_to_its_outlet(void **state)
{
    const struct outlet_layer *layer = &outlet_builtin_layer;
    size_t failures = 0;
    for (uint32_t i = 0; i < layer->n_outlets; i++) {
        const struct outlet *o = &layer->outlets[i];
        for (uint16_t k = 0; k < o->n_domains - o->n_shared; k++) {
            size_t slash = str_find_byte(o->domains[k], '/', 0);
            struct outlet_hit hit;
            if (outlet_find_domain(*state, str_slice(o->domains[k], 0, slash),
                                   str_from(o->domains[k], slash), &hit) &&
                hit.outlet == o)
                continue;
            print_error("%.*s: %.*s\n", STR_ARG(o->id), STR_ARG(o->domains[k]));
            failures++;
        }
    }
    assert_int_equal(failures, 0);
}

static void every_outlet_is_found_by_its_id_and_has_a_home_when_it_has_a_domain(void **state)
{
    const struct outlet_layer *layer = &outlet_builtin_layer;
    for (uint32_t i = 0; i < layer->n_outlets; i++) {
        const struct outlet *o = &layer->outlets[i];
        assert_ptr_equal(outlet_by_id(*state, o->id), o);
        assert_true(o->n_domains == 0 || str_starts(o->home, S("http")));
    }
}

static void tables_are_sorted(void **state)
{
    (void)state;
    const struct outlet_layer *layer = &outlet_builtin_layer;
    for (uint32_t i = 1; i < layer->n_names; i++)
        assert_true(str_cmp(layer->names[i - 1].folded, layer->names[i].folded) <= 0);
    for (uint32_t i = 1; i < layer->n_domains; i++)
        assert_true(str_cmp(layer->domains[i - 1].domain, layer->domains[i].domain) < 0);
}

static void names_of_three_characters_are_risky(void **state)
{
    (void)state;
    const struct outlet_layer *layer = &outlet_builtin_layer;
    size_t failures = 0;
    for (uint32_t i = 0; i < layer->n_names; i++) {
        const struct outlet_name *name = &layer->names[i];
        if (name->risky || name->folded.n > 3)
            continue;
        print_error("\"%.*s\" is short and not risky\n", STR_ARG(name->written));
        failures++;
    }
    assert_int_equal(failures, 0);
}

static void ambiguous_defaults_are_known_unless_none_of_the_candidates_is(void **state)
{
    const struct outlet_layer *layer = &outlet_builtin_layer;
    size_t failures = 0;
    for (uint32_t i = 0; i < layer->n_ambiguities; i++) {
        const struct outlet_ambiguity *a = &layer->ambiguities[i];
        if (!a->default_id.n || outlet_by_id(*state, a->default_id))
            continue;
        for (uint32_t k = 0; k < a->n_candidates; k++)
            failures += outlet_by_id(*state, a->candidates[k]) != NULL;
    }
    assert_int_equal(failures, 0);
}

static void examples_point_at_their_rule_file(void **state)
{
    const struct outlet_layer *layer = &outlet_builtin_layer;
    assert_true(layer->n_examples >= 120);
    for (uint32_t i = 0; i < layer->n_examples; i++) {
        const struct outlet_example *e = &layer->examples[i];
        assert_non_null(outlet_by_id(*state, e->outlet_id));
        assert_true(e->expect_outlet.n == 0 || outlet_by_id(*state, e->expect_outlet));
        assert_true(str_starts(e->path, S("rules/outlets/")));
        assert_true(e->line > 0 && e->column > 0);
    }
}

static void words_of_prose_are_near_to_nobody(void **state)
{
    static const char *const words[] = {
        "Russia",
        "Turkey",
        "Germany",
        "Ukraine",
        "Georgia",
        "Moldova",
        "Taliban",
        "Kremlin",
        "Moscow",
        "Tehran",
        "January",
        "March",
        "Wednesday",
        "for example",
        "see below",
        "emphasis added",
        "author's interview",
        "in Russian",
        "left to right",
        "Vladimir Putin",
        "retired",
        "formerly",
        "estimated",
        "billion",
        "roughly",
        "Islamic State",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct outlet_hit hit;
        if (outlet_find_near(*state, str_from_z(words[i]), &hit))
            fail_msg("%s is taken for %.*s", words[i], STR_ARG(hit.outlet->name));
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_name_leads_to_its_outlet),
        TEST(every_domain_leads_to_its_outlet),
        TEST(every_outlet_is_found_by_its_id_and_has_a_home_when_it_has_a_domain),
        TEST(tables_are_sorted),
        TEST(names_of_three_characters_are_risky),
        TEST(ambiguous_defaults_are_known_unless_none_of_the_candidates_is),
        TEST(examples_point_at_their_rule_file),
        TEST(words_of_prose_are_near_to_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
