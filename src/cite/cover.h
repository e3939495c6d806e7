/* cover.h: which citation stands behind which sentence. */
#ifndef CITE_COVER_H
#define CITE_COVER_H

#include "cite/cite.h"

struct cover {
    uint32_t paren; /* index in cite_list.parens of the covering parenthetical, or CITE_NONE */
    uint32_t
        distance; /* sentences on to it; 0 = the sentence's own, or that of the paragraph that leads
                          its list or block quotation in */
};

/* cover_find: for each sentence of the document, the parenthetical that covers it: its own, or
 * the next one of the same paragraph, as far back as the style lets a citation reach. One entry
 * per sentence. */
struct cover *cover_find(const struct doc *doc, const struct cite_list *cites,
                         const struct style *style, struct arena *perm);

#endif
