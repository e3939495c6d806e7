/* decide.h: from what one look at an address showed to its verdict. Pure. */
#ifndef NET_DECIDE_H
#define NET_DECIDE_H

#include "net/addr.h"
#include "net/verdict.h"

/* What the resolver said of a name. */
enum dns_status {
    DNS_ANSWERED,    /* or was not asked */
    DNS_NO_NAME,     /* NXDOMAIN, said twice */
    DNS_NO_ADDRESS,  /* the name exists, without an address */
    DNS_SERVER_FAIL, /* SERVFAIL, REFUSED, or no server at all */
    DNS_SILENT       /* no answer in time */
};

/* Why a TLS handshake without a certificate to blame broke off. */
enum tls_break { TLS_BREAK_NONE, TLS_BREAK_NOT_TLS, TLS_BREAK_OLD_PROTOCOL, TLS_BREAK_CLOSED };

/* What a look at the page showed, as far as somebody looked (evidence/). */
struct page_signs {
    bool bot_wall, consent, login, paywall, parked, js_only;
    bool soft_404_confirmed; /* a random sibling behaves alike */
    bool soft_404_suspected; /* by its title, or by a hub of redirects */
};

/* Everything that one look at an address showed; zero is "nothing remarkable". */
struct observation {
    str invalid_url;      /* why it is no address; empty when it is one */
    enum guard_say guard; /* of any hop */
    str local;            /* what is wrong on this machine; empty when nothing is */
    bool clock_wrong;     /* the run's time is one that cannot be */
    bool robots_disallow;
    str robots_why; /* why its rules are not known; empty when they forbid it */
    enum dns_status dns;
    int curl;           /* CURLcode of the last hop */
    int os_errno;       /* of its connection; 0 = none */
    long verify_result; /* X509_V_ERR_* */
    enum tls_break tls_break;
    bool https, connected, tls_done; /* how far the last hop came */
    bool began;                      /* some byte of an answer came */
    bool headers_done;               /* all headers of an answer came */
    bool bad_framing;                /* chunks or headers against the rules of HTTP */
    bool bad_encoding;               /* a Content-Encoding that was not asked for */
    bool body_cut;                   /* the gzip stream has no end, or is damaged */
    bool cap_reached;                /* the largest body to keep was passed */
    uint16_t status;                 /* of the last hop; 0 = no answer */
    bool cf_challenge, waf_action;   /* cf-mitigated; x-amzn-waf-action */
    bool cookies_set;                /* by some hop */
    bool conditional;                /* the request carried a validator */
    uint64_t body_bytes;             /* as received */
    uint32_t redirects;              /* followed */
    bool redirects_spent;            /* there was one more than is followed */
    bool permanent;                  /* all of them were 301 or 308 */
    bool by_page;                    /* one of them was a page's own "refresh" */
    str bad_location;                /* why a redirect leads nowhere; empty when none does */
    str asked_url, final_url;
    struct page_signs signs;
};

/* decide: the first of the 33 rows that fits; every observation fits one.
 *
 *   seen   one look, redirects included
 *   perm   owns the verdict's detail
 *
 * Follows docs/ARCHITECTURE.md, section 6. */
struct verdict decide(const struct observation *seen, struct arena *perm);

#endif
