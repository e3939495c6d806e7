/* addr.h: which addresses the network floor may connect to. Pure. The guard is always on; a CIDR that
 * the user names opens it for that range alone. */
#ifndef NET_ADDR_H
#define NET_ADDR_H

#include "base/err.h"
#include "base/str.h"

struct sockaddr;

/* An address in IPv6 form; an IPv4 one is ::ffff:a.b.c.d. */
struct ip {
    uint8_t b[16];
};

struct cidr {
    struct ip base;
    uint8_t bits; /* of the IPv6 form: 0-128 */
};

struct guard {
    const struct cidr *allow;
    size_t n_allow;
};

/* What the guard says; anything but GUARD_PASS means that no connection is made. */
enum guard_say { GUARD_PASS, GUARD_SCHEME, GUARD_HOST, GUARD_ADDRESS, GUARD_PORT };

/* ip_parse: a host as inet_aton, inet_pton or a URL would take it for an address: decimal, octal, hex
 * and short IPv4 forms, IPv6 with or without brackets and zone. False for a name. */
bool ip_parse(str host, struct ip *out);

/* ip_from_sockaddr: false for families other than IPv4 and IPv6. */
bool ip_from_sockaddr(const struct sockaddr *address, struct ip *out);

bool ip_is_v4(const struct ip *ip);

/* ip_is_public: whether the address is one of the global internet's, once IPv4 inside IPv6 (mapped,
 * NAT64) has been taken out. 6to4, Teredo and what is reserved is not. */
bool ip_is_public(const struct ip *ip);

enum { IP_TEXT_BYTES = 48 };
/* ip_text: "192.0.2.1" or "2001:db8::1"; a slice of `room`, which is NUL-terminated. */
str ip_text(const struct ip *ip, char room[IP_TEXT_BYTES]);

/* guard_init: takes "ADDRESS" or "ADDRESS/BITS" texts; ERR_USAGE for anything else. */
bool guard_init(struct guard *guard, const str *cidrs, size_t n, struct arena *perm,
                struct err *err);

/* guard_is_exempt: whether the user named a range that covers it. */
bool guard_is_exempt(const struct guard *guard, const struct ip *ip);

/* guard_address: whether a connection to `ip` and `port` may be opened. */
enum guard_say guard_address(const struct guard *guard, const struct ip *ip, uint16_t port);

/* guard_host: the host of an address as written, before any look-up.
 *
 *   mapped   --connect-to or --resolve sends this host and port elsewhere: any port will do
 *
 * A name passes, unless its port is closed whatever its addresses are. */
enum guard_say guard_host(const struct guard *guard, str host, uint16_t port, bool mapped);

#endif
