/* test_hostile_files.c: files that are none, folders that lead back, rule folders and configurations that
 * say nothing, streams that end: a message, status 2, and what can be read is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"

#include "base/banned.h"

enum { ELAPSED_SECONDS_MAX = 30, BOMB_LINKS = 40, DEEP_FOLDERS = 100 };

static const char GOOD[] = "Said so (TASS, May 3, 2024).\n";

static int set_up(void **state)
{
    struct command_place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    command_open(place);
    command_write(place, &(struct command_file){ .name = "good.txt", .head = GOOD });
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    command_close(*state);
    free(*state);
    return 0;
}

/* The rest of these tests works in the folder itself. */
static void enter(const struct command_place *place, char back[4096])
{
    assert_non_null(getcwd(back, 4096));
    assert_int_equal(chdir(place->folder), 0);
}

static void leave(const char *back)
{
    assert_int_equal(chdir(back), 0);
}

/* What `args` give with list and with check: the status, and words of the messages. */
static void expect_with(void **state, const char *args, const struct command_options *options,
                        int status, const char *says)
{
    static const char *const commands[] = { "list --no-config",
                                            "check --no-config --no-cache --offline" };
    for (size_t i = 0; i < 2; i++) {
        struct command_result r;
        char line[1024];
        (void)snprintf(line, sizeof line, "%s %s", commands[i], args);
        command_run(*state, line, options, &r);
        if (r.status == COMMAND_UNKNOWN && options && options->as_nobody)
            skip(); /* nobody may not run the command, where it lies */
        if (r.status != status || !strstr(r.err, says) || (says[0] == 0 && r.err[0]))
            fail_msg("%s: status %d, expected %d, and \"%s\" in: %s", line, r.status, status, says,
                     r.err);
        assert_true(r.elapsed_s < ELAPSED_SECONDS_MAX);
        if (strstr(args, "good.txt") && status != 2)
            assert_non_null(strstr(r.out, "good.txt"));
    }
}

static void expect(void **state, const char *args, int status, const char *says)
{
    expect_with(state, args, NULL, status, says);
}

static void tells_of_inputs_that_are_none(void **state)
{
    expect(state, "missing.txt good.txt", 2, "missing.txt: No such file or directory");
    expect(state, "'' good.txt", 2, "\"\": an empty name");
    expect(state, "/dev/zero good.txt", 2, "/dev/zero: is neither a file nor a pipe");
    expect(state, "- - good.txt", 2, "-: standard input can be read only once");
    expect(state, "--max-file-size 10 good.txt", 2, "good.txt: larger than 10 bytes");
}

static void ends_at_links_that_lead_back(void **state)
{
    char back[4096];
    enter(*state, back);
    assert_int_equal(mkdir("loop", 0755), 0);
    assert_int_equal(symlink(".", "loop/self"), 0);
    assert_int_equal(symlink("nowhere", "loop/dangling.txt"), 0);
    assert_int_equal(symlink("nowhere", "loop/picture.png"), 0);
    leave(back);
    expect(state, "loop good.txt", 2, "loop/self: a link that leads back into a folder above it");
    expect(state, "loop good.txt", 2, "loop/dangling.txt: No such file or directory");
}

/* Forty folders with two links each to the next: 2^40 ways. */
static void walks_a_folder_through_one_link_only(void **state)
{
    char back[4096], name[32], target[32];
    enter(*state, back);
    assert_int_equal(mkdir("links", 0755), 0);
    for (int i = 0; i < BOMB_LINKS; i++) {
        (void)snprintf(name, sizeof name, "links/d%d", i);
        assert_int_equal(mkdir(name, 0755), 0);
        (void)snprintf(target, sizeof target, "../d%d", i + 1);
        (void)snprintf(name, sizeof name, "links/d%d/a", i);
        assert_int_equal(symlink(target, name), 0);
        (void)snprintf(name, sizeof name, "links/d%d/b", i);
        assert_int_equal(symlink(target, name), 0);
    }
    (void)snprintf(name, sizeof name, "links/d%d", BOMB_LINKS);
    assert_int_equal(mkdir(name, 0755), 0);
    leave(back);
    command_write(*state, &(struct command_file){ .name = "links/d40/a.txt", .head = GOOD });
    expect(state, "links good.txt", 0, "");
}

static void goes_only_so_deep(void **state)
{
    char back[4096];
    enter(*state, back);
    for (int i = 0; i < DEEP_FOLDERS; i++) {
        assert_int_equal(mkdir("deep", 0755), 0);
        assert_int_equal(chdir("deep"), 0);
    }
    leave(back);
    expect(state, "deep good.txt", 2, "more than 64 folders deep");
}

static void passes_over_a_pipe_in_a_folder(void **state)
{
    char back[4096];
    enter(*state, back);
    assert_int_equal(mkdir("pipes", 0755), 0);
    assert_int_equal(mkfifo("pipes/a.txt", 0644), 0);
    assert_int_equal(mkfifo(".citecheck.yaml", 0644), 0);
    leave(back);
    command_write(*state, &(struct command_file){ .name = "pipes/b.txt", .head = GOOD });
    expect(state, "pipes good.txt", 0, "");
    struct command_result r;
    command_run(*state, "list good.txt", NULL, &r);
    assert_int_equal(r.status, 0);
}

static void tells_of_what_may_not_be_read(void **state)
{
    char back[4096];
    const struct command_options nobody = { .as_nobody = true };
    enter(*state, back);
    assert_int_equal(mkdir("locked", 0000), 0);
    assert_int_equal(chmod("good.txt", 0000), 0);
    leave(back);
    expect_with(state, "good.txt", &nobody, 2, "good.txt: Permission denied");
    expect_with(state, "locked", &nobody, 2, "locked: Permission denied");
    expect_with(state, "--rules locked good.txt", &nobody, 2, "locked: Permission denied");
}

static void shows_names_without_their_controls(void **state)
{
    struct command_result r;
    command_write(*state, &(struct command_file){ .name = "a\033[31m\n.txt",
                                                  .head = "\xC3\xA9\xFF\xC3\xA9" });
    command_run(*state, "list --no-config .", NULL, &r);
    assert_int_equal(r.status, 2);
    assert_null(strchr(r.err, '\033'));
    assert_non_null(strstr(r.err, "not valid UTF-8"));
}

static void refuses_rule_folders(void **state)
{
    static const struct {
        const char *text, *says;
    } files[] = {
        { "", "rules/a.yaml:1:1: no \"schema:\" line" },
        { "a: &a [x]\n", "rules/a.yaml:1:4: anchors" },
        { "a: {b: [", "rules/a.yaml:" },
        { "\xFF\xFE", "rules/a.yaml:1:1: not UTF-8" },
        { "schema: citecheck/outlets-9\n", "rules/a.yaml:1:9: unknown schema" },
        { "schema: citecheck/periods-1\nperiods: 3\n", "rules/a.yaml:2:10: expected a map" },
        { "schema: citecheck/claims-1\ncues: [{id: x}]\n",
          "rules/a.yaml:2:8: \"name\" is missing" },
        { "schema: citecheck/style-1\nid: x\n", "rules/a.yaml:1:1: \"name\" is missing" },
        { "schema: citecheck/walls-1\nwalls: [3]\n", "rules/a.yaml:2:9: expected a map" },
        { "schema: citecheck/outlets-1\noutlets:\n  - {id: a, name: A, domains: [a.example]}\n"
          "  - {id: a, name: B, domains: [b.example]}\n",
          "rules/a.yaml:4:10: the id \"a\" is taken by rules/a.yaml:3:5" },
    };
    char back[4096];
    enter(*state, back);
    assert_int_equal(mkdir("rules", 0755), 0);
    assert_int_equal(symlink(".", "rules/loop"), 0);
    leave(back);
    expect(state, "--rules missing good.txt", 2, "rules: missing: No such file or directory");
    expect(state, "--rules rules good.txt", 2,
           "rules: rules: no rule file (*.yaml) in this folder");
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        command_write(*state,
                      &(struct command_file){ .name = "rules/a.yaml", .head = files[i].text });
        expect(state, "--rules rules good.txt", 2, files[i].says);
    }
    command_write(*state, &(struct command_file){ "rules/a.yaml", "", "[", "", 3000000 });
    expect(state, "--rules rules good.txt", 2,
           "rules/a.yaml: 3000000 bytes; at most 1 MiB are read");
}

static void refuses_configurations(void **state)
{
    static const struct {
        const char *text, *says;
    } files[] = {
        { "a: b\n", ".citecheck.yaml:1:1: unknown entry \"a\"" },
        { "fail-on: 3\n", ".citecheck.yaml:1:10: expected error, warning, unverified or never" },
        { "severity: {CC999: off}\n", ".citecheck.yaml:1:12: no check is called" },
        { "include: \"[\"\n", ".citecheck.yaml:1:10: malformed pattern" },
        { "include: \"{a,b,c,d}{a,b,c,d}{a,b,c,d}{a,b,c,d}\"\n",
          ".citecheck.yaml:1:10: more than 64 alternatives" },
        { "rules: nowhere\n", "nowhere: No such file or directory" },
        { "\x01", ".citecheck.yaml:1:1:" },
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct command_result r;
        command_write(*state,
                      &(struct command_file){ .name = ".citecheck.yaml", .head = files[i].text });
        command_run(*state, "list good.txt", NULL, &r);
        if (r.status != 2 || !strstr(r.err, files[i].says))
            fail_msg("status %d, and \"%s\" in: %s", r.status, files[i].says, r.err);
    }
}

static void refuses_caches(void **state)
{
    struct command_result r;
    command_write(*state, &(struct command_file){ .name = "cache", .head = "not a database" });
    command_write(*state, &(struct command_file){ .name = "link.md",
                                                  .head = "A [b](http://127.0.0.1:1/c).\n" });
    command_run(*state, "check --no-config --cache cache link.md", NULL, &r);
    assert_int_equal(r.status, 2);
    assert_non_null(strstr(r.err, "cache: is no cache of citecheck; name another file by --cache"));
    assert_null(strstr(r.err, "delete"));
}

static void tells_when_the_output_fails(void **state)
{
    struct command_options options = { .output = COMMAND_TO_FULL };
    expect_with(state, "good.txt", &options, 2, "standard output: No space left on device");
    options.output = COMMAND_TO_NOTHING;
    expect_with(state, "good.txt", &options, 2, "standard output: Bad file descriptor");
}

/* `citecheck list x | head` is no failure. */
static void ends_in_silence_when_nobody_reads(void **state)
{
    const struct command_options options = { .output = COMMAND_TO_BROKEN_PIPE };
    struct command_result r;
    command_run(*state, "list --no-config good.txt", &options, &r);
    assert_int_equal(r.status, 0);
    assert_string_equal(r.err, "");
}

static void ends_at_the_first_interrupt(void **state)
{
    int ends[2];
    struct command_result r;
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    const struct command_options options = { .stdin_fd = ends[0], .interrupt_ms = 500 };
    command_run(*state, "list --no-config -", &options, &r);
    assert_int_equal(r.status, 130);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(tells_of_inputs_that_are_none),
        TEST(ends_at_links_that_lead_back),
        TEST(walks_a_folder_through_one_link_only),
        TEST(goes_only_so_deep),
        TEST(passes_over_a_pipe_in_a_folder),
        TEST(tells_of_what_may_not_be_read),
        TEST(shows_names_without_their_controls),
        TEST(refuses_rule_folders),
        TEST(refuses_configurations),
        TEST(refuses_caches),
        TEST(tells_when_the_output_fails),
        TEST(ends_in_silence_when_nobody_reads),
        TEST(ends_at_the_first_interrupt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
