/* run.h: one run of the fetcher, as its files share it: fetch.c has the loop, task.c an address's way
 * through it, site.c what a site's robots.txt allows, judge.c what the run as a whole says, save.c what of it is
 * kept. */
#ifndef NET_RUN_H
#define NET_RUN_H

#include "format/url.h"
#include "net/cache.h"
#include "net/feed.h"
#include "net/host.h"
#include "net/mapping.h"
#include "net/retry.h"
#include "net/robots.h"
#include "net/transport.h"

struct fetch_run;

/* How a look failed without any server's fault being proved. */
enum net_failure { FAILURE_NONE, FAILURE_DNS, FAILURE_REFUSED, FAILURE_TIMEOUT, FAILURE_KINDS };

/* A scheme, host and port: what one robots.txt speaks for. */
struct site {
    enum { SITE_UNKNOWN, SITE_ASKED, SITE_ALLOWS, SITE_HAS_RULES, SITE_FORBIDS, SITE_DEAD } state;
    struct robots rules;
    str why;                 /* of SITE_FORBIDS: why its rules are not known; static or the run's */
    struct observation seen; /* of SITE_DEAD: why nothing could be asked */
    bool exempt;
    struct task *asker; /* fetches the robots.txt */
    struct task *first_waiting;
};

struct task {
    struct host_item item; /* first: the scheduler hands it back */
    struct fetch_run *run;
    struct fetch_result *result;
    struct site *site;         /* whose robots.txt this is; NULL for an address of the job's */
    struct feed_host *from;    /* the host that it was taken from; NULL for a robots.txt */
    bool holds_up;             /* `from`, until it has begun */
    struct task *next_waiting; /* for the same robots.txt; of those to be used again */
    bool waits_in_front;
    struct fetch_result stored; /* an older look, when has_stored */
    struct url asked, at;       /* the address, and the hop that is asked now */
    VEC(struct fetch_hop) hops;
    bool permanent, cookies_set;
    bool by_page; /* one of the hops was a page that sends its readers on */
    struct transport_request request;
    struct retry_state retry;
    str cookies;
    uint32_t parked; /* times that it found no descriptor */
    bool has_stored, has_look, is_done;
    bool store_later; /* until it is known whether the network is to blame */
    enum net_failure failure;
    bool exempt; /* it failed at a peer that the user named */
};

/* What a run works with. Tests bring a transport of their own. */
struct fetch_env {
    const struct transport *transport; /* NULL when offline */
    struct cache *cache;               /* NULL for none */
    struct retry_policy retry;
};

struct fetch_job {
    const str *urls;
    size_t n;
    const struct fetch_options *options;
    struct arena *run; /* owns the results */
    struct fetch_result *results;
};

struct fetch_run {
    const struct fetch_env *env;
    const struct fetch_job *job;
    struct arena *work;    /* lives as long as the run of the loop */
    struct arena *scratch; /* released by mark */
    struct guard guard;
    struct mapping mapping;
    struct hosts hosts;
    struct map sites;
    str product;              /* of the User-Agent */
    struct feed feed;         /* what no task works at yet */
    VEC(struct task *) tasks; /* all that were made */
    struct task *spare;       /* those of them that are done with */
    str last_type;            /* the last Content-Type: most answers have the same */
    str why;                  /* why the run ends; empty while it goes on */
    size_t done;
    uint32_t requests;
    int64_t deadline_ms;                      /* HOSTS_NEVER = none */
    bool reached;                             /* some host that the user did not map has answered */
    VEC(const struct fetch_result *) unsaved; /* to go into the cache */
    int64_t save_ms; /* when they have waited long enough; HOSTS_NEVER = none */
    bool cache_failed;
    struct err *err; /* of the cache */
};

/* fetch_with: fetch_all with parts of the caller's. */
bool fetch_with(const struct fetch_env *env, const struct fetch_job *job, struct err *err);

/* task_take: a task for the address at `place` of that host; the second one when it has been looked at. */
struct task *task_take(struct fetch_run *run, size_t place, struct feed_host *from);

/* task_let_go: the next address of its host may begin. */
void task_let_go(struct task *task);

/* task_begin: a look at the address from its start, not before `at_ms` (0 = now). */
void task_begin(struct task *task, int64_t at_ms);

/* task_start: its host has a slot for it. */
void task_start(struct task *task);

/* task_go_on: its hop may be asked now, as far as robots.txt is concerned. */
void task_go_on(struct task *task, int64_t at_ms, bool front);

/* task_conclude_unasked: ends the look for a reason that no server gave for this address. */
void task_conclude_unasked(struct task *task, struct observation seen);

/* task_refuse: ends it without a look (VERDICT_NONE), or with the last one. `why` is static. */
void task_refuse(struct task *task, str why);

/* site_admits: whether the hop at task->at may go on. False: it has been ended, or waits for the site's
 * robots.txt, after which it goes on by itself. */
bool site_admits(struct task *task, bool front);

/* site_learn: the robots.txt was answered for good; all who wait go on, or end. */
void site_learn(struct task *asker, const struct transport_answer *answer,
                const struct observation *seen);

/* save_later: the result, which stays where and as it is, goes into the cache with others, if it may be kept. */
void save_later(struct fetch_run *run, const struct fetch_result *result, int64_t now_ms);

/* save_due: puts the results into the cache, when there are many or the first has waited. save_all: now. */
void save_due(struct fetch_run *run, int64_t now_ms);
void save_all(struct fetch_run *run);

/* repeat_settled: what is not settled by this run keeps its last settled verdict, with that look's date. False
 * when there is none to repeat. `cache` may be NULL. */
bool repeat_settled(struct cache *cache, int64_t now_s, struct arena *perm,
                    struct fetch_result *result);

/* judge_network: when the machine's own network is to blame, failing verdicts become local-error. */
void judge_network(struct fetch_run *run);

/* judge_hubs: three addresses of one host that all end at one page are no three pages: soft-404,
 * suspected. */
void judge_hubs(const struct fetch_job *job, struct arena *work);

#endif
