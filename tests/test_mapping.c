/* test_mapping.c: --connect-to and --resolve as curl reads them. */
#include "net/mapping.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/banned.h"

/* Reads one rule of each kind (NULL: none). */
static bool init(struct mapping *mapping, struct arena *arena, const char *connect_to,
                 const char *resolve)
{
    struct err err = { 0 };
    const str texts[] = { str_from_z(connect_to), str_from_z(resolve) };
    const struct fetch_options options = { .connect_to = &texts[0],
                                           .n_connect_to = connect_to != NULL,
                                           .resolve = &texts[1],
                                           .n_resolve = resolve != NULL };
    bool good = mapping_init(mapping, &options, arena, &err);
    assert_int_equal(err.kind, good ? ERR_NONE : ERR_USAGE);
    return good;
}

/* Where host and port lead: "host port", or "" when nothing fits. */
static void expect(const char *connect_to, const char *resolve, const char *host, uint16_t port,
                   const char *want)
{
    char text[128] = "";
    struct arena arena;
    struct mapping mapping;
    str to_host = str_from_z(host);
    arena_init(&arena, 0, NULL);
    assert_true(init(&mapping, &arena, connect_to, resolve));
    if (mapping_find(&mapping, &to_host, &port))
        (void)snprintf(text, sizeof text, "%.*s %u", STR_ARG(to_host), port);
    assert_string_equal(text, want);
    arena_free(&arena);
}

static void a_rule_fits_its_host_and_port(void **state)
{
    (void)state;
    expect("a.example:80:b.example:8080", NULL, "a.example", 80, "b.example 8080");
    expect("A.Example:80:b.example:8080", NULL, "a.example", 80, "b.example 8080");
    expect("a.example:80:b.example:8080", NULL, "a.example", 443, "");
    expect("a.example:80:b.example:8080", NULL, "c.example", 80, "");
    expect(NULL, NULL, "a.example", 80, "");
}

static void what_is_left_empty_fits_any_or_keeps(void **state)
{
    (void)state;
    expect("::127.0.0.1:8080", NULL, "a.example", 443, "127.0.0.1 8080");
    expect("a.example::127.0.0.1:", NULL, "a.example", 443, "127.0.0.1 443");
    expect("a.example:443::8443", NULL, "a.example", 443, "a.example 8443");
}

static void addresses_of_version_six_stand_in_brackets(void **state)
{
    (void)state;
    expect("a.example:80:[::1]:8080", NULL, "a.example", 80, "::1 8080");
    expect("[2606:4700::1]:80:b.example:81", NULL, "2606:4700::1", 80, "b.example 81");
    expect(NULL, "a.example:80:::1", "a.example", 80, "::1 80");
    expect(NULL, "a.example:80:[::1]", "a.example", 80, "::1 80");
}

static void resolve_keeps_the_port_and_follows_connect_to(void **state)
{
    (void)state;
    expect(NULL, "a.example:80:127.0.0.9", "a.example", 80, "127.0.0.9 80");
    expect(NULL, "*:80:127.0.0.9", "any.example", 80, "127.0.0.9 80");
    expect("a.example:80:b.example:81", "b.example:81:127.0.0.9", "a.example", 80, "127.0.0.9 81");
}

static void malformed_rules_are_refused(void **state)
{
    (void)state;
    static const char *const connect_to[] = { "",
                                              "a",
                                              "a:80",
                                              "[]:80:b:80x",
                                              "a:80:b:x",
                                              "a:0:b:80",
                                              "a:99999:b:80",
                                              "[::1:80:b:80",
                                              "a:80::",
                                              "[::1]x:80:b:80" };
    static const char *const resolve[] = {
        "", "a", "a:80", "a:80:", "a:80:b.example", "a:x:127.0.0.1"
    };
    struct arena arena;
    struct mapping mapping;
    arena_init(&arena, 0, NULL);
    for (size_t i = 0; i < sizeof connect_to / sizeof connect_to[0]; i++)
        if (init(&mapping, &arena, connect_to[i], NULL))
            fail_msg("\"%s\" was taken", connect_to[i]);
    for (size_t i = 0; i < sizeof resolve / sizeof resolve[0]; i++)
        if (init(&mapping, &arena, NULL, resolve[i]))
            fail_msg("\"%s\" was taken", resolve[i]);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_fits_its_host_and_port),
        cmocka_unit_test(what_is_left_empty_fits_any_or_keeps),
        cmocka_unit_test(addresses_of_version_six_stand_in_brackets),
        cmocka_unit_test(resolve_keeps_the_port_and_follows_connect_to),
        cmocka_unit_test(malformed_rules_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
