/* check.h: the table of checks, and running them over one document. A check is a pure function
 * of its input: no clock, no file, no socket. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "check/finding.h"
#include "cite/article_date.h"
#include "cite/claim.h"
#include "evidence/evidence.h"
#include "ref/cross.h"

struct check_input {
    const struct doc *doc;
    const struct cite_list *cites;
    const struct article_date *article;
    const struct period_list *periods;
    const struct cover *cover;  /* one per sentence */
    const struct claim *claims; /* one per sentence */
    const struct reference_list *refs;
    const struct evidence *evidence; /* one per reference; NULL: the network was not asked */
    const struct cross *cross; /* one per citation; NULL: the house's own articles are not known */
    const struct style *style;
    const struct outlet_set *outlets;
    bool reasons_required; /* of comments that silence a check */
};

typedef void check_fn(const struct check_input *in, struct findings *out);

struct check {
    str rule; /* "CC203" */
    str kind; /* "prose-date" */
    str line; /* one line for lists */
    enum cck_severity severity;
    check_fn *run;
};

extern const struct check checks[CHECK_COUNT];

/* The functions of the table: check_unclosed_parenthesis and so on, each in its own file. */
#define CHECK(number, function, kind, severity, line) check_fn check_##function;
#include "check/check.def"
#undef CHECK

/* check_find: by rule or kind, case blind; NULL when unknown. */
const struct check *check_find(str name);

/* checks_run: every check over one document; findings sorted by place, then rule; severities
 * filled in; suppressed ones (doc->marks) left out. */
void checks_run(const struct check_input *in, struct findings *out);

#endif
