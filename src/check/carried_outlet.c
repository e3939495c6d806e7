/* carried_outlet.c: CC109: a bare date after a semicolon. */
#include "check/support.h"

#include "base/banned.h"

void check_carried_outlet(const struct check_input *in, struct findings *out)
{
    const struct cite_issue *issue;
    for (size_t at = 0; (issue = issue_next(in->cites, CITE_ISSUE_CARRIED, &at));) {
        str text = str_at(in->doc->text, issue->at);
        (void)say_issue(
            out, CHECK_CC109, issue,
            "“%.*s” follows a semicolon without an outlet: %.*s. If that is meant, write a "
            "comma; if not, add the outlet's name.",
            STR_ARG(text), STR_ARG(issue->note));
    }
}
