/* test_url.c: addresses: canonical form, joining, cleaning, and the dates in them. */
#include "format/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"

#include "base/banned.h"

enum { URL_MAX = 8192 };

static int set_up(void **state)
{
    static struct arena arena;
    arena_init(&arena, 0, NULL);
    *state = &arena;
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static void assert_str(str got, const char *want, const char *of)
{
    if (!str_eq(got, str_from_z(want)))
        fail_msg("%s: got \"%.*s\", want \"%s\"", of, STR_ARG(got), want);
}

static void parse_makes_the_canonical_form(void **state)
{
    static const struct {
        const char *text, *canonical, *host, *path, *query;
        uint16_t port;
    } cases[] = {
        { "https://tass.com/world/1900001", "https://tass.com/world/1900001", "tass.com",
          "/world/1900001", NULL, 443 },
        { "HTTPS://WWW.Tass.COM:443/World", "https://www.tass.com/World", "www.tass.com", "/World",
          NULL, 443 },
        { "http://tass.com:80", "http://tass.com/", "tass.com", "/", NULL, 80 },
        { "http://tass.com:8080/x", "http://tass.com:8080/x", "tass.com", "/x", NULL, 8080 },
        { "https://tass.com:/x", "https://tass.com/x", "tass.com", "/x", NULL, 443 },
        { "www.tass.com/x", "https://www.tass.com/x", "www.tass.com", "/x", NULL, 443 },
        { "tass.com:8443/x", "https://tass.com:8443/x", "tass.com", "/x", NULL, 8443 },
        { "//tass.com/x", "https://tass.com/x", "tass.com", "/x", NULL, 443 },
        { "https://tass.com./x", "https://tass.com/x", "tass.com", "/x", NULL, 443 },
        { "https://tass.com/x#part", "https://tass.com/x", "tass.com", "/x", NULL, 443 },
        { "https://tass.com?a=1", "https://tass.com/?a=1", "tass.com", "/", "a=1", 443 },
        { "https://tass.com/x?", "https://tass.com/x", "tass.com", "/x", NULL, 443 },
        { "https://tass.com/a/./b/../c", "https://tass.com/a/c", "tass.com", "/a/c", NULL, 443 },
        { "https://tass.com/a b?q=c d", "https://tass.com/a%20b?q=c%20d", "tass.com", "/a%20b",
          "q=c%20d", 443 },
        { "https://tass.com/100%", "https://tass.com/100%", "tass.com", "/100%", NULL, 443 },
        { "https://ru.example/новости",
          "https://ru.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8", "ru.example",
          "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8", NULL, 443 },
        { "http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x", "2001:db8::1", "/x", NULL,
          8080 },
        { "http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1", "/", NULL, 80 },
        { "http://2130706433./x", "http://127.0.0.1/x", "127.0.0.1", "/x", NULL, 80 },
        { "ftp://files.example/x", "ftp://files.example/x", "files.example", "/x", NULL, 21 },
        { "TG://Resolve.example/X", "tg://resolve.example/X", "resolve.example", "/X", NULL, 0 },
        { "https://a.example/x?u=https://b.example/?y",
          "https://a.example/x?u=https://b.example/?y", "a.example", "/x", "u=https://b.example/?y",
          443 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct url url;
        struct err err = { 0 };
        if (!url_parse(str_from_z(cases[i].text), *state, &url, &err))
            fail_msg("%s: %s", cases[i].text, err.message);
        assert_str(url.text, cases[i].canonical, cases[i].text);
        assert_str(url.host, cases[i].host, cases[i].text);
        assert_str(url.path, cases[i].path, cases[i].text);
        assert_str(url.query, cases[i].query ? cases[i].query : "", cases[i].text);
        assert_int_equal(url.query.p == NULL, cases[i].query == NULL);
        assert_int_equal(url.port, cases[i].port);
        assert_false(url.has_userinfo);
    }
}

static void parse_writes_foreign_hosts_in_punycode(void **state)
{
    static const char *const cases[][2] = {
        { "https://Президент.РФ/x", "xn--d1abbgf6aiiy.xn--p1ai" },
        { "https://bücher.example/", "xn--bcher-kva.example" },
        { "https://faß.de/", "xn--fa-hia.de" },
        { "https://ｅｘａｍｐｌｅ.com/", "example.com" },
        { "президент.рф/новости", "xn--d1abbgf6aiiy.xn--p1ai" },
        { "https://xn--p1ai.example/", "xn--p1ai.example" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct url url;
        assert_true(url_parse(str_from_z(cases[i][0]), *state, &url, NULL));
        assert_str(url.host, cases[i][1], cases[i][0]);
    }
}

static void parse_keeps_and_reports_userinfo(void **state)
{
    struct url url;
    assert_true(url_parse(S("https://User:P%40ss@TASS.com/x"), *state, &url, NULL));
    assert_true(url.has_userinfo);
    assert_str(url.text, "https://User:P%40ss@tass.com/x", "text");
    assert_str(url.host, "tass.com", "host");
}

static void parse_knows_schemes_that_ask_no_host(void **state)
{
    struct url url;
    assert_true(url_parse(S("FILE:///etc/passwd"), *state, &url, NULL));
    assert_str(url.scheme, "file", "scheme");
    assert_int_equal(url.host.n, 0);
    assert_true(url_parse(S("urn:isbn:0451450523"), *state, &url, NULL));
    assert_str(url.scheme, "urn", "scheme");
    assert_str(url.path, "isbn:0451450523", "path");
}

static void parse_refuses_what_is_no_reference(void **state)
{
    static const char *const cases[] = { "mailto:a@b.example", "tel:+4912345", "JavaScript:void(0)",
                                         "data:text/html,x",   "#top",         "#" };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct url url;
        struct err err = { 0 };
        assert_false(url_parse(str_from_z(cases[i]), *state, &url, &err));
        assert_int_equal(err.kind, ERR_USAGE);
    }
}

static void assert_bad(struct arena *arena, str text)
{
    struct url url;
    struct err err = { 0 };
    if (url_parse(text, arena, &url, &err))
        fail_msg("accepted \"%.*s\" as \"%.*s\"", STR_ARG(text), STR_ARG(url.text));
    assert_int_equal(err.kind, ERR_FORMAT);
    assert_true(err.message[0] != '\0');
}

static void parse_refuses_bad_addresses(void **state)
{
    static const char *const cases[] = {
        "",
        "https://",
        "https:///x",
        "https:/tass.com/x",
        "https:tass.com",
        "http:\\\\tass.com",
        "https://tass.com:99999/",
        "https://tass.com:0/",
        "https://tass.com:8a/",
        "https://:80/",
        "https://exa mple.com/",
        "https://a..b/",
        "https://.com/",
        "https://tass%2ecom/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://[zz]/",
        "see",
        "3.5",
        "/news/1",
        "?a=1",
        "https://good.example\\@evil.example/",
        "https://a@b@c.example/",
        "https://tass.com/a\nb",
        "https://tass.com/\x7f",
        "\x01https://tass.com/",
        "https://\xff\xfe.example/",

        "https://user@/x",
        "https://<x>/",
        "https://\xd7\x90-a.example/",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_bad(*state, str_from_z(cases[i]));
    assert_bad(*state, S("https://tass.com/\0x"));
    assert_bad(*state, S("\0"));
}

/* An address of `n` bytes that begins with `head`. */
static str long_text(struct arena *arena, str head, char filling, size_t n)
{
    char *p = NEW(arena, char, n);
    memset(p, filling, n);
    memcpy(p, head.p, head.n);
    return (str){ p, n };
}

static void parse_takes_eight_kibibytes_and_no_more(void **state)
{
    struct url url;
    str head = S("https://tass.com/");
    assert_true(url_parse(long_text(*state, head, 'a', URL_MAX), *state, &url, NULL));
    assert_int_equal(url.text.n, URL_MAX);
    assert_true(url_parse(long_text(*state, head, (char)0xc3, URL_MAX), *state, &url, NULL));
    assert_int_equal(url.text.n, head.n + 3 * (URL_MAX - head.n));
    assert_bad(*state, long_text(*state, head, 'a', URL_MAX + 1));
    assert_bad(*state, long_text(*state, S("https://"), 'a', URL_MAX)); /* one label */
    assert_bad(*state, long_text(*state, S("https://a.b"), '.', URL_MAX));
    assert_bad(*state, long_text(*state, S("https://u@"), '@', URL_MAX));
}

/* RFC 3986, 5.4.1 and 5.4.2, without the fragments, which the canonical form drops. */
static void join_follows_rfc_3986(void **state)
{
    static const char *const cases[][2] = {
        { "g", "http://a/b/c/g" },
        { "./g", "http://a/b/c/g" },
        { "g/", "http://a/b/c/g/" },
        { "/g", "http://a/g" },
        { "//g", "http://g/" },
        { "?y", "http://a/b/c/d;p?y" },
        { "g?y", "http://a/b/c/g?y" },
        { "#s", "http://a/b/c/d;p?q" },
        { "g;x?y#s", "http://a/b/c/g;x?y" },
        { "", "http://a/b/c/d;p?q" },
        { ".", "http://a/b/c/" },
        { "..", "http://a/b/" },
        { "../g", "http://a/b/g" },
        { "../../g", "http://a/g" },
        { "../../../g", "http://a/g" },
        { "/../g", "http://a/g" },
        { "g.", "http://a/b/c/g." },
        { "..g", "http://a/b/c/..g" },
        { "./../g", "http://a/b/g" },
        { "g/./h", "http://a/b/c/g/h" },
        { "g?y/../x", "http://a/b/c/g?y/../x" },
        { "https://Other.example/x", "https://other.example/x" },
        { "tass.com", "http://a/b/c/tass.com" },
    };
    struct url base;
    assert_true(url_parse(S("http://a/b/c/d;p?q"), *state, &base, NULL));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct url url;
        struct err err = { 0 };
        if (!url_join(&base, str_from_z(cases[i][0]), *state, &url, &err))
            fail_msg("%s: %s", cases[i][0], err.message);
        assert_str(url.text, cases[i][1], cases[i][0]);
    }
}

static void join_refuses_what_leads_nowhere(void **state)
{
    struct url base, url;
    struct err err = { 0 };
    assert_true(url_parse(S("http://a/b"), *state, &base, NULL));
    assert_false(url_join(&base, S("javascript:alert(1)"), *state, &url, &err));
    assert_int_equal(err.kind, ERR_USAGE);
    assert_false(url_join(&base, S("//h:99999/"), *state, &url, NULL));
    assert_false(url_join(&base, S("x\r\nSet-Cookie: y"), *state, &url, NULL));
    assert_false(url_join(&base, long_text(*state, S("/"), 'a', 70000), *state, &url, NULL));
    assert_true(url_parse(S("urn:a:b"), *state, &base, NULL));
    assert_false(url_join(&base, S("x"), *state, &url, NULL));
}

static void unwrap_takes_redirectors_off(void **state)
{
    static const char *const cases[][2] = {
        { "https://www.google.com/url?q=https://tass.com/x&sa=D&ust=1", "https://tass.com/x" },
        { "https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Ftass.com%2Fx%3Fa%3D1%26b%3D2",
          "https://tass.com/x?a=1&b=2" },
        { "https://l.facebook.com/l.php?u=https%3A%2F%2Ftass.com%2Fx&h=AT0", "https://tass.com/x" },
        { "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Ftass.com%2Fx&data=05",
          "https://tass.com/x" },
        { "https://t.umblr.com/redirect?z=https%3A%2F%2Ftass.com%2Fx&t=Z", "https://tass.com/x" },
        { "https://vk.com/away.php?to=https%3A%2F%2Ftass.com%2Fx&cc_key=", "https://tass.com/x" },
        { "https://href.li/?https://tass.com/x?a=1&b=2", "https://tass.com/x?a=1&b=2" },
        { "https://www.google.com/amp/s/tass.com/x/amp", "https://tass.com/x/amp" },
        { "https://tass-com.cdn.ampproject.org/c/s/tass.com/x", "https://tass.com/x" },
        { "https://urldefense.com/v3/__https://tass.com/x__;!!AbC$", "https://tass.com/x" },
        { "https://urldefense.proofpoint.com/v2/url?u=https-3A__tass.com_x-2Dy&d=Dw",
          "https://tass.com/x-y" },
        /* one inside another */
        { "https://www.google.com/url?q=https://vk.com/away.php?to%3Dhttps%253A%252F%252Ftass.com",
          "https://tass.com" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str(url_unwrap(str_from_z(cases[i][0]), *state), cases[i][1], cases[i][0]);
}

static void unwrap_leaves_everything_else(void **state)
{
    static const char *const cases[] = {
        "https://tass.com/x",
        "https://tass.com/url?q=https://other.example/",
        "https://www.google.com/search?q=https://tass.com/",
        "https://www.google.com/url?q=words",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url",
        "https://www.google.com/url?q=https%3A%2F%2Ftass.com%2F%0a",
        "https://href.li/",
        "https://notvk.com/away.php?to=https%3A%2F%2Ftass.com",
        "",
        "#x",
        "mailto:a@b.example",
        "https://l.facebook.com/l.php?u=%",
        "https://l.facebook.com/l.php?u=%4",
        "https://www.google.com/amp/s/",
        "https://www.google.com/url?q=https://",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str text = str_from_z(cases[i]);
        assert_ptr_equal(url_unwrap(text, *state).p, text.p);
    }
}

static void strip_tracking_drops_what_tells_who_sent_the_reader(void **state)
{
    static const char *const cases[][2] = {
        { "https://tass.com/x?utm_source=tw&utm_medium=y", "https://tass.com/x" },
        { "https://tass.com/x?id=7&fbclid=abc&p=2#s", "https://tass.com/x?id=7&p=2#s" },
        { "https://tass.com/x?gclid=1&id=7", "https://tass.com/x?id=7" },
        { "tass.com/x?UTM_Source=a#b", "tass.com/x#b" },
        { "https://tass.com/x?yclid&a", "https://tass.com/x?a" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str(url_strip_tracking(str_from_z(cases[i][0]), *state), cases[i][1], cases[i][0]);
    static const char *const others[] = {
        "https://tass.com/x?id=7",       "https://tass.com/x", "",
        "https://tass.com/utm_source=1", "https://tass.com/?", "https://tass.com/x?atlas=1&smidge=2"
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        str text = str_from_z(others[i]);
        assert_ptr_equal(url_strip_tracking(text, *state).p, text.p);
    }
}

static void masked_hides_secrets_alone(void **state)
{
    static const char *const cases[][2] = {
        { "https://user:pw@tass.com/x", "https://***@tass.com/x" },
        { "https://user@tass.com/?api_key=1&id=2", "https://***@tass.com/?api_key=***&id=2" },
        { "https://h.example/?accessToken=a&X-Amz-Date=b",
          "https://h.example/?accessToken=***&X-Amz-Date=***" },
        { "https://h.example/#access_token=abc", "https://h.example/#access_token=***" },
        { "https://h.example/?PHPSESSID=1&sig=2", "https://h.example/?PHPSESSID=***&sig=***" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str(url_masked(str_from_z(cases[i][0]), *state), cases[i][1], cases[i][0]);
    static const char *const others[] = {
        "https://tass.com/x?id=1",  "",
        "https://h.example/?token", "https://h.example/?keyword=x&author=y&design=z&sid=3",
        "https://h.example/a@b",    "https://h.example/?token="
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        str text = str_from_z(others[i]);
        assert_ptr_equal(url_masked(text, *state).p, text.p);
    }
}

static void assert_date(bool found, date got, const char *want, const char *of)
{
    char room[DATE_TEXT_BYTES];
    assert_str(found ? date_iso(got, room) : S("none"), want, of);
    if (!found)
        assert_int_equal(got.year, 0);
}

static void date_reads_the_usual_paths(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "https://h.example/2024/07/19/slug", "2024-07-19" },
        { "https://h.example/2024/07/19/", "2024-07-19" },
        { "https://h.example/2024/07/19", "2024-07-19" },
        { "https://h.example/news/2024/7/9/slug", "2024-07-09" },
        { "h.example/2024-07-19", "2024-07-19" },
        { "https://h.example/2024-07-19-slug.html", "2024-07-19" },
        { "https://h.example/story/some-slug-2024-07-19.html", "2024-07-19" },
        { "https://h.example/20240719/", "2024-07-19" },
        { "https://h.example/20240719-slug", "2024-07-19" },
        { "https://h.example/20240719/7041.html", "2024-07-19" },
        { "https://h.example/world/2024/jul/19/slug", "2024-07-19" },
        { "https://h.example/2024/July/19/slug", "2024-07-19" },
        { "https://h.example/2024/07/slug", "2024-07" },
        { "https://h.example/2024/07/", "2024-07" },
        { "https://h.example/2023/10/3-fragen", "2023-10" },
        { "https://h.example/2023/10/10-fragen-an", "2023-10" },
        { "https://h.example/2024/07/2024-07-19-slug", "2024-07-19" },
        { "https://h.example/2024/07/19/20240719-slug", "2024-07-19" },
        { "https://web.archive.org/web/20250101120000/https://h.example/2024/07/19/x",
          "2024-07-19" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date d;
        bool found = url_date(str_from_z(cases[i][0]), &d);
        assert_date(found, d, cases[i][1], cases[i][0]);
    }
}

static void date_is_not_read_into_numbers(void **state)
{
    static const char *const cases[] = {
        "",
        "https://h.example",
        "https://h.example/",
        "https://h.example/news/1234567",
        "https://2024.example/07/19/",
        "https://h.example/?d=/2024/07/19/",
        "https://h.example/#/2024/07/19/",
        "https://h.example/1989/07/19/x",
        "https://h.example/2101/07/19/x",
        "https://h.example/20241319/x",
        "https://h.example/202407191/x",
        "https://h.example/2024071912/x",
        "https://h.example/id20240719",
        "https://h.example/120240719/",
        "https://h.example/2024-07-19-55-12",
        "https://h.example/tel-555-2024-07-19",
        "https://h.example/+7-495-202-40-71",
        "https://h.example/2024-07-1912",
        "https://h.example/2024-02-30",
        "https://h.example/2024/13/01/x",
        "https://h.example/2024/07",
        "https://h.example/2024/x/07/19/",
        "https://h.example/2024/07/19/2024/07/20/x",
        "https://h.example/2024-07-19/2023-07-19-x",
        "https://h.example/2024/07/slug/2024-08-01",
        "https://h.example/2024/07/19/x/20240720",
        "https://h.example/2024-07-19-2024-07-25",
        "https://h.example/07/19/2024/x",
        "https://h.example/2024/ju/19/x",
        "https://h.example/2024/julyish/19/x",
        "2024/07/19",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date d;
        bool found = url_date(str_from_z(cases[i]), &d);
        assert_date(found, d, "none", cases[i]);
    }
    date d;
    assert_false(url_date(long_text(*state, S("https://h.example/2024"), '/', 1 << 20), &d));
}

static void date_by_reads_each_kind_of_token(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        { "/YYYY/MM/DD/{slug}/", "/2024/07/19/slug", "2024-07-19" },
        { "/YYYY/MM/DD/{slug}", "/2024/07/19/slug/?utm_source=x", "2024-07-19" },
        { "/{section}/YYYY/M/D/{slug}", "/world/asia/2024/7/9/slug", "2024-07-09" },
        { "/{section}/YYYY/MM/{slug}", "/a/2024/07/slug", "2024-07" },
        { "/{section}/YYYY/mon/DD/{slug}", "/world/2024/jul/19/slug", "2024-07-19" },
        { "/DD-Mon-YYYY/{slug}", "/19-Jul-2024/slug", "2024-07-19" },
        { "/{section}/DDmonYYYY/{slug}.html", "/a/19jul2024/b.html", "2024-07-19" },
        { "/{slug}-{month}-D-YYYY", "/control-of-september-9-2024", "2024-09-09" },
        { "/{section}/YY_{mese}_DD/{slug}", "/esteri/24_luglio_19/x", "2024-07-19" },
        { "/{section}/DD/MM/YYYY/{objectid}", "/politics/19/07/2024/669a8f3a9a79471b2e7a4c10",
          "2024-07-19" },
        { "/rbcfreenews/{objectid}", "/rbcfreenews/669a8f3a9a79471b2e7a4c10", "2024-07-19" },
        { "/news/{slug}-0{unixtime}", "/news/a-b-01721390400", "2024-07-19" },
        { "/new/YYYYMMDD/{unixtime}-{slug}", "/new/20240720/1721390400-x", "2024-07-20" },
        { "/{user}/status/{snowflake}", "https://x.com/a/status/1814268482936819952",
          "2024-07-19" },
        { "/channels/{id}/{id}/{snowflake}", "https://discord.com/channels/1/2/1263740000000000000",
          "2024-07-19" },
        { "/{section}/storyYYYYMMDD-{id}", "/eng/story20240719-77", "2024-07-19" },
        { "/{path}/YYYYMM/tYYYYMMDD_{id}.html", "/a/b/202407/t20240719_11.html", "2024-07-19" },
        { "/news/{lang}/press-room/YYYYMMDDIPR{id}/{slug}",
          "/news/en/press-room/20240719IPR22/slug", "2024-07-19" },
        { "/{section}/{slug}.AYYMMDD_{id}_{x}", "/zpravy/slug.A240719_101112_zahranicni_jo",
          "2024-07-19" },
        { "/view/AENYYYYMMDD{n}", "/view/AEN20240719003400315", "2024-07-19" },
        { "/stories/YYYYMMDD{nnnn}.html", "/stories/202407190033.html", "2024-07-19" },
        { "/{section}/{slug}-YYYYMMDDhhmmss-nt.html", "/a/b-20240719101112-nt.html", "2024-07-19" },
        { "/{section}/YYYY-MM-DD/{slug}-DD-MM-YYYY-HH-MM-SS",
          "/a/2024-07-19/slug-19-07-2024-10-55-12", "2024-07-19" },
        { "/view.php?ud=YYYYMMDD{n}", "/view.php?ud=20240719000315&x=1", "2024-07-19" },
        { "/a/{slug}/{id}.html | /YYYY/MM/DD/{slug}", "/2024/07/19/slug", "2024-07-19" },
        { "/{section}/{slug}-YYYYMMDD", "/a/x-20200101-y-20240719", "2024-07-19" },
        { "/{slug}-YYYY-M", "/outlook-2024-7", "2024-07" },
        { "/YYYY/{MM}/{slug}", "/2024/07/a", "2024-07" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date d;
        bool found = url_date_by(str_from_z(cases[i][0]), str_from_z(cases[i][1]), &d);
        assert_date(found, d, cases[i][2], cases[i][0]);
    }
}

static void date_by_finds_nothing_elsewhere(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "", "/2024/07/19/slug" },
        { "none", "/2024/07/19/slug" },
        { "unknown|id-only", "/2024/07/19/slug" },
        { "/{section}/{slug}", "/2024-07-19/slug" }, /* no date token */
        { "/YYYY/{slug}/", "/2024/slug/" },          /* a year alone is no date */
        { "/YYYY/MM/DD/{slug}", "/2024/02/30/slug" },
        { "/YYYY/MM/DD/{slug}", "/2024/13/01/slug" },
        { "/YYYY/MM/DD/{slug}", "/1989/07/19/slug" },
        { "/YYYY/MM/DD/{slug}", "/2024/07/19/slug/more" },
        { "/YYYY/MM/DD/{slug}", "/en/2024/07/19/slug" },
        { "/YYYY/MM/DD/{slug}", "/2024/07/19/" },
        { "/YYYYMM/DD/tYYYYMMDD_{id}", "/202407/19/t20240720_1" }, /* disagree */
        { "/press/{month}/{slug}", "/press/july/slug" },
        { "/rbcfreenews/{objectid}", "/rbcfreenews/669a8f3a9a79471b2e7a4c1z" },
        { "/news/{unixtime}", "/news/172139040" },
        { "/{user}/status/{snowflake}", "https://x.com/a/status/20" },
        { "/{", "/2024" },
        { "/YYYY/{slug", "/2024/x" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date d;
        bool found = url_date_by(str_from_z(cases[i][0]), str_from_z(cases[i][1]), &d);
        assert_date(found, d, "none", cases[i][0]);
    }
}

static void date_by_is_bounded_on_hostile_input(void **state)
{
    date d;
    str path = long_text(*state, S("/"), '-', 2000);
    assert_false(url_date_by(S("/{section}-{path}-{url}-{slug}-{hash}-YYYYMMDD"), path, &d));
    assert_false(url_date_by(S("/YYYY/MM/DD/{slug}"),
                             long_text(*state, S("/2024/07/19/"), 'a', URL_MAX), &d));
    assert_false(url_date_by(long_text(*state, S("/YY"), '{', 5000), S("/24"), &d));
    assert_false(url_date_by(long_text(*state, S("/"), 'Y', 5000), S("/2024"), &d));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse_makes_the_canonical_form),
        cmocka_unit_test(parse_writes_foreign_hosts_in_punycode),
        cmocka_unit_test(parse_keeps_and_reports_userinfo),
        cmocka_unit_test(parse_knows_schemes_that_ask_no_host),
        cmocka_unit_test(parse_refuses_what_is_no_reference),
        cmocka_unit_test(parse_refuses_bad_addresses),
        cmocka_unit_test(parse_takes_eight_kibibytes_and_no_more),
        cmocka_unit_test(join_follows_rfc_3986),
        cmocka_unit_test(join_refuses_what_leads_nowhere),
        cmocka_unit_test(unwrap_takes_redirectors_off),
        cmocka_unit_test(unwrap_leaves_everything_else),
        cmocka_unit_test(strip_tracking_drops_what_tells_who_sent_the_reader),
        cmocka_unit_test(masked_hides_secrets_alone),
        cmocka_unit_test(date_reads_the_usual_paths),
        cmocka_unit_test(date_is_not_read_into_numbers),
        cmocka_unit_test(date_by_reads_each_kind_of_token),
        cmocka_unit_test(date_by_finds_nothing_elsewhere),
        cmocka_unit_test(date_by_is_bounded_on_hostile_input),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
