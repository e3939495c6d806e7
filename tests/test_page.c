/* test_page.c: what is read from a fetched page. The pages are made up. */
#include "page/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "page/page_guard.h"

#include "base/banned.h"

struct world {
    struct arena run, perm, scratch;
    const struct when_names *names;
    struct page page;
    struct err err;
};

static int open_world(void **state)
{
    static struct world w;
    w = (struct world){ 0 };
    arena_init(&w.run, 0, NULL);
    w.names = when_names_make(&w.run);
    *state = &w;
    return 0;
}

static int close_world(void **state)
{
    struct world *w = *state;
    arena_free(&w->run);
    return 0;
}

static int set_up(void **state)
{
    struct world *w = *state;
    arena_init(&w->perm, 0, NULL);
    arena_init(&w->scratch, 0, NULL);
    w->err = (struct err){ 0 };
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    arena_free(&w->perm);
    arena_free(&w->scratch);
    return 0;
}

static bool read_input(struct world *w, struct page_input in)
{
    in.names = w->names;
    w->err = (struct err){ 0 };
    return page_read(&in, &w->perm, &w->scratch, &w->page, &w->err);
}

static const struct page *read_body(struct world *w, str body)
{
    assert_true(read_input(w, (struct page_input){ .body = body }));
    return &w->page;
}

static const struct page *read_at(struct world *w, const char *url, const char *body)
{
    assert_true(
        read_input(w, (struct page_input){ .body = str_from_z(body), .url = str_from_z(url) }));
    return &w->page;
}

static const struct page *read_z(struct world *w, const char *body)
{
    return read_body(w, str_from_z(body));
}

static void assert_str(str got, const char *want)
{
    if (!str_eq(got, str_from_z(want)))
        fail_msg("got \"%.*s\", not \"%s\"", STR_ARG(got), want);
}

static void assert_best(const struct page *page, const char *want)
{
    char room[DATE_TEXT_BYTES];
    assert_str(page->best.day.year ? date_iso(page->best.day, room) : S("none"), want);
}

/* The heaviest date of that origin; fails when there is none. */
static const struct page_date *date_from(const struct page *page, enum page_origin origin)
{
    for (size_t i = 0; i < page->dates.n; i++)
        if (page->dates.p[i].origin == origin)
            return &page->dates.p[i];
    fail_msg("no date from %.*s", STR_ARG(page_origin_name(origin)));
    return NULL;
}

static void empty_page_has_nothing(void **state)
{
    struct world *w = *state;
    const struct page *page = read_z(w, "");
    assert_best(page, "none");
    assert_int_equal(page->dates.n, 0);
    assert_int_equal(page->text.n, 0);
    page = read_z(w, "   \n ");
    assert_int_equal(page->kind, PAGE_UNKNOWN);
}

static void reads_names_of_a_page(void **state)
{
    const struct page *page = read_z(
        *state,
        "<html lang=en-GB><head><title>Grain ships sail | Example Post</title>"
        "<meta property=og:site_name content='Example Post'><meta name=author content='Ann Lee'>"
        "<link rel=canonical href='https://example.org/grain'></head><body>"
        "<h1>Example Post</h1><h2>Grain   ships\n sail</h2><p>Text</p></body></html>");
    assert_str(page->title, "Grain ships sail");
    assert_str(page->site, "Example Post");
    assert_str(page->author, "Ann Lee");
    assert_str(page->language, "en-GB");
    assert_str(page->canonical, "https://example.org/grain");
}

static void entities_in_names_are_resolved(void **state)
{
    static const char *const names[][2] = {
        { "&#8220;Gr&#xe4;in&#8221; &amp; ships&nbsp;sail", "“Gräin” & ships sail" },
        { "A &amp;quot;B&amp;quot;", "A \"B\"" },
        { "AT&T; R&D &#; &#x; &#xFFFFFFFF; &#55296; &",
          "AT&T; R&D &#; &#x; &#xFFFFFFFF; &#55296; &" },
    };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str body = str_printf(&w->perm,
                              "<script type='application/ld+json'>{\"@type\":\"Article\","
                              "\"headline\":\"%s\"}</script>",
                              names[i][0]);
        if (i != 1)
            assert_str(read_body(w, body)->title, names[i][1]);
    }
    assert_str(read_z(w, "<title>A &amp;quot;B&amp;quot;</title>")->title, names[1][1]);
}

static void reads_json_ld_of_an_article(void **state)
{
    const struct page *page =
        read_z(*state, "<script type='application/ld+json'>{\"@context\":\"https://schema.org\","
                       "\"@type\":\"NewsArticle\",\"headline\":\"Grain ships sail\","
                       "\"datePublished\":\"2024-07-19T08:00:00+03:00\","
                       "\"dateModified\":\"2024-07-21T09:00:00+03:00\","
                       "\"author\":[{\"@type\":\"Person\",\"name\":\"Ann Lee\"}],"
                       "\"publisher\":{\"name\":\"Example Post\"}}</script><p>Text");
    assert_best(page, "2024-07-19");
    assert_int_equal(page->kind, PAGE_ARTICLE);
    assert_str(page->author, "Ann Lee");
    assert_str(page->site, "Example Post");
    assert_str(page->title, "Grain ships sail");
    assert_true(page->best.published);
    assert_int_equal(page->best.minute, 480);
    assert_int_equal(page->best.zone_min, 180);
    assert_int_equal(page->best.origin, PAGE_FROM_JSON_LD);
    assert_true(page->dates.p[1].modified);
    assert_false(page->dates.p[1].published);
}

static void reads_json_ld_however_it_is_written(void **state)
{
    static const char *const blocks[] = {
        "[{\"@type\":\"Organization\"},{\"@type\":[\"Thing\",\"Article\"],"
        "\"datePublished\":\"2024-07-19\"}]",
        "{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":\"http://schema.org/BlogPosting\","
        "\"datePublished\":\"2024-07-19\"}]}",
        "<!-- {\"@type\":\"Article\",\"datePublished\":\"2024-07-19\"} -->",
        "//<![CDATA[\n{\"@type\":\"Article\",\"datePublished\":\"2024-07-19\"}\n//]]>",
        "/* <![CDATA[ */{\"@type\":\"Article\",\"datePublished\":\"2024-07-19\"};/* ]]> */",
        "{\"@type\":\"Article\",\"datePublished\":\"2024-07-19\",}",
        "{\"@type\":\"Article\",\"keywords\":[\"a\",\"b\",],\"datePublished\":\"2024-07-19\"}",
        "{\"@type\":\"Article\",\"description\":\"two\nlines\tand\",\"datePublished\":\"2024-07-19\"}",
        "{\"@type\":\"Article\",\"description\":\"it\\'s\",\"datePublished\":\"2024-07-19\"}",
        "{&quot;@type&quot;:&quot;Article&quot;,&quot;datePublished&quot;:&quot;2024-07-19&quot;}",
        "{\"@type\":\"WebSite\"}{\"@type\":\"Article\",\"datePublished\":\"2024-07-19\"}",
        "{\"@type\":\"Article\",\"name\":\"say \"cheese\" now\",\"datePublished\":\"2024-07-19\"}",
        "{\"@type\":\"Article\",\"datePublished\" : \"2024-07-19\", \"articleBody\":\"cut of",
        "{\"@type\":\"Article\",\"datePublished\":1721376000}",
        "{\"@type\":\"Article\",\"datePublished\":{\"@value\":\"2024-07-19\"}}",
        "{\"mainEntity\":{\"@type\":\"Article\",\"datePublished\":\"2024-07-19\"}}",
    };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        str body =
            str_printf(&w->perm, "<script type='application/ld+json'>%s</script>", blocks[i]);
        const struct page *page = read_body(w, body);
        if (date_cmp(page->best.day, date_make(2024, 7, 19)) != 0)
            fail_msg("block %zu is not read", i);
        assert_true(page->best.published);
    }
}

static void author_is_found_by_reference(void **state)
{
    const struct page *page = read_z(
        *state, "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\","
                "\"author\":{\"@id\":\"#ann\"}},{\"@type\":\"WebSite\",\"@id\":\"#site\","
                "\"name\":\"Example\"},{\"@type\":\"Person\",\"@id\":\"#ann\",\"name\":\"Ann "
                "Lee\"}]}</script>");
    assert_str(page->author, "Ann Lee");
}

static void json_ld_of_other_things_is_not_the_articles(void **state)
{
    const struct page *page = read_z(
        *state,
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A\","
        "\"datePublished\":\"2024-07-19\",\"comment\":[{\"@type\":\"Comment\","
        "\"datePublished\":\"2024-07-25\"}],\"video\":{\"@type\":\"VideoObject\","
        "\"uploadDate\":\"2024-07-01\"}}</script>"
        "<script type='application/ld+json'>{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":"
        "\"NewsArticle\",\"datePublished\":\"2024-01-01\"}]}</script>");
    assert_int_equal(page->dates.n, 1);
    assert_best(page, "2024-07-19");
}

static void reads_metas_of_many_vocabularies(void **state)
{
    static const char *const metas[] = {
        "property='article:published_time' content='2024-07-19T10:00:00Z'",
        "property='og:article:published_time' content='2024-07-19'",
        "name='dc.date.issued' content='2024-07-19'",
        "name='DCTERMS.created' content='2024-07-19'",
        "name='parsely-pub-date' content='2024-07-19T10:00:00.000Z'",
        "name='sailthru.date' content='Fri, 19 Jul 2024 10:00:00 +0000'",
        "name='pubdate' content='20240719'",
        "name='cXenseParse:publishtime' content='2024-07-19T10:00:00+0200'",
        "itemprop='datePublished' content='2024-07-19'",
        "name=publish-date content='July 19, 2024'",
    };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof metas / sizeof *metas; i++) {
        const struct page *page =
            read_body(w, str_printf(&w->perm, "<head><meta %s></head><p>x", metas[i]));
        if (date_cmp(page->best.day, date_make(2024, 7, 19)) != 0 || !page->best.published)
            fail_msg("meta %s is not read", metas[i]);
    }
    assert_best(read_z(w, "<meta name=expires content='2024-07-19'>"), "none");
    const struct page *page =
        read_z(w, "<meta property=article:modified_time content='2024-07-19'><p>x");
    assert_true(page->best.modified);
    assert_false(page->best.published);
}

static void reads_microdata_and_time_elements(void **state)
{
    struct world *w = *state;
    const struct page *page =
        read_z(w, "<h1>Grain</h1><span itemprop=datePublished content='2024-07-19T10:00:00+02:00'>"
                  "yesterday</span>");
    assert_best(page, "2024-07-19");
    assert_true(date_from(page, PAGE_FROM_MICRODATA)->published);
    page = read_z(w, "<h1>Grain</h1><time datetime='2024-07-19T22:30:00Z'>a day ago</time>");
    assert_best(page, "2024-07-19");
    assert_true(date_from(page, PAGE_FROM_TIME)->near_headline);
    page = read_z(w, "<h1>Grain</h1><abbr class='published' title='2024-07-19'>Friday</abbr>");
    assert_best(page, "2024-07-19");
}

static void reads_labelled_text(void **state)
{
    static const struct {
        const char *html;
        bool published, modified;
    } cases[] = {
        { "<p>Published: July 19, 2024</p>", true, false },
        { "<p>Veröffentlicht am 19. Juli 2024</p>", true, false },
        { "<p>Publié le 19 juillet 2024</p>", true, false },
        { "<p>Опубликовано 19 июля 2024 г.</p>", true, false },
        { "<p>Yayınlanma Tarihi: 19 Temmuz 2024</p>", true, false },
        { "<p>発行 公開日 2024年7月19日</p>", true, false },
        { "<p>Updated: July 19, 2024</p>", false, true },
        { "<p>Zuletzt aktualisiert: 19.07.2024</p>", false, true },
        { "<p>Обновлено: 19.07.2024</p>", false, true },
        { "<div class=entry-date>19.07.2024</div>", false, false },
        { "<div class='post-published'>19.07.2024</div>", true, false },
    };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct page *page =
            read_body(w, str_printf(&w->perm, "<h1>Grain ships sail</h1>%s", cases[i].html));
        assert_best(page, "2024-07-19");
        if (page->best.published != cases[i].published || page->best.modified != cases[i].modified)
            fail_msg("%s: published %d, modified %d", cases[i].html, page->best.published,
                     page->best.modified);
        assert_true(page->best.near_headline);
        assert_true(page->best.text.n >= 10);
    }
}

static void reads_the_date_of_an_address(void **state)
{
    struct world *w = *state;
    assert_best(read_at(w, "https://example.org/2024/07/19/grain.html", "<p>x"), "2024-07-19");
    assert_best(read_at(w, "https://example.org/news/19-07-2024/grain", "<p>x"), "2024-07-19");
    assert_best(read_at(w, "https://example.org/2023/10/3-fragen", "<p>x"), "none");
    assert_true(read_input(w, (struct page_input){ .body = S("<p>x"),
                                                   .url = S("https://example.org/n/240719/a"),
                                                   .url_date = S("/n/YYMMDD/{slug}") }));
    assert_best(&w->page, "2024-07-19");
    const struct page *page = read_at(w, "https://example.org/a",
                                      "<link rel=canonical "
                                      "href='https://example.org/2024/07/19/grain.html'><p>x");
    assert_best(page, "2024-07-19");
}

static void utc_stamp_yields_to_the_day_seen(void **state)
{
    struct world *w = *state;
    const struct page *page = read_z(
        w, "<html lang=tr><meta property=article:published_time content='2024-07-18T22:30:00Z'>"
           "<h1>Tahıl gemileri</h1><span class=date>19 Temmuz 2024, 01:30</span><p>x");
    assert_best(page, "2024-07-19");
    assert_int_equal(page->best.origin, PAGE_FROM_TEXT);
    page = read_z(w, "<meta property=article:published_time content='2024-07-18T12:30:00+03:00'>"
                     "<h1>Tahıl gemileri</h1><p>19.07.2024</p>");
    assert_best(page, "2024-07-18");
}

static void slashed_date_is_read_by_what_agrees(void **state)
{
    const struct page *page = read_z(
        *state, "<html lang=en-US><meta property=article:published_time content='2024-07-06'>"
                "<h1>Grain</h1><p>06/07/2024</p>");
    assert_best(page, "2024-07-06");
    assert_int_equal(date_cmp(date_from(page, PAGE_FROM_TEXT)->day, date_make(2024, 7, 6)), 0);
}

static void dates_of_others_are_not_taken(void **state)
{
    struct world *w = *state;
    const struct page *page =
        read_z(w, "<div class=topbar>Today: 1 August 2024</div><main><h1>Grain ships sail</h1>"
                  "<p>19 July 2024</p><p>On 1 January 1999 the treaty was signed.</p></main>"
                  "<div id=comments><div class=comment><time datetime='2024-07-22'>22 July 2024"
                  "</time>First!</div><div class=comment><time datetime='2024-07-22'>22 July 2024"
                  "</time>Second!</div></div><aside class=related><ul><li>21 July 2024</li>"
                  "<li>21 July 2024</li><li>21 July 2024</li><li>21 July 2024</li></ul></aside>"
                  "<footer>Copyright 2 August 2024</footer>");
    assert_best(page, "2024-07-19");
}

static void class_around_the_headline_says_nothing(void **state)
{
    const struct page *page =
        read_z(*state, "<body class='single with-sidebar comments-open'><div class=related-layout>"
                       "<h1>Grain ships sail</h1><p>19 July 2024</p></div>"
                       "<div class=sidebar><p>21 July 2024</p></div>");
    assert_best(page, "2024-07-19");
}

static void scripts_are_the_last_resort(void **state)
{
    struct world *w = *state;
    assert_best(
        read_z(w, "<script>var a = {\"publishDate\":\"2024-07-19T10:00:00Z\"};</script><p>x"),
        "2024-07-19");
    const struct page *page = read_at(w, "https://example.org/2024/07/18/x",
                                      "<script>a = {\"publishDate\":\"2024-07-19\"};</script><p>x");
    assert_best(page, "2024-07-18");
    assert_int_equal(page->dates.n, 1);
}

/* Whether an article of that isAccessibleForFree is behind a paywall. */
static bool read_article_free(struct world *w, const char *value)
{
    str body = str_printf(&w->perm,
                          "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
                          "\"isAccessibleForFree\":%s}</script>",
                          value);
    return read_body(w, body)->paywalled;
}

static void paywall_is_seen_in_any_spelling(void **state)
{
    static const char *const closed[] = { "false",    "\"False\"", "\"false\"",
                                          "\"no\"",   "0",         "\"http://schema.org/False\"",
                                          "\"FALSE\"" };
    static const char *const open[] = { "true", "\"True\"", "\"yes\"", "1", "null", "\"\"" };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (!read_article_free(w, closed[i]))
            fail_msg("%s is not seen", closed[i]);
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (read_article_free(w, open[i]))
            fail_msg("%s is taken for a wall", open[i]);
    assert_true(read_z(w, "<meta itemprop=isAccessibleForFree content=False>")->paywalled);
    assert_true(read_z(w, "<meta name=article:content_tier content=locked>")->paywalled);
    assert_false(read_z(w, "<meta name=article:content_tier content=free>")->paywalled);
    assert_true(read_z(w,
                       "<script type='application/ld+json'>{\"@type\":\"Article\",\"hasPart\":"
                       "{\"@type\":\"WebPageElement\",\"isAccessibleForFree\":\"False\"}}</script>")
                    ->paywalled);
}

static void shell_around_a_wall_is_seen(void **state)
{
    struct world *w = *state;
    struct rule_file file;
    struct rule_set rules = { 0 };
    const struct wall_set *walls;
    assert_true(rules_parse(S("own.yaml"),
                            S("schema: citecheck/walls-1\nwalls:\n- id: guard\n  kind: bot\n"
                              "  url: /guard/\n  title: Halt\n  examples: []\n"),
                            &w->perm, &file, &w->err));
    rules_add(&rules, &w->perm, &file, 1);
    assert_true(walls_load(&rules, &w->perm, &walls, &w->err));
    struct page_input in = { .body = S("<iframe src='/guard/?id=1'></iframe>"), .walls = walls };
    assert_true(read_input(w, in));
    assert_int_equal(w->page.wall.kind, WALL_BOT);
    assert_str(w->page.wall.rule, "guard");
    in.body = S("<title>Halt!</title><p>Who goes there?");
    assert_true(read_input(w, in));
    assert_int_equal(w->page.wall.kind, WALL_BOT);
    in.body = S("<title>News</title><p>Text");
    assert_true(read_input(w, in));
    assert_int_equal(w->page.wall.kind, WALL_NONE);
}

static void visible_text_is_folded(void **state)
{
    const struct page *page = read_z(
        *state, "<p>One\n  two&nbsp;<b>three</b>, fo&shy;ur</p><div>five<br>six</div>"
                "<script>no</script><style>no</style><template>no</template><table><tr><td>7<td>8"
                "</table><svg><text>no</text></svg><textarea>no</textarea>");
    assert_str(page->text, "One two three, four\nfive\nsix\n7 8");
    assert_int_equal(page->n_scripts, 1);
}

static void date_and_time_that_touch_are_parted(void **state)
{
    const struct page *page =
        read_z(*state, "<h1>Grain</h1><b>28 luglio 2020</b><span>10:43</span><p>x");
    assert_str(page->text, "Grain\n28 luglio 2020 10:43\nx");
    assert_best(page, "2020-07-28");
    assert_int_equal(page->best.minute, 643);
}

static void date_in_the_title_is_a_last_resort(void **state)
{
    struct world *w = *state;
    const char *title = "<title>Bericht vom 12. Mai 2020</title><h1>Bericht</h1>";
    assert_best(read_z(w, title), "2020-05-12");
    assert_best(read_body(w, str_printf(&w->perm, "%s<p>14.05.2020</p>", title)), "2020-05-14");
}

static void main_text_is_the_articles(void **state)
{
    struct world *w = *state;
    const struct page *page = read_z(
        w, "<nav><p>Home</p></nav><div class=story><p>The first paragraph says what happened, and "
           "where, and to whom.</p><p>The second paragraph says how and why it did, at length.</p>"
           "</div><div><p>Read what others say about this and that, every day.</p></div>");
    assert_true(str_starts(page->main_text, S("The first")));
    assert_true(str_ends(page->main_text, S("at length.")));
    assert_true(page->main_text.p > page->text.p);
}

static void forms_for_passwords_are_seen(void **state)
{
    struct world *w = *state;
    assert_true(read_z(w, "<form><input type=PASSWORD></form>")->has_password_form);
    assert_false(read_z(w, "<form><input type=text></form>")->has_password_form);
}

static void encodings_are_told_apart(void **state)
{
    static const struct {
        const char *type;
        str body;
    } cases[] = {
        { "text/html; charset=iso-8859-1", S_INIT("<h1>Ağustos’ta Жук</h1>") },
        { "", S_INIT("\xEF\xBB\xBF<h1>Ağustos’ta Жук</h1>") },
        { "", S_INIT("<meta charset=windows-1251><h1>Ağustos’ta Жук</h1>") },
    };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(
            read_input(w, (struct page_input){ .body = cases[i].body,
                                               .content_type = str_from_z(cases[i].type) }));
        assert_str(w->page.text, "Ağustos’ta Жук");
    }
    assert_true(
        read_input(w, (struct page_input){ .body = S("<h1>\xC6\xF3\xEA</h1>"),
                                           .content_type = S("text/html; charset=windows-1251") }));
    assert_str(w->page.text, "Жук");
    assert_str(read_body(w, S("<meta http-equiv=content-type content='text/html; charset=koi8-r'>"
                              "<h1>\xF6\xD5\xCB</h1>"))
                   ->text,
               "Жук");
    assert_str(read_body(w, S("\xFF\xFE<\0p\0>\0\x16\x04\x43\x04\x3A\x04"))->text, "Жук");
    assert_str(read_body(w, S("<p>a\x80z\xFF</p><meta charset=utf-8>"))->text,
               "a\xEF\xBF\xBDz\xEF\xBF\xBD");
    assert_str(
        read_body(w, S("<meta charset=no-such-thing><p>caf\xE9 au lait et the\xE9</p>"))->text,
        "café au lait et theé");
}

static void nul_bytes_do_not_end_a_page(void **state)
{
    assert_str(read_body(*state, S("<p>a\0b</p>\0<p>c</p>"))->text, "a b\nc");
}

static void cut_pages_are_read_as_far_as_they_go(void **state)
{
    struct world *w = *state;
    str body = S("<html><head><meta property=article:published_time content='2024-07-19'></head>"
                 "<body><h1>Grain ships</h1><p>Text &amp; more <a href=\"x\">жук</a></p>"
                 "<script type='application/ld+json'>{\"@type\":\"Article\"}</script>");
    for (size_t n = 0; n <= body.n; n++) {
        assert_true(
            read_input(w, (struct page_input){ .body = str_slice(body, 0, n), .truncated = true }));
        assert_true(w->page.truncated);
    }
    assert_best(&w->page, "2024-07-19");
}

static void other_kinds_of_bodies_are_left_alone(void **state)
{
    struct world *w = *state;
    assert_int_equal(read_z(w, "%PDF-1.7 ...")->kind, PAGE_PDF);
    assert_true(read_input(
        w, (struct page_input){ .body = S("\x89PNG\r\n"), .content_type = S("image/png") }));
    assert_int_equal(w->page.kind, PAGE_OTHER);
    assert_true(
        read_input(w, (struct page_input){ .body = S("<p>x"),
                                           .content_type = S("application/octet-stream") }));
    assert_str(w->page.text, "x");
}

static void fill(struct buf *buf, str head, str unit, size_t times)
{
    buf_init(buf, 64 * 1024 * 1024);
    buf_add(buf, head);
    for (size_t i = 0; i < times; i++)
        buf_add(buf, unit);
}

static void bombs_of_attributes_are_refused(void **state)
{
    struct world *w = *state;
    struct buf buf;
    fill(&buf, S("<div "), S("a=1 "), 100000);
    assert_false(read_input(w, (struct page_input){ .body = buf_str(&buf) }));
    assert_int_equal(w->err.kind, ERR_LIMIT);
    buf_free(&buf);
    fill(&buf, S("<div"), S("\na='<'\""), 100000);
    assert_false(read_input(w, (struct page_input){ .body = buf_str(&buf) }));
    buf_free(&buf);
    fill(&buf, S("<p>"), S("x"), PAGE_MAX_BYTES);
    assert_false(read_input(w, (struct page_input){ .body = buf_str(&buf) }));
    buf_free(&buf);
    fill(&buf, S("<d"), S("d"), 100000);
    assert_false(read_input(w, (struct page_input){ .body = buf_str(&buf) }));
    buf_free(&buf);
    fill(&buf, S("<script>if(a<b"), S(" && c"), 1000);
    buf_add(&buf, S("</script><img src=\""));
    for (int i = 0; i < 200000; i++)
        buf_byte(&buf, 'A');
    buf_add(&buf, S("\"><p>after"));
    assert_str(read_body(w, buf_str(&buf))->text, "after");
    buf_free(&buf);
}

static void deep_and_endless_pages_end(void **state)
{
    static const char *const units[] = {
        "<div>",
        "<div class=comment id=date>",
        "<p>",
        "<table><tr><td>",
        "<!--",
        "<script>",
        "<a ",
        "&amp",
        "&#x41;",
        "</p>",
        "<h1>",
        "<time datetime=2024-07-19>2024-07-19 ",
        "<![CDATA[",
        "<li>1.2.2024",
        "<meta name=date content=2024-07-19>",
        "<b><i>x</b></i>",
        "\xE2\x80",
        "<script type=application/ld+json>[",
        "<select><option>",
        "<svg><",
        "<?",
        "<!DOCTYPE a [",
    };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct buf buf;
        str unit = str_from_z(units[i]);
        fill(&buf, S("<h1>Grain</h1>"), unit, 1024 * 1024 / unit.n);
        (void)read_input(w, (struct page_input){ .body = buf_str(&buf) });
        buf_free(&buf);
        (void)tear_down(state);
        (void)set_up(state);
    }
}

static void nesting_that_is_cut_is_told(void **state)
{
    struct world *w = *state;
    struct buf buf;
    fill(&buf, S("<p>before</p>"), S("<div>"), 200000);
    buf_add(&buf, S("behind"));
    const struct page *page = read_body(w, buf_str(&buf));
    assert_true(page->truncated);
    assert_str(page->text, "before");
    buf_free(&buf);
}

static void deep_json_is_left(void **state)
{
    struct world *w = *state;
    struct buf buf;
    fill(&buf, S("<script type='application/ld+json'>"), S("[{\"a\":"), 50000);
    buf_add(&buf, S("</script><p>x"));
    assert_str(read_body(w, buf_str(&buf))->text, "x");
    buf_free(&buf);
}

static void same_page_gives_the_same_result(void **state)
{
    struct world *w = *state;
    const char *body = "<h1>A</h1><p>1 May 2024</p><p>2 May 2024</p><p>3 May 2024</p>";
    read_z(w, body);
    struct page first = w->page;
    read_z(w, body);
    assert_int_equal(first.dates.n, w->page.dates.n);
    for (size_t i = 0; i < first.dates.n; i++)
        assert_int_equal(date_cmp(first.dates.p[i].day, w->page.dates.p[i].day), 0);
}

static void address_of_a_copy_gives_the_copied_ones_date(void **state)
{
    struct world *w = *state;
    assert_best(
        read_at(w, "https://web.archive.org/web/20240105120000/https://example.org/2021/03/04/x",
                "<h1>Grain</h1>"),
        "2021-03-04");
    assert_best(read_at(w, "https://web.archive.org/web/20240105120000/https://example.org/x",
                        "<h1>Grain</h1>"),
                "none");
    assert_best(read_at(w, "https://web.archive.org/web/20240105120000im_/https://example.org/x",
                        "<h1>Grain</h1>"),
                "none");
}

static void utc_stamp_is_read_in_the_outlets_zone(void **state)
{
    struct world *w = *state;
    struct page_input in = {
        .body = S("<meta property=article:published_time content=2024-01-15T22:30:00Z>"
                  "<h1>Grain ships sail</h1><p>Some text."),
        .zone = S("Asia/Tashkent"),
    };
    assert_true(read_input(w, in));
    assert_best(&w->page, "2024-01-16");
    assert_int_equal(w->page.best.minute, 3 * 60 + 30);
    assert_int_equal(w->page.best.zone_min, 300);
    in.zone = S("America/New_York");
    assert_true(read_input(w, in));
    assert_best(&w->page, "2024-01-15");
    in.zone = S("Nowhere/Land");
    assert_true(read_input(w, in));
    assert_best(&w->page, "2024-01-15");
}

static void moment_of_an_edit_is_doubted(void **state)
{
    assert_best(read_z(*state,
                       "<meta property=article:published_time content=2024-03-09T10:11+01:00>"
                       "<meta property=article:modified_time content=2024-03-09T10:11+01:00>"
                       "<script type=application/ld+json>{\"@type\":\"NewsArticle\","
                       "\"datePublished\":\"2023-11-02\"}</script>"
                       "<h1>Grain ships sail</h1><p>2 November 2023</p>"),
                "2023-11-02");
}

static void description_is_a_last_resort(void **state)
{
    struct world *w = *state;
    assert_best(
        read_z(w, "<meta name=description content='Grain (news of 14 January 2020)'><p>Grain"),
        "2020-01-14");
    assert_best(read_z(w, "<meta name=description content='Grain (news of 14 January 2020)'>"
                          "<h1>Grain ships</h1><p>Published: 20 January 2020"),
                "2020-01-20");
}

/* The best date when dates alone are asked for, and whether that took no parse. */
static void assert_quick(struct world *w, const char *body, const char *url, const char *want,
                         bool quick)
{
    struct page_input in = { .body = str_from_z(body), .url = str_from_z(url), .dates_only = true };
    assert_true(read_input(w, in));
    assert_best(&w->page, want);
    assert_int_equal(w->page.text.n == 0, quick);
    in.dates_only = false;
    assert_true(read_input(w, in));
    assert_best(&w->page, want);
}

static void dates_alone_need_no_parse_where_places_agree(void **state)
{
    struct world *w = *state;
    static const char both[] =
        "<html lang=en><!-- <meta property='article:published_time' content='2020-01-01'> -->"
        "<script>var a = \"<meta property='article:published_time' content='2020-01-02'>\";</script>"
        "<meta property='article:published_time' content='2024-07-19T10:00:00+03:00'>"
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Grain\","
        "\"datePublished\":\"2024-07-19\"}</script><h1>Grain</h1><p>Text";
    assert_quick(w, both, "", "2024-07-19", true);
    assert_str(w->page.title, "Grain");
    assert_quick(w, "<meta property='article:published_time' content=2024-07-19><p>Text", "",
                 "2024-07-19", false);
    assert_quick(w, "<meta property='article:published_time' content=2024-07-19><p>Text",
                 "https://example.org/2024/07/19/x", "2024-07-19", true);
    assert_quick(w,
                 "<meta property='article:published_time' content=2024-07-19T23:10:00Z>"
                 "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":"
                 "\"2024-07-19T23:10:00Z\"}</script><h1>Grain</h1><p>20 July 2024</p>",
                 "", "2024-07-20", false);
}

static void quick_look_ends_on_broken_pages(void **state)
{
    struct world *w = *state;
    static const char *const bodies[] = { "<",
                                          "<m",
                                          "<meta",
                                          "<meta name",
                                          "<meta name=",
                                          "<meta name='",
                                          "<meta name='a' content=\"",
                                          "<script",
                                          "<script>",
                                          "<!--",
                                          "<!",
                                          "<title>",
                                          "<title",
                                          "<html lang=",
                                          "<link rel=canonical href=x",
                                          "<script type='application/ld+json'>{",
                                          "</",
                                          "<style><meta" };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        struct page_input in = { .body = str_from_z(bodies[i]), .dates_only = true };
        assert_true(read_input(w, in));
        assert_best(&w->page, "none");
    }
}

static void works_without_a_table_of_names(void **state)
{
    struct world *w = *state;
    struct page_input in = { .body = S("<h1>Grain</h1><p>19 juillet 2024") };
    assert_true(page_read(&in, &w->perm, &w->scratch, &w->page, &w->err));
    assert_best(&w->page, "2024-07-19");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(empty_page_has_nothing),
        TEST(reads_names_of_a_page),
        TEST(entities_in_names_are_resolved),
        TEST(reads_json_ld_of_an_article),
        TEST(reads_json_ld_however_it_is_written),
        TEST(author_is_found_by_reference),
        TEST(shell_around_a_wall_is_seen),
        TEST(json_ld_of_other_things_is_not_the_articles),
        TEST(reads_metas_of_many_vocabularies),
        TEST(reads_microdata_and_time_elements),
        TEST(reads_labelled_text),
        TEST(reads_the_date_of_an_address),
        TEST(utc_stamp_yields_to_the_day_seen),
        TEST(slashed_date_is_read_by_what_agrees),
        TEST(dates_of_others_are_not_taken),
        TEST(class_around_the_headline_says_nothing),
        TEST(scripts_are_the_last_resort),
        TEST(paywall_is_seen_in_any_spelling),
        TEST(visible_text_is_folded),
        TEST(date_and_time_that_touch_are_parted),
        TEST(date_in_the_title_is_a_last_resort),
        TEST(main_text_is_the_articles),
        TEST(forms_for_passwords_are_seen),
        TEST(encodings_are_told_apart),
        TEST(nul_bytes_do_not_end_a_page),
        TEST(cut_pages_are_read_as_far_as_they_go),
        TEST(other_kinds_of_bodies_are_left_alone),
        TEST(bombs_of_attributes_are_refused),
        TEST(deep_and_endless_pages_end),
        TEST(nesting_that_is_cut_is_told),
        TEST(deep_json_is_left),
        TEST(same_page_gives_the_same_result),
        TEST(address_of_a_copy_gives_the_copied_ones_date),
        TEST(utc_stamp_is_read_in_the_outlets_zone),
        TEST(moment_of_an_edit_is_doubted),
        TEST(description_is_a_last_resort),
        TEST(dates_alone_need_no_parse_where_places_agree),
        TEST(quick_look_ends_on_broken_pages),
        TEST(works_without_a_table_of_names),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
