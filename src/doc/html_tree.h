/* html_tree.h: small questions to gumbo's tree, shared by the HTML reader's parts. */
#ifndef DOC_HTML_TREE_H
#define DOC_HTML_TREE_H

#include <gumbo.h>

#include "base/str.h"

enum { HTML_TREE_DEPTH_MAX = 4096 }; /* the parser adds levels of its own to those written */

/* html_attr: the decoded value of an attribute, or the empty slice. */
str html_attr(const GumboNode *element, const char *name);

/* html_attr_span: where an attribute's value stands in `input`, without its quotes. */
span html_attr_span(str input, const GumboNode *element, const char *name);

/* html_has_class: whether `word` is among the element's classes. */
bool html_has_class(const GumboNode *element, str word);

/* html_is: whether the node is an HTML element of that tag. */
bool html_is(const GumboNode *node, GumboTag tag);

/* html_is_chrome: parts of a page that are no text of its article: scripts, navigation, forms, what is
 * hidden. */
bool html_is_chrome(const GumboNode *node);

/* html_children: the children of a document or element, or NULL. */
const GumboVector *html_children(const GumboNode *node);

#endif
