/* test_style.c: house styles that build on others. */
#include "cite/style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "arena_state.h"

#include "base/banned.h"

#define HEAD(id) "schema: citecheck/style-1\nid: " id "\nname: " id "\nexamples: []\n"
#define PARENT                                                                                     \
    HEAD("house") "date-order: day-first\nslack-days: 3\nplaces: [Baku]\nlead-words: [see]\n"

static bool load(struct arena *arena, const char *a, const char *b, struct style_set *out,
                 struct err *err)
{
    const char *sources[] = { a, b };
    struct rule_set rules = { 0 };
    for (size_t i = 0; i < 2 && sources[i]; i++) {
        struct rule_file file;
        if (!rules_parse(i ? S("b.yaml") : S("a.yaml"), str_from_z(sources[i]), arena, &file, err))
            return false;
        rules_add(&rules, arena, &file, 1);
    }
    return styles_load(&rules, arena, out, err);
}

static void takes_what_it_does_not_say_from_the_style_it_extends(void **state)
{
    struct style_set set;
    struct err err = { 0 };
    /* the style stands before the one that it extends */
    assert_true(load(*state,
                     HEAD("mine") "extends: house\nslack-days: 9\nlead-words: [cf., vgl.]\n",
                     PARENT, &set, &err));
    const struct style *mine = style_find(&set, S("mine"));
    assert_true(mine->day_first);
    assert_int_equal(mine->slack_days, 9);
    assert_int_equal(mine->places.n, 1);
    assert_int_equal(mine->lead_words.n, 2);
    assert_int_equal(style_find(&set, S("house"))->slack_days, 3);
    assert_int_equal(style_find(&set, S("house"))->lead_words.n, 1);
}

static void tells_what_it_cannot_extend(void **state)
{
    static const struct {
        const char *a, *b, *message;
    } cases[] = {
        { HEAD("mine") "extends: hose\n", PARENT,
          "a.yaml:5:10: extends: no style is called \"hose\"" },
        { HEAD("mine") "extends: other\n", HEAD("other") "extends: mine\n",
          "a.yaml:5:10: extends: styles extend each other, or more than 8 do" },
        { HEAD("mine"), NULL, "a.yaml:1:1: date-order is missing, and no style is extended" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct style_set set;
        struct err err = { 0 };
        assert_false(load(*state, cases[i].a, cases[i].b, &set, &err));
        assert_string_equal(err.message, cases[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(takes_what_it_does_not_say_from_the_style_it_extends,
                                        arena_set_up, arena_tear_down),
        cmocka_unit_test_setup_teardown(tells_what_it_cannot_extend, arena_set_up, arena_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
