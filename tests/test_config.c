/* test_config.c: configurations on top of one another, in folders of their own. */
#include "core/config_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/banned.h"

struct place {
    struct arena arena;
    struct config_set set;
    char *top;
};

/* A folder with a configuration, one below it with another, one without. */
static int setup(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    char name[] = "/tmp/citecheck-test-XXXXXX";
    assert_non_null(p);
    arena_init(&p->arena, 0, NULL);
    assert_non_null(mkdtemp(name));
    p->top = realpath(name, NULL);
    *state = p;
    return 0;
}

static str below(struct place *p, const char *name)
{
    return str_printf(&p->arena, "%s/%s", p->top, name);
}

static void put(struct place *p, const char *name, const char *text)
{
    str path = below(p, name);
    for (size_t i = strlen(p->top) + 1; i < path.n; i++)
        if (path.p[i] == '/')
            (void)mkdir(str_dup(&p->arena, str_slice(path, 0, i)).p, 0700);
    FILE *file = fopen(path.p, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int teardown(void **state)
{
    struct place *p = *state;
    char command[] = "rm";
    char flag[] = "-rf";
    char *args[] = { command, flag, p->top, NULL };
    pid_t child = fork();
    if (child == 0) {
        (void)execvp("rm", args);
        _exit(1);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    (void)!child;
    free(p->top);
    arena_free(&p->arena);
    free(p);
    return 0;
}

static void begin(struct place *p, const char *chosen, bool none, const char *user)
{
    struct err err = { 0 };
    str user_path = user ? below(p, user) : (str){ 0 };
    if (!config_set_init(&p->set, str_from_z(chosen), none, user_path, &p->arena, &err))
        fail_msg("%s", err.message);
}

static const char *style_at(struct place *p, const char *folder, const char *name)
{
    struct config_folder *found = config_set_at(&p->set, below(p, folder));
    if (found->failed)
        fail_msg("%s", found->why.p);
    const struct config_values *values =
        config_set_values(&p->set, found, str_from_z(name), str_from_z(name));
    return str_dup(&p->arena, values->style.value).p;
}

static void the_nearest_file_counts_and_the_users_lies_under_it(void **state)
{
    struct place *p = *state;
    put(p, "user.yaml", "style: users\nlinks: citations\n");
    put(p, "a/.citecheck.yaml", "style: a\n");
    put(p, "a/b/x.txt", "");
    put(p, "a/c/.citecheck.yaml", "publication: c\n");
    put(p, "d/.git/x", "");
    begin(p, NULL, false, "user.yaml");
    assert_string_equal(style_at(p, "a", "x.txt"), "a");
    assert_string_equal(style_at(p, "a/b", "x.txt"), "a");
    assert_string_equal(style_at(p, "a/c", "x.txt"), "users");
    assert_string_equal(style_at(p, "d", "x.txt"), "users");
    const struct config_folder *found = config_set_at(&p->set, below(p, "a/b"));
    assert_int_equal(found->config->values.links.value, 1);
    assert_true(str_eq(found->prefix, S("b/")));
}

static void a_repositorys_root_ends_the_search(void **state)
{
    struct place *p = *state;
    put(p, ".citecheck.yaml", "style: above\n");
    put(p, "r/.git/x", "");
    put(p, "r/a/x.txt", "");
    begin(p, NULL, false, NULL);
    assert_string_equal(style_at(p, "", "x.txt"), "above");
    assert_string_equal(style_at(p, "r/a", "x.txt"), "");
}

static void sections_count_for_the_files_that_they_name(void **state)
{
    struct place *p = *state;
    put(p, ".citecheck.yaml",
        "style: all\noverrides:\n  - files: old/**\n    style: old\n"
        "  - files: \"*.html\"\n    publication: web\n  - files: old/new/**\n    style: new\n");
    put(p, "old/new/x.txt", "");
    begin(p, NULL, false, NULL);
    assert_string_equal(style_at(p, "", "x.txt"), "all");
    assert_string_equal(style_at(p, "old", "x.txt"), "old");
    assert_string_equal(style_at(p, "old/new", "x.html"), "new");
    struct config_folder *old = config_set_at(&p->set, below(p, "old"));
    const struct config_values *one = config_set_values(&p->set, old, S("a.html"), S("a.html"));
    const struct config_values *two = config_set_values(&p->set, old, S("b.html"), S("b.html"));
    assert_ptr_equal(one, two);
    assert_true(str_eq(one->publication.value, S("web")));
}

static void no_config_is_none_and_a_chosen_one_is_for_all(void **state)
{
    struct place *p = *state;
    put(p, ".citecheck.yaml", "style: found\n");
    put(p, "other.yaml", "style: chosen\noverrides: [{files: x.txt, style: x}]\n");
    put(p, "a/x.txt", "");
    begin(p, NULL, true, NULL);
    assert_string_equal(style_at(p, "a", "x.txt"), "");
    begin(p, below(p, "other.yaml").p, false, NULL);
    assert_string_equal(style_at(p, "a", "y.txt"), "chosen");
    assert_string_equal(style_at(p, "a", "x.txt"), "x");
}

static void what_extends_wins_over_what_it_extends(void **state)
{
    struct place *p = *state;
    put(p, "one.yaml", "style: one\npublication: one\nexclude: [a]\nseverity: {gone: off}\n");
    put(p, "two.yaml", "style: two\nseverity: {CC302: off}\n");
    put(p, ".citecheck.yaml", "extends: [one.yaml, two.yaml]\nexclude: [b, c]\n");
    begin(p, NULL, false, NULL);
    const struct config *config = config_set_at(&p->set, below(p, ""))->config;
    assert_true(str_eq(config->values.style.value, S("two")));
    assert_true(str_eq(config->values.publication.value, S("one")));
    assert_true(str_ends(config->values.publication.at.path, S("/one.yaml")));
    assert_int_equal(config->values.publication.at.line, 2);
    assert_int_equal(config->exclude.n, 2);
    assert_int_equal(config->values.severity[CHECK_CC301].at.line, 4);
    assert_int_equal(config->values.severity[CHECK_CC302].at.line, 2);
}

static void a_broken_one_fails_its_own_folder_alone(void **state)
{
    struct place *p = *state;
    put(p, "a/.citecheck.yaml", "style: a\n");
    put(p, "b/.citecheck.yaml", "stile: b\n");
    begin(p, NULL, false, NULL);
    assert_string_equal(style_at(p, "a", "x.txt"), "a");
    const struct config_folder *broken = config_set_at(&p->set, below(p, "b"));
    assert_true(broken->failed);
    assert_true(
        str_ends(broken->why, S("b/.citecheck.yaml:1:1: unknown entry \"stile\"; did you mean "
                                "\"style\"?")));
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(the_nearest_file_counts_and_the_users_lies_under_it),
        IN_PLACE(a_repositorys_root_ends_the_search),
        IN_PLACE(sections_count_for_the_files_that_they_name),
        IN_PLACE(no_config_is_none_and_a_chosen_one_is_for_all),
        IN_PLACE(what_extends_wins_over_what_it_extends),
        IN_PLACE(a_broken_one_fails_its_own_folder_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
