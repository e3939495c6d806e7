/* test_check.c: the table of checks, the order of findings, and suppressions (CC902). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "fixture.h"

/* A source too old (CC203), twice in one parenthesis (CC108), and an unknown name of an outlet (CC501). */
static const char article[] =
    "In late June, he left (Zzyzx Post, June 18; Zzyzx Post, June 18). He left it. In late May, he "
    "left (Quux, May 3).\n\nIn late June, he ended it (Foo Bar, June 5).";

static void rows_are_found_by_number_and_kind(void **state)
{
    (void)state;
    assert_ptr_equal(check_find(S("CC203")), &checks[CHECK_CC203]);
    assert_ptr_equal(check_find(S("cc203")), &checks[CHECK_CC203]);
    assert_ptr_equal(check_find(S("prose-date")), &checks[CHECK_CC203]);
    assert_null(check_find(S("CC999")));
    assert_null(check_find(S("")));
}

static void rows_ascend_and_have_their_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHECK_COUNT; i++) {
        char path[256];
        assert_true(i == 0 || str_cmp(checks[i - 1].rule, checks[i].rule) < 0);
        (void)snprintf(path, sizeof path, "docs/checks/%.*s-%.*s.md", STR_ARG(checks[i].rule),
                       STR_ARG(checks[i].kind));
        if (access(path, R_OK) != 0)
            fail_msg("no page %s", path);
    }
}

static void findings_come_in_the_order_of_the_text(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, article, "2024-07-20", "2024-07-31");
    fixture_run(&f, CHECK_COUNT);
    fixture_expect(&f, "CC203:late June|CC501:Zzyzx Post|CC108:Zzyzx Post, June 18|CC203:late May|"
                       "CC501:Quux|CC203:late June|CC501:Foo Bar");
    for (size_t i = 0; i < f.findings.list.n; i++)
        assert_true(f.findings.list.p[i].severity != CCK_SEVERITY_OFF);
    fixture_close(&f);
}

static void an_empty_document_has_no_findings(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, "", NULL, NULL);
    fixture_run(&f, CHECK_COUNT);
    fixture_expect(&f, "");
    fixture_close(&f);
}

static void every_check_can_be_run_alone_on_anything(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, article, NULL, NULL);
    for (int i = 0; i < CHECK_COUNT; i++)
        fixture_run(&f, (enum check_id)i);
    fixture_close(&f);
}

/* The findings with one mark that stands in front of `where`. */
static void expect_mark(const char *words, const char *where, const char *expected)
{
    struct fixture f;
    fixture_open(&f, article, "2024-07-20", "2024-07-31");
    uint32_t at = (uint32_t)str_find(f.doc.text, str_from_z(where), 0);
    *VEC_PUSH(&f.doc.marks, &f.arena) =
        (struct doc_mark){ .source = { at, 1 }, .words = str_from_z(words), .text_off = at };
    fixture_run(&f, CHECK_COUNT);
    fixture_expect(&f, expected);
    fixture_close(&f);
}

static void the_whole_file(void **state)
{
    (void)state;
    expect_mark("citecheck-disable-file CC203, CC501 -- old news", "In late June",
                "CC108:Zzyzx Post, June 18");
    expect_mark("citecheck-disable-file prose-date unknown-outlet", "In late June",
                "CC108:Zzyzx Post, June 18");
}

static void from_here_on(void **state)
{
    (void)state;
    expect_mark("citecheck-disable CC203 CC501", "He left it",
                "CC203:late June|CC501:Zzyzx Post|CC108:Zzyzx Post, June 18");
}

static void this_line(void **state)
{
    (void)state;
    expect_mark("citecheck-disable-line CC203,CC501,CC108", "He left it",
                "CC203:late June|CC501:Foo Bar");
}

static void the_next_sentence_or_paragraph(void **state)
{
    (void)state;
    expect_mark("citecheck-disable-next CC203,CC501", "In late May",
                "CC203:late June|CC501:Zzyzx Post|CC108:Zzyzx Post, June 18|CC203:late June|"
                "CC501:Foo Bar");
    expect_mark("citecheck-disable-next CC203,CC501", "\n\nIn late June, he ended",
                "CC203:late June|CC501:Zzyzx Post|CC108:Zzyzx Post, June 18|CC203:late May|"
                "CC501:Quux");
}

static void disable_lasts_until_enable(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, article, "2024-07-20", "2024-07-31");
    uint32_t on = (uint32_t)str_find(f.doc.text, S("\n\nIn"), 0);
    *VEC_PUSH(&f.doc.marks, &f.arena) =
        (struct doc_mark){ .source = { 0, 0 }, .words = S("citecheck-disable CC203,CC501,CC108") };
    *VEC_PUSH(&f.doc.marks, &f.arena) = (struct doc_mark){ .source = { on, 1 },
                                                           .words = S("citecheck-enable CC203"),
                                                           .text_off = on };
    fixture_run(&f, CHECK_COUNT);
    fixture_expect(&f, "CC203:late June");
    fixture_close(&f);
}

static void expect_complaint(const char *words, bool complaint)
{
    struct fixture f;
    fixture_open(&f, "He left it.", "2024-07-20", "2024-07-31");
    *VEC_PUSH(&f.doc.marks, &f.arena) =
        (struct doc_mark){ .source = { 0, 2 }, .words = str_from_z(words) };
    fixture_run(&f, CHECK_COUNT);
    fixture_expect(&f, complaint ? "CC902:" : "");
    fixture_close(&f);
}

static void marks_that_do_nothing_or_do_not_parse(void **state)
{
    (void)state;
    expect_complaint("citecheck-disable-file CC203", true);
    expect_complaint("citecheck-disable-file CC999", true);
    expect_complaint("citecheck-disable-file", true);
    expect_complaint("citecheck-silence CC203", true);
    expect_complaint("citecheck-disable-nextCC203", true);
    expect_complaint("citecheck-enable", false);
}

static void without_the_network_a_mark_for_it_cannot_be_judged(void **state)
{
    (void)state;
    expect_complaint("citecheck-disable-file CC301", false);
    expect_complaint("citecheck-disable-file gone CC212", false);
}

static void hostile_text_stays_linear(void **state)
{
    (void)state;
    enum { N = 30000 };
    static const char piece[] = "On May 3, they said “ten” (TASS, May 1). ";
    static const char run[] = "on May 3 said (TASS, May 1), ";
    struct arena arena;
    arena_init(&arena, 0, NULL);
    char *text = NEW(&arena, char, N *(sizeof piece + sizeof run));
    char *end = text;
    for (size_t i = 0; i < N; i++, end += sizeof piece - 1)
        memcpy(end, piece, sizeof piece - 1);
    for (size_t i = 0; i < N; i++, end += sizeof run - 1)
        memcpy(end, run, sizeof run - 1);
    struct fixture f;
    fixture_open(&f, text, "2024-07-20", "2024-07-31");
    fixture_run(&f, CHECK_COUNT);
    assert_true(f.findings.list.n > N);
    fixture_close(&f);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_found_by_number_and_kind),
        cmocka_unit_test(rows_ascend_and_have_their_page),
        cmocka_unit_test(findings_come_in_the_order_of_the_text),
        cmocka_unit_test(an_empty_document_has_no_findings),
        cmocka_unit_test(every_check_can_be_run_alone_on_anything),
        cmocka_unit_test(hostile_text_stays_linear),
        cmocka_unit_test(the_whole_file),
        cmocka_unit_test(from_here_on),
        cmocka_unit_test(this_line),
        cmocka_unit_test(the_next_sentence_or_paragraph),
        cmocka_unit_test(disable_lasts_until_enable),
        cmocka_unit_test(marks_that_do_nothing_or_do_not_parse),
        cmocka_unit_test(without_the_network_a_mark_for_it_cannot_be_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
