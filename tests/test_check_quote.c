/* test_check_quote.c: what is said of quotations, figures and titles that pages do not bear out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/banned.h"

static const char draft[] = "He said that \"the gates will open\" to 500 ships (TASS, May 3).";

/* The findings of a check for one result at some words of the draft. */
static void expect(enum check_id check, struct quote_result result, const char *words,
                   const char *expected)
{
    struct fixture f;
    fixture_open(&f, draft, "2024-07-20", "2024-07-31");
    size_t at = str_find(f.doc.text, str_from_z(words), 0);
    result.text = span_make(at, at + strlen(words));
    struct page page = { .title = S("Gates stay shut") };
    struct evidence evidence = { .page = &page, .quotes = &result, .n_quotes = 1 };
    f.input.evidence = &evidence;
    fixture_run(&f, check);
    fixture_expect(&f, expected);
    f.input.evidence = NULL; /* the network was not asked */
    f.findings.list.n = 0;
    fixture_run(&f, check);
    fixture_expect(&f, "");
    fixture_close(&f);
}

static void absent_words_are_found(void **state)
{
    (void)state;
    struct quote_result r = { .state = QUOTE_ABSENT };
    expect(CHECK_CC601, r, "the gates will open", "CC601:the gates will open");
    r.in_comment = true;
    expect(CHECK_CC601, r, "the gates will open", "CC601:the gates will open");
    expect(CHECK_CC602, r, "the gates will open", "");
    expect(CHECK_CC603, r, "the gates will open", "");
}

static void altered_words_are_found(void **state)
{
    (void)state;
    struct quote_result r = { .state = QUOTE_ALTERED };
    expect(CHECK_CC602, r, "the gates will open", "CC602:the gates will open");
    expect(CHECK_CC601, r, "the gates will open", "");
}

static void both_versions_are_shown(void **state)
{
    (void)state;
    struct fixture f;
    fixture_open(&f, draft, "2024-07-20", "2024-07-31");
    size_t at = str_find(f.doc.text, S("the gates"), 0);
    struct quote_edit edits[] = { { str_slice(f.doc.text, at, 9), S("the\n doors") },
                                  { { 0 }, S("never") } };
    struct quote_result r = { .state = QUOTE_ALTERED,
                              .text = span_make(at, at + 19),
                              .page_text = S("the\n doors will never open"),
                              .edits = edits,
                              .n_edits = 2 };
    struct evidence evidence = { .quotes = &r, .n_quotes = 1 };
    f.input.evidence = &evidence;
    fixture_run(&f, CHECK_CC602);
    assert_int_equal(f.findings.list.n, 1);
    const struct finding *found = &f.findings.list.p[0];
    assert_true(str_find(found->message, S("\"the gates\" for \"the doors\""), 0) <
                found->message.n);
    assert_true(str_find(found->message, S("\"never\" is left out"), 0) < found->message.n);
    assert_true(str_find(found->message, S("\"the doors will never open\""), 0) < found->message.n);
    assert_int_equal(found->n_related, 1);
    assert_true(str_eq(found->related[0].message, S("the page has \"the doors\"")));
    fixture_close(&f);
}

static void missing_figures_are_noted(void **state)
{
    (void)state;
    struct quote_result r = { .kind = QUOTED_FIGURE, .state = QUOTE_ABSENT };
    expect(CHECK_CC603, r, "500", "CC603:500");
    expect(CHECK_CC601, r, "500", "");
}

static void other_titles_are_noted(void **state)
{
    (void)state;
    struct quote_result r = { .kind = QUOTED_TITLE, .state = QUOTE_ABSENT };
    expect(CHECK_CC604, r, "the gates will open", "CC604:the gates will open");
    r.state = QUOTE_ALTERED;
    expect(CHECK_CC604, r, "the gates will open", "CC604:the gates will open");
    expect(CHECK_CC602, r, "the gates will open", "");
}

static void what_is_found_or_cannot_be_known_is_silent(void **state)
{
    (void)state;
    static const enum check_id all[] = { CHECK_CC601, CHECK_CC602, CHECK_CC603, CHECK_CC604 };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        for (uint8_t kind = QUOTED_WORDS; kind <= QUOTED_TITLE; kind++) {
            struct quote_result r = { .kind = kind, .state = QUOTE_FOUND };
            expect(all[i], r, "the gates will open", "");
            r.state = QUOTE_UNKNOWN;
            expect(all[i], r, "the gates will open", "");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(absent_words_are_found),
        cmocka_unit_test(altered_words_are_found),
        cmocka_unit_test(both_versions_are_shown),
        cmocka_unit_test(missing_figures_are_noted),
        cmocka_unit_test(other_titles_are_noted),
        cmocka_unit_test(what_is_found_or_cannot_be_known_is_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
