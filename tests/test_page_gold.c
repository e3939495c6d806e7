/* test_page_gold.c: the day that is read from each page of tests/dates. The pages are made up in the shapes that
 * publishing systems give theirs, with other dates in the way: the page's clock, comments, neighbours, updates,
 * events, stamps of another zone. gold.tsv: name TAB address TAB file TAB day, or nothing where there is none. */
#include "page/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/banned.h"

enum { FILE_BYTES_MAX = 256 * 1024, PAGES_MIN = 100 };

static str read_file(struct arena *arena, str path)
{
    FILE *file = fopen(path.p, "rb");
    if (!file)
        fail_msg("%.*s cannot be opened", STR_ARG(path));
    char *bytes = NEW(arena, char, FILE_BYTES_MAX);
    size_t n = fread(bytes, 1, FILE_BYTES_MAX, file);
    assert_int_equal(fclose(file), 0);
    assert_true(n < FILE_BYTES_MAX);
    return (str){ bytes, n };
}

/* Both ways of reading: all of the page, and its dates alone. */
static void check(const struct when_names *names, str name, str url, str file, str day)
{
    for (int quick = 0; quick < 2; quick++) {
        struct arena perm, scratch;
        struct page page;
        struct err err = { 0 };
        char room[DATE_TEXT_BYTES];
        arena_init(&perm, 0, NULL);
        arena_init(&scratch, 0, NULL);
        struct page_input in = { .url = url, .names = names, .dates_only = quick };
        in.body = read_file(&perm, str_printf(&perm, "tests/dates/%.*s", STR_ARG(file)));
        assert_true(page_read(&in, &perm, &scratch, &page, &err));
        str got = page.best.day.year ? date_iso(page.best.day, room) : S("");
        if (!str_eq(got, day))
            fail_msg("%.*s gives \"%.*s\", not \"%.*s\"", STR_ARG(name), STR_ARG(got),
                     STR_ARG(day));
        arena_free(&scratch);
        arena_free(&perm);
    }
}

static void pages_of_all_shapes_are_dated(void **state)
{
    struct arena run;
    unsigned n = 0;
    str line;
    (void)state;
    arena_init(&run, 0, NULL);
    const struct when_names *names = when_names_make(&run);
    str lines = read_file(&run, S("tests/dates/gold.tsv"));
    while (str_next(&lines, '\n', &line)) {
        str column[4] = { { 0 } };
        for (size_t i = 0; i < 4; i++)
            (void)str_next(&line, '\t', &column[i]);
        if (!column[2].n)
            continue;
        check(names, column[0], column[1], column[2], column[3]);
        n++;
    }
    assert_true(n >= PAGES_MIN);
    arena_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(pages_of_all_shapes_are_dated) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
