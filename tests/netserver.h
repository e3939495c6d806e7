/* netserver.h: servers on loopback for the fetcher's tests, each a process of its own: HTTP that misbehaves
 * by path, the same behind TLS with certificates good and bad, and a name server. */
#ifndef TESTS_NETSERVER_H
#define TESTS_NETSERVER_H

#include <stdint.h>
#include <sys/types.h>

#include "base/str.h"

enum cert_kind {
    CERT_GOOD, /* for good.example and 127.0.0.1, by our own authority */
    CERT_EXPIRED,
    CERT_FUTURE,
    CERT_OTHER_NAME,
    CERT_SELF_SIGNED,
    CERT_UNKNOWN_AUTHORITY,
    CERT_WEAK_KEY,
    CERT_OLD_PROTOCOL, /* TLS 1.1 alone */
    CERT_KINDS
};

enum { COUNTERS = 64, COUNTER_PATH_BYTES = 60 };

/* How often each path was asked for, over all processes. */
struct counters {
    bool lock;
    struct {
        char path[COUNTER_PATH_BYTES];
        int n;
    } rows[COUNTERS];
};

struct netserver {
    uint16_t http_port, tls_ports[CERT_KINDS], dns_port, closed_port;
    pid_t pids[CERT_KINDS + 2];
    int n_pids;
    char ca_file[64]; /* the authority's certificate, PEM */
    struct counters *counters;
};

/* netserver_start: all servers; the test process fails when it cannot be done. */
void netserver_start(struct netserver *server);
void netserver_stop(struct netserver *server);

/* netserver_count: how often `path` was asked for since the last netserver_forget. */
int netserver_count(const struct netserver *server, const char *path);
void netserver_forget(struct netserver *server);

#endif
