/* test_read_md.c: Markdown drafts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "read_case.h"

#include "base/banned.h"

enum { HOSTILE_BYTES = 2 * 1000 * 1000, HOSTILE_SECONDS = 120 };

static void expect_source(const struct read_case *c, const char *words, const char *source)
{
    assert_true(str_eq(read_case_source(c, words), str_from_z(source)));
}

static void expect_link(const struct read_case *c, size_t i, const char *text, const char *url,
                        const char *source)
{
    assert_true(i < c->doc.links.n);
    const struct doc_link *link = &c->doc.links.p[i];
    assert_true(str_eq(str_at(c->doc.text, link->text), str_from_z(text)));
    assert_true(str_eq(link->url, str_from_z(url)));
    assert_true(str_eq(str_at(c->doc.source, link->source), str_from_z(source)));
}

static void reads_blocks_of_every_kind(void **state)
{
    (void)state;
    read_case_expect("a.md",
                     "# Port Reopens\n\nPublication: Eurasia Daily Monitor Volume: 20 Issue: 7\n\n"
                     "![A port](port.png)\n*Ships wait. Flickr*\n\n"
                     "## Executive Summary\n\n- It has *opened*.\n- Ships\n  come.\n\n"
                     "The port opened\n(TASS, May 4).\n\n"
                     "1. One\n\n   More of one.\n2. Two\n   - Inner\n\n"
                     "> He left (TASS,\n> May 5).\n\n"
                     "| Outlet | Day |\n|---|---|\n| TASS | May 4 |\n\n"
                     "```\ncode (TASS, May 6)\n```\n\n"
                     "Setext\n------\n\n# Second\n",
                     "headline 1 Port Reopens\n"
                     "masthead 0 Publication: Eurasia Daily Monitor Volume: 20 Issue: 7\n"
                     "caption 2 Ships wait. Flickr\n"
                     "heading 3 Executive Summary\n"
                     "summary 4 It has opened.\nsummary 5 Ships come.\n"
                     "paragraph 6 The port opened (TASS, May 4).\n"
                     "item 7 One\nitem 8 More of one.\nitem 9 Two\nitem 10 Inner\n"
                     "quote 11 He left (TASS, May 5).\n"
                     "cell 12 Outlet\ncell 13 Day\ncell 14 TASS\ncell 15 May 4\n"
                     "heading 16 Setext\nheading 17 Second\n");
}

static void leaves_struck_words_out(void **state)
{
    (void)state;
    read_case_expect("a.md",
                     "It opened (TASS, ~~March 8~~ March 9), ~~or~~ it seems.\n\n"
                     "~~He left (TASS, May 5).~~\n\nAn ~~*old*~~end.\n\n"
                     "He left\n~~May\n1~~ on May 2, ~~or~~\nlater ~~he~~ &amp; came.\n",
                     "paragraph 1 It opened (TASS, March 9), it seems.\n"
                     "paragraph 2 An end.\n"
                     "paragraph 3 He left on May 2, later & came.\n");
}

static void leads_every_piece_back(void **state)
{
    (void)state;
    struct read_case c;
    read_case_open(
        &c, "a.md",
        S("# T\n\nHe *left* (see [EDM](http://e.org/x \"t\"), March&nbsp;26,\n28; "
          "**TASS**, `May` 3) \\*so\\* &unknown; &mdash; end.\n\n> a (TASS,\n> May 5)\n"));
    assert_true(c.read);
    expect_source(&c, "He left", "He *left");
    expect_source(&c,
                  "(see EDM, March\xC2\xA0"
                  "26, 28; TASS, May 3)",
                  "(see [EDM](http://e.org/x \"t\"), March&nbsp;26,\n28; **TASS**, `May` 3)");
    expect_source(&c, "26, 28", "26,\n28");
    expect_source(&c, "\xC2\xA0", "&nbsp;");
    expect_source(&c, "*so*", "*so\\*");
    expect_source(&c, "&unknown;", "&unknown;");
    expect_source(&c, "\xE2\x80\x94", "&mdash;");
    expect_source(&c, "(TASS, May 5)", "(TASS,\n> May 5)");
    read_case_close(&c);
}

static void reads_links_of_every_form(void **state)
{
    (void)state;
    struct read_case c;
    read_case_open(&c, "a.md",
                   S("[a](http://a.b/c_d?x=1&amp;y=2) [b *c*][ref] [ref] <http://e.f> "
                     "http://g.h/i_j. [k](<http://l m>) [n](o\\_p.html 'q') [](r) ![s](t) "
                     "[![u](v)](w)\n\n[ref]: https://ref.org/1 \"Title\"\n"));
    assert_true(c.read);
    assert_int_equal(c.doc.links.n, 9);
    expect_link(&c, 0, "a", "http://a.b/c_d?x=1&y=2", "http://a.b/c_d?x=1&amp;y=2");
    expect_link(&c, 1, "b c", "https://ref.org/1", "https://ref.org/1");
    expect_link(&c, 2, "ref", "https://ref.org/1", "https://ref.org/1");
    expect_link(&c, 3, "http://e.f", "http://e.f", "http://e.f");
    expect_link(&c, 4, "http://g.h/i_j", "http://g.h/i_j", "http://g.h/i_j");
    expect_link(&c, 5, "k", "http://l m", "http://l m");
    expect_link(&c, 6, "n", "o_p.html", "o\\_p.html");
    expect_link(&c, 7, "", "r", "r");
    expect_link(&c, 8, "", "w", "w");
    read_case_close(&c);
}

static void reads_footnotes(void **state)
{
    (void)state;
    const char *source = "Text of it.[^1] More.[^n]\n\nLast line\n[^1]: *The Times*, June 4.\n"
                         "    Continued (TASS, May 5).\n[^n]: Meduza, [June 5](http://m.io).\n\n"
                         "After it.\n\n- item\n";
    read_case_expect("a.md", source,
                     "paragraph 1 Text of it.[^1] More.[^n]\nparagraph 2 Last line\n"
                     "footnote 3 The Times, June 4. Continued (TASS, May 5).\n"
                     "footnote 4 Meduza, June 5.\nparagraph 5 After it.\nitem 6 item\n");
    struct read_case c;
    read_case_open(&c, "a.md", str_from_z(source));
    const struct block *note = &c.doc.blocks.p[2];
    assert_true(str_eq(str_at(c.doc.text, note->label), S("[^1]")));
    assert_true(str_starts(str_from(c.doc.source, doc_source_span(&c.doc, note->label).off),
                           S("[^1]: *The")));
    assert_true(str_eq(str_at(c.doc.text, note[1].label), S("[^n]")));
    assert_int_equal(note[-1].label.len, 0);
    assert_int_equal(c.doc.blocks.p[0].n_sentences, 2);
    read_case_close(&c);
}

static void reads_front_matter(void **state)
{
    (void)state;
    struct read_case c;
    read_case_open(&c, "a.md",
                   S("---\r\ntitle: \"Port: Reopens\"\r\npublished: July 29, 2024\r\ndate: "
                     "'2024-07-28T10:00:00Z'\r\nauthors: [Jane Doe, J. Roe]\r\npublication: EDM\r\n"
                     "volume: 21\r\nissue: \"114\"\r\nlang: RU\r\n---\r\n# Other\r\n\r\n# Port: "
                     "Reopens\r\n\r\nText.\r\n"));
    assert_true(c.read);
    const struct doc_meta *meta = &c.doc.meta;
    assert_true(str_eq(meta->title, S("Port: Reopens")));
    assert_true(str_eq(meta->author, S("Jane Doe")));
    assert_true(str_eq(meta->language, S("ru")));
    assert_true(str_eq(str_at(c.doc.source, meta->publication_source), S("EDM")));
    assert_int_equal(meta->volume, 21);
    assert_true(str_eq(str_at(c.doc.source, meta->issue_source), S("114")));
    assert_int_equal(meta->dates.n, 2);
    assert_true(str_eq(str_at(c.doc.source, meta->dates.p[0].source), S("July 29, 2024")));
    assert_true(str_eq(meta->dates.p[0].label, S("front matter published")));
    assert_true(str_eq(str_at(c.doc.source, meta->dates.p[1].source), S("2024-07-28T10:00:00Z")));
    assert_int_equal(c.doc.blocks.p[0].kind, BLOCK_HEADING);
    assert_int_equal(c.doc.blocks.p[1].kind, BLOCK_HEADLINE);
    read_case_close(&c);
}

static void reads_front_matter_of_other_notations(void **state)
{
    (void)state;
    struct read_case c;
    read_case_open(
        &c, "a.md",
        S("+++\ntitle = \"Port\"\ndate = 2024-07-28T10:00:00Z\n[tags]\nissue = 3\n+++\nText.\n"));
    assert_true(c.read);
    assert_true(str_eq(c.doc.meta.title, S("Port")));
    assert_int_equal(c.doc.meta.dates.n, 1);
    assert_int_equal(c.doc.meta.issue, 0);
    read_case_close(&c);
    read_case_expect("a.md", "---\n\nA rule, no fields.\n\n---\n\nText.\n",
                     "paragraph 1 A rule, no fields.\nparagraph 2 Text.\n");
    read_case_expect("a.md", "---\ntitle: x\n\nNever closed.\n",
                     "headline 1 title: x\nparagraph 2 Never closed.\n");
    read_case_error("a.md", S("---\ntitle: a\n\tb: [c\n---\nText.\n"), ERR_FORMAT, 3,
                    "front matter");
}

static void keeps_comments_out_of_the_text(void **state)
{
    (void)state;
    struct read_case c;
    str source =
        S("One <!-- x -->word. Two<!-- citecheck-disable-line CC401 -->.\n\n"
          "<!--\ncitecheck-disable-next CC203\n\n-- why\n-->\nThree. `<!-- kept -->` <b>b</b>\n\n"
          "```\n<!-- citecheck-disable-file -->\n```\n\nOpen <!-- four.\n");
    read_case_open(&c, "a.md", source);
    assert_true(c.read);
    assert_int_equal(c.doc.marks.n, 2);
    assert_true(str_eq(c.doc.marks.p[0].words, S("citecheck-disable-line CC401")));
    assert_true(str_starts(c.doc.marks.p[1].words, S("citecheck-disable-next CC203")));
    assert_int_equal(c.doc.marks.p[0].text_off, str_find(c.doc.text, S("Two"), 0) + 3);
    assert_int_equal(c.doc.marks.p[1].text_off, str_find(c.doc.text, S("Three"), 0));
    assert_true(str_ends(str_at(c.doc.source, c.doc.marks.p[1].source), S("why\n-->")));
    expect_source(&c, "One word.", "One <!-- x -->word.");
    expect_source(&c, "<!-- kept --> b", "<!-- kept -->` <b>b");
    assert_true(str_find(c.doc.text, S("Open <!-- four."), 0) < c.doc.text.n);
    read_case_close(&c);
}

static void guesses_a_headline_without_markup(void **state)
{
    (void)state;
    read_case_expect("a.md", "Port Reopens\n\nThe port opened (TASS, May 4).\n",
                     "headline 1 Port Reopens\nparagraph 2 The port opened (TASS, May 4).\n");
    read_case_expect("a.md", "", "");
    read_case_expect("a.md", "<b></b>\n\n![x](y)\n\n***\n", "");
}

static void takes_hostile_text_in_linear_time(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "[",
        "![",
        "]",
        "*",
        "**a",
        "*a **a ",
        "_a __a ",
        "> ",
        "- ",
        "1. ",
        "<",
        "`",
        "`a``b",
        "[a](",
        "[a](b",
        "&",
        "|",
        "~",
        "[a]: b\n",
        "[a]\n",
        "[a](b)\n",
        "<!--",
        "<!--\n",
        "\\",
        "a  \n",
        "[^1]: a\n",
        "[^a]",
        "<!-- a -->",
        "<!-- citecheck-x -->",
        "&#8217;",
        "x(http://a)",
        "```\n",
        "| a |\n|---|\n| b |\n",
        "![a](b) *c*\n\n",
        "\\\n",
        "---\na: b\n",
        "+++\n",
    };
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
        read_case_hostile("a.md", patterns[i], HOSTILE_BYTES, HOSTILE_SECONDS);
}

/* A few kilobytes that ask for a hundred million cells. */
static void refuses_a_table_that_explodes(void **state)
{
    (void)state;
    enum { SIDE = 10000 };
    char *source = test_malloc(SIDE * 12), *p = source;
    for (int i = 0; i < SIDE; i++, p += 2)
        memcpy(p, "|a", 2);
    memcpy(p, "|\n", 2), p += 2;
    for (int i = 0; i < SIDE; i++, p += 4)
        memcpy(p, "|---", 4);
    memcpy(p, "|\n", 2), p += 2;
    for (int i = 0; i < SIDE; i++, p += 4)
        memcpy(p, "|a|\n", 4);
    read_case_error("a.md", (str){ source, (size_t)(p - source) }, ERR_LIMIT, 0, "laid out");
    test_free(source);
}

static void counts_the_items_of_numbered_lists(void **state)
{
    (void)state;
    read_case_expect_numbers(
        "a.md",
        "3. One\n\n   More of one.\n4. Two\n   - Inner\n   - Inner\n5. Three\n\n"
        "After.\n\n- Item\n\n1) Last\n",
        "3 0 4 0 0 5 0 0 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_blocks_of_every_kind),
        cmocka_unit_test(counts_the_items_of_numbered_lists),
        cmocka_unit_test(leaves_struck_words_out),
        cmocka_unit_test(leads_every_piece_back),
        cmocka_unit_test(reads_links_of_every_form),
        cmocka_unit_test(reads_footnotes),
        cmocka_unit_test(reads_front_matter),
        cmocka_unit_test(reads_front_matter_of_other_notations),
        cmocka_unit_test(keeps_comments_out_of_the_text),
        cmocka_unit_test(guesses_a_headline_without_markup),
        cmocka_unit_test(takes_hostile_text_in_linear_time),
        cmocka_unit_test(refuses_a_table_that_explodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
