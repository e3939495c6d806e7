/* test_corpus.c: every article of tests/golden/corpus against its gold.tsv, which says what each citation means:
 * offset, parenthetical, outlet, id, date, year, error; "-" for what there is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <dirent.h>
#include <jansson.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "citecheck/citecheck.h"

#include "base/banned.h"

enum { FILE_BYTES_MAX = 1 << 22, ARTICLES_MIN = 60, CITATIONS_MIN = 900 };

#define CORPUS "tests/golden/corpus"

static const char *path_of(struct arena *arena, const char *folder, str name)
{
    return str_z(arena, str_printf(arena, "%s/%.*s", folder, STR_ARG(name)));
}

static bool append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (str){ bytes, n });
    return true;
}

static void read_file(const char *path, struct buf *out)
{
    char room[4096];
    FILE *f = fopen(path, "rb");
    if (!f)
        fail_msg("cannot open %s", path);
    buf_init(out, FILE_BYTES_MAX);
    for (size_t n; (n = fread(room, 1, sizeof room, f)) > 0;)
        buf_add(out, (str){ room, n });
    (void)fclose(f);
}

/* The last word of the article's arguments is its file; "--style" is followed by its style. */
static void list_article(const char *folder, struct buf *out, struct arena *arena)
{
    struct buf args;
    read_file(path_of(arena, folder, S("args")), &args);
    str rest = str_trim(buf_str(&args)), word = { 0 }, style = { 0 }, last = { 0 };
    while (str_next(&rest, ' ', &word)) {
        if (str_eq(last, S("--style")))
            style = word;
        last = word;
    }
    struct cck_options options = { .size = sizeof options };
    cck_options_default(&options);
    options.no_config = true;
    options.style = style.n ? str_z(arena, style) : NULL;
    struct cck_error error;
    cck_session *session;
    if (!cck_session_open(&options, &session, &error))
        fail_msg("%s", error.message);
    cck_session_add_path(session, path_of(arena, folder, last));
    struct cck_output output = { .write = append, .ctx = out };
    if (!cck_session_list(session, "jsonl", &output, &error))
        fail_msg("%s: %s", folder, error.message);
    cck_session_close(session);
    buf_free(&args);
}

static const char *field(const json_t *row, const char *group, const char *name)
{
    const json_t *owner = group ? json_object_get(row, group) : row;
    const char *value = json_string_value(json_object_get(owner, name));
    return value ? value : "-";
}

/* One citation as a line of gold.tsv; a line break within a parenthetical is a blank there. */
static void add_row(struct buf *out, const json_t *row)
{
    const char *end = field(row, "date", "end"), *value = field(row, "date", "value");
    buf_printf(out, "%lld\t", (long long)json_integer_value(json_object_get(row, "offset")));
    for (const char *p = field(row, NULL, "parenthetical"); *p; p++)
        buf_byte(out, *p == '\n' ? ' ' : *p);
    buf_printf(out, "\t%s\t%s\t%s", field(row, "outlet", "text"), field(row, "outlet", "id"),
               value);
    if (end[0] != '-')
        buf_printf(out, "/%s", end);
    buf_printf(out, "\t%s\t%s\n", field(row, "date", "year"), field(row, NULL, "error"));
}

static size_t show_rows(str lines, struct buf *out)
{
    str line;
    size_t n = 0;
    while (str_next(&lines, '\n', &line)) {
        if (line.n == 0)
            continue;
        json_t *row = json_loadb(line.p, line.n, 0, NULL);
        assert_non_null(row);
        add_row(out, row);
        json_decref(row);
        n++;
    }
    return n;
}

static void print_difference(const char *folder, str gold, str read)
{
    str want = { 0 }, have = { 0 };
    size_t line = 0;
    do {
        want = have = (str){ 0 };
        (void)str_next(&gold, '\n', &want);
        (void)str_next(&read, '\n', &have);
        line++;
    } while (str_eq(want, have) && (gold.n || read.n));
    print_error("%s/gold.tsv:%zu\nexpected: %.*s\nread:     %.*s\n", folder, line, STR_ARG(want),
                STR_ARG(have));
}

/* Returns the number of citations when the article is read as its gold says, else 0. */
static size_t check_article(const char *name)
{
    struct arena arena;
    struct buf gold, lines, rows;
    arena_init(&arena, 0, NULL);
    buf_init(&lines, FILE_BYTES_MAX);
    buf_init(&rows, FILE_BYTES_MAX);
    const char *folder = path_of(&arena, CORPUS, str_from_z(name));
    read_file(path_of(&arena, folder, S("gold.tsv")), &gold);
    list_article(folder, &lines, &arena);
    size_t n = show_rows(buf_str(&lines), &rows);
    if (!str_eq(buf_str(&gold), buf_str(&rows))) {
        print_difference(folder, buf_str(&gold), buf_str(&rows));
        n = 0;
    }
    buf_free(&gold);
    buf_free(&lines);
    buf_free(&rows);
    arena_free(&arena);
    return n;
}

static void reads_every_article_as_its_gold_says(void **state)
{
    (void)state;
    struct dirent **entries;
    int n = scandir(CORPUS, &entries, NULL, alphasort);
    size_t articles = 0, citations = 0, wrong = 0;
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        if (entries[i]->d_name[0] != '.') {
            size_t read = check_article(entries[i]->d_name);
            articles++;
            citations += read;
            wrong += read == 0;
        }
        free(entries[i]);
    }
    free(entries);
    if (wrong)
        fail_msg("%zu of %zu articles", wrong, articles);
    assert_true(articles >= ARTICLES_MIN);
    assert_true(citations >= CITATIONS_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_article_as_its_gold_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
