/* test_opt.c: the command line: options, help, man page and completions from one table. */
#include "cmd/generate.h"
#include "cmd/help.h"
#include "cmd/opt.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/banned.h"

enum { ARGS_MAX = 80 };

/* A command line, split at blanks; getopt reorders it. */
struct line {
    char room[1024];
    char *args[ARGS_MAX + 1];
    int n;
    struct settings settings;
    struct cck_error error;
};

static bool parse(struct line *line, enum command_id command, const char *text)
{
    *line = (struct line){ .n = 0 };
    (void)snprintf(line->room, sizeof line->room, "%s %s", commands[command].name, text);
    for (char *p = line->room; *p && line->n < ARGS_MAX;) {
        line->args[line->n++] = p;
        p += strcspn(p, " ");
        if (*p)
            *p++ = 0;
    }
    settings_init(&line->settings);
    return settings_parse(&line->settings, command, line->n, line->args, &line->error);
}

static void assert_refused(enum command_id command, const char *text, const char *why)
{
    struct line line;
    assert_false(parse(&line, command, text));
    assert_string_equal(line.error.message, why);
}

static void defaults_are_those_of_the_library(void **state)
{
    (void)state;
    struct line line;
    struct cck_options library = { .size = sizeof library };
    cck_options_default(&library);
    assert_true(parse(&line, COMMAND_CHECK, "a.md"));
    assert_int_equal(line.settings.lib.concurrency, library.concurrency);
    assert_int_equal(line.settings.lib.fail_on, CCK_FAIL_CONFIGURED);
    assert_int_equal(line.settings.n_operands, 1);
    assert_string_equal(line.settings.operands[0], "a.md");
    assert_null(line.settings.lib.rules[0]);
}

static void every_type_of_value_is_stored(void **state)
{
    (void)state;
    struct line line;
    assert_true(parse(&line, COMMAND_CHECK,
                      "--date 2024-07-29 --fail-on=never --links citations --rules a --rules b "
                      "--host-interval 0.5 -j 3 --max-file-size 2M --offline --color always "
                      "--connect-to ::127.0.0.1:8080 -v -v x"));
    const struct cck_options *lib = &line.settings.lib;
    assert_string_equal(lib->date, "2024-07-29");
    assert_int_equal(lib->fail_on, CCK_FAIL_NEVER);
    assert_true(lib->links_citations_only);
    assert_string_equal(lib->rules[0], "a");
    assert_string_equal(lib->rules[1], "b");
    assert_null(lib->rules[2]);
    assert_true(lib->host_interval_s > 0.49 && lib->host_interval_s < 0.51);
    assert_int_equal(lib->jobs, 3);
    assert_int_equal(lib->file_bytes, 2 << 20);
    assert_true(lib->offline);
    assert_int_equal(line.settings.color, COLOR_ALWAYS);
    assert_string_equal(lib->connect_to[0], "::127.0.0.1:8080");
    assert_int_equal(lib->verbosity, 2);
}

static void one_name_may_mean_two_things_for_two_commands(void **state)
{
    (void)state;
    struct line line;
    assert_true(parse(&line, COMMAND_LIST, "--links --all x"));
    assert_true(line.settings.lib.list_links);
    assert_true(line.settings.lib.list_all);
    assert_false(line.settings.lib.links_citations_only);
}

static void operands_stand_anywhere_and_dashes_end_options(void **state)
{
    (void)state;
    struct line line;
    assert_true(parse(&line, COMMAND_CHECK, "a.md --offline - -q -- -b.md --version"));
    assert_int_equal(line.settings.n_operands, 4);
    assert_string_equal(line.settings.operands[1], "-");
    assert_string_equal(line.settings.operands[2], "-b.md");
    assert_string_equal(line.settings.operands[3], "--version");
    assert_int_equal(line.settings.lib.verbosity, -1);
    assert_false(line.settings.version);
}

static void several_formats_go_to_files_and_one_to_standard_output(void **state)
{
    (void)state;
    struct line line;
    assert_true(parse(&line, COMMAND_CHECK, "--format json=a=b.json --format text x"));
    assert_int_equal(line.settings.n_formats, 2);
    assert_string_equal(line.settings.formats[0].name, "json");
    assert_string_equal(line.settings.formats[0].file, "a=b.json");
    assert_null(line.settings.formats[1].file);
    assert_refused(COMMAND_CHECK, "--format json --format text x",
                   "--format: only one may go to standard output; write text=FILE");
    assert_refused(COMMAND_LIST, "--format json=x --format csv=y x",
                   "--format: 'list' writes one format at a time");
    assert_refused(COMMAND_CHECK, "--format json= x", "--format json=: the file's name is missing");
}

static void mistakes_are_told_with_a_way_out(void **state)
{
    (void)state;
    assert_refused(COMMAND_CHECK, "--fromat json",
                   "unknown option --fromat; did you mean --format?");
    assert_refused(COMMAND_CHECK, "--zzzzzz", "unknown option --zzzzzz");
    assert_refused(COMMAND_CHECK, "-Z", "unknown option -Z");
    assert_refused(COMMAND_CHECK, "--no", "--no may mean several options; write it out");
    assert_refused(COMMAND_LIST, "--url x", "--url is an option of 'page', not of 'list'");
    assert_refused(COMMAND_CHECK, "--date", "--date: its value is missing");
    assert_refused(COMMAND_CHECK, "--offline=yes", "--offline takes no value");
    assert_refused(COMMAND_CHECK, "--date 29.7.2024",
                   "--date: expected a day like 2024-07-29, met \"29.7.2024\"");
    assert_refused(COMMAND_CHECK, "--jobs -1", "--jobs: expected a whole number, met \"-1\"");
    assert_refused(COMMAND_CHECK, "--timeout nan",
                   "--timeout: expected seconds like 1 or 0.5, met \"nan\"");
    assert_refused(COMMAND_CHECK, "--max-memory 0K",
                   "--max-memory: expected a size like 500K or 64M, met \"0K\"");
    assert_refused(COMMAND_CHECK, "--color sometimes",
                   "--color: expected one of auto always never, met \"sometimes\"");
    assert_refused(COMMAND_PAGE, "--format xml x",
                   "--format: 'page' writes text, json, tsv, not \"xml\"");
    assert_refused(COMMAND_CHECK, "--config x --no-config",
                   "--config and --no-config exclude each other");
    assert_refused(COMMAND_RESOLVE, "--online --offline",
                   "--online and --offline exclude each other");
}

static void a_list_has_an_end(void **state)
{
    (void)state;
    char text[1024] = "";
    for (size_t i = 0; i <= LIST_MAX; i++)
        memcpy(text + i * 12, "--resolve=a ", 13);
    assert_refused(COMMAND_CHECK, text, "--resolve: given more than 64 times");
}

static void the_table_is_consistent(void **state)
{
    (void)state;
    for (size_t i = 0; i < option_count; i++) {
        const struct opt *a = &options[i];
        assert_true(a->commands != 0);
        assert_true(a->type != OPT_CHOICE || (a->choices && a->arg));
        assert_true((a->type == OPT_FLAG || a->type == OPT_QUIET || a->type == OPT_VERBOSE) ==
                    (a->arg == NULL));
        for (size_t k = i + 1; k < option_count; k++) {
            const struct opt *b = &options[k];
            bool shared = (a->commands & b->commands) != 0;
            assert_false(shared && strcmp(a->name, b->name) == 0);
            assert_false(shared && a->letter && a->letter == b->letter);
        }
    }
}

static void help_names_every_option_within_80_columns(void **state)
{
    (void)state;
    for (unsigned c = 0; c < COMMAND_COUNT; c++) {
        struct buf text;
        buf_init(&text, 1 << 16);
        help_command((enum command_id)c, &text);
        help_program(&text);
        for (size_t i = 0; i < option_count; i++) {
            char name[64];
            (void)snprintf(name, sizeof name, "--%s", options[i].name);
            bool there = str_find(buf_str(&text), str_from_z(name), 0) < text.n;
            if (options[i].help && options[i].commands & 1u << c)
                assert_true(there);
        }
        str rest = buf_str(&text), line;
        while (str_next(&rest, '\n', &line))
            assert_true(line.n <= 80);
        buf_free(&text);
    }
}

static void completions_name_every_option(void **state)
{
    (void)state;
    const char *kinds[] = { "man", "bash", "zsh", "fish" };
    for (size_t k = 0; k < 4; k++) {
        struct buf text;
        buf_init(&text, 1 << 20);
        assert_true(generate(str_from_z(kinds[k]), &text));
        for (size_t i = 0; i < option_count; i++) {
            char name[64];
            size_t n = 0;
            for (const char *p = options[i].name; *p; p++) {
                if (k == 0 && *p == '-')
                    name[n++] = '\\';
                name[n++] = *p;
            }
            if (options[i].help)
                assert_true(str_find(buf_str(&text), (str){ name, n }, 0) < text.n);
        }
        buf_free(&text);
    }
    struct buf none;
    buf_init(&none, 10);
    assert_false(generate(S("tcsh"), &none));
}

static void the_man_page_in_the_tree_is_the_one_generated(void **state)
{
    (void)state;
    struct buf text;
    char page[1 << 16];
    FILE *file = fopen("man/citecheck.1", "rb");
    assert_non_null(file);
    size_t n = fread(page, 1, sizeof page, file);
    assert_int_equal(fclose(file), 0);
    buf_init(&text, 1 << 16);
    generate_man(&text);
    assert_true(str_eq(buf_str(&text), (str){ page, n }));
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_those_of_the_library),
        cmocka_unit_test(every_type_of_value_is_stored),
        cmocka_unit_test(one_name_may_mean_two_things_for_two_commands),
        cmocka_unit_test(operands_stand_anywhere_and_dashes_end_options),
        cmocka_unit_test(several_formats_go_to_files_and_one_to_standard_output),
        cmocka_unit_test(mistakes_are_told_with_a_way_out),
        cmocka_unit_test(a_list_has_an_end),
        cmocka_unit_test(the_table_is_consistent),
        cmocka_unit_test(help_names_every_option_within_80_columns),
        cmocka_unit_test(completions_name_every_option),
        cmocka_unit_test(the_man_page_in_the_tree_is_the_one_generated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
