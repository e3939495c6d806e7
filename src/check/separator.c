/* separator.c: CC104: comma and semicolon between sources and dates. */
#include "check/support.h"

#include "base/banned.h"

void check_separator(const struct check_input *in, struct findings *out)
{
    const struct cite_issue *issue;
    for (size_t at = 0; (issue = issue_next(in->cites, CITE_ISSUE_SEPARATOR, &at));) {
        (void)say_issue(
            out, CHECK_CC104, issue,
            "The separator is in doubt: %.*s. A semicolon stands between sources, a comma "
            "between a source and its date.",
            STR_ARG(issue->note));
    }
}
