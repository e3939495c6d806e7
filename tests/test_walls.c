/* test_walls.c: the shipped signatures, and what their file may hold. */
#include "page/walls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"

#include "base/banned.h"

struct state {
    struct arena arena;
    struct rule_set rules;
    const struct wall_set *walls;
};

static bool load_source(struct state *s, const char *path, str source, struct err *err)
{
    struct rule_file file;
    if (!rules_parse(str_from_z(path), source, &s->arena, &file, err))
        return false;
    rules_add(&s->rules, &s->arena, &file, 1);
    return walls_load(&s->rules, &s->arena, &s->walls, err);
}

static str read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *room = NEW(arena, char, 1 << 20);
    size_t n = fread(room, 1, 1 << 20, file);
    (void)fclose(file);
    return (str){ room, n };
}

static int set_up(void **state)
{
    static struct state s;
    s = (struct state){ 0 };
    arena_init(&s.arena, 0, NULL);
    *state = &s;
    return 0;
}

static int tear_down(void **state)
{
    struct state *s = *state;
    arena_free(&s->arena);
    return 0;
}

static void load_shipped(struct state *s)
{
    struct err err = { 0 };
    str source = read_file(&s->arena, "rules/walls.yaml");
    if (!load_source(s, "rules/walls.yaml", source, &err))
        fail_msg("%u:%u: %s", err.line, err.column, err.message);
}

static void shipped_examples_are_as_they_say(void **state)
{
    struct state *s = *state;
    struct err err = { 0 };
    size_t n = 0;
    load_shipped(s);
    if (!walls_test(&s->rules, s->walls, &n, &err))
        fail_msg("%u:%u: %s", err.line, err.column, err.message);
    assert_true(n >= 45);
}

static void title_phrase_is_a_whole_part(void **state)
{
    struct state *s = *state;
    load_shipped(s);
    static const struct {
        const char *title;
        enum wall_kind kind;
    } cases[] = {
        { "Page not found", WALL_SOFT_404 },
        { "PAGE NOT FOUND!", WALL_SOFT_404 },
        { "Page  not\nfound", WALL_SOFT_404 },
        { "Gazette » Page Not Found", WALL_SOFT_404 },
        { "404", WALL_SOFT_404 },
        { "“Page not found”", WALL_SOFT_404 },
        { "A page not found in any book", WALL_NONE },
        { "Room 404 opens", WALL_NONE },
        { "", WALL_NONE },
        { "СТРАНИЦА НЕ НАЙДЕНА", WALL_SOFT_404 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct wall_hit hit = walls_find(s->walls, str_from_z(cases[i].title), S(""), S(""));
        if (hit.kind != cases[i].kind)
            fail_msg("\"%s\" gives %d", cases[i].title, hit.kind);
    }
}

static void text_counts_on_short_pages_only(void **state)
{
    struct state *s = *state;
    load_shipped(s);
    str text = S("Please enable JS and disable any ad blocker");
    assert_int_equal(walls_find(s->walls, S(""), text, S("")).kind, WALL_BOT);
    struct buf buf;
    buf_init(&buf, 1 << 16);
    for (int i = 0; i < 500; i++)
        buf_add(&buf, S("An article about walls. "));
    buf_add(&buf, text);
    assert_int_equal(walls_find(s->walls, S(""), buf_str(&buf), S("")).kind, WALL_NONE);
    buf_free(&buf);
}

static void hit_names_its_rule(void **state)
{
    struct state *s = *state;
    load_shipped(s);
    struct wall_hit hit = walls_find(s->walls, S("Just a moment..."), S(""), S(""));
    assert_true(str_eq(hit.rule, S("cloudflare")));
}

static void later_file_replaces_an_entry(void **state)
{
    struct state *s = *state;
    struct err err = { 0 };
    load_shipped(s);
    assert_true(load_source(s, "own.yaml",
                            S("schema: citecheck/walls-1\nwalls:\n- id: cloudflare\n  kind: login\n"
                              "  title: Just a second\n  examples: [{title: Just a second}]\n"),
                            &err));
    assert_int_equal(walls_find(s->walls, S("Just a second"), S(""), S("")).kind, WALL_LOGIN);
    assert_int_equal(walls_find(s->walls, S("Just a moment"), S(""), S("")).kind, WALL_NONE);
}

static void wrong_example_is_reported_with_its_place(void **state)
{
    struct state *s = *state;
    struct err err = { 0 };
    size_t n = 0;
    assert_true(load_source(s, "own.yaml",
                            S("schema: citecheck/walls-1\nwalls:\n- id: a\n  kind: bot\n"
                              "  title: Halt\n  examples:\n  - {title: Stop}\n"),
                            &err));
    assert_false(walls_test(&s->rules, s->walls, &n, &err));
    assert_int_equal(err.line, 7);
    assert_non_null(strstr(err.message, "own.yaml"));
}

static void faults_of_a_file_are_reported(void **state)
{
    static const char *const sources[] = {
        "schema: citecheck/walls-1\nwalls:\n- id: a\n  kind: fence\n  examples: []\n",
        "schema: citecheck/walls-1\nwalls:\n- kind: bot\n  examples: []\n",
        "schema: citecheck/walls-1\nwalls:\n- id: a\n  kind: bot\n",
        "schema: citecheck/walls-1\nwalls:\n- id: a\n  kind: bot\n  titel: x\n  examples: []\n",
        "schema: citecheck/walls-1\nwalls: text\n",
    };
    struct state *s = *state;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        struct err err = { 0 };
        s->rules.files.n = 0;
        if (load_source(s, "own.yaml", str_from_z(sources[i]), &err))
            fail_msg("source %zu was accepted", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(shipped_examples_are_as_they_say, set_up, tear_down),
        cmocka_unit_test_setup_teardown(title_phrase_is_a_whole_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_counts_on_short_pages_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hit_names_its_rule, set_up, tear_down),
        cmocka_unit_test_setup_teardown(later_file_replaces_an_entry, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_example_is_reported_with_its_place, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(faults_of_a_file_are_reported, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
