/* missing_date.c: CC103: a known outlet alone in its parenthesis. */
#include "check/support.h"

#include "base/banned.h"

void check_missing_date(const struct check_input *in, struct findings *out)
{
    const struct cite_issue *issue;
    for (size_t at = 0; (issue = issue_next(in->cites, CITE_ISSUE_NO_DATE, &at));) {
        str text = str_at(in->doc->text, issue->at);
        (void)say_issue(out, CHECK_CC103, issue,
                        "“%.*s” stands alone: %.*s. If an article is cited, add its date.",
                        STR_ARG(text), STR_ARG(issue->note));
    }
}
