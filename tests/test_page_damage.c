/* test_page_damage.c: pages cut and with bits flipped: whatever comes is read or refused, and bombs are stopped
 * in time. `test_page_damage TIMES FILE...` damages other pages than those of the tests, so often each way. */
#include "page/page.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"

#include "names_state.h"

#include "base/banned.h"

enum { PAGE_BYTES_MAX = 4 << 20, CUTS = 60, FLIPS = 60, BOMB_BYTES = 4 << 20 };

/* 0.2 on a quiet machine. AddressSanitizer looks at all that a search may reach before each search, a hundred
 * times as long. */
#ifdef ARENA_DEBUG
static const double BOMB_SECONDS = 60;
#else
static const double BOMB_SECONDS = 2;
#endif

static void read_both_ways(const struct world *w, str body)
{
    for (int quick = 0; quick < 2; quick++) {
        struct arena perm, scratch;
        struct page page;
        struct err err = { 0 };
        struct page_input in = { .body = body, .names = w->names, .dates_only = quick };
        arena_init(&perm, 0, NULL);
        arena_init(&scratch, 0, NULL);
        bool read = page_read(&in, &perm, &scratch, &page, &err);
        assert_true(read || err.kind == ERR_LIMIT);
        arena_free(&scratch);
        arena_free(&perm);
    }
}

typedef void change_fn(str *body, char *bytes, uint32_t seed);

/* One page, changed again and again; the seed makes each change the same every time. */
static void damage_file(const struct world *w, const char *path, unsigned times, change_fn *change)
{
    char *bytes = malloc(PAGE_BYTES_MAX), *copy = malloc(PAGE_BYTES_MAX);
    FILE *file = fopen(path, "rb");
    assert_non_null(bytes);
    assert_non_null(copy);
    assert_non_null(file);
    size_t n = fread(bytes, 1, PAGE_BYTES_MAX, file);
    assert_int_equal(fclose(file), 0);
    for (uint32_t k = 0; n && k < times; k++) {
        memcpy(copy, bytes, n);
        str body = { copy, n };
        change(&body, copy, (k + 1) * 2654435761u);
        read_both_ways(w, body);
    }
    free(copy);
    free(bytes);
}

/* Every page of the tests' folder. */
static void damage(const struct world *w, unsigned times, change_fn *change)
{
    glob_t found;
    assert_int_equal(glob("tests/quotes/*.html", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        damage_file(w, found.gl_pathv[i], times, change);
    globfree(&found);
}

static void cut(str *body, char *bytes, uint32_t seed)
{
    (void)bytes;
    body->n = seed % body->n;
}

static void flip(str *body, char *bytes, uint32_t seed)
{
    for (int i = 0; i < 8; i++) {
        seed = seed * 1664525u + 1013904223u;
        size_t at = (seed >> 8) % body->n;
        bytes[at] = (char)(bytes[at] ^ (1 << (seed & 7)));
    }
}

static void cut_pages_are_read(void **state)
{
    damage(*state, CUTS, cut);
}

static void pages_with_flipped_bits_are_read(void **state)
{
    damage(*state, FLIPS, flip);
}

static void bombs_are_stopped_in_time(void **state)
{
    static const struct {
        const char *once, *again; /* `again` up to BOMB_BYTES */
    } bombs[] = {
        { "<p", " a=1" },
        { "<p ", "content " },
        { "", "<div>" },
        { "", "<b><i>" },
        { "", "&amp;" },
        { "", "&#x41" },
        { "", "<!--" },
        { "", "<script>" },
        { "<title>", "<" },
        { "", "<meta " },
        { "<meta ", "          " },
        { "<script type=ld+json>", "[" },
        { "", "1.1.20 " },
        { "", "2020 " },
        { "", "<p>12.10.2020</p>" },
        { "", "<h1>" },
        { "", "<time datetime=2020-01-01>" },
        { "<script type='application/ld+json'>{\"a\":\"", "\\u0041" },
        { "", "\xE2\x80\x8B" },
        { "", "<a href='" },
        { "<h1>a</h1>", "<div class=comment>words of some reader about other words</div>" },
        { "", "<div class=related><p>words of some neighbour about still other words" },
        { "<script>", "\"publishDate\":1619085600000," },
        { "<div ", "data-date='1' " },
        { "", "令和2年" },
    };
    char *bytes = malloc(BOMB_BYTES);
    assert_non_null(bytes);
    for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
        size_t n = strlen(bombs[i].once), again = strlen(bombs[i].again);
        memcpy(bytes, bombs[i].once, n);
        for (; n + again < BOMB_BYTES; n += again)
            memcpy(bytes + n, bombs[i].again, again);
        struct timespec from, to;
        assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from), 0);
        read_both_ways(*state, (str){ bytes, n });
        assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to), 0);
        double seconds =
            (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
        if (seconds > BOMB_SECONDS)
            fail_msg("\"%s%s...\" took %.2f s", bombs[i].once, bombs[i].again, seconds);
        if (seconds > 0.4)
            print_message("\"%s%s...\": %.2f s\n", bombs[i].once, bombs[i].again, seconds);
    }
    free(bytes);
}

static int damage_files(unsigned times, char **files)
{
    void *state = NULL;
    unsigned n = 0;
    (void)open_world(&state);
    for (; *files; files++, n++) {
        damage_file(state, *files, times, cut);
        damage_file(state, *files, times, flip);
    }
    (void)close_world(&state);
    print_message("%u pages read, each cut at %u places and with bits flipped %u times\n", n, times,
                  times);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 2)
        return damage_files((unsigned)strtoul(argv[1], NULL, 10), argv + 2);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_pages_are_read),
        cmocka_unit_test(pages_with_flipped_bits_are_read),
        cmocka_unit_test(bombs_are_stopped_in_time),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
