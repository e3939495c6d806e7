/* quoted.h: the quotations, figures and titles of a draft, held against the pages that it cites for them. */
#ifndef EVIDENCE_QUOTED_H
#define EVIDENCE_QUOTED_H

#include "cite/cover.h"
#include "evidence/evidence.h"

struct quoted_input {
    const struct doc *doc;
    const struct cite_list *cites;
    const struct reference_list *refs;
    const struct cover *cover; /* one per sentence */
};

/* quotes_judge: fills in the quotes of each reference's evidence: of the one on whose page the words stand,
 * or else of the first that is cited for them. Quotations of fewer than three words, titles, and what no
 * citation covers are passed over.
 *
 * What is quoted may stand on any page that its parenthetical cites; words found on a page that the same
 * paragraph cites elsewhere are found. They are altered or absent only when every page that may hold them was
 * read whole, in the draft's language.
 *
 *   evidence   one per reference, judged
 *   perm       owns the results; its limit and guard are the scratch's, too */
void quotes_judge(const struct quoted_input *in, struct evidence *evidence, struct arena *perm);

#endif
