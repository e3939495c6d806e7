/* draft.h: whole drafts through every stage of an offline check, with the shipped rules. */
#ifndef TESTS_DRAFT_H
#define TESTS_DRAFT_H

#include "check/check.h"
#include "outlet/publication.h"

/* The rules, loaded once. */
struct draft_rules {
    struct arena arena;
    struct outlet_set outlets;
    struct publication_set publications;
    struct style_set styles;
    const struct period_rules *periods;
    const struct claim_rules *claims;
};

struct draft {
    struct arena arena;
    struct doc doc;
    struct cite_list cites;
    struct article_date article;
    struct period_list periods;
    struct reference_list refs;
    struct check_input input;
    struct findings findings;
};

void draft_rules_open(struct draft_rules *rules);
void draft_rules_close(struct draft_rules *rules);

/* draft_open: reads `text` as the file `name`, and runs all checks.
 *   day  the article's date, ISO; empty: as the draft has it
 * Returns false when it cannot be read; draft_close is needed all the same. */
bool draft_open(const struct draft_rules *rules, const char *name, str text, str day,
                struct draft *out);
void draft_close(struct draft *draft);

#endif
