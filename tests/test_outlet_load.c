/* test_outlet_load.c: outlet files read, and refused with the place and a way out. */
#include "outlet/outlet_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "arena_state.h"

#include "base/banned.h"

#define HEAD "schema: citecheck/outlets-1\noutlets:\n"

/* Reads one file or two; `failed` may be NULL. */
static bool load(void **state, const char *const sources[2], struct outlet_layer *layer,
                 size_t *failed, struct err *err)
{
    struct rule_file *p = NEW(*state, struct rule_file, 2);
    struct outlet_files files = { .p = p };
    for (; files.n < 2 && sources[files.n]; files.n++)
        if (!rules_parse(files.n ? S("b.yaml") : S("a.yaml"), str_from_z(sources[files.n]), *state,
                         &p[files.n], err))
            return false;
    bool ok = outlet_layer_load(&files, *state, layer, err);
    if (failed)
        *failed = files.failed;
    return ok;
}

static void refuses(void **state, const char *source, uint32_t line, uint32_t column,
                    const char *message)
{
    struct outlet_layer layer;
    struct err err = { 0 };
    assert_false(load(state, (const char *const[]){ source, NULL }, &layer, NULL, &err));
    assert_string_equal(err.message, message);
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
}

static void entry_is_read_with_all_its_fields(void **state)
{
    const char *source = HEAD "  - id: tass\n"
                              "    name: TASS\n"
                              "    aliases: [ITAR-TASS]\n"
                              "    risky: TS\n"
                              "    domains: [tass.com, t.me/tass]\n"
                              "    country: RU\n"
                              "    languages: [en, ru]\n"
                              "    timezone: Europe/Moscow\n"
                              "    kind: agency\n"
                              "    state_controlled: yes\n"
                              "    url_date: /{section}/{id}|/YYYY/{slug}\n"
                              "    note: two services\n"
                              "    examples:\n"
                              "      - text: \"It rained ([[TASS, July 19]]).\"\n"
                              "        article-date: 2024-07-29\n"
                              "        expect: {outlet: tass, date: 2024-07-19}\n"
                              "      - text: It rained (in July).\n"
                              "        expect: none\n"
                              "        known-miss: yes\n";
    struct outlet_layer layer;
    struct err err = { 0 };
    bool ok = load(state, (const char *const[]){ source, NULL }, &layer, NULL, &err);
    assert_string_equal(err.message, "");
    assert_true(ok);
    const struct outlet *o = &layer.outlets[0];
    assert_int_equal(layer.n_outlets, 1);
    assert_int_equal(layer.n_names, 3);
    assert_int_equal(layer.n_domains, 2);
    assert_true(str_eq(o->home, S("https://tass.com/")));
    assert_int_equal(o->n_aliases, 2);
    assert_int_equal(o->state_controlled, OUTLET_STATE_YES);
    assert_true(str_eq(o->url_date, S("/{section}/{id}|/YYYY/{slug}")));
    assert_int_equal(layer.n_examples, 2);
    assert_true(str_eq(layer.examples[0].expect_date, S("2024-07-19")));
    assert_true(str_eq(layer.examples[0].path, S("a.yaml")));
    assert_int_equal(layer.examples[0].line, 16);
    assert_int_equal(layer.examples[1].expect_outlet.n, 0);
    assert_true(layer.examples[1].known_miss);
}

static void home_of_a_place_on_a_shared_host_has_no_slash(void **state)
{
    struct outlet_layer layer;
    struct err err = { 0 };
    const char *source =
        HEAD "  - {id: a, name: Rybar, domains: [t.me/rybar]}\n"
             "  - {id: b, name: KCNA, domains: [kcna.kp], home: \"http://kcna.kp/\"}\n";
    assert_true(load(state, (const char *const[]){ source, NULL }, &layer, NULL, &err));
    assert_true(str_eq(layer.outlets[0].home, S("https://t.me/rybar")));
    assert_true(str_eq(layer.outlets[1].home, S("http://kcna.kp/")));
}

static void outlets_of_all_files_are_sorted_by_id(void **state)
{
    struct outlet_layer layer;
    struct err err = { 0 };
    const char *const sources[2] = { HEAD "  - {id: b, name: Bb}\n  - {id: d, name: Dd}\n",
                                     HEAD "  - {id: c, name: Cc}\n  - {id: a, name: Aa}\n" };
    assert_true(load(state, sources, &layer, NULL, &err));
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(layer.outlets[i].id.p[0], "abcd"[i]);
}

static void ways_to_write_one_name_count_once(void **state)
{
    struct outlet_layer layer;
    struct err err = { 0 };
    const char *source = HEAD "  - {id: h, name: Hurriyet, aliases: [Hürriyet, HURRIYET]}\n"
                              "  - {id: t, name: Time, aliases: [The Time], risky: [Time, TIME]}\n";
    assert_true(load(state, (const char *const[]){ source, NULL }, &layer, NULL, &err));
    assert_int_equal(layer.n_names, 3); /* Hurriyet, Time, TIME */
    assert_int_equal(layer.outlets[0].n_aliases, 2);
}

static void unknown_fields_and_values_get_a_suggestion(void **state)
{
    refuses(state, HEAD "  - {id: a, name: A, alias: [B]}\n", 3, 22,
            "unknown entry \"alias\"; did you mean \"aliases\"?");
    refuses(state, HEAD "  - {id: a, name: A, kind: newspapr}\n", 3, 28,
            "unknown kind \"newspapr\"; did you mean \"newspaper\"?");
    refuses(state, HEAD "  - {id: a, name: A, state_controlled: maybe}\n", 3, 40,
            "unknown state_controlled \"maybe\"");
    refuses(state, "schema: citecheck/outlets-1\noutlet: []\n", 2, 1,
            "unknown entry \"outlet\"; did you mean \"outlets\"?");
}

static void malformed_fields_are_refused_where_they_stand(void **state)
{
    refuses(state, HEAD "  - {name: A}\n", 3, 5, "\"id\" is missing");
    refuses(state, HEAD "  - {id: A b, name: A}\n", 3, 10,
            "expected an id of small letters, digits, hyphens, met \"A b\"");
    refuses(state, HEAD "  - {id: a, name: \"--\"}\n", 3, 19, "expected a name, met \"--\"");
    refuses(state, HEAD "  - {id: a, name: A, country: Russia}\n", 3, 31,
            "expected a country of two capitals, like RU, met \"Russia\"");
    refuses(state, HEAD "  - {id: a, name: A, timezone: Europe/Moskow}\n", 3, 32,
            "expected a time zone, like Europe/Moscow, met \"Europe/Moskow\"");
    refuses(state, HEAD "  - {id: a, name: A, domains: [\"https://www.a.com/\"]}\n", 3, 32,
            "expected a host like tass.com or a place like t.me/rybar, small letters, without "
            "https:// and www., met \"https://www.a.com/\"");
    refuses(state, HEAD "  - {id: a, name: A, languages: [e]}\n", 3, 34,
            "expected a language tag, like en or zh-Hant, met \"e\"");
    refuses(state, HEAD "  - {id: a, name: A, url_date: YYYY}\n", 3, 32,
            "expected paths like /{section}/YYYY/MM/DD/{slug}, met \"YYYY\"");
    refuses(state, HEAD "  - {id: a, name: A, home: a.com}\n", 3, 28,
            "expected an address with https://, met \"a.com\"");
    refuses(state, HEAD "  - {id: a, name: A, aliases: [[x]]}\n", 3, 32,
            "expected plain text in \"aliases\"");
}

static void examples_must_say_what_they_expect(void **state)
{
#define EXAMPLE(fields) HEAD "  - id: a\n    name: A\n    examples:\n      - {" fields "}\n"
    refuses(state, EXAMPLE("text: x"), 6, 9, "\"expect\" is missing");
    refuses(state, EXAMPLE("text: x, expect: nothing"), 6, 27,
            "expected none or {outlet: ..., date: ...}");
    refuses(state, EXAMPLE("text: \"[[x]]\", expect: none"), 6, 33,
            "the text marks [[...]], but nothing is expected to be found");
    refuses(state, EXAMPLE("text: x, expect: {outlet: a}"), 6, 27,
            "the text does not mark with [[...]] what must be found");
    refuses(state, EXAMPLE("text: \"[[x]]\", expect: {outlet: a, date: July}"), 6, 51,
            "expected a date like 2024-07-19, 2024-07 or --07-19, met \"July\"");
    refuses(state, EXAMPLE("text: x, expect: none, article-date: 2024-02-30"), 6, 47,
            "expected a date like 2024-07-29, met \"2024-02-30\"");
}

static void one_id_or_name_or_domain_belongs_to_one_outlet(void **state)
{
    refuses(state, HEAD "  - {id: a, name: A}\n  - {id: a, name: B}\n", 4, 10,
            "the id \"a\" is taken by a.yaml:3:5");
    refuses(
        state, HEAD "  - {id: a, name: APA}\n  - {id: b, name: B, aliases: [Apa]}\n", 4, 32,
        "\"Apa\" is also a name of \"a\" (a.yaml:3:19); list it under \"ambiguous:\" with both");
    refuses(state,
            HEAD "  - {id: a, name: A, domains: [a.com]}\n  - {id: b, name: B, domains: [a.com]}\n",
            4, 32,
            "the domain \"a.com\" belongs to \"a\" (a.yaml:3:32); put it under \"shared_domains:\" "
            "here");
}

static void collision_names_the_file_it_stands_in(void **state)
{
    struct outlet_layer layer;
    struct err err = { 0 };
    size_t failed = 0;
    const char *const sources[2] = { HEAD "  - {id: a, name: APA}\n",
                                     HEAD "  - {id: b, name: Apa}\n" };
    assert_false(load(state, sources, &layer, &failed, &err));
    assert_int_equal(failed, 1);
    assert_non_null(strstr(err.message, "(a.yaml:3:19)"));
}

static void ambiguity_settles_a_collision_and_must_list_everybody(void **state)
{
    struct outlet_layer layer;
    struct err err = { 0 };
    const char *good = HEAD "  - {id: a, name: APA}\n  - {id: b, name: B, aliases: [Apa]}\n"
                            "ambiguous:\n  - {name: APA, candidates: [a, b, c], default: b}\n";
    assert_true(load(state, (const char *const[]){ good, NULL }, &layer, NULL, &err));
    assert_int_equal(layer.n_names, 2);
    assert_true(layer.names[0].is_alias); /* of b, the default */
    refuses(state, HEAD "  - {id: a, name: APA}\nambiguous:\n  - {name: APA, candidates: [b, c]}\n",
            3, 19,
            "\"APA\" is ambiguous by a.yaml:5:12, where \"a\" is missing from the candidates");
    refuses(state,
            "schema: citecheck/outlets-1\nambiguous:\n  - {name: A, candidates: [b]}\n"
            "  - {name: a, candidates: [b]}\n",
            4, 12, "\"a\" is listed as ambiguous at a.yaml:3:12 already");
    refuses(state,
            "schema: citecheck/outlets-1\nambiguous:\n"
            "  - {name: A, candidates: [baku, kyiv], default: bakku}\n",
            3, 50, "unknown default \"bakku\"; did you mean \"baku\"?");
}

static void runtime_file_that_is_wrong_is_named(void **state)
{
    struct rule_set rules = { 0 };
    struct rule_file file;
    struct outlet_set set;
    struct err err = { 0 };
    assert_true(rules_parse(S("my/x.yaml"), S(HEAD "  - {id: a}\n"), *state, &file, &err));
    rules_add(&rules, *state, &file, 1);
    assert_false(outlet_set_load(&rules, *state, &set, &err));
    assert_string_equal(err.message, "my/x.yaml:3:5: \"name\" is missing");
    assert_int_equal(err.line, 3);
}

static void number_of_layers_is_limited(void **state)
{
    struct rule_set rules = { 0 };
    struct rule_file file;
    struct outlet_set set;
    struct err err = { 0 };
    assert_true(rules_parse(S("x.yaml"), S("schema: citecheck/outlets-1\n"), *state, &file, &err));
    for (int i = 0; i < OUTLET_LAYERS_MAX - 1; i++)
        rules_add(&rules, *state, &file, 1);
    assert_true(outlet_set_load(&rules, *state, &set, &err));
    assert_int_equal(set.n_layers, OUTLET_LAYERS_MAX);
    rules_add(&rules, *state, &file, 1);
    assert_false(outlet_set_load(&rules, *state, &set, &err));
    assert_int_equal(err.kind, ERR_LIMIT);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_set_up, arena_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(entry_is_read_with_all_its_fields),
        TEST(home_of_a_place_on_a_shared_host_has_no_slash),
        TEST(outlets_of_all_files_are_sorted_by_id),
        TEST(ways_to_write_one_name_count_once),
        TEST(unknown_fields_and_values_get_a_suggestion),
        TEST(malformed_fields_are_refused_where_they_stand),
        TEST(examples_must_say_what_they_expect),
        TEST(one_id_or_name_or_domain_belongs_to_one_outlet),
        TEST(collision_names_the_file_it_stands_in),
        TEST(ambiguity_settles_a_collision_and_must_list_everybody),
        TEST(runtime_file_that_is_wrong_is_named),
        TEST(number_of_layers_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
