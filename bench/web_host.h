/* web_host.h: the web that bench_web asks: pages over HTTP or TLS, and a name server, each a process of its own. */
#ifndef BENCH_WEB_HOST_H
#define BENCH_WEB_HOST_H

#include <stdint.h>
#include <sys/types.h>

#include "base/str.h"

enum { PAGE_MOST = 32 * 1024 };

/* What the server saw, shared with the client: that is where politeness is read. */
struct seen {
    uint32_t requests, most_in_flight; /* at one host */
    double least_gap_s;                /* between requests at one host; 0 = none was seen twice */
};

/* now_s: of the monotonic clock. die: ends with what errno says. */
double now_s(void);
_Noreturn void die(const char *what);

/* kind_of: what becomes of address `n` of a mixed list: of a hundred 80 pages, 8 moved, 4 gone, 2 gone for good,
 * 3 forbidden, 3 false. make_page: a page of 2 to 30 kB, always the same for a number; returns its size. */
char kind_of(uint32_t n);
size_t make_page(uint32_t n, char to[PAGE_MOST]);

/* start_server: answers "/KIND/NUMBER" after `think_s`; start_tls: the same small page over TLS, with one
 * certificate for *.tls.example that stands in `ca_file`, behind the system's authorities; start_names: says of
 * host-N.* that it lives at an address of its own in 127.0.0.0/8. The caller kills them. */
pid_t start_server(double think_s, uint16_t *port, struct seen *seen);
pid_t start_tls(const char *ca_file, uint16_t *port);
pid_t start_names(uint16_t *port);

#endif
