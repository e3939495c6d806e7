/* test_hostile.c: inputs that no editor writes, through the command: each ends in time, in little memory,
 * with a message that helps, and the input behind it is still read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "command.h"

#include "base/banned.h"

enum { ANY = -1 /* 0, 1 or 2: as much memory as there is */ };

enum { CPU_SECONDS_MAX = 5, PEAK_MB_MAX = 300, SANITIZED_BYTES = 200 * 1000, MEGA = 1000 * 1000 };

/* A file, what the command says to it, and its status with `list` and `check`. */
struct bomb {
    struct command_file file;
    const char *says; /* NULL: nothing */
    int list, check;
};

#define ARTICLE                                                                                    \
    "Officials said that the talks had failed again (TASS, May 3; see EDM, March 26, 28). "
#define HTML        "<!doctype html><html><body>"
#define NOT_TEXT    "is not a text file"
#define TOO_LARGE   "larger than"
#define NEEDS_MORE  "--max-memory"
#define TOO_DEEP    "1:2589: elements are nested too deeply"
#define FRONT       "---\n"
#define FRONT_END   "---\nText (TASS, May 3).\n"
#define MATTER(bad) FRONT bad FRONT_END

static const struct bomb bombs[] = {
    /* no text at all */
    { { "empty.txt", "", NULL, "", 0 }, NULL, 0, 0 },
    { { "empty.md", "", NULL, "", 0 }, NULL, 0, 0 },
    { { "empty.html", "", NULL, "", 0 }, NULL, 0, 0 },
    { { "one.txt", "(", NULL, "", 0 }, NULL, 0, 0 },
    { { "pdf.txt", "%PDF-1.7\n", "\x80", "", 1000 }, "looks like a PDF", 2, 2 },
    { { "zip.md", "PK\3\4", "\x80", "", 1000 }, "such as .docx", 2, 2 },
    { { "png.html", "\x89PNG\r\n", "\x80", "", 1000 }, "a PNG picture", 2, 2 },
    { { "elf.txt",
        "\x7F"
        "ELF",
        "\x80", "", 1000 },
      "a program",
      2,
      2 },
    { { "control.txt", "x", "\1", "", 1000 }, "binary data", 2, 2 },
    /* encodings */
    { { "damaged.txt", "\xC3\xA9\n\xC3\xA9 \xC3(", NULL, "", 0 },
      "damaged.txt: 2:3: byte 0xC3",
      2,
      2 },
    { { "damaged.md", "\xC3\xA9\n\xC3\xA9 \xED\xA0\x80", NULL, "", 0 }, "2:3: byte 0xED", 2, 2 },
    { { "damaged.html", "<p>\xC3\xA9\n\xC3\xA9 \xF5", NULL, "", 0 }, "2:3: byte 0xF5", 2, 2 },
    { { "latin.txt", "", "D\xE9j\xE0 vu (Le Monde, May 3). ", "", 7 * MEGA }, NULL, ANY, ANY },
    /* much of one thing */
    { { "parens.txt", "", "(", "", 100 * MEGA }, "1:1000001: more than 1000000 parentheses", 2, 2 },
    { { "parens.md", "", "(", "", 100 * MEGA }, TOO_LARGE, 2, 2 },
    { { "parens.html", "", "(", "", 100 * MEGA }, TOO_LARGE, 2, 2 },
    { { "cites.txt", "", "(a, May 3)", "", 100 * MEGA }, "more than 1000000", 2, 2 },
    { { "dots.txt", "", ".", "", 30 * MEGA }, NULL, 0, 0 },
    { { "lines.txt", "", "\n", "", 30 * MEGA }, NULL, 0, 0 },
    { { "letters.txt", "", "a", "", 50 * MEGA }, NULL, ANY, ANY },
    { { "prose.txt", "", ARTICLE, "", 50 * MEGA }, NEEDS_MORE, 2, 2 },
    { { "prose.md", "", ARTICLE, "", 5 * MEGA }, NULL, ANY, ANY },
    { { "paragraphs.txt", "", ARTICLE "\n\n", "", 5 * MEGA }, NULL, ANY, ANY },
    { { "addresses.txt", "", "http://a.example/(b) ", "", 5 * MEGA }, NULL, ANY, ANY },
    { { "stops.txt", "", "U.S. Gen. Mr. No. 5 ", "", 5 * MEGA }, NULL, ANY, ANY },
    /* one parenthesis */
    { { "dates.txt", "Said (TASS", ", May 3", ").", 7 * MEGA }, NULL, ANY, ANY },
    { { "names.txt", "Said (", "TASS, ", "May 3).", 6 * MEGA }, NULL, 0, 1 },
    { { "semicolons.txt", "Said (TASS", ";", " May 3).", MEGA }, NULL, 0, 0 },
    { { "sources.txt", "Said (", "TASS, May 3; ", ").", 10 * MEGA }, NULL, ANY, ANY },
    { { "months.txt", "Said (", "May ", ").", 4 * MEGA }, NULL, 0, 0 },
    { { "ranges.txt", "Said (TASS, May ", "3-", ").", 2 * MEGA }, NULL, 0, 1 },
    { { "nested.txt", "Said ", "(", "TASS, May 3).", MEGA },
      "more than 1000000 parentheses",
      2,
      2 },
    { { "squares.txt", "Said ", "([", "TASS, May 3).", MEGA }, NULL, 0, 0 },
    /* Markdown */
    { { "brackets.md", "", "[", "", MEGA }, NULL, 0, 0 },
    { { "bracket-lines.md", "", "[a]\n", "", MEGA }, "44722:1: too many brackets", 2, 2 },
    { { "cdata.md", "", "<![CDATA[", "", 3 * MEGA }, NULL, 0, 0 },
    { { "stars.md", "", "*a **a ", "", MEGA }, NULL, 0, 0 },
    { { "quotes.md", "", ">", "", MEGA }, NULL, 0, 0 },
    { { "ticks.md", "", "`a", "", MEGA }, NULL, 0, 0 },
    { { "columns.md", "|", "a|", "\n|-|\n", MEGA }, NULL, 0, 0 },
    { { "lists.md", "", "- ", "", MEGA }, NULL, 0, 0 },
    { { "comments.md", "", "<!-- ", "", 2 * MEGA }, NULL, 0, 0 },
    { { "marks.md", "", "<!-- citecheck-disable -->", "", 2 * MEGA },
      "1:26001: more than 1000 comments",
      2,
      2 },
    { { "front-open.md", "---\ndate: 2024-05-03\n", "k: v\n", "", MEGA }, NULL, 0, 0 },
    { { "front-many.md", "---\n", "volume: 1\n", FRONT_END, 200000 },
      "3:1: front matter: \"volume\" stands here",
      2,
      2 },
    { { "front-deep.md", "---\na: ", "[", "\n" FRONT_END, 100000 },
      "2:67: front matter: nested deeper",
      2,
      2 },
    { { "front-alias.md", MATTER("a: &a [x]\nb: [*a, *a]\n"), NULL, "", 0 },
      "2:4: front matter: anchors",
      2,
      2 },
    { { "front-twice.md", MATTER("date: 2024-05-03\ndate: 2024-05-04\n"), NULL, "", 0 },
      "3:1: front matter: \"date\" stands here again",
      2,
      2 },
    { { "front-tab.md", MATTER("x:\n\tdate: 2024-05-03\n"), NULL, "", 0 },
      "3:1: front matter:",
      2,
      2 },
    { { "front-day.md", MATTER("date: 2024-02-30\n"), NULL, "", 0 }, NULL, 0, 0 },
    /* HTML */
    { { "divs.html", "", "<div>", "", 5 * MEGA }, "1:2561: elements are nested too deeply", 2, 2 },
    { { "tables.html", HTML, "<table><tr><td>", "", MEGA }, TOO_DEEP, 2, 2 },
    { { "svg.html", HTML, "<svg>", "", MEGA }, "elements are nested too deeply", 2, 2 },
    { { "attributes.html", HTML "<p", " a", ">", 200000 },
      "1:28: too many attributes in one tag",
      2,
      2 },
    { { "bodies.html", HTML, "<body a=1>", "", MEGA }, "too many attributes in one tag", 2, 2 },
    { { "tags.html", HTML, "<p a=1 b=2 c=3>x</p>", "", 5 * MEGA }, "too many elements", 2, 2 },
    { { "formats.html", HTML, "<b><p>", "", MEGA }, "too many elements", 2, 2 },
    { { "comments.html", HTML, "<!-- ", "", 2 * MEGA }, NULL, 0, 0 },
    { { "scripts.html", HTML, "<script><!--<script>", "", 2 * MEGA }, NULL, 0, 0 },
    { { "entities.html", HTML, "&bogus;&#x110000;", "", 5 * MEGA }, NULL, 0, 0 },
    { { "plaintext.html", HTML "<plaintext>", "<p>(TASS, May 3)", "", MEGA }, NULL, 0, 0 },
    { { "links.html", HTML, "<a href=\"http://a.example/1\">TASS, May 3</a> ", "", 5 * MEGA },
      NULL,
      ANY,
      ANY },
    { { "ld.html", HTML "<script type=\"application/ld+json\">", "[", "</script><p>x", MEGA },
      NULL,
      0,
      0 },
    { { "cut.html", HTML "<article><h1>T</h1><p>Text (TASS, May 3). <a href=\"http://a.exam", NULL,
        "", 0 },
      NULL,
      0,
      0 },
};

enum { BOMBS = sizeof bombs / sizeof bombs[0] };

static struct command_place place; /* of all tests: cmocka hands each one pointer only */

static void expect_survived(const struct command_result *r, const char *name)
{
    if (r->status > 2)
        fail_msg("%s: status %d", name, r->status);
    if (!place.sanitized && r->cpu_s > CPU_SECONDS_MAX)
        fail_msg("%s: %.1f s", name, r->cpu_s);
    if (!place.sanitized && r->peak_mb > PEAK_MB_MAX)
        fail_msg("%s: %zu MB", name, r->peak_mb);
    if (!strstr(r->out, "zz-good.txt"))
        fail_msg("%s: the next input is not reported", name);
}

static void expect_said(const struct command_result *r, const struct bomb *bomb, int status)
{
    const char *name = bomb->file.name;
    if (status != ANY && r->status != status)
        fail_msg("%s: status %d, expected %d: %s", name, r->status, status, r->err);
    if (r->status == 2 && !strstr(r->err, name))
        fail_msg("%s: no message names it: %s", name, r->err);
    if (bomb->says && !strstr(r->err, bomb->says))
        fail_msg("%s: \"%s\" is not in: %s", name, bomb->says, r->err);
}

static void survives(void **state)
{
    const struct bomb *bomb = *state;
    struct command_file file = bomb->file;
    struct command_result r;
    char args[256];
    bool cut = place.sanitized && file.bytes > SANITIZED_BYTES;
    if (cut)
        file.bytes = SANITIZED_BYTES;
    command_write(&place, &file);
    (void)snprintf(args, sizeof args, "list --no-config %s zz-good.txt", file.name);
    command_run(&place, args, NULL, &r);
    expect_survived(&r, file.name);
    if (!cut)
        expect_said(&r, bomb, bomb->list);
    (void)snprintf(args, sizeof args, "check --no-config --no-cache --offline %s zz-good.txt",
                   file.name);
    command_run(&place, args, NULL, &r);
    expect_survived(&r, file.name);
    if (!cut)
        expect_said(&r, bomb, bomb->check);
    command_write(&place, &(struct command_file){ .name = file.name }); /* its room is given back */
}

static int open_place(void **state)
{
    (void)state;
    command_open(&place);
    command_write(&place, &(struct command_file){ .name = "zz-good.txt",
                                                  .head = "Said so (TASS, May 3, 2024).\n" });
    return 0;
}

static int close_place(void **state)
{
    (void)state;
    command_close(&place);
    return 0;
}

int main(void)
{
    struct CMUnitTest tests[BOMBS];
    for (size_t i = 0; i < BOMBS; i++)
        tests[i] = (struct CMUnitTest){ .name = bombs[i].file.name,
                                        .test_func = survives,
                                        .initial_state = (void *)(uintptr_t)&bombs[i] };
    return _cmocka_run_group_tests("hostile", tests, BOMBS, open_place, close_place);
}
