/* impossible_date.c: CC201: a cited day that does not exist. */
#include "check/support.h"

#include "base/banned.h"

void check_impossible_date(const struct check_input *in, struct findings *out)
{
    const struct cite_issue *issue;
    for (size_t at = 0; (issue = issue_next(in->cites, CITE_ISSUE_IMPOSSIBLE, &at));) {
        str text = str_at(in->doc->text, issue->at);
        (void)say_issue(out, CHECK_CC201, issue,
                        "“%.*s” cannot be right: %.*s. Look the date up in the source.",
                        STR_ARG(text), STR_ARG(issue->note));
    }
}
