/* test_robots.c: RFC 9309 and the matching rules that search engines publish. */
#include "net/robots.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

#include "base/banned.h"

static bool allows(const char *text, const char *path)
{
    struct arena arena;
    struct robots robots;
    arena_init(&arena, 0, NULL);
    robots_parse(str_from_z(text), S("citecheck"), &arena, &robots);
    bool allowed = robots_allows(&robots, str_from_z(path), &arena);
    arena_free(&arena);
    return allowed;
}

struct row {
    const char *pattern, *path;
    bool fits;
};

static void check_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char text[256];
        (void)snprintf(text, sizeof text, "User-agent: *\nDisallow: %s\n", rows[i].pattern);
        if (allows(text, rows[i].path) == rows[i].fits)
            fail_msg("%s %s %s", rows[i].pattern, rows[i].fits ? "must fit" : "must not fit",
                     rows[i].path);
    }
}

static void a_pattern_fits_the_beginning_of_a_path(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "/", "/", true },
        { "/", "/anything?at=all", true },
        { "/fish", "/fish", true },
        { "/fish", "/fish.html", true },
        { "/fish", "/fish/salmon", true },
        { "/fish", "/fishheads?id=any", true },
        { "/fish", "/Fish", false },
        { "/fish", "/catfish", false },
        { "/fish", "/?id=fish", false },
        { "/fish", "/desert/fish", false },
        { "/fish/", "/fish/", true },
        { "/fish/", "/fish/?id=1", true },
        { "/fish/", "/fish", false },
        { "/fish/", "/fish.html", false },
        { "", "/", false },
        { "fish", "/fish", false },
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void stars_and_ends_are_special(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "/fish*", "/fish.html", true },
        { "/*.php", "/index.php", true },
        { "/*.php", "/folder/file.php?x=1", true },
        { "/*.php", "/folder/any.php.file.html", true },
        { "/*.php", "/", false },
        { "/*.php", "/windows.PHP", false },
        { "/*.php$", "/file.php", true },
        { "/*.php$", "/folder/a.php.php", true },
        { "/*.php$", "/file.php?x", false },
        { "/*.php$", "/file.php/", false },
        { "/*.php$", "/file.php5", false },
        { "/fish*.php", "/fish.php", true },
        { "/fish*.php", "/fishheads/cat.php?x", true },
        { "/fish*.php", "/Fish.PHP", false },
        { "*", "/a", true },
        { "*/b", "/a/b", true },
        { "/a*b*c$", "/a1b2c", true },
        { "/a*b*c$", "/a1b2c3", false },
        { "/a*bb$", "/abb", true },
        { "/ab*b$", "/ab", false },
        { "/a***b", "/ab", true },
        { "/a*$", "/abc", true },
        { "/a$b", "/a$b", true },
        { "/a$b", "/a", false },
        { "/$", "/", true },
        { "/$", "/a", false },
        { "$", "/", false },
        { "/a%24", "/a$", true },
        { "/a%2a", "/a*", true },
        { "/a%2a", "/ab", false },
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void escapes_are_compared_by_what_they_mean(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar", true },
        { "/foo/bar/\xe3\x83\x84", "/foo/bar/%E3%83%84", true },
        { "/foo/bar/%E3%83%84", "/foo/bar/\xe3\x83\x84", true },
        { "/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", true },
        { "/foo/bar/%62%61%7A", "/foo/bar/baz", true },
        { "/foo/bar/baz", "/foo/bar/%62%61%7a", true },
        { "/a%3fb", "/a?b", false },
        { "/a%2Fb", "/a/b", false },
        { "/a%2fb", "/a%2Fb", true },
        { "/100%", "/100%", true },
        { "/100%z", "/100%zz", true },
        { "/a b", "/a%20b", true },
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void the_longest_pattern_decides(void **state)
{
    (void)state;
    static const struct {
        const char *rules, *path;
        bool allowed;
    } rows[] = {
        { "Allow: /p\nDisallow: /", "/page", true },
        { "Disallow: /\nAllow: /p", "/page", true },
        { "Allow: /folder\nDisallow: /folder", "/folder/page", true },
        { "Disallow: /folder\nAllow: /folder", "/folder/page", true },
        { "Allow: /page\nDisallow: /*.htm", "/page.htm", false },
        { "Allow: /page\nDisallow: /*.ph", "/page.php5", true },
        { "Allow: /$\nDisallow: /", "/", true },
        { "Allow: /$\nDisallow: /", "/page.htm", false },
        { "Allow: /\nDisallow: /cms/\nAllow: /cms/*.html$", "/cms/a.html", true },
        { "Allow: /\nDisallow: /cms/\nAllow: /cms/*.html$", "/cms/a.html?x", false },
        { "Disallow:", "/a", true },
        { "Allow:\nDisallow: /a", "/a", false },
        { "Disallow: /", "/robots.txt", true },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[256];
        (void)snprintf(text, sizeof text, "User-agent: citecheck\n%s\n", rows[i].rules);
        if (allows(text, rows[i].path) != rows[i].allowed)
            fail_msg("%s: %s", rows[i].rules, rows[i].path);
    }
}

static void the_group_that_names_us_hides_the_others(void **state)
{
    (void)state;
    const char *text = "User-agent: *\nDisallow: /all\n\n"
                       "User-agent: othercheck\nDisallow: /other\n\n"
                       "User-Agent: CiteCheck/2.0 (the news)\nDisallow: /us\n\n"
                       "User-agent: third\nUser-agent: citecheck\nDisallow: /shared\n\n"
                       "User-agent: citecheckbot\nDisallow: /longer\n";
    assert_true(allows(text, "/all"));
    assert_true(allows(text, "/other"));
    assert_true(allows(text, "/longer"));
    assert_false(allows(text, "/us"));
    assert_false(allows(text, "/shared"));
}

static void a_group_that_names_us_without_rules_allows_all(void **state)
{
    (void)state;
    assert_true(allows("User-agent: citecheck\nUser-agent: x\n\nUser-agent: *\nAllow: /\n", "/a"));
    assert_true(allows("User-agent: citecheck\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/a"));
}

static void nothing_said_means_allowed(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "\n\n#\n",
        "Disallow: /\n",
        "Allow: /a\nDisallow: /\nUser-agent: *\n",
        "User-agent: other\nDisallow: /\n",
        "<!doctype html><title>Disallow: /</title>",
        "User-agent:\nDisallow: /\n",
        "\xff\xfe\x00garbage",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!allows(texts[i], "/a"))
            fail_msg("%s", texts[i]);
}

static void lines_are_read_as_they_come(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "User-agent: *\r\nDisallow: /a\r\n",
        "User-agent: *\rDisallow: /a",
        "\xef\xbb\xbfUser-agent: *\nDisallow: /a",
        "USER-AGENT : *\nDISALLOW : /a",
        "user-agent:*\n  disallow:/a  # not for programs\n",
        "User-agent: * \nSitemap: https://a.example/sitemap.xml\nCrawl-delay: 3\nDisallow: /a\n",
        "User-agent: *\nnonsense\nNoindex: /b\n\n\nDisallow: /a\n",
        "user agent: *\ndissallow: /a\n",
        "useragent *\ndisallow /a\n",
        "User-agent: * # everybody\nUser-agent: other\nDisallow: /a\n",
        "User-agent: other\nSitemap: /x\nUser-agent: *\nDisallow: /a\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (allows(texts[i], "/a") || !allows(texts[i], "/b"))
            fail_msg("%s", texts[i]);
}

static void the_product_is_what_an_agent_begins_with(void **state)
{
    (void)state;
    static const struct {
        const char *agent, *product;
    } rows[] = {
        { "citecheck/1.0 (+https://a.example)", "citecheck" },
        { "Cite_Check-Bot 2", "Cite_Check-Bot" },
        { "Mozilla/5.0", "Mozilla" },
        { "7up", "" },
        { "", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_true(str_eq(robots_product(str_from_z(rows[i].agent)), str_from_z(rows[i].product)));
}

static void a_hostile_file_is_read_in_linear_time(void **state)
{
    (void)state;
    struct arena arena;
    struct robots robots;
    arena_init(&arena, 0, NULL);
    char *text = NEW(&arena, char, ROBOTS_BYTES), path[8000];
    size_t n = (size_t)snprintf(text, 64, "User-agent: *\nDisallow: /");
    while (n + 8 < ROBOTS_BYTES) {
        bool new_line = n % 4000 < 4;
        memcpy(text + n, new_line ? "\nAllow:/" : "*aaaaaa*", 8);
        n += 8;
    }
    memset(path, 'a', sizeof path);
    path[0] = '/';
    struct timespec before, after;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    robots_parse((str){ text, n }, S("citecheck"), &arena, &robots);
    assert_true(robots.rules.n > 50);
    (void)robots_allows(&robots, (str){ path, sizeof path }, &arena);
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    assert_true(after.tv_sec - before.tv_sec <= 1);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pattern_fits_the_beginning_of_a_path),
        cmocka_unit_test(stars_and_ends_are_special),
        cmocka_unit_test(escapes_are_compared_by_what_they_mean),
        cmocka_unit_test(the_longest_pattern_decides),
        cmocka_unit_test(the_group_that_names_us_hides_the_others),
        cmocka_unit_test(a_group_that_names_us_without_rules_allows_all),
        cmocka_unit_test(nothing_said_means_allowed),
        cmocka_unit_test(lines_are_read_as_they_come),
        cmocka_unit_test(the_product_is_what_an_agent_begins_with),
        cmocka_unit_test(a_hostile_file_is_read_in_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
