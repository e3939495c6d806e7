/* detail.h: what stands in a citation beside outlet and date: pages, issues, times, languages, titles,
 * days of access. */
#ifndef CITE_DETAIL_H
#define CITE_DETAIL_H

#include "cite/cite.h"
#include "cite/token.h"

/* detail_take: finds details and marks their tokens as used.
 *
 *   outlets  known outlets; tells a name in quotation marks from a title
 *   text     the document's
 *   tokens   of one segment; `used` is set
 *   perm     owns the texts
 *
 * Returns the details, or NULL when there are none.  Time: linear. */
struct cite_extra *detail_take(const struct outlet_set *outlets, str text, struct token *tokens,
                               size_t n, struct arena *perm);

#endif
