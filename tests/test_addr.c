/* test_addr.c: every spelling of a forbidden address is refused, and the public ones are not. */
#include "net/addr.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/banned.h"

static const char *const forbidden[] = {
    /* IPv4 loopback in the forms of inet_aton */
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "127.65535",
    "2130706433",
    "2130706433.",
    "0x7f000001",
    "0X7F000001",
    "0x7F.1",
    "0x7f.0.0.1",
    "0x7f.0x0.0x0.0x1",
    "017700000001",
    "0177.1",
    "0177.0.0.1",
    "0177.0.0.01",
    "00000177.0.0.1",
    "0x7f.0.1",
    "0177.0x0.1",
    "0x7f.0.0.01",
    "127.0x0.0.1",
    "127.00.00.01",
    "0x0000007f.1",
    "127.0.0.0x1",
    "017700000002",
    "2130706434",
    "0x7f00ffff",
    /* this host */
    "0",
    "0.0.0.0",
    "0x0",
    "00",
    "0.0",
    "0.0.0",
    "0.1.2.3",
    "0x",
    "0.0.0.0.",
    /* private */
    "10.0.0.1",
    "10.1",
    "012.0.0.1",
    "0xa.0.0.1",
    "167772161",
    "10.255.255.255",
    "0xa000001",
    "172.16.0.1",
    "172.31.255.255",
    "0xac100001",
    "172.1048577",
    "172.20.1",
    "192.168.0.1",
    "192.168.1",
    "0xc0a80001",
    "3232235521",
    "0300.0250.0.1",
    "192.168.65535",
    "192.168.255.255",
    /* shared, link-local with the cloud's metadata, protocol assignments, documentation, tests */
    "100.64.0.1",
    "100.127.255.255",
    "1681915905",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "0251.0376.0251.0376",
    "169.254.43518",
    "169.16689662",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    /* multicast, reserved, broadcast */
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "4294967295",
    "0xffffffff",
    "037777777777",
    /* IPv6 loopback, unspecified */
    "::1",
    "[::1]",
    "0:0:0:0:0:0:0:1",
    "0000:0000:0000:0000:0000:0000:0000:0001",
    "::0001",
    "[::1%25lo]",
    "::1%lo",
    "::",
    "[::]",
    "0::0",
    /* IPv4 inside IPv6: mapped, compatible, translated */
    "::ffff:127.0.0.1",
    "[::ffff:127.0.0.1]",
    "::ffff:7f00:1",
    "::FFFF:7F00:0001",
    "0:0:0:0:0:ffff:7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:a9fe:a9fe",
    "::ffff:169.254.169.254",
    "::ffff:0.0.0.0",
    "::ffff:192.168.1.1",
    "::127.0.0.1",
    "::7f00:1",
    "::10.0.0.1",
    "::8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "[64:ff9b::169.254.169.254]",
    "64:ff9b:1::1",
    "64:ff9b:1::8.8.8.8",
    "::ffff:0:127.0.0.1",
    /* 6to4, Teredo, ORCHID, benchmarking, documentation, discard */
    "2002:7f00:1::",
    "2002:7f00:0001::1",
    "2002:a00:1::",
    "2002:c0a8:101::1",
    "2002:808:808::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:10::1",
    "2001:20::1",
    "2001:2::1",
    "2001:db8::1",
    "[2001:db8::1]",
    "3fff::1",
    "3fff:fff::1",
    "100::1",
    /* local and multicast */
    "fc00::1",
    "fd00::1",
    "fdff:ffff::1",
    "fe80::1",
    "fe80::1%eth0",
    "[fe80::1%25eth0]",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "ff00::",
    "4000::1",
    "8000::1",
    "e000::1",
};

/* Neither an address nor a name that a resolver should see. */
static const char *const no_hosts[] = {
    "",
    ".",
    "256.1.1.1",
    "1.2.3.4.5",
    "127.0.0.1.5",
    "0x100000000",
    "4294967296",
    "08.1.1.1",
    "127.0.0.08",
    "a.0x7f",
    "example.123",
    "127..1",
    "[::1",
    "::1::",
    "1:2:3",
    "exa mple.com",
    "127.0.0.1%00",
    "\xef\xbc\x91.0.0.1",
    "\xe2\x91\xa0\xe2\x91\xa1.0.0.1",
    "a/b",
    "a@b",
    "\xe3\x80\x82",
    "[v1.x]",
};

static const char *const allowed[] = {
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "0x08080808",
    "134744072",
    "8.8",
    "9.255.255.255",
    "11.0.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "126.255.255.255",
    "128.0.0.1",
    "169.253.1.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.167.1.1",
    "192.169.1.1",
    "198.17.1.1",
    "198.20.0.1",
    "223.255.255.255",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2606:4700::1111",
    "[2620:fe::fe]",
    "2001:4860:4860::8888",
    "2a00:1450::1",
    "2003::1",
    "3ffe::1",
};

static enum guard_say judge(const char *host)
{
    const struct guard closed = { 0 };
    return guard_host(&closed, str_from_z(host), 80, false);
}

static void when_spelt_in_any_way_a_forbidden_address_is_refused(void **state)
{
    (void)state;
    assert_true(sizeof forbidden / sizeof forbidden[0] >= 120);
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++) {
        struct ip ip;
        if (!ip_parse(str_from_z(forbidden[i]), &ip) || judge(forbidden[i]) != GUARD_ADDRESS)
            fail_msg("\"%s\" got through", forbidden[i]);
    }
}

static void when_mapped_elsewhere_a_forbidden_literal_is_refused_all_the_same(void **state)
{
    (void)state;
    const struct guard closed = { 0 };
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
        if (guard_host(&closed, str_from_z(forbidden[i]), 80, true) != GUARD_ADDRESS)
            fail_msg("\"%s\" got through", forbidden[i]);
}

static void when_no_host_at_all_it_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof no_hosts / sizeof no_hosts[0]; i++)
        if (judge(no_hosts[i]) != GUARD_HOST)
            fail_msg("\"%s\" got through", no_hosts[i]);
}

static void when_public_it_passes(void **state)
{
    (void)state;
    assert_true(sizeof allowed / sizeof allowed[0] >= 20);
    for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++)
        if (judge(allowed[i]) != GUARD_PASS)
            fail_msg("\"%s\" was refused", allowed[i]);
}

static void when_a_name_it_passes(void **state)
{
    (void)state;
    assert_int_equal(judge("example.com"), GUARD_PASS);
    assert_int_equal(judge("example.com."), GUARD_PASS);
    assert_int_equal(judge("xn--mller-kva.example"), GUARD_PASS);
    assert_int_equal(judge("a_b.example"), GUARD_PASS);
    assert_int_equal(judge("1.example"), GUARD_PASS);
    assert_int_equal(judge("0xface.example"), GUARD_PASS);
    assert_int_equal(judge("face"), GUARD_PASS);
}

static void when_the_port_is_unusual_it_is_refused_unless_mapped_or_allowed(void **state)
{
    (void)state;
    const struct guard closed = { 0 };
    static const uint16_t open[] = { 80, 443, 8080, 8443 }, shut[] = { 1, 22, 25, 81, 6379, 65535 };
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(guard_host(&closed, S("example.com"), open[i], false), GUARD_PASS);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(guard_host(&closed, S("example.com"), shut[i], false), GUARD_PORT);
        assert_int_equal(guard_host(&closed, S("8.8.8.8"), shut[i], false), GUARD_PORT);
        assert_int_equal(guard_host(&closed, S("example.com"), shut[i], true), GUARD_PASS);
        assert_int_equal(guard_host(&closed, S("8.8.8.8"), shut[i], true), GUARD_PASS);
    }
}

static void when_a_range_is_named_it_opens_that_range_alone(void **state)
{
    (void)state;
    struct arena arena;
    struct guard guard;
    struct err err = { 0 };
    const str ranges[] = { S("127.0.0.0/8"), S("10.1.2.3"), S("fd00::/120"), S("172.16.0.0/13") };
    arena_init(&arena, 0, NULL);
    assert_true(guard_init(&guard, ranges, 4, &arena, &err));
    static const char *const open[] = { "127.0.0.1",  "127.255.0.9", "10.1.2.3",        "fd00::ff",
                                        "172.23.0.1", "0x7f.1",      "::ffff:127.0.0.1" };
    static const char *const shut[] = { "10.1.2.4", "::1", "fd00::100", "172.24.0.1", "128.0.0.1" };
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
        assert_int_equal(guard_host(&guard, str_from_z(open[i]), 9999, false), GUARD_PASS);
    for (size_t i = 0; i < sizeof shut / sizeof shut[0]; i++)
        assert_int_not_equal(guard_host(&guard, str_from_z(shut[i]), 9999, false), GUARD_PASS);
    /* A name may turn out to have such an address. */
    assert_int_equal(guard_host(&guard, S("intranet"), 9999, false), GUARD_PASS);
    arena_free(&arena);
}

static void when_a_range_is_malformed_the_option_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = { "",           "localhost",  "10.0.0.0/33", "10.0.0.0/",
                                       "fd00::/129", "10.0.0.0/x", "10.0.0.0/-1" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct arena arena;
        struct guard guard;
        struct err err = { 0 };
        const str range = str_from_z(bad[i]);
        arena_init(&arena, 0, NULL);
        assert_false(guard_init(&guard, &range, 1, &arena, &err));
        assert_int_equal(err.kind, ERR_USAGE);
        arena_free(&arena);
    }
}

static void when_written_an_address_has_its_usual_form(void **state)
{
    (void)state;
    struct ip ip;
    char room[IP_TEXT_BYTES];
    assert_true(ip_parse(S("0x7f000001"), &ip));
    assert_true(str_eq(ip_text(&ip, room), S("127.0.0.1")));
    assert_true(ip_parse(S("[2606:4700:0::1111]"), &ip));
    assert_true(str_eq(ip_text(&ip, room), S("2606:4700::1111")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(when_spelt_in_any_way_a_forbidden_address_is_refused),
        cmocka_unit_test(when_mapped_elsewhere_a_forbidden_literal_is_refused_all_the_same),
        cmocka_unit_test(when_no_host_at_all_it_is_refused),
        cmocka_unit_test(when_public_it_passes),
        cmocka_unit_test(when_a_name_it_passes),
        cmocka_unit_test(when_the_port_is_unusual_it_is_refused_unless_mapped_or_allowed),
        cmocka_unit_test(when_a_range_is_named_it_opens_that_range_alone),
        cmocka_unit_test(when_a_range_is_malformed_the_option_is_refused),
        cmocka_unit_test(when_written_an_address_has_its_usual_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
