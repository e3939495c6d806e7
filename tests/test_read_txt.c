/* test_read_txt.c: paragraphs and their kinds in plain text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "read_case.h"

#include "base/banned.h"

enum { HOSTILE_BYTES = 8 * 1000 * 1000, HOSTILE_SECONDS = 120 };

static void reads_the_house_form(void **state)
{
    (void)state;
    read_case_expect(
        "a.txt",
        "Grain Port Reopens After Long Strike\n\n"
        "Publication: Eurasia Daily Monitor Volume: 20 Issue: 7\n\n"
        "(Source: Flickr.com)\n\n"
        "Executive Summary:\n\n"
        "  • The port has reopened.\n"
        "  • Exports have risen, with more ships on their way\n\n"
        "The port stood still for weeks. It opened on May 3 (TASS, May 4).\n\n"
        "Ships wait. “We are glad,” he said (see EDM, May 5).",
        "headline 1 Grain Port Reopens After Long Strike\n"
        "masthead 0 Publication: Eurasia Daily Monitor Volume: 20 Issue: 7\n"
        "caption 2 (Source: Flickr.com)\n"
        "heading 3 Executive Summary:\n"
        "summary 4 The port has reopened.\n"
        "summary 5 Exports have risen, with more ships on their way\n"
        "paragraph 6 The port stood still for weeks. It opened on May 3 (TASS, May 4).\n"
        "paragraph 7 Ships wait. “We are glad,” he said (see EDM, May 5).\n");
}

static void reads_meta_facts_of_the_masthead(void **state)
{
    (void)state;
    struct read_case c;
    read_case_open(
        &c, "2023-01-12-port.txt",
        S("Grain Port Reopens\n\nPublication: Eurasia Daily Monitor\nVolume: 20 Issue: 7\n"
          "By: Jane Doe\nJanuary 11, 2023 05:48 PM\n\nThe port opened (TASS, May 4)."));
    assert_true(c.read);
    const struct doc_meta *meta = &c.doc.meta;
    assert_true(str_eq(meta->title, S("Grain Port Reopens")));
    assert_true(str_eq(meta->author, S("Jane Doe")));
    assert_true(str_eq(meta->publication, S("Eurasia Daily Monitor")));
    assert_true(str_eq(str_at(c.doc.source, meta->publication_source), S("Eurasia Daily Monitor")));
    assert_int_equal(meta->volume, 20);
    assert_true(str_eq(str_at(c.doc.source, meta->volume_source), S("20")));
    assert_true(str_eq(str_at(c.doc.source, meta->issue_source), S("7")));
    assert_int_equal(meta->dates.n, 2);
    assert_int_equal(meta->dates.p[0].kind, DOC_FACT_MASTHEAD);
    assert_true(str_eq(str_at(c.doc.source, meta->dates.p[0].source), S("January 11, 2023")));
    assert_int_equal(meta->dates.p[1].kind, DOC_FACT_FILE_NAME);
    assert_int_equal(date_cmp(meta->dates.p[1].value, date_make(2023, 1, 12)), 0);
    assert_int_equal(meta->dates.p[1].source.len, 0);
    read_case_close(&c);
}

static void takes_masthead_lines_apart_that_stand_together(void **state)
{
    (void)state;
    read_case_expect("a.txt",
                     "Grain Port Reopens\n"
                     "Publication: Eurasia Daily Monitor\nVolume: 20 Issue: 7\nBy: Jane Doe\n\n"
                     "The port stood still for weeks before it was opened again, and nobody\n"
                     "could say when the ships that waited outside of the breakwater would be\n"
                     "let in by the pilots (TASS, May 4).\n",
                     "headline 1 Grain Port Reopens\n"
                     "masthead 0 Publication: Eurasia Daily Monitor\n"
                     "masthead 0 Volume: 20 Issue: 7\n"
                     "byline 2 By: Jane Doe\n"
                     "paragraph 3 The port stood still for weeks before it was opened again, and "
                     "nobody could say when the ships that waited outside of the breakwater would "
                     "be let in by the pilots (TASS, May 4).\n");
}

static void takes_a_line_for_a_paragraph(void **state)
{
    (void)state;
    read_case_expect("a.txt",
                     "Port Reopens\n"
                     "The port opened on May 3 (TASS, May 4). Ships came.\n"
                     "More ships are on their way (TASS, May 5).\n",
                     "headline 1 Port Reopens\n"
                     "paragraph 2 The port opened on May 3 (TASS, May 4). Ships came.\n"
                     "paragraph 3 More ships are on their way (TASS, May 5).\n");
}

static void joins_hard_wrapped_lines(void **state)
{
    (void)state;
    read_case_expect("a.txt",
                     "The port stood still for weeks before it was opened again, and nobody\n"
                     "could say when the ships that waited outside would be let in (TASS,\n"
                     "May 4). They were many.\n"
                     "Another paragraph begins after a line that stopped well short of the\n"
                     "margin of the others, and it ends here.\n"
                     "  - an item after a full stop\n  - and one more, which goes on and on and\n"
                     "    on to the next line\n",
                     "paragraph 1 The port stood still for weeks before it was opened again, and "
                     "nobody could say when the ships that waited outside would be let in (TASS, "
                     "May 4). They were many.\n"
                     "paragraph 2 Another paragraph begins after a line that stopped well short "
                     "of the margin of the others, and it ends here.\n"
                     "item 3 an item after a full stop\n"
                     "item 4 and one more, which goes on and on and     on to the next line\n");
}

static void knows_lists_notes_headings_and_rules(void **state)
{
    (void)state;
    read_case_expect("a.txt",
                     "The port opened on May 3 (TASS, May 4).\n\n"
                     "Background\n\n"
                     "It had been closed.\n\n* * *\n\n"
                     "1. First item here.\n2) Second item here.\n– Third item here.\n\n"
                     "2014. That was the year.\n\n"
                     "-5 degrees were measured.\n\n"
                     "[1] TASS, May 4.\n[2]: Meduza, May 5.\n",
                     "paragraph 1 The port opened on May 3 (TASS, May 4).\n"
                     "heading 2 Background\n"
                     "paragraph 3 It had been closed.\n"
                     "item 4 First item here.\n"
                     "item 5 Second item here.\n"
                     "item 6 Third item here.\n"
                     "paragraph 7 2014. That was the year.\n"
                     "paragraph 8 -5 degrees were measured.\n"
                     "footnote 9 TASS, May 4.\n"
                     "footnote 10 Meduza, May 5.\n");
}

static void ends_a_summary_at_the_first_paragraph(void **state)
{
    (void)state;
    read_case_expect("a.txt",
                     "Executive Summary\n\nThe port has opened, in short.\n\n- And more.\n\n"
                     "The port stood still. It opened (TASS, May 4).\n\n- An item of the body.\n",
                     "heading 1 Executive Summary\n"
                     "summary 2 The port has opened, in short.\n"
                     "summary 3 And more.\n"
                     "paragraph 4 The port stood still. It opened (TASS, May 4).\n"
                     "item 5 An item of the body.\n");
}

static void takes_a_lone_line_for_prose(void **state)
{
    (void)state;
    read_case_expect("a.txt", "He left (TASS, May 3)", "paragraph 1 He left (TASS, May 3)\n");
    read_case_expect("a.txt", "A line without anything", "paragraph 1 A line without anything\n");
    read_case_expect("a.txt", "", "");
    read_case_expect("a.txt", "\n \n\t\n***\n", "");
}

static void keeps_steering_comments_out_of_the_text(void **state)
{
    (void)state;
    struct read_case c;
    str source = S("First paragraph.\n\n# citecheck-disable-next CC401 -- common knowledge \n"
                   "Second paragraph.\n# citecheck is a tool.\n");
    read_case_open(&c, "a.txt", source);
    assert_true(c.read);
    assert_int_equal(c.doc.marks.n, 1);
    const struct doc_mark *mark = &c.doc.marks.p[0];
    assert_true(str_eq(mark->words, S("citecheck-disable-next CC401 -- common knowledge")));
    assert_true(str_starts(str_at(c.doc.source, mark->source), S("# citecheck-disable-next")));
    assert_true(mark->text_off < str_find(c.doc.text, S("Second"), 0));
    assert_int_equal(c.doc.blocks.n, 3);
    read_case_close(&c);
}

static void finds_bare_addresses(void **state)
{
    (void)state;
    static const char *const urls[] = { "https://tass.com/politics/1?a=b&c=d", "http://x.org/a_(b)",
                                        "https://пример.рф/путь", "HTTPS://A.B" };
    struct read_case c;
    read_case_open(&c, "a.txt",
                   S("He left (https://tass.com/politics/1?a=b&c=d), see http://x.org/a_(b). And “"
                     "https://пример.рф/путь”; HTTPS://A.B! Not xhttps://c.d, nor https://, nor "
                     "ftp://e.f here."));
    assert_true(c.read);
    assert_int_equal(c.doc.links.n, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct doc_link *link = &c.doc.links.p[i];
        assert_true(str_eq(link->url, str_from_z(urls[i])));
        assert_true(str_eq(str_at(c.doc.text, link->text), link->url));
        assert_true(str_eq(str_at(c.doc.source, link->source), link->url));
    }
    read_case_close(&c);
}

static void points_into_the_source(void **state)
{
    (void)state;
    struct read_case c;
    str source = S("One paragraph.\r\n\r\nTwo\xC2\xA0paragraphs.\xC2\xA0\r\n");
    read_case_open(&c, "a.txt", source);
    assert_true(c.read && c.doc.text.p == source.p);
    assert_int_equal(c.doc.map.segments.n, 1);
    assert_true(str_eq(str_at(c.doc.text, c.doc.blocks.p[1].text), S("Two\xC2\xA0paragraphs.")));
    read_case_close(&c);
    read_case_expect("a.txt", "Old line ends.\r\rSecond one.", /* of the Macintosh */
                     "paragraph 1 Old line ends.\nparagraph 2 Second one.\n");
}

static void answers_for_places_outside_of_blocks(void **state)
{
    (void)state;
    struct read_case c;
    read_case_open(&c, "a.txt", S("One. Two.\n\nThree."));
    assert_int_equal(doc_block_at(&c.doc, 9), c.doc.blocks.n);
    assert_int_equal(doc_block_at(&c.doc, 99), c.doc.blocks.n);
    assert_int_equal(doc_sentence_at(&c.doc, 4), c.doc.sentences.n);
    assert_int_equal(doc_sentence_at(&c.doc, 11), 2);
    read_case_close(&c);
}

static void refuses_what_is_over_its_limits(void **state)
{
    (void)state;
    struct arena arena;
    struct doc doc;
    struct err err = { 0 };
    struct read_limits limits = { .source_bytes = 100, .blocks = 2, .html_depth = 512 };
    arena_init(&arena, 0, NULL);
    assert_false(doc_read(S("a.txt"), S("One.\n\nTwo.\n\nThree."), &limits, &arena, &doc, &err));
    assert_int_equal(err.kind, ERR_LIMIT);
    err = (struct err){ 0 };
    limits.source_bytes = 3;
    assert_false(doc_read(S("a.txt"), S("One."), &limits, &arena, &doc, &err));
    assert_int_equal(err.kind, ERR_LIMIT);
    arena_free(&arena);
}

static void chooses_the_reader_by_name_or_content(void **state)
{
    (void)state;
    enum read_format format;
    assert_true(read_format_of(S("A.TXT"), &format) && format == READ_TXT);
    assert_true(read_format_of(S("x/a.markdown"), &format) && format == READ_MARKDOWN);
    assert_true(read_format_of(S("a.htm"), &format) && format == READ_HTML);
    assert_false(read_format_of(S("a.docx"), &format));
    read_case_expect("-", "  <!DOCTYPE html><p>One <b>bold</b> word.",
                     "paragraph 1 One bold word.\n");
    read_case_expect("-", "Intro *here*.\n\n## Part\n",
                     "paragraph 1 Intro here.\nheading 2 Part\n");
    read_case_expect("-", "Intro *here*.\n", "paragraph 1 Intro *here*.\n");
}

static void takes_hostile_text_in_linear_time(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "\n",        "a\n", "- a\n", "a\n\n",       "://",      "http://a", "[1] a\n",
        "http://a)", " ",   "(",     "Volume: 1\n", "\xC2\xA0", "\r",       "https://((((a))))))"
    };
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
        read_case_hostile("a.txt", patterns[i], HOSTILE_BYTES, HOSTILE_SECONDS);
}

static void counts_the_items_of_numbered_lists(void **state)
{
    (void)state;
    read_case_expect_numbers(
        "a.txt",
        "The port has been open since the talks.\n\n3. One of them\n4) Two of them\n\n- An item\n• An item\n",
        "0 3 4 0 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_house_form),
        cmocka_unit_test(counts_the_items_of_numbered_lists),
        cmocka_unit_test(reads_meta_facts_of_the_masthead),
        cmocka_unit_test(takes_masthead_lines_apart_that_stand_together),
        cmocka_unit_test(takes_a_line_for_a_paragraph),
        cmocka_unit_test(joins_hard_wrapped_lines),
        cmocka_unit_test(knows_lists_notes_headings_and_rules),
        cmocka_unit_test(ends_a_summary_at_the_first_paragraph),
        cmocka_unit_test(takes_a_lone_line_for_prose),
        cmocka_unit_test(keeps_steering_comments_out_of_the_text),
        cmocka_unit_test(finds_bare_addresses),
        cmocka_unit_test(points_into_the_source),
        cmocka_unit_test(answers_for_places_outside_of_blocks),
        cmocka_unit_test(refuses_what_is_over_its_limits),
        cmocka_unit_test(chooses_the_reader_by_name_or_content),
        cmocka_unit_test(takes_hostile_text_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
