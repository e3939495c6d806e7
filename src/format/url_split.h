/* url_split.h: where the parts of a written address stand, without judging or changing it. For the
 * functions of url.h; everybody else wants url_parse. */
#ifndef FORMAT_URL_SPLIT_H
#define FORMAT_URL_SPLIT_H

#include "base/str.h"

/* Slices of the text; p is NULL for a part that is not there. */
struct url_parts {
    str scheme;    /* without the colon */
    str authority; /* "user:pass@host:port" */
    str path;      /* never NULL for a text that is not */
    str query;     /* without the question mark */
    str fragment;  /* without the hash */
};

/* url_split: RFC 3986, appendix B, except that "tass.com/x" and "tass.com:443/x" have an authority and
 * no scheme, as authors mean them. Accepts any bytes. */
void url_split(str text, struct url_parts *out);

/* url_split_host: the authority without userinfo and port; brackets stay. */
str url_split_host(str authority);

#endif
