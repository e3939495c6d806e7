/* web_client.h: the fetcher and a bare libcurl loop, at the same work. */
#ifndef BENCH_WEB_CLIENT_H
#define BENCH_WEB_CLIENT_H

#include "net/fetch.h"

struct work {
    size_t n, hosts;
    uint32_t in_flight;
    bool pages, robots, cache;
    char kind;     /* of all addresses; 0 = mixed */
    size_t n_slow; /* that many more at servers that never answer */
    uint16_t port, dns_port;
    const char *ca_file; /* TLS, with these authorities; NULL: plain HTTP */
    double interval_s;   /* between requests at one host */
    uint32_t per_host;   /* in flight; 0 = PER_HOST */
};

struct cost {
    double wall_s, cpu_s;
    double good_s;   /* when the last address that is answered was done */
    double middle_s; /* from the first tenth done to the last tenth left: no start, no end */
    long peak_kib;
    uint32_t wrong;
};

enum { PER_HOST = 8 };

/* run_bare: libcurl's multi handle with epoll, and nothing else. run_ours: fetch_all. */
void run_bare(const struct work *work, struct cost *cost);
void run_ours(const struct work *work, struct cost *cost);

#endif
