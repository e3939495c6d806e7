/* issue.h: what is wrong with how a citation is written, noted while it is read. */
#ifndef CITE_ISSUE_H
#define CITE_ISSUE_H

#include "cite/source.h"

/* issue_source: of one accepted source: separators, spacing, misspelt months, impossible days, weekdays,
 * years written and not. Its citations are the last ones of the list. */
void issue_source(str text, const struct style *style, struct cite_list *list, struct arena *perm,
                  uint32_t paren, const struct source *source);

/* issue_doubled / issue_blanks: of the closed parenthetical as a whole: its brackets; its blanks. */
void issue_doubled(str text, struct cite_list *list, struct arena *perm, uint32_t paren);
void issue_blanks(str text, struct cite_list *list, struct arena *perm, uint32_t paren);

/* What is said of an issue; `suggestion` as in struct cite_issue. */
struct issue_words {
    str note, suggestion;
};

/* issue_bracket: a bracket at `at` that is not one of a pair. */
void issue_bracket(struct cite_list *list, struct arena *perm, uint32_t paren, span at,
                   struct issue_words words);

void issue_no_outlet(struct cite_list *list, struct arena *perm, uint32_t paren,
                     const struct source *source);
void issue_carried(struct cite_list *list, struct arena *perm, uint32_t paren,
                   const struct source *source, const struct source_name *last);

/* issue_no_date: `beside` when a semicolon and a dated source follow: then the separator is in doubt. */
void issue_no_date(struct cite_list *list, struct arena *perm, uint32_t paren,
                   const struct source *source, bool beside);

#endif
