/* mapping.h: --resolve and --connect-to: hosts that the user sends elsewhere. Pure. */
#ifndef NET_MAPPING_H
#define NET_MAPPING_H

#include "base/err.h"
#include "base/str.h"
#include "net/fetch.h"

struct mapping_rule {
    str host;         /* empty matches any */
    uint16_t port;    /* 0 matches any */
    str to_host;      /* empty keeps it */
    uint16_t to_port; /* 0 keeps it */
};

struct mapping {
    const struct mapping_rule *connect_to, *resolve;
    size_t n_connect_to, n_resolve;
};

/* mapping_init: takes "HOST:PORT:HOST:PORT" and "HOST:PORT:ADDR" texts; IPv6 in brackets. ERR_USAGE
 * for anything else. */
bool mapping_init(struct mapping *mapping, const struct fetch_options *options, struct arena *perm,
                  struct err *err);

/* mapping_find: where a connection to `*host` and `*port` goes; false, and nothing changed, when it
 * goes there. */
bool mapping_find(const struct mapping *mapping, str *host, uint16_t *port);

#endif
