/* verdict.h: what an observation means. One table, 33 rows; the first that matches wins. Pure. */
#ifndef NET_VERDICT_H
#define NET_VERDICT_H

#include "base/str.h"
#include "citecheck/types.h"

/* The code of a verdict, as reports print it: VERDICT_DNS_GONE is "dns-gone". */
enum verdict_code {
    VERDICT_NONE, /* not looked at */
    VERDICT_OK,
    VERDICT_MOVED,
    VERDICT_GONE,
    VERDICT_SOFT_404,
    VERDICT_PARKED,
    VERDICT_SERVER_ERROR,
    VERDICT_REFUSED,
    VERDICT_TIMEOUT,
    VERDICT_CONN_RESET,
    VERDICT_TRUNCATED,
    VERDICT_PROTOCOL_ERROR,
    VERDICT_TOO_LARGE,
    VERDICT_DNS_GONE,
    VERDICT_DNS_FAIL,
    VERDICT_TLS_PROBLEM,
    VERDICT_REDIRECT_LOOP,
    VERDICT_FORBIDDEN_TO_BOTS,
    VERDICT_RATE_LIMITED,
    VERDICT_PAYWALLED,
    VERDICT_LOGIN_WALL,
    VERDICT_CONSENT_WALL,
    VERDICT_GEO_LEGAL_BLOCKED,
    VERDICT_JS_ONLY,
    VERDICT_EMPTY,
    VERDICT_ROBOTS_DISALLOWED,
    VERDICT_BLOCKED_BY_POLICY,
    VERDICT_INVALID_URL,
    VERDICT_LOCAL_ERROR,
    VERDICT_CODE_COUNT
};

/* What a verdict says of the address. */
enum verdict_class {
    VERDICT_CLASS_REACHED, /* somebody answered with a page: ok, moved, paywalled, too-large */
    VERDICT_CLASS_BROKEN,  /* a finding: gone, soft-404, refused ... */
    VERDICT_CLASS_UNKNOWN  /* could not be checked; never a finding */
};

struct verdict {
    enum verdict_code code;
    uint8_t row;  /* of the decision table */
    bool suspect; /* soft-404 without a probe */
    str detail;   /* "expired", "connect", "HTTP 503"; static or in the run's arena; may be empty */
    bool dead;    /* it has failed over many days (history.h) */
};

str verdict_name(enum verdict_code code);
enum verdict_class verdict_class_of(enum verdict_code code);

/* verdict_is_settled: whether the look saw what the address is: a page, or that there is none. The others
 * (outages, walls, refusals) pass, and say nothing against an earlier look. */
bool verdict_is_settled(const struct verdict *verdict);

/* verdict_failures: how many looks in a row have failed with this one; what could not be checked neither adds to
 * them nor ends them. */
uint32_t verdict_failures(uint32_t before, enum verdict_code code);

/* verdict_next: what a person can do about it ("open it by hand"); empty for ok. */
str verdict_next(enum verdict_code code);

/* verdict_find: the code of a name; false when unknown. */
bool verdict_find(str name, enum verdict_code *code);

#endif
