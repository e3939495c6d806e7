/* verdict.c: what each verdict is called, and what a person can do about it. */
#include "net/verdict.h"

#include "base/banned.h"

struct code_row {
    str name;
    enum verdict_class class;
    str next;
};

#define REACHED VERDICT_CLASS_REACHED
#define BROKEN  VERDICT_CLASS_BROKEN
#define UNKNOWN VERDICT_CLASS_UNKNOWN

static const struct code_row codes[] = {
    [VERDICT_NONE] = { S_INIT("not-looked-at"), UNKNOWN, S_INIT("run again") },
    [VERDICT_OK] = { S_INIT("ok"), REACHED, S_INIT("") },
    [VERDICT_MOVED] = { S_INIT("moved"), REACHED, S_INIT("cite the new address") },
    [VERDICT_GONE] = { S_INIT("gone"), BROKEN,
                       S_INIT("find the page's new address, or cite an archived copy") },
    [VERDICT_SOFT_404] = { S_INIT("soft-404"), BROKEN,
                           S_INIT(
                               "open it by hand; if the article is gone, look for its new address") },
    [VERDICT_PARKED] = { S_INIT("parked"), BROKEN,
                         S_INIT("cite an archived copy: the domain is for sale") },
    [VERDICT_SERVER_ERROR] = { S_INIT("server-error"), BROKEN,
                               S_INIT("run again later; open it by hand if it stays") },
    [VERDICT_REFUSED] = { S_INIT("refused"), BROKEN,
                          S_INIT("run again later; open it by hand if it stays") },
    [VERDICT_TIMEOUT] = { S_INIT("timeout"), BROKEN,
                          S_INIT("run again later, or with a larger --timeout") },
    [VERDICT_CONN_RESET] = { S_INIT("conn-reset"), BROKEN,
                             S_INIT("run again later; open it by hand if it stays") },
    [VERDICT_TRUNCATED] = { S_INIT("truncated"), BROKEN,
                            S_INIT("run again later; open it by hand if it stays") },
    [VERDICT_PROTOCOL_ERROR] = { S_INIT("protocol-error"), BROKEN,
                                 S_INIT("open it by hand: the server does not speak plain HTTP") },
    [VERDICT_TOO_LARGE] = { S_INIT("too-large"), REACHED,
                            S_INIT("open it by hand: only its beginning was read") },
    [VERDICT_DNS_GONE] = { S_INIT("dns-gone"), BROKEN,
                           S_INIT("check the spelling of the host, or cite an archived copy") },
    [VERDICT_DNS_FAIL] = { S_INIT("dns-fail"), BROKEN,
                           S_INIT("run again later: the host's name servers do not answer") },
    [VERDICT_TLS_PROBLEM] = { S_INIT("tls-problem"), BROKEN,
                              S_INIT("open it by hand and see what the browser warns of") },
    [VERDICT_REDIRECT_LOOP] = { S_INIT("redirect-loop"), BROKEN,
                                S_INIT("open it by hand and cite the address it ends at") },
    [VERDICT_FORBIDDEN_TO_BOTS] = { S_INIT("forbidden-to-bots"), UNKNOWN,
                                    S_INIT("open it by hand") },
    [VERDICT_RATE_LIMITED] = { S_INIT("rate-limited"), UNKNOWN,
                               S_INIT("run again later, or with a larger --host-interval") },
    [VERDICT_PAYWALLED] = { S_INIT("paywalled"), REACHED, S_INIT("open it with a subscription") },
    [VERDICT_LOGIN_WALL] = { S_INIT("login-wall"), UNKNOWN, S_INIT("log in and open it by hand") },
    [VERDICT_CONSENT_WALL] = { S_INIT("consent-wall"), UNKNOWN, S_INIT("open it by hand") },
    [VERDICT_GEO_LEGAL_BLOCKED] = { S_INIT("geo-legal-blocked"), UNKNOWN,
                                    S_INIT("open it from another country") },
    [VERDICT_JS_ONLY] = { S_INIT("js-only"), UNKNOWN,
                          S_INIT("open it in a browser: the page is built by scripts") },
    [VERDICT_EMPTY] = { S_INIT("empty"), BROKEN, S_INIT("open it by hand") },
    [VERDICT_ROBOTS_DISALLOWED] = { S_INIT("robots-disallowed"), UNKNOWN,
                                    S_INIT("open it by hand, or run with --ignore-robots") },
    [VERDICT_BLOCKED_BY_POLICY] = { S_INIT("blocked-by-policy"), BROKEN,
                                    S_INIT("correct the address, or name it to --allow-address") },
    [VERDICT_INVALID_URL] = { S_INIT("invalid-url"), BROKEN, S_INIT("correct the address") },
    [VERDICT_LOCAL_ERROR] = { S_INIT("local-error"), UNKNOWN,
                              S_INIT("mend this machine's network or clock and run again") },
};
_Static_assert(sizeof codes / sizeof codes[0] == VERDICT_CODE_COUNT, "a row for each code");

str verdict_name(enum verdict_code code)
{
    return codes[code].name;
}

enum verdict_class verdict_class_of(enum verdict_code code)
{
    return codes[code].class;
}

uint32_t verdict_failures(uint32_t before, enum verdict_code code)
{
    switch (verdict_class_of(code)) {
    case VERDICT_CLASS_REACHED:
        return 0;
    case VERDICT_CLASS_BROKEN:
        return before + 1;
    default:
        return before;
    }
}

bool verdict_is_settled(const struct verdict *verdict)
{
    switch (verdict->code) {
    case VERDICT_GONE:
    case VERDICT_SOFT_404:
    case VERDICT_PARKED:
    case VERDICT_TLS_PROBLEM:
    case VERDICT_REDIRECT_LOOP:
    case VERDICT_BLOCKED_BY_POLICY:
    case VERDICT_INVALID_URL:
        return true;
    default:
        return verdict->dead || verdict_class_of(verdict->code) == VERDICT_CLASS_REACHED;
    }
}

str verdict_next(enum verdict_code code)
{
    return codes[code].next;
}

bool verdict_find(str name, enum verdict_code *code)
{
    for (int i = 0; i < VERDICT_CODE_COUNT; i++) {
        if (str_eq(codes[i].name, name)) {
            *code = (enum verdict_code)i;
            return true;
        }
    }
    return false;
}
