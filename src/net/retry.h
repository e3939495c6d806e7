/* retry.h: whether an address is looked at once more in the same run, and when. Pure. */
#ifndef NET_RETRY_H
#define NET_RETRY_H

#include "net/verdict.h"

struct retry_policy {
    uint32_t retries;        /* of a transient failure */
    int64_t delays_ms[2];    /* before the first, and before each later retry */
    int64_t backoff_ms;      /* of a host that throttles and names no time; doubles */
    int64_t longest_wait_ms; /* asked to wait longer, we stop instead */
};

/* What one address has been through in this run. */
struct retry_state {
    uint32_t failures;  /* transient ones retried so far */
    uint32_t throttled; /* answers that asked for less */
    bool second;        /* the second look at a 404, on a connection of its own */
    bool identity;      /* asks for a plain body now */
    bool jar;           /* keeps cookies along its redirects now */
    bool patient;       /* ran out of time: waits twice as long now */
};

struct retry_look {
    enum verdict_code code;
    uint16_t status;
    bool cookies_may_help; /* sent round in circles, and given cookies on the way */
    bool plain_may_help;   /* the body came in an encoding that we do not read */
    uint32_t asked_wait_s; /* Retry-After; 0 = none */
    int64_t left_ms;       /* of the run's time */
};

struct retry_plan {
    bool again;
    bool behind;      /* again, behind everything else of its host */
    bool too_long;    /* would look again, but not so late */
    int64_t delay_ms; /* before this address may start */
    int64_t hold_ms;  /* before anything at its host may start; 0 = no hold */
};

/* retry_policy_default: 1 s, 5 s; a minute. */
struct retry_policy retry_policy_default(uint32_t retries);

/* retry_plan: what follows after a look. `state` is moved on when there is to be another. */
struct retry_plan retry_plan(const struct retry_policy *policy, const struct retry_look *look,
                             struct retry_state *state);

#endif
