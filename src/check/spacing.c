/* spacing.c: CC105: blanks and the comma before a date. */
#include "check/support.h"

#include "base/banned.h"

void check_spacing(const struct check_input *in, struct findings *out)
{
    const struct cite_issue *issue;
    for (size_t at = 0; (issue = issue_next(in->cites, CITE_ISSUE_SPACING, &at));) {
        (void)say_issue(out, CHECK_CC105, issue, "This citation has %.*s.", STR_ARG(issue->note));
    }
}
