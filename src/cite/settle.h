/* settle.h: what only the whole document decides about its outlets. */
#ifndef CITE_SETTLE_H
#define CITE_SETTLE_H

#include "cite/cite.h"

/* settle_outlets: decides names that several outlets share, by the links of the document, else by the
 * countries of its other outlets, else the default stays; and gives names that nobody has the known one
 * that they seem to misspell (match fuzzy). Each name is decided once.
 *   scratch  for the time of the call */
void settle_outlets(const struct cite_context *in, struct cite_list *list, struct arena *scratch);

#endif
