/* test_base.c: slices, buffers, dates, UTF-8, maps, arenas. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

#include "base/banned.h"

static void iso(date d, const char *expected)
{
    char room[DATE_TEXT_BYTES];
    str s = date_iso(d, room);
    assert_true(str_eq(s, str_from_z(expected)));
}

static void date_iso_writes_what_is_known(void **state)
{
    (void)state;
    iso(date_make(2024, 5, 27), "2024-05-27");
    iso(date_make(2024, 5, 0), "2024-05");
    iso(date_make(2024, 0, 0), "2024");
    iso(date_make(0, 5, 27), "--05-27");
    iso(date_make(0, 5, 0), "--05");
    iso(date_make(987, 12, 31), "0987-12-31");
}

static void date_days_and_back_over_four_centuries(void **state)
{
    (void)state;
    assert_int_equal(date_to_days(date_make(1970, 1, 1)), 0);
    assert_int_equal(date_to_days(date_make(2024, 3, 1)), 19783);
    for (int32_t days = -60000; days < 90000; days++) {
        date d = date_from_days(days);
        assert_true(date_is_valid(d));
        assert_int_equal(date_to_days(d), days);
    }
    assert_int_equal(date_weekday(date_make(2024, 7, 29)), 1);
    assert_int_equal(date_weekday(date_make(1969, 12, 28)), 0);
}

static void date_knows_leap_years(void **state)
{
    (void)state;
    assert_true(date_is_valid(date_make(2024, 2, 29)));
    assert_false(date_is_valid(date_make(2023, 2, 29)));
    assert_false(date_is_valid(date_make(1900, 2, 29)));
    assert_true(date_is_valid(date_make(2000, 2, 29)));
    assert_false(date_is_valid(date_make(2024, 13, 1)));
    assert_false(date_is_valid(date_make(2024, 4, 31)));
    assert_false(date_is_valid(date_make(0, 1, 1)));
}

static void date_parse_iso_takes_only_whole_days(void **state)
{
    date d;
    (void)state;
    assert_true(date_parse_iso(S("2024-07-29"), &d));
    assert_int_equal(d.day, 29);
    assert_false(date_parse_iso(S("2024-7-29"), &d));
    assert_false(date_parse_iso(S("2024-07-32"), &d));
    assert_false(date_parse_iso(S("2024-07-29T"), &d));
    assert_false(date_parse_iso(S(""), &d));
}

static void utf8_count_counts_code_points_of_every_length(void **state)
{
    (void)state;
    assert_int_equal(utf8_count(S("")), 0);
    assert_int_equal(utf8_count(S("plain text of more than eight bytes")), 35);
    assert_int_equal(utf8_count(S("Коммерсантъ, 3 мая; 人民日报 \xF0\x9F\x98\x80 end")), 30);
}

static void utf8_valid_finds_the_first_bad_byte(void **state)
{
    size_t bad = 0;
    (void)state;
    assert_true(utf8_valid(S("naïve — «да» 中 \xF0\x9F\x98\x80"), &bad));
    assert_false(utf8_valid(S("0123456789012345678901234567890123456789\x93quoted"), &bad));
    assert_int_equal(bad, 40);
    assert_false(utf8_valid(S("\xC0\xAF"), &bad));         /* overlong */
    assert_false(utf8_valid(S("\xED\xA0\x80"), &bad));     /* surrogate */
    assert_false(utf8_valid(S("\xF4\x90\x80\x80"), &bad)); /* above U+10FFFF */
    assert_false(utf8_valid(S("cut \xE2\x80"), &bad));
    assert_int_equal(bad, 4);
}

static void utf8_steps_agree_both_ways(void **state)
{
    str s = S("aé中\xF0\x9F\x98\x80\xFFz");
    uint32_t forward[8];
    size_t n = 0;
    (void)state;
    for (size_t at = 0; at < s.n;)
        forward[n++] = utf8_next(s, &at);
    assert_int_equal(n, 6);
    assert_int_equal(forward[4], 0xFFFD);
    size_t at = s.n;
    while (at > 0)
        assert_int_equal(utf8_before(s, &at), forward[--n]);
}

static void utf8_ascii_run_ends_at_the_first_other_byte(void **state)
{
    (void)state;
    char text[80];
    for (size_t n = 0; n <= sizeof text; n++) {
        memset(text, 'a', sizeof text);
        assert_int_equal(utf8_ascii_run((str){ text, n }), n);
        for (size_t at = 0; at < n; at++) {
            text[at] = '\x80';
            assert_int_equal(utf8_ascii_run((str){ text, n }), at);
            text[at] = 'a';
        }
    }
}

static void str_comparisons_look_beyond_the_first_byte(void **state)
{
    (void)state;
    assert_true(str_cmp(S("a"), S("b")) < 0 && str_cmp(S("ab"), S("aa")) > 0);
    assert_true(str_cmp(S("z"), S("\xC3\xA4")) < 0 && str_cmp(S("\xC3\xA4"), S("z")) > 0);
    assert_true(str_cmp(S(""), S("a")) < 0 && str_cmp(S("a"), S("ab")) < 0);
    assert_int_equal(str_cmp(S("ab"), S("ab")), 0);
    assert_true(str_eq_nocase(S("Tass"), S("tASS")) && str_eq_nocase(S(""), S("")));
    assert_false(str_eq_nocase(S("@a"), S("`a")) || str_eq_nocase(S("ta"), S("tb")));
    assert_false(str_starts_nocase(S("T"), S("ta")) || str_ends_nocase(S("s"), S("ss")));
    assert_true(str_starts_nocase(S("TASS"), S("ta")) && str_ends_nocase(S("TASS"), S("ss")));
}

static void buf_writes_numbers_of_every_length(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 1000);
    char want[BUF_DIGITS_MAX + 1];
    uint64_t value = UINT64_MAX;
    for (bool more = true; more; value /= 3) {
        more = value > 0;
        for (uint64_t near = value ? value - 1 : 0; near <= value; near++) {
            buf_clear(&buf);
            buf_uint(&buf, near);
            (void)snprintf(want, sizeof want, "%" PRIu64, near);
            assert_true(str_eq(buf_str(&buf), str_from_z(want)));
            if (near == UINT64_MAX)
                break;
        }
    }
    buf_clear(&buf);
    buf_uint(&buf, 100);
    buf_uint(&buf, 1000000);
    assert_true(str_eq(buf_str(&buf), S("1001000000")));
    buf_free(&buf);
}

static void str_functions_clamp(void **state)
{
    str s = S("abc"), head, tail;
    uint32_t value;
    (void)state;
    assert_int_equal(str_slice(s, 2, 100).n, 1);
    assert_int_equal(str_slice(s, 100, 1).n, 0);
    assert_int_equal(str_at(s, (span){ 1, UINT32_MAX }).n, 2);
    assert_false(str_cut(s, ';', &head, &tail));
    assert_true(str_eq(head, s));
    assert_int_equal(tail.n, 0);
    assert_true(str_to_u32(S("4294967295"), &value));
    assert_false(str_to_u32(S("4294967296"), &value));
    assert_false(str_to_u32(S("12a"), &value));
    assert_int_equal(str_find_nocase(S("The Quick"), S("QUICK"), 0), 4);
    assert_int_equal(str_find_nocase(S("ab"), S("abc"), 0), 2);
    assert_true(str_starts_nocase(S("HTTPS://x"), S("https://")));
}

static void buf_stops_at_its_largest_size(void **state)
{
    struct buf buf;
    (void)state;
    buf_init(&buf, 10);
    buf_add(&buf, S("12345678"));
    assert_false(buf.failed);
    buf_add(&buf, S("abc"));
    assert_true(buf.failed);
    assert_int_equal(buf.n, 8);
    buf_clear(&buf);
    assert_false(buf.failed);
    buf_free(&buf);
}

struct sink {
    size_t bytes, calls;
};

static bool take(void *ctx, str content)
{
    struct sink *sink = ctx;
    sink->bytes += content.n;
    return ++sink->calls < 3;
}

static void buf_flushes_as_it_grows_and_stops_when_refused(void **state)
{
    struct sink sink = { 0 };
    struct buf buf;
    (void)state;
    buf_init(&buf, 1 << 20);
    buf.flush = take;
    buf.flush_ctx = &sink;
    buf.flush_at = 100;
    for (int i = 0; i < 1000; i++)
        buf_add(&buf, S("0123456789"));
    assert_true(buf.failed);
    assert_int_equal(sink.calls, 3);
    assert_int_equal(sink.bytes, 300);
    buf_free(&buf);
}

static void map_keeps_what_it_is_given(void **state)
{
    struct arena arena;
    struct map map = { .seed = 7 };
    (void)state;
    arena_init(&arena, 0, NULL);
    for (uintptr_t i = 1; i <= 5000; i++)
        *map_slot(&map, &arena, str_printf(&arena, "key %u", (unsigned)i)) = (void *)i;
    assert_int_equal(map.n, 5000);
    for (uintptr_t i = 1; i <= 5000; i += 7)
        assert_int_equal((uintptr_t)map_get(&map, str_printf(&arena, "key %u", (unsigned)i)), i);
    assert_null(map_get(&map, S("key 0")));
    arena_free(&arena);
}

static void close_one(void *count)
{
    ++*(int *)count;
}

static void arena_release_runs_closers_and_zeroes_again(void **state)
{
    struct arena arena;
    int closed = 0;
    (void)state;
    arena_init(&arena, 0, NULL);
    char *kept = NEW(&arena, char, 8);
    kept[0] = 'k';
    struct arena_mark mark = arena_mark(&arena);
    arena_defer(&arena, close_one, &closed);
    memset(NEW(&arena, char, 100000), 'x', 100000);
    arena_release(&arena, mark);
    assert_int_equal(closed, 1);
    char *again = NEW(&arena, char, 64);
    for (int i = 0; i < 64; i++)
        assert_int_equal(again[i], 0);
    assert_int_equal(kept[0], 'k');
    arena_free(&arena);
    assert_int_equal(closed, 1);
}

static void arena_that_is_spent_jumps_to_its_guard(void **state)
{
    struct arena arena;
    struct err err = { 0 };
    struct arena_guard guard = { .err = &err };
    (void)state;
    arena_init(&arena, 1000000, &guard);
    assert_null(arena_try_alloc(&arena, 1, 1, 2000000));
    assert_null(arena_try_alloc(&arena, SIZE_MAX / 2, 8, 4));
    if (setjmp(guard.env) == 0) {
        for (char *p = NEW(&arena, char, 1000);; p = NEW(&arena, char, 1000))
            *p = 'x';
    }
    assert_int_equal(err.kind, ERR_LIMIT);
    assert_string_equal(err.message, "needs more than 1 MB of memory");
    arena_free(&arena);
}

static void count_close(void *handle)
{
    ++*(int *)handle;
}

static void arena_of_an_owner_has_its_limit_and_goes_with_it(void **state)
{
    struct arena owner;
    struct err err = { 0 };
    struct arena_guard guard = { .err = &err };
    int closed = 0;
    (void)state;
    arena_init(&owner, 1000000, &guard);
    struct arena *arena = arena_open(&owner);
    arena_defer(arena, count_close, &closed);
    if (setjmp(guard.env) == 0)
        *NEW(arena, char, 2000000) = 'x';
    assert_int_equal(err.kind, ERR_LIMIT);
    assert_int_equal(closed, 0);
    arena_free(&owner);
    assert_int_equal(closed, 1);
}

static void err_keeps_the_first_cause_and_adds_context(void **state)
{
    struct err err = { 0 };
    (void)state;
    assert_false(err_at(&err, ERR_FORMAT, 3, 7, "expected %s", "a day"));
    assert_false(err_set(&err, ERR_IO, "something later"));
    assert_false(err_context(&err, "rules/%s", "x.yaml"));
    assert_string_equal(err.message, "rules/x.yaml: expected a day");
    assert_int_equal(err.line, 3);
    assert_int_equal(err.kind, ERR_FORMAT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(date_iso_writes_what_is_known),
        cmocka_unit_test(date_days_and_back_over_four_centuries),
        cmocka_unit_test(date_knows_leap_years),
        cmocka_unit_test(date_parse_iso_takes_only_whole_days),
        cmocka_unit_test(utf8_count_counts_code_points_of_every_length),
        cmocka_unit_test(utf8_valid_finds_the_first_bad_byte),
        cmocka_unit_test(utf8_steps_agree_both_ways),
        cmocka_unit_test(utf8_ascii_run_ends_at_the_first_other_byte),
        cmocka_unit_test(str_comparisons_look_beyond_the_first_byte),
        cmocka_unit_test(buf_writes_numbers_of_every_length),
        cmocka_unit_test(str_functions_clamp),
        cmocka_unit_test(buf_stops_at_its_largest_size),
        cmocka_unit_test(buf_flushes_as_it_grows_and_stops_when_refused),
        cmocka_unit_test(map_keeps_what_it_is_given),
        cmocka_unit_test(arena_release_runs_closers_and_zeroes_again),
        cmocka_unit_test(arena_that_is_spent_jumps_to_its_guard),
        cmocka_unit_test(arena_of_an_owner_has_its_limit_and_goes_with_it),
        cmocka_unit_test(err_keeps_the_first_cause_and_adds_context),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
