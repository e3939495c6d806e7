/* links.h: which link of the document stands on a citation. */
#ifndef CITE_LINKS_H
#define CITE_LINKS_H

#include "cite/cite.h"

/* links_at: index of the first link that reaches into a place of the text, or CITE_NONE. Logarithmic. */
uint32_t links_at(const struct doc *doc, span where);

/* links_attach: gives the citations of a parenthetical their links: a date's own; else the link on the
 * outlet alone, which serves all its dates. */
void links_attach(const struct doc *doc, struct cite_list *list, const struct paren *paren);

#endif
