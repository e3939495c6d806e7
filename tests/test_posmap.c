/* test_posmap.c: from text back to source, and lines and columns. */
#include "doc/posmap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/banned.h"

static void expect_span(const struct posmap *map, span text, size_t begin, size_t end)
{
    span source = posmap_source(map, text);
    assert_int_equal(source.off, begin);
    assert_int_equal(span_end(source), end);
}

static void expect_place(struct line_cursor *cursor, uint32_t off, uint32_t line, uint32_t column)
{
    struct line_place place = line_cursor_at(cursor, off);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

/* Text "ab&cd" of the source "xxab&amp;cd": verbatim, replaced, verbatim. */
static void build(struct posmap *map, struct arena *arena)
{
    posmap_add(map, arena, (struct posmap_segment){ 0, 2, 2, 2, false });
    posmap_add(map, arena, (struct posmap_segment){ 2, 4, 1, 5, true });
    posmap_add(map, arena, (struct posmap_segment){ 3, 9, 2, 2, false });
}

static void leads_back_through_replaced_text(void **state)
{
    (void)state;
    struct arena arena;
    struct posmap map = { 0 };
    arena_init(&arena, 0, NULL);
    build(&map, &arena);
    expect_span(&map, (span){ 0, 2 }, 2, 4);
    expect_span(&map, (span){ 1, 1 }, 3, 4);
    expect_span(&map, (span){ 2, 1 }, 4, 9);
    expect_span(&map, (span){ 1, 3 }, 3, 10);
    expect_span(&map, (span){ 0, 5 }, 2, 11);
    expect_span(&map, (span){ 3, 0 }, 9, 9);
    expect_span(&map, (span){ 5, 0 }, 11, 11);
    arena_free(&arena);
}

static void joins_verbatim_runs_that_continue(void **state)
{
    (void)state;
    struct arena arena;
    struct posmap map = { 0 };
    arena_init(&arena, 0, NULL);
    posmap_add(&map, &arena, (struct posmap_segment){ 0, 3, 2, 2, false });
    posmap_add(&map, &arena, (struct posmap_segment){ 2, 5, 4, 4, false });
    assert_int_equal(map.segments.n, 1);
    posmap_add(&map, &arena, (struct posmap_segment){ 6, 10, 1, 1, false });
    posmap_add(&map, &arena, (struct posmap_segment){ 7, 11, 0, 2, true });
    assert_int_equal(map.segments.n, 2);
    arena_free(&arena);
}

static void maps_a_text_that_is_its_source(void **state)
{
    (void)state;
    struct posmap map = { 0 };
    expect_span(&map, (span){ 7, 3 }, 7, 10);
}

static void composes_two_maps(void **state)
{
    (void)state;
    struct arena arena;
    struct posmap outer = { 0 }, inner = { 0 };
    arena_init(&arena, 0, NULL);
    build(&outer, &arena);
    /* the eleven bytes that `outer` leads to stand in UTF-16, but for the last two */
    for (uint32_t i = 0; i < 9; i++)
        posmap_add(&inner, &arena, (struct posmap_segment){ i, 2 * i, 1, 2, true });
    posmap_add(&inner, &arena, (struct posmap_segment){ 9, 18, 2, 2, false });
    posmap_compose(&outer, &inner, &arena);
    expect_span(&outer, (span){ 0, 1 }, 4, 6);
    expect_span(&outer, (span){ 2, 1 }, 8, 18);
    expect_span(&outer, (span){ 3, 1 }, 18, 19);
    expect_span(&outer, (span){ 0, 5 }, 4, 20);
    arena_free(&arena);
}

static void counts_lines_and_code_points(void **state)
{
    (void)state;
    struct line_cursor cursor;
    line_cursor_init(&cursor, S("ab\n\xC3\xA9\xE2\x80\x94x\r\n\nend"));
    expect_place(&cursor, 0, 1, 1);
    expect_place(&cursor, 2, 1, 3);
    expect_place(&cursor, 3, 2, 1);
    expect_place(&cursor, 8, 2, 3);
    expect_place(&cursor, 8, 2, 3);
    expect_place(&cursor, 11, 3, 1);
    expect_place(&cursor, 12, 4, 1);
    expect_place(&cursor, 99, 4, 4);
    expect_place(&cursor, 5, 2, 2);
}

static bool begins_character(str text, uint32_t off)
{
    bool wide = str_starts(text, S("\xFF\xFE"));
    return off == text.n || (wide ? off % 2 == 0 : ((unsigned char)text.p[off] & 0xC0) != 0x80);
}

/* From every character to every other: the way there does not matter. */
static void counts_the_same_on_the_way_back(void **state)
{
    (void)state;
    static const str texts[] = { S_INIT("ab\n\xC3\xA9\xE2\x80\x94x\r\n\nend\n"),
                                 S_INIT("\xEF\xBB\xBF"
                                        "a\xC3\xA9\n\nb"),
                                 S_INIT("\xFF\xFE"
                                        "a\0\n\0b\0\n\0"),
                                 S_INIT("a\xC3\xA9\x94\xA9 \xE2 b\rc\xA9"), S_INIT("abcdef") };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        uint32_t end = (uint32_t)texts[i].n;
        for (uint32_t at = 0; at < (end + 1) * (end + 1); at++) {
            uint32_t from = at / (end + 1), to = at % (end + 1);
            struct line_cursor walked, fresh;
            if (!begins_character(texts[i], from) || !begins_character(texts[i], to))
                continue;
            line_cursor_init(&walked, texts[i]);
            line_cursor_init(&fresh, texts[i]);
            struct line_place want = line_cursor_at(&fresh, to);
            (void)line_cursor_at(&walked, from);
            expect_place(&walked, to, want.line, want.column);
            want = line_cursor_at(&fresh, end);
            expect_place(&walked, end, want.line, want.column);
        }
    }
}

static void gives_a_byte_order_mark_no_column(void **state)
{
    (void)state;
    struct line_cursor cursor;
    line_cursor_init(&cursor, S("\xEF\xBB\xBF"
                                "ab"));
    expect_place(&cursor, 0, 1, 1);
    expect_place(&cursor, 3, 1, 1);
    expect_place(&cursor, 4, 1, 2);
}

static void counts_characters_of_utf16(void **state)
{
    (void)state;
    struct line_cursor cursor;
    line_cursor_init(&cursor, S("\xFF\xFE"
                                "a\0\n\0"
                                "\x0A\x0A"
                                "\x3D\xD8\x00\xDE"
                                "b\0"));
    expect_place(&cursor, 2, 1, 1);
    expect_place(&cursor, 4, 1, 2);
    expect_place(&cursor, 6, 2, 1);
    expect_place(&cursor, 8, 2, 2); /* U+0A0A is no line end */
    expect_place(&cursor, 12, 2, 3);
    line_cursor_init(&cursor, S("\xFE\xFF"
                                "\0a\0\n\0b"));
    expect_place(&cursor, 6, 2, 1);
}

static void counts_bytes_of_legacy_text_and_old_line_ends(void **state)
{
    (void)state;
    struct line_cursor cursor;
    line_cursor_init(&cursor, S("\x93"
                                "a\x94 b"));
    expect_place(&cursor, 4, 1, 5);
    line_cursor_init(&cursor, S("ab\rcd"));
    expect_place(&cursor, 4, 2, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leads_back_through_replaced_text),
        cmocka_unit_test(joins_verbatim_runs_that_continue),
        cmocka_unit_test(maps_a_text_that_is_its_source),
        cmocka_unit_test(composes_two_maps),
        cmocka_unit_test(counts_lines_and_code_points),
        cmocka_unit_test(counts_the_same_on_the_way_back),
        cmocka_unit_test(gives_a_byte_order_mark_no_column),
        cmocka_unit_test(counts_characters_of_utf16),
        cmocka_unit_test(counts_bytes_of_legacy_text_and_old_line_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
