/* fixture.h: documents for unit tests, made from plain text without the readers and the parser: blocks
 * split at empty lines, sentences at ". " and a capital, citations of the form (Outlet, Month D[, YYYY]). */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "check/check.h"

struct fixture {
    struct arena arena;
    struct doc doc;
    struct cite_list cites;
    struct style style;
    struct article_date article;
    struct period_list periods;
    struct reference_list refs;
    const struct period_rules *period_rules;
    const struct claim_rules *claim_rules;
    struct check_input input;
    struct findings findings;
};

/* fixture_open: reads `text`, an article of the days `from` to `to` (ISO; NULL: not known). "# " begins
 * a headline, "> " a summary, "- " a list item. The rules are those of the tree's rules/ folder. */
void fixture_open(struct fixture *f, const char *text, const char *from, const char *to);
void fixture_close(struct fixture *f);

/* fixture_words: periods, cover and claims anew, for a changed text or list of citations. */
void fixture_words(struct fixture *f);

/* fixture_run: one check; or all of them, with suppressions, for CHECK_COUNT. */
void fixture_run(struct fixture *f, enum check_id check);

/* fixture_rules: the rule set of one file. */
const struct rule_set *fixture_rules(struct arena *arena, const char *path);

/* fixture_expect: fails the test unless the findings are exactly these: "CC203:late June CC502:Barrons",
 * with a '|' between them. */
void fixture_expect(struct fixture *f, const char *expected);

/* fixture_day: days since 1970 of an ISO date. */
int32_t fixture_day(const char *iso);

#endif
