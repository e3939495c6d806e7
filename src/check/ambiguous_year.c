/* ambiguous_year.c: CC107: a list of dates of which some have a year and some have none. */
#include "check/support.h"

#include "base/banned.h"

void check_ambiguous_year(const struct check_input *in, struct findings *out)
{
    const struct cite_issue *issue;
    for (size_t at = 0; (issue = issue_next(in->cites, CITE_ISSUE_MIXED_YEARS, &at));) {
        str text = str_at(in->doc->text, issue->at);
        str why = issue->note.n
                      ? str_printf(out->arena, " It was read by this: %.*s.", STR_ARG(issue->note))
                      : S("");
        (void)say_issue(
            out, CHECK_CC107, issue,
            "“%.*s” has no year, and another date of the same list has one.%.*s Write the "
            "year with each.",
            STR_ARG(text), STR_ARG(why));
    }
}
