/* test_fetch_check.c: options of the network that cannot work. */
#include "net/fetch_check.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/banned.h"

static void expect(const struct fetch_options *options, const char *says)
{
    struct arena arena;
    struct err err = { 0 };
    arena_init(&arena, 0, NULL);
    bool good = fetch_options_check(options, &arena, &err);
    if (good != (says == NULL) || (says && (!strstr(err.message, says) || err.kind != ERR_USAGE)))
        fail_msg("expected \"%s\", met \"%s\"", says ? says : "", err.message);
    arena_free(&arena);
}

static void proxies_are_told_from_words(void **state)
{
    static const char *const good[] = { "",
                                        "http://proxy.example",
                                        "proxy.example:3128",
                                        "http://proxy.example:3128/",
                                        "https://user:word@proxy.example:3128",
                                        "SOCKS5H://127.0.0.1:9050",
                                        "[::1]:3128" };
    static const char *const bad[] = {
        "nonsense", "proxy.example:99999",         "gopher://proxy.example:70",
        "http://",  "http://proxy.example:3128/a", "http://pro xy:1",
        "://x"
    };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        expect(&(struct fetch_options){ .proxy = str_from_z(good[i]) }, NULL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        expect(&(struct fetch_options){ .proxy = str_from_z(bad[i]) }, "--proxy: expected");
}

/* Its message must not show what the address keeps secret. */
static void a_proxys_password_is_not_repeated(void **state)
{
    const struct fetch_options options = { .proxy = S("gopher://user:hunter2@proxy.example:1") };
    struct arena arena;
    struct err err = { 0 };
    (void)state;
    arena_init(&arena, 0, NULL);
    assert_false(fetch_options_check(&options, &arena, &err));
    assert_null(strstr(err.message, "hunter2"));
    arena_free(&arena);
}

static void files_of_certificates_are_read(void **state)
{
    (void)state;
    expect(&(struct fetch_options){ .cacert = S("/no/such/file.pem") },
           "--cacert: /no/such/file.pem: No such file");
    expect(&(struct fetch_options){ .cacert = S("/dev/null") }, "no certificate in PEM form");
}

static void other_values_are_held_against_their_forms(void **state)
{
    const str bad = S("bad"), good_resolve = S("a.example:80:127.0.0.1"), cidr = S("10.0.0.0/8");
    (void)state;
    expect(&(struct fetch_options){ .resolve = &bad, .n_resolve = 1 }, "HOST:PORT:ADDRESS");
    expect(&(struct fetch_options){ .connect_to = &bad, .n_connect_to = 1 }, "HOST:PORT:HOST");
    expect(&(struct fetch_options){ .allow_addresses = &bad, .n_allow_addresses = 1 }, "range");
    expect(&(struct fetch_options){ .user_agent = S("a\r\nHost: b") }, "--user-agent: control");
    expect(&(struct fetch_options){ .resolve = &good_resolve,
                                    .n_resolve = 1,
                                    .allow_addresses = &cidr,
                                    .n_allow_addresses = 1,
                                    .user_agent = S("citecheck/1.0 (+https://example.org)") },
           NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proxies_are_told_from_words),
        cmocka_unit_test(a_proxys_password_is_not_repeated),
        cmocka_unit_test(files_of_certificates_are_read),
        cmocka_unit_test(other_values_are_held_against_their_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
