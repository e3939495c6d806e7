/* unclosed_parenthesis.c: CC101: a citation's brackets do not match; the parser has found where. */
#include "check/support.h"

#include "base/banned.h"

void check_unclosed_parenthesis(const struct check_input *in, struct findings *out)
{
    const struct cite_issue *issue;
    for (size_t at = 0; (issue = issue_next(in->cites, CITE_ISSUE_UNCLOSED, &at));) {
        str text = str_at(in->doc->text, issue->at);
        const struct paren *paren = &in->cites->parens.p[issue->paren];
        struct finding *f = say_issue(
            out, CHECK_CC101, issue, "“%.*s” %.*s. %s", STR_ARG(text), STR_ARG(issue->note),
            issue->suggestion.p ? "Take one of them out."
                                : "Put in the bracket that is missing, or take this one out.");
        if (issue->citation == CITE_NONE && paren->n_citations)
            f->citation = paren->first_citation;
    }
}
