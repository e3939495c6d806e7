/* test_index.c: the index of a repository's own articles, brought up to date by runs that end early. */
#include "citecheck/citecheck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "command.h"

#include "base/banned.h"

static bool keep(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (str){ bytes, n });
    return true;
}

/* What `index` says in the current folder, with the user's wish to end in `stop`. */
static void expect_index(int stop, const char *expected)
{
    const volatile int flag = stop;
    struct cck_options options = { .size = sizeof options };
    struct cck_error error;
    struct buf told;
    cck_session *session;
    buf_init(&told, 4096);
    const struct cck_output output = { .write = keep, .ctx = &told };
    cck_options_default(&options);
    options.cache = "index.db";
    options.stop = &flag;
    assert_true(cck_session_open(&options, &session, &error));
    assert_true(cck_session_index(session, NULL, 0, &output, &error));
    cck_session_close(session);
    buf_byte(&told, 0);
    assert_string_equal(told.p, expected);
    buf_free(&told);
}

static void a_run_that_is_stopped_forgets_nothing(void **state)
{
    struct command_place place;
    char *home = getcwd(NULL, 0);
    (void)state;
    command_open(&place);
    const struct command_file files[] = {
        { ".citecheck.yaml", "articles: [\"*.md\"]\n", NULL, NULL, 0 },
        { "a.md", "Nothing was said.\n", NULL, NULL, 0 },
        { "b.md", "Nothing was said.\n", NULL, NULL, 0 },
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        command_write(&place, &files[i]);
    assert_int_equal(chdir(place.folder), 0);
    expect_index(0, "2 articles: 2 new, 0 changed, 0 gone\nother: 2 articles, 0 with a day\n");
    expect_index(1, "2 articles: 0 new, 0 changed, 0 gone\n"
                    "Interrupted: this is what there was until then.\n");
    expect_index(0, "2 articles: 0 new, 0 changed, 0 gone\nother: 2 articles, 0 with a day\n");
    assert_int_equal(chdir(home), 0);
    free(home);
    command_close(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_that_is_stopped_forgets_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
