/* html_find.h: where in an HTML page the article stands, and its steering comments. */
#ifndef DOC_HTML_FIND_H
#define DOC_HTML_FIND_H

#include <gumbo.h>

#include "doc/reader.h"

/* What one walk over the page finds. */
struct html_found {
    const GumboNode *body; /* element that holds the article; never NULL */
    const GumboNode
        *headline;     /* first h1, when it stands outside `body` and none within; or NULL */
    bool has_headline; /* an h1 is there */
};

/* html_find: looks for <article>, itemprop=articleBody, .entry-content, .post-content, <main>, in this
 * order, the one with most text of each kind; one that holds less than a quarter of the page's text is
 * a teaser. Appends the comments that steer citecheck to doc->marks. */
void html_find(struct reading *r, const GumboNode *document, struct html_found *out);

#endif
