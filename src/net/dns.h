/* dns.h: names to addresses by c-ares, never blocking. Each name is asked for once; NXDOMAIN counts
 * when a second query says so too. Its sockets are watched by the caller's loop. */
#ifndef NET_DNS_H
#define NET_DNS_H

#include "net/decide.h"

struct dns;

struct dns_options {
    str servers; /* "ADDR[:PORT],..."; empty = the system's */
    int timeout_ms, tries;
    /* Called when a socket's wishes change; neither: it is about to be closed. */
    void (*watch)(void *ctx, int fd, bool read, bool write);
    void *watch_ctx;
};

struct dns_answer {
    enum dns_status status;
    const struct ip *addresses; /* live as long as the resolver */
    size_t n;
};

typedef void dns_done(void *owner, const struct dns_answer *answer);

/* dns_open: the resolver; closed with `perm`. ERR_IO, or ERR_USAGE for a malformed server. */
bool dns_open(const struct dns_options *options, struct arena *perm, struct dns **out,
              struct err *err);

/* dns_lookup: calls `done` once, perhaps before it returns. */
void dns_lookup(struct dns *dns, str host, dns_done *done, void *owner);

/* dns_ready: `fd` can be read or written; -1 for the passing of time alone. */
void dns_ready(struct dns *dns, int fd, bool read, bool write);

/* dns_wait_ms: how long the loop may sleep, at most `most_ms`. */
int64_t dns_wait_ms(struct dns *dns, int64_t most_ms);

#endif
