/* addr.c: the address guard. The lists are those of the IANA special-purpose registries. */
#include "net/addr.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "base/banned.h"

#define V4(a, b, c, d, bits)                                                                       \
    {                                                                                              \
        { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, d } }, 96 + (bits)                  \
    }
#define V6(a, b, c, d, bits)                                                                       \
    {                                                                                              \
        { { (a) >> 8, (a)&0xff, (b) >> 8, (b)&0xff, (c) >> 8, (c)&0xff, (d) >> 8, (d)&0xff } },    \
            bits                                                                                   \
    }

/* RFC 6890 and its successors. */
static const struct cidr closed_v4[] = {
    V4(0, 0, 0, 0, 8),      V4(10, 0, 0, 0, 8),     V4(100, 64, 0, 0, 10), V4(127, 0, 0, 0, 8),
    V4(169, 254, 0, 0, 16), V4(172, 16, 0, 0, 12),  V4(192, 0, 0, 0, 24),  V4(192, 0, 2, 0, 24),
    V4(192, 88, 99, 0, 24), V4(192, 168, 0, 0, 16), V4(198, 18, 0, 0, 15), V4(198, 51, 100, 0, 24),
    V4(203, 0, 113, 0, 24), V4(224, 0, 0, 0, 4),    V4(240, 0, 0, 0, 4),
};

/* Inside 2000::/3: protocol assignments with Teredo, documentation, 6to4, documentation again. */
static const struct cidr closed_v6[] = {
    V6(0x2001, 0, 0, 0, 23),
    V6(0x2001, 0x0db8, 0, 0, 32),
    V6(0x2002, 0, 0, 0, 16),
    V6(0x3fff, 0, 0, 0, 20),
};
static const struct cidr global_v6 = V6(0x2000, 0, 0, 0, 3);
static const struct cidr mapped_v4 = V4(0, 0, 0, 0, 0);
static const struct cidr nat64 = V6(0x0064, 0xff9b, 0, 0, 96); /* RFC 6052 */

static const uint16_t open_ports[] = { 80, 443, 8080, 8443 };

static bool covers(const struct cidr *cidr, const struct ip *ip)
{
    size_t whole = cidr->bits / 8;
    if (memcmp(cidr->base.b, ip->b, whole) != 0)
        return false;
    unsigned rest = cidr->bits % 8;
    if (rest == 0)
        return true;
    unsigned mask = 0xffu << (8 - rest) & 0xffu;
    return ((cidr->base.b[whole] ^ ip->b[whole]) & mask) == 0;
}

static bool any_covers(const struct cidr *cidrs, size_t n, const struct ip *ip)
{
    for (size_t i = 0; i < n; i++)
        if (covers(&cidrs[i], ip))
            return true;
    return false;
}

static struct ip ip_from_v4(uint32_t v4)
{
    struct ip ip = mapped_v4.base;
    for (int i = 0; i < 4; i++)
        ip.b[12 + i] = (uint8_t)(v4 >> (24 - 8 * i));
    return ip;
}

/* One part of an IPv4 address as inet_aton takes it: 0x hex, 0 octal, else decimal. */
static bool parse_part(str part, uint32_t *value)
{
    unsigned base = 10;
    if (str_starts_nocase(part, S("0x"))) {
        base = 16;
        part = str_from(part, 2);
    } else if (part.n > 1 && part.p[0] == '0') {
        base = 8;
        part = str_from(part, 1);
    } else if (part.n == 0) {
        return false;
    }
    uint64_t sum = 0; /* "0x" alone is zero */
    for (size_t i = 0; i < part.n; i++) {
        char c = part.p[i];
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
                                                : 99;
        if (digit >= base)
            return false;
        sum = sum * base + digit;
        if (sum > UINT32_MAX)
            return false;
    }
    *value = (uint32_t)sum;
    return true;
}

/* One to four parts; the last fills what is left. A closing dot is ignored. */
static bool parse_v4(str host, struct ip *out)
{
    uint32_t parts[4];
    size_t n = 0;
    str rest = str_ends(host, S(".")) ? str_slice(host, 0, host.n - 1) : host, part;
    while (str_next(&rest, '.', &part))
        if (n == 4 || !parse_part(part, &parts[n++]))
            return false;
    if (n == 0)
        return false;
    uint32_t last = parts[n - 1], v4 = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        if (parts[i] > 255)
            return false;
        v4 |= parts[i] << (24 - 8 * i);
    }
    if (n > 1 && last >> (32 - 8 * (n - 1)))
        return false;
    *out = ip_from_v4(v4 | last);
    return true;
}

static bool parse_v6(str host, struct ip *out)
{
    str text = host, zone;
    if (str_starts(text, S("[")) && str_ends(text, S("]")))
        text = str_slice(text, 1, text.n - 2);
    (void)str_cut(text, '%', &text, &zone);
    char room[64];
    if (text.n == 0 || text.n >= sizeof room)
        return false;
    memcpy(room, text.p, text.n);
    room[text.n] = 0;
    return strlen(room) == text.n && inet_pton(AF_INET6, room, out->b) == 1;
}

bool ip_parse(str host, struct ip *out)
{
    *out = (struct ip){ 0 };
    return parse_v4(host, out) || parse_v6(host, out);
}

bool ip_from_sockaddr(const struct sockaddr *address, struct ip *out)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        *out = ip_from_v4(ntohl(v4.sin_addr.s_addr));
        return true;
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        memcpy(out->b, &v6.sin6_addr, sizeof out->b);
        return true;
    }
    return false;
}

bool ip_is_v4(const struct ip *ip)
{
    return covers(&mapped_v4, ip);
}

bool ip_is_public(const struct ip *ip)
{
    struct ip inner = *ip;
    if (covers(&nat64, ip))
        memcpy(inner.b, mapped_v4.base.b, 12);
    if (ip_is_v4(&inner))
        return !any_covers(closed_v4, sizeof closed_v4 / sizeof closed_v4[0], &inner);
    return covers(&global_v6, &inner) &&
           !any_covers(closed_v6, sizeof closed_v6 / sizeof closed_v6[0], &inner);
}

str ip_text(const struct ip *ip, char room[IP_TEXT_BYTES])
{
    bool v4 = ip_is_v4(ip);
    if (!inet_ntop(v4 ? AF_INET : AF_INET6, v4 ? ip->b + 12 : ip->b, room, IP_TEXT_BYTES))
        room[0] = 0;
    return str_from_z(room);
}

static bool parse_cidr(str text, struct cidr *out)
{
    str address, bits_text;
    bool has_bits = str_cut(text, '/', &address, &bits_text);
    if (!ip_parse(address, &out->base))
        return false;
    bool v4 = ip_is_v4(&out->base) && str_find_byte(address, ':', 0) == address.n;
    uint32_t bits = v4 ? 32 : 128;
    if (has_bits && (!str_to_u32(bits_text, &bits) || bits > (v4 ? 32u : 128u)))
        return false;
    out->bits = (uint8_t)(v4 ? 96 + bits : bits);
    return true;
}

bool guard_init(struct guard *guard, const str *cidrs, size_t n, struct arena *perm,
                struct err *err)
{
    struct cidr *allow = NEW(perm, struct cidr, n);
    for (size_t i = 0; i < n; i++)
        if (!parse_cidr(cidrs[i], &allow[i]))
            return err_set(err, ERR_USAGE,
                           "\"%.*s\" is no address range; expected one like 10.0.0.0/8",
                           STR_ARG(cidrs[i]));
    *guard = (struct guard){ allow, n };
    return true;
}

bool guard_is_exempt(const struct guard *guard, const struct ip *ip)
{
    return any_covers(guard->allow, guard->n_allow, ip);
}

static bool port_is_open(uint16_t port)
{
    for (size_t i = 0; i < sizeof open_ports / sizeof open_ports[0]; i++)
        if (open_ports[i] == port)
            return true;
    return false;
}

enum guard_say guard_address(const struct guard *guard, const struct ip *ip, uint16_t port)
{
    if (guard_is_exempt(guard, ip))
        return GUARD_PASS;
    if (!ip_is_public(ip))
        return GUARD_ADDRESS;
    return port_is_open(port) ? GUARD_PASS : GUARD_PORT;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Decimal, octal or hex, of any size (WHATWG URL, "ends in a number"). */
static bool is_number(str label)
{
    bool hex = str_starts_nocase(label, S("0x"));
    for (size_t i = hex ? 2 : 0; i < label.n; i++)
        if (!is_digit(label.p[i]) && !(hex && is_letter(label.p[i]) && (label.p[i] | 32) <= 'f'))
            return false;
    return true;
}

/* A name that a resolver could be asked for: ASCII, and not one that ends in a number, which some
 * resolver may take for an address that ip_parse did not. */
static bool is_plain_name(str host)
{
    for (size_t i = 0; i < host.n; i++) {
        char c = host.p[i];
        if (!is_letter(c) && !is_digit(c) && c != '.' && c != '-' && c != '_')
            return false;
    }
    str name = str_ends(host, S(".")) ? str_slice(host, 0, host.n - 1) : host;
    size_t at = name.n;
    while (at > 0 && name.p[at - 1] != '.')
        at--;
    return !is_number(str_from(name, at));
}

enum guard_say guard_host(const struct guard *guard, str host, uint16_t port, bool mapped)
{
    struct ip ip;
    if (ip_parse(host, &ip)) {
        enum guard_say say = guard_address(guard, &ip, port);
        return say == GUARD_PORT && mapped ? GUARD_PASS : say;
    }
    if (!is_plain_name(host))
        return GUARD_HOST;
    /* An allowed range may turn out to hold the name's addresses: the look-up decides. */
    if (!port_is_open(port) && !mapped && guard->n_allow == 0)
        return GUARD_PORT;
    return GUARD_PASS;
}
