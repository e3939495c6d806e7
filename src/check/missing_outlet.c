/* missing_outlet.c: CC102: a date whose outlet is lost. */
#include "check/support.h"

#include "base/banned.h"

void check_missing_outlet(const struct check_input *in, struct findings *out)
{
    const struct cite_issue *issue;
    for (size_t at = 0; (issue = issue_next(in->cites, CITE_ISSUE_NO_OUTLET, &at));) {
        str text = str_at(in->doc->text, issue->at);
        (void)say_issue(out, CHECK_CC102, issue,
                        "“%.*s” has no outlet: %.*s. Write the outlet's name before the comma.",
                        STR_ARG(text), STR_ARG(issue->note));
    }
}
