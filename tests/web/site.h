/* site.h: what the stand-in web serves: the pages that tests/web/sites/README.md tells how to write. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include <stdatomic.h>

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

enum web_certificate {
    WEB_CERT_GOOD,
    WEB_CERT_EXPIRED,
    WEB_CERT_FUTURE,
    WEB_CERT_SELF_SIGNED,
    WEB_CERT_WRONG_NAME,
    WEB_CERT_UNTRUSTED,
    WEB_CERT_WEAK,
    WEB_CERT_COUNT
};

/* How a site meets a TLS client. */
enum web_handshake {
    WEB_HANDSHAKE_PROPER,
    WEB_HANDSHAKE_SILENT, /* takes the hello and says nothing */
    WEB_HANDSHAKE_PLAIN,  /* answers in plain HTTP */
    WEB_HANDSHAKE_CLOSE,
    WEB_HANDSHAKE_OLD, /* speaks TLS 1.1 at best */
    WEB_HANDSHAKE_COUNT
};

/* How an answer ends. */
enum web_ending { WEB_END_WELL, WEB_END_CLOSE, WEB_END_RESET, WEB_END_SILENT };

struct web_page {
    str path;       /* with the query */
    bool is_prefix; /* "/news/": everything that begins with path */
    uint32_t times; /* answers this many requests, then the next entry of the path does; 0 = all */
    atomic_uint hits;
    uint16_t status;
    VEC(str) headers; /* "Name: value" */
    str body;
    str raw; /* the whole answer, byte for byte; p NULL when there is none */
    uint32_t delay_ms;
    uint32_t bytes_per_s; /* of the body; 0 = no limit */
    bool truncated;
    size_t sent_bytes; /* when truncated: so much of the body */
    enum web_ending ending;
    bool endless;                      /* the body again and again */
    str when;                          /* "Name: value": answers only requests that say so */
    uint32_t flood_lines, flood_bytes; /* so many headers more, each so long */
    bool loop;                         /* redirects to itself */
};

struct web_site {
    VEC(str) hosts;
    enum web_certificate certificate;
    enum web_handshake handshake;
    VEC(struct web_page) pages;
};

struct web {
    VEC(struct web_site) sites;
};

/* site_load: reads every *.site file of a folder.
 *   perm   owns the result
 * Returns false with ERR_IO, or ERR_FORMAT and the line; the message begins with the file. */
bool site_load(const char *folder, struct arena *perm, struct web *out, struct err *err);

/* site_find: the site of a host, or NULL. */
struct web_site *site_find(const struct web *web, str host);

/* site_take_page: the page that answers this request, which counts as one of its `times`; or NULL.
 *   head   the request as it came, for pages that answer some requests only */
struct web_page *site_take_page(struct web_site *site, str path, str head);

#endif
