/* test_outlet.c: look-ups by name, domain and nearness, over small layers of their own. */
#include "outlet/outlet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outlet/outlet_load.h"

#include "base/banned.h"

static const char *const base_rules =
    "schema: citecheck/outlets-1\n"
    "outlets:\n"
    "  - {id: tass, name: TASS, aliases: [ITAR-TASS, ТАСС], domains: [tass.com, tass.ru]}\n"
    "  - {id: barrons, name: Barron's, domains: barrons.com, misspellings: [Barrens]}\n"
    "  - {id: time, name: Time, risky: [Time, TIME], domains: [time.com]}\n"
    "  - {id: the-times, name: The Times, risky: [The Times], domains: [thetimes.com]}\n"
    "  - {id: un, name: United Nations, risky: [UN]}\n"
    "  - {id: hurriyet, name: Hürriyet, domains: [hurriyet.com.tr]}\n"
    "  - {id: hurriyet-en, name: Hurriyet Daily News, aliases: [Hurriyet]}\n"
    "  - {id: meduza, name: Meduza, domains: [meduza.io]}\n"
    "  - {id: kommersant, name: Kommersant, domains: [kommersant.ru]}\n"
    "  - {id: kommersant-fm, name: Kommersant FM, domains: [kommersant.ru/fm]}\n"
    "  - {id: moscow-times, name: The Moscow Times, domains: [themoscowtimes.com]}\n"
    "  - {id: channel-12, name: Channel 12, domains: [mako.co.il]}\n"
    "  - {id: novaja, name: Novaya Gazeta}\n"
    "  - {id: novaya-b, name: Nowaya Gazeta}\n"
    "  - {id: iadat, name: 1ADAT, domains: [t.me/IADAT]}\n"
    "  - {id: telegram, name: Telegram, domains: [t.me]}\n"
    "  - {id: mod, name: Ministry of Defence, domains: [x.com/DefenceHQ, gov.uk/mod]}\n"
    "  - {id: house, name: House, domains: [house.org]}\n"
    "  - {id: house-daily, name: House Daily, shared_domains: [house.org]}\n"
    "ordinary: [Merduza]\n"
    "ambiguous:\n"
    "  - {name: Hurriyet, candidates: [hurriyet, hurriyet-en], default: hurriyet}\n"
    "  - {name: Standard, candidates: [evening, der-standard], risky: yes, hint: by topic}\n";

/* A set of at most two layers, and the arena that holds it. */
struct world {
    struct arena arena;
    struct outlet_set set;
};

static void add_layer(struct world *w, const char *source)
{
    struct rule_file *file = calloc(1, sizeof *file);
    assert_non_null(file);
    arena_defer(&w->arena, free, file);
    struct outlet_layer *layer = NEW(&w->arena, struct outlet_layer, 1);
    struct outlet_files files = { .p = file, .n = 1 };
    struct err err = { 0 };
    if (!rules_parse(S("test.yaml"), str_from_z(source), &w->arena, file, &err) ||
        !outlet_layer_load(&files, &w->arena, layer, &err))
        fail_msg("%u:%u: %s", err.line, err.column, err.message);
    w->set.layers[w->set.n_layers++] = layer;
}

static int set_up(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    arena_init(&w->arena, 0, NULL);
    add_layer(w, base_rules);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    arena_free(&w->arena);
    free(w);
    return 0;
}

static void expect(const char *asked, bool found, const struct outlet_hit *hit, const char *id,
                   enum cck_match match)
{
    str got = hit->outlet ? hit->outlet->id : (str){ 0 };
    if (found != (id != NULL) || !str_eq(got, str_from_z(id)) || hit->match != match)
        fail_msg("%s: got \"%.*s\", match %d", asked, STR_ARG(got), hit->match);
}

/* id NULL: nothing may be found; "": found, but several are meant. */
static void name_is(void **state, const char *written, const char *id, enum cck_match match)
{
    const struct world *w = *state;
    struct outlet_hit hit;
    bool found = outlet_find_name(&w->set, str_from_z(written), &hit);
    expect(written, found, &hit, id, match);
}

static void domain_is(void **state, const char *host, const char *path, const char *id)
{
    const struct world *w = *state;
    struct outlet_hit hit;
    bool found = outlet_find_domain(&w->set, str_from_z(host), str_from_z(path), &hit);
    expect(host, found, &hit, id, id ? CCK_MATCH_DOMAIN : CCK_MATCH_NONE);
}

static void near_is(void **state, const char *written, const char *id, unsigned distance)
{
    const struct world *w = *state;
    struct outlet_hit hit;
    bool found = outlet_find_near(&w->set, str_from_z(written), &hit);
    expect(written, found, &hit, id, id ? CCK_MATCH_FUZZY : CCK_MATCH_NONE);
    assert_int_equal(hit.distance, distance);
}

static void name_is_exact_and_other_names_are_aliases(void **state)
{
    name_is(state, "TASS", "tass", CCK_MATCH_EXACT);
    name_is(state, "tass", "tass", CCK_MATCH_EXACT);
    name_is(state, "ITAR TASS", "tass", CCK_MATCH_ALIAS);
    name_is(state, "ТАСС", "tass", CCK_MATCH_ALIAS);
    name_is(state, "тасс", "tass", CCK_MATCH_ALIAS);
    name_is(state, "Moscow Times", "moscow-times", CCK_MATCH_EXACT);
    name_is(state, "Reuters", NULL, CCK_MATCH_NONE);
    name_is(state, "", NULL, CCK_MATCH_NONE);
    name_is(state, " - ", NULL, CCK_MATCH_NONE);
}

static void name_without_its_apostrophe_is_exact_and_shows_the_rules_form(void **state)
{
    const struct world *w = *state;
    struct outlet_hit hit;
    assert_true(outlet_find_name(&w->set, S("Barrons"), &hit));
    expect("Barrons", true, &hit, "barrons", CCK_MATCH_EXACT);
    assert_true(str_eq(hit.name->written, S("Barron's")));
}

static void known_misspelling_is_fuzzy(void **state)
{
    name_is(state, "Barrens", "barrons", CCK_MATCH_FUZZY);
}

static void risky_name_needs_its_capitals(void **state)
{
    name_is(state, "Time", "time", CCK_MATCH_EXACT);
    name_is(state, "TIME", "time", CCK_MATCH_EXACT);
    name_is(state, "time", NULL, CCK_MATCH_NONE);
    name_is(state, "the Times", "the-times", CCK_MATCH_EXACT);
    name_is(state, "times", NULL, CCK_MATCH_NONE);
    name_is(state, "UN", "un", CCK_MATCH_ALIAS);
    name_is(state, "Un", NULL, CCK_MATCH_NONE);
    const struct world *w = *state;
    struct outlet_hit hit;
    assert_true(outlet_find_name(&w->set, S("UN"), &hit));
    assert_true(hit.name->risky);
}

static void ambiguous_name_gives_its_default(void **state)
{
    const struct world *w = *state;
    struct outlet_hit hit;
    assert_true(outlet_find_name(&w->set, S("Hurriyet"), &hit));
    expect("Hurriyet", true, &hit, "hurriyet", CCK_MATCH_EXACT);
    assert_int_equal(hit.ambiguity->n_candidates, 2);
}

static void ambiguous_name_without_a_default_is_found_and_decides_nothing(void **state)
{
    const struct world *w = *state;
    struct outlet_hit hit;
    assert_true(outlet_find_name(&w->set, S("Standard"), &hit));
    expect("Standard", true, &hit, "", CCK_MATCH_NONE);
    assert_true(str_eq(hit.ambiguity->hint, S("by topic")));
    name_is(state, "standard", NULL, CCK_MATCH_NONE);
}

static void host_written_as_a_name_is_looked_up_as_a_domain(void **state)
{
    name_is(state, "Tass.ru", "tass", CCK_MATCH_DOMAIN);
    name_is(state, "https://www.meduza.io/feature/x", "meduza", CCK_MATCH_DOMAIN);
    name_is(state, "t.me/iadat", "iadat", CCK_MATCH_DOMAIN);
    name_is(state, "example.org", NULL, CCK_MATCH_NONE);
    name_is(state, "see tass.ru", NULL, CCK_MATCH_NONE);
    name_is(state, ".", NULL, CCK_MATCH_NONE);
    name_is(state, "x.", NULL, CCK_MATCH_NONE);
}

static void overlong_names_and_hosts_are_nobodys(void **state)
{
    char wide[2000];
    memset(wide, 'a', sizeof wide);
    wide[sizeof wide - 1] = 0;
    name_is(state, wide, NULL, CCK_MATCH_NONE);
    domain_is(state, wide, "/", NULL);
    near_is(state, wide, NULL, 0);
    wide[0] = '/';
    domain_is(state, "tass.com", wide, "tass");
}

static void longest_registered_suffix_of_the_host_wins(void **state)
{
    domain_is(state, "tass.com", "", "tass");
    domain_is(state, "www.tass.com", "/world/1", "tass");
    domain_is(state, "m.tass.ru", "/", "tass");
    domain_is(state, "en.archive.meduza.io", "/x", "meduza");
    domain_is(state, "nottass.com", "/", NULL);
    domain_is(state, "com", "/", NULL);
    domain_is(state, "", "", NULL);
}

static void domain_with_a_path_needs_that_path(void **state)
{
    domain_is(state, "t.me", "/IADAT", "iadat");
    domain_is(state, "t.me", "/iadat/123", "iadat");
    domain_is(state, "t.me", "/s/IADAT?before=1", "telegram");
    domain_is(state, "t.me", "/s/IADAT", "iadat");
    domain_is(state, "telegram.me", "/IADAT/", "iadat");
    domain_is(state, "t.me", "/IADAT2", "telegram");
    domain_is(state, "kommersant.ru", "/fm", "kommersant-fm");
    domain_is(state, "www.kommersant.ru", "/fm/news/1", "kommersant-fm");
    domain_is(state, "kommersant.ru", "/doc/1", "kommersant");
    domain_is(state, "twitter.com", "/DefenceHQ/status/1", "mod");
    domain_is(state, "gov.uk", "/news", NULL);
}

static void shared_domain_is_known_to_the_entry_and_leads_to_its_owner(void **state)
{
    const struct world *w = *state;
    domain_is(state, "house.org", "/", "house");
    const struct outlet *daily = outlet_by_id(&w->set, S("house-daily"));
    assert_int_equal(daily->n_domains, 1);
    assert_int_equal(daily->n_shared, 1);
    assert_true(str_eq(daily->home, S("https://house.org/")));
    assert_null(outlet_by_id(&w->set, S("nobody")));
}

static void near_finds_the_one_name_a_stroke_away(void **state)
{
    near_is(state, "Medusa", "meduza", 1);
    near_is(state, "Mduza", "meduza", 1);
    near_is(state, "Meudza", "meduza", 1);
    near_is(state, "The Moskow Times", "moscow-times", 1);
    near_is(state, "MoscowTimes", "moscow-times", 1);
}

static void near_allows_two_strokes_from_nine_letters_on(void **state)
{
    near_is(state, "Komersannt", "kommersant", 2);
    near_is(state, "Maduse", NULL, 0);
}

static void near_never_guesses(void **state)
{
    near_is(state, "TASZ", NULL, 0);         /* under five letters */
    near_is(state, "Hurriyyet", NULL, 0);    /* onto an ambiguous name */
    near_is(state, "The Timess", NULL, 0);   /* onto a risky name */
    near_is(state, "times", NULL, 0);        /* a risky name in other capitals */
    near_is(state, "Channel 13", NULL, 0);   /* another channel */
    near_is(state, "Nova Gazette", NULL, 0); /* far from both */
    near_is(state, "Noaya Gazeta", NULL, 0); /* equally near to two */
    near_is(state, "medusa", NULL, 0);       /* prose */
    near_is(state, "Merduza", NULL, 0);      /* listed as ordinary */
    near_is(state, "Me Uza", NULL, 0);       /* a blank for a letter */
    near_is(state, "Barrenz", NULL, 0);      /* onto a misspelling */
}

static void later_layer_replaces_and_adds(void **state)
{
    struct world *w = *state;
    add_layer(w, "schema: citecheck/outlets-1\n"
                 "outlets:\n"
                 "  - {id: tass, name: TASS Agency, domains: [tass.example]}\n"
                 "  - {id: mine, name: Meduza, domains: [meduza.io/mine]}\n"
                 "  - {id: evening, name: Evening Standard}\n"
                 "ambiguous:\n"
                 "  - {name: Kommersant, candidates: [kommersant, mine]}\n");
    name_is(state, "TASS Agency", "tass", CCK_MATCH_EXACT);
    name_is(state, "TASS", NULL, CCK_MATCH_NONE); /* what was said of the id before is gone */
    domain_is(state, "tass.ru", "/", NULL);
    domain_is(state, "tass.example", "/", "tass");
    name_is(state, "Meduza", "mine", CCK_MATCH_EXACT);
    domain_is(state, "meduza.io", "/mine/1", "mine");
    domain_is(state, "meduza.io", "/yours", "meduza");
    name_is(state, "Kommersant", "", CCK_MATCH_NONE);
    name_is(state, "Barrons", "barrons", CCK_MATCH_EXACT);
    near_is(state, "TASS Agenci", "tass", 1);
    near_is(state, "ITAR-TASSS", NULL, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(name_is_exact_and_other_names_are_aliases),
        TEST(name_without_its_apostrophe_is_exact_and_shows_the_rules_form),
        TEST(known_misspelling_is_fuzzy),
        TEST(risky_name_needs_its_capitals),
        TEST(ambiguous_name_gives_its_default),
        TEST(ambiguous_name_without_a_default_is_found_and_decides_nothing),
        TEST(host_written_as_a_name_is_looked_up_as_a_domain),
        TEST(overlong_names_and_hosts_are_nobodys),
        TEST(longest_registered_suffix_of_the_host_wins),
        TEST(domain_with_a_path_needs_that_path),
        TEST(shared_domain_is_known_to_the_entry_and_leads_to_its_owner),
        TEST(near_finds_the_one_name_a_stroke_away),
        TEST(near_allows_two_strokes_from_nine_letters_on),
        TEST(near_never_guesses),
        TEST(later_layer_replaces_and_adds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
