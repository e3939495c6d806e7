/* html_meta.h: what an HTML page says of itself: title, author, site, language, day of publication. */
#ifndef DOC_HTML_META_H
#define DOC_HTML_META_H

#include <gumbo.h>

#include "doc/reader.h"

/* What names the site rather than the article: it counts only where the text itself says nothing. */
struct html_site {
    str name; /* og:site_name */
    span source;
    str title; /* <title>, which often ends in the site's name */
};

/* html_meta_read: meta elements, JSON-LD, <title>, lang, and time elements that say that they are the
 * day of publication. What front matter has set stays. */
void html_meta_read(struct reading *r, const GumboNode *document, struct html_site *site);

/* html_meta_time: the date of a <time datetime="..."> that the text's reader meets at its head. */
void html_meta_time(struct reading *r, const GumboNode *element);

#endif
