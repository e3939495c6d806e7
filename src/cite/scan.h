/* scan.h: where the parentheses of a document are. */
#ifndef CITE_SCAN_H
#define CITE_SCAN_H

#include "cite/cite.h"

/* scan_parens: every bracketed run of every block, nested ones too, in the order of their opening
 * brackets. An opening bracket that nothing closes gives a run with error UNCLOSED that reaches to the
 * next bracket or the block's end; a closing one that nothing opened gives a run of that bracket alone. Full-width brackets pair with round
 * ones. Runs in square brackets outside of others are marked as such.
 *
 *   limit  most runs
 *
 * Returns false with ERR_LIMIT.  Time: linear; plain text passes at the speed of memchr. */
bool scan_parens(const struct doc *doc, size_t limit, struct arena *perm, struct cite_list *out,
                 struct err *err);

#endif
