/* url.h: web addresses: parsing and canonical form by libcurl's URL API, and the parts citecheck asks for. */
#ifndef FORMAT_URL_H
#define FORMAT_URL_H

#include "base/err.h"
#include "base/str.h"

struct url {
    str text;   /* canonical: scheme and host lower case, default port and fragment dropped */
    str scheme; /* "https" */
    str host;   /* lower case, IDN as punycode; IPv6 literals without brackets */
    str path;   /* with leading slash */
    str query;  /* without the question mark; p NULL when there is none */
    uint16_t port;
    bool has_userinfo;
};

/* url_parse: an absolute address as an author writes it ("www.tass.com/x" gets https://).
 * Blanks around it and a sentence's closing punctuation are the caller's business.
 * Returns false with ERR_FORMAT: no host, bad port, over 8 KiB, control characters. Other schemes than
 * http and https are parsed (the network refuses them), except that "mailto:", "tel:", "javascript:",
 * "data:" and pure fragments are ERR_USAGE: no reference at all. */
bool url_parse(str text, struct arena *perm, struct url *out, struct err *err);

/* url_join: `relative` seen from `base`; RFC 3986, section 5. */
bool url_join(const struct url *base, str relative, struct arena *perm, struct url *out,
              struct err *err);

/* url_unwrap: the address inside a redirector's (google.com/url?q=, l.facebook.com/l.php?u=,
 * safelinks.protection.outlook.com, t.umblr.com, vk.com/away.php ...), or `text` itself. */
str url_unwrap(str text, struct arena *perm);

/* url_strip_tracking: the address without utm_*, fbclid, gclid and the like, or `text` itself. */
str url_strip_tracking(str text, struct arena *perm);

/* url_masked: for logs, reports and cache keys: userinfo and the values of secret-looking query
 * parameters become "***". Returns `text` itself when nothing is hidden. */
str url_masked(str text, struct arena *perm);

/* url_date: a date that stands in the path, like /2024/07/19/ or /20240719/ (precision day), or
 * /2024/07/ (day 0). Generic patterns only; an outlet's own pattern goes through url_date_by.
 * Returns false when there is none or several disagree. */
bool url_date(str text, struct cck_date *out);

/* url_date_by: the date by an outlet's template, see rules/outlets (tokens YYYY YY MM M DD D Mon
 * {month} {unixtime} ...; alternatives split by '|'). False when no alternative fits or none carries
 * a date. */
bool url_date_by(str templates, str text, struct cck_date *out);

#endif
