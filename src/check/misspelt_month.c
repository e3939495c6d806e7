/* misspelt_month.c: CC110: a month's name with a wrong letter. */
#include "check/support.h"

#include "base/banned.h"

void check_misspelt_month(const struct check_input *in, struct findings *out)
{
    const struct cite_issue *issue;
    for (size_t at = 0; (issue = issue_next(in->cites, CITE_ISSUE_MONTH, &at));) {
        str text = str_at(in->doc->text, issue->at);
        (void)say_issue(out, CHECK_CC110, issue, "“%.*s” is no month; %.*s seems to be meant.",
                        STR_ARG(text), STR_ARG(issue->suggestion));
    }
}
