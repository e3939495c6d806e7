/* test_main_text.c: where the article stands on pages of several shapes. Every sentence that begins with "Silt" is the
 * article's, and no other; all of them must be found. */
#include "page/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "names_state.h"

#include "base/banned.h"

static size_t count(str text, str word)
{
    size_t n = 0;
    for (size_t at = str_find(text, word, 0); at < text.n; at = str_find(text, word, at + 1))
        n++;
    return n;
}

/* The main text of `body` has all its sentences of silt, and none of the others, which speak of tar. */
static void assert_told_apart(struct world *w, const char *body)
{
    struct arena perm, scratch;
    struct page page;
    struct err err = { 0 };
    arena_init(&perm, 0, NULL);
    arena_init(&scratch, 0, NULL);
    struct page_input in = { .body = str_from_z(body), .names = w->names };
    assert_true(page_read(&in, &perm, &scratch, &page, &err));
    size_t wanted = count(page.text, S("Silt")), got = count(page.main_text, S("Silt"));
    size_t others = count(page.main_text, S("Tar"));
    if (got != wanted || others)
        fail_msg("%zu of %zu sentences, and %zu of others, in \"%.*s\"", got, wanted, others,
                 STR_ARG(page.main_text));
    arena_free(&scratch);
    arena_free(&perm);
}

#define SILT "Silt is what the river leaves behind when it has nothing better to do, they say."
#define MORE "Silt has closed the old harbour twice, and nobody has ever sent the river a bill."
#define TAR  "Tar is another matter, of which this page says nothing more than what stands here."
#define LINK                                                                                       \
    "<p><a href=x>Tar again: what became of the barrels that were left upon the old quay</a></p>"

static void paragraphs_of_one_element(void **state)
{
    assert_told_apart(*state,
                      "<nav><p>" TAR "</p></nav><h1>On silt</h1><div class=body><p>" SILT
                      "</p><p>" MORE "</p><p>Silt will be silt.</p></div>"
                      "<div class=related><p>" TAR "</p></div><footer><p>" TAR "</p></footer>");
}

static void paragraphs_of_several_elements(void **state)
{
    assert_told_apart(
        *state, "<body><div class=page><h1>On silt</h1><div class=story><div class=part><p>" SILT
                "</p></div><div class=part><h2>More</h2><p>" MORE
                "</p></div><div class=part><p>" SILT "</p></div></div>"
                "<aside><p>" TAR "</p></aside></div><div id=footer>" TAR "</div>");
}

static void lines_without_paragraphs(void **state)
{
    assert_told_apart(*state, "<table><tr><td>" TAR "</td></tr></table><h1>On silt</h1><div>" SILT
                              "<br><br>" MORE "<br><br>" SILT "<br></div>" LINK LINK);
}

static void lead_between_headline_and_body(void **state)
{
    assert_told_apart(*state,
                      "<div><p>" TAR "</p></div><header><h1>On silt</h1><p class=teaser-text>" SILT
                      "</p></header><div itemprop=articleBody><p>" MORE "</p><p>" SILT
                      "</p><p>" MORE "</p></div><div>" LINK "</div>");
}

static void comments_longer_than_the_article(void **state)
{
    assert_told_apart(*state, "<h1>On silt</h1><div class=entry><p>" SILT "</p><p>" MORE
                              "</p></div><div id=comments><p>" TAR "</p><p>" TAR "</p><p>" TAR
                              "</p><p>" TAR "</p><p>" TAR "</p></div>");
}

static void class_that_names_a_sidebar_around_all(void **state)
{
    assert_told_apart(
        *state, "<div class='with-sidebar comments-open'><h1>On silt</h1><div class=text><p>" SILT
                "</p><p>" MORE "</p></div></div><div class=newsletter><p>" TAR "</p></div>");
}

static void page_without_prose_has_none(void **state)
{
    assert_told_apart(*state, "<h1>On tar</h1><ul><li>Tar</li><li>Tar</li></ul>" LINK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_of_one_element),
        cmocka_unit_test(paragraphs_of_several_elements),
        cmocka_unit_test(lines_without_paragraphs),
        cmocka_unit_test(lead_between_headline_and_body),
        cmocka_unit_test(comments_longer_than_the_article),
        cmocka_unit_test(class_that_names_a_sidebar_around_all),
        cmocka_unit_test(page_without_prose_has_none),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
