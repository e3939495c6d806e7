/* fetch.h: polite concurrent fetching: every address once, few at a time for each host, each hop
 * guarded. The only loop of the project (socket_action and epoll). */
#ifndef NET_FETCH_H
#define NET_FETCH_H

#include "base/err.h"
#include "base/vec.h"
#include "net/history.h"

/* What a run has used of its limits. */
struct fetch_spent {
    uint32_t requests; /* redirects, further tries and robots.txt included */
    double seconds;
};

struct fetch_options {
    bool offline; /* answers come from the cache alone */
    bool no_body; /* reachability only: bodies are read and dropped */
    bool http2;   /* off by default: architecture, section 6 */
    bool ignore_robots;
    double max_time_s;                   /* of the whole run; 0 = none */
    uint32_t max_requests;               /* 0 = none */
    uint32_t concurrency;                /* transfers in flight, default 64 */
    uint32_t host_concurrency;           /* per host, default 1 */
    double host_interval_s;              /* between starts at one host, default 1 */
    double connect_timeout_s, timeout_s; /* default 10, 45 */
    uint32_t retries;                    /* for transient failures, default 2 */
    uint32_t redirects;                  /* default 10 */
    size_t body_bytes;                   /* largest body kept, default 4 MiB */
    str user_agent;                      /* with contact */
    str proxy;                           /* empty = none; the environment's is not used */
    str cacert;                          /* PEM file; empty = the system's */
    str cache_file;                      /* empty = no cache */
    str dns_servers;                     /* "ADDR[:PORT],..."; empty = the system's */
    const str *resolve;                  /* "HOST:PORT:ADDR" */
    const str *connect_to;      /* "HOST:PORT:HOST:PORT"; an empty HOST or PORT matches any */
    const str *allow_addresses; /* CIDR */
    size_t n_resolve, n_connect_to, n_allow_addresses;
    int64_t now_s; /* Unix time of the run; the cache's clock */
    /* Called on the loop's thread now and then; may be NULL. */
    void (*progress)(void *ctx, size_t done, size_t total, str host);
    void *progress_ctx;
    bool probes; /* addresses that need not exist: one look at each is enough, for a day */
    struct fetch_spent *spent; /* filled in; may be NULL */
    const volatile int *stop; /* set to non-zero from a signal handler: finish with what there is */
};

enum { FETCH_REPEATED_DAYS = 90 };

struct fetch_hop {
    str url;
    uint16_t status;
};

struct fetch_result {
    str url;                      /* as asked, canonical */
    str final_url;                /* after redirects */
    uint16_t status;              /* last HTTP status; 0 = no answer */
    struct verdict verdict;       /* by status, headers and address; pages refine it (evidence/) */
    bool permanent_redirect;      /* every redirect on the way was 301 or 308 */
    const struct fetch_hop *hops; /* redirects followed, in order */
    uint32_t n_hops;
    str content_type; /* as the server says; may be empty */
    str body;         /* inflated; empty when not kept */
    str etag, last_modified;
    int64_t checked_s; /* Unix time of the look */
    uint32_t tries;
    uint32_t wait_s;        /* Retry-After asked for, clamped to an hour */
    uint32_t failures;      /* looks in a row that failed, this one too; counted by the cache */
    struct history history; /* of those looks */
    bool
        repeated; /* of an earlier look: an outage, or a limit of this run, says nothing against it */
    struct verdict outage; /* of a repeated look: what this run met; VERDICT_NONE: not asked */
    bool from_cache;
    bool body_kept;      /* false: was not asked for, or there was no answer */
    bool body_truncated; /* the cap was reached: a prefix */
};

/* fetch_all: fetches `n` addresses.
 *
 *   urls     canonical (url_parse), may repeat: equal ones are fetched once and share a result
 *   options  read only
 *   run      the run's arena: owns the results
 *   results  n entries in the order of urls
 *
 * What is met in an outage, or cannot be asked, repeats the last settled look of the cache (`repeated`), for
 * FETCH_REPEATED_DAYS, unless the address has failed so long that it is dead.
 *
 * A failing host or address is a verdict, never an error. When the machine itself has no network, each
 * verdict is local-error. Returns false only when the loop or the cache cannot be set up (ERR_IO,
 * ERR_USAGE for a malformed option).
 * Cost: one thread, plus the resolver's sockets. */
bool fetch_all(const str *urls, size_t n, const struct fetch_options *options, struct arena *run,
               struct fetch_result *results, struct err *err);

/* fetch_settle: tells what the pages of answers say: a wall that answers 200 is no look at the page behind it. Such
 * looks go into the cache as walls, and the last settled look takes the place of the result, if there is one.
 *
 *   results   answers of fetch_all with the same options, reached, new in this run, their bodies read
 *   by_page   their verdicts, by the pages
 *   run       the run's arena
 *
 * Returns false with ERR_IO when the cache cannot be written. */
bool fetch_settle(struct fetch_result *const *results, const struct verdict *by_page, size_t n,
                  const struct fetch_options *options, struct arena *run, struct err *err);

#endif
