/* support.h: what several checks need: wording, the days of a citation, the parser's issues. */
#ifndef CHECK_SUPPORT_H
#define CHECK_SUPPORT_H

#include "check/check.h"

/* say: a finding at `at` with a message; the caller may fill in more. */
struct finding *say(struct findings *out, enum check_id check, span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* say_related: one more place that a finding refers to. */
void say_related(struct findings *out, struct finding *f, span at, const char *message);

/* say_day: "June 18, 2024", "June 2024", "2024", by the fields that are set. */
str say_day(struct arena *arena, date d);

/* say_days: "July 20 to 31, 2024"; a single day as say_day. */
str say_days(struct arena *arena, struct day_range days);

/* cited_days: the days that a citation's date may mean. False when it has none, its year is not
 * known, or there is no such day. */
bool cited_days(const struct citation *c, struct day_range *out);

/* cited_span: outlet and date of a citation, for findings about both. */
span cited_span(const struct citation *c);

/* paren_from: index of the first parenthetical that begins at or behind text offset `off`. Logarithmic. */
size_t paren_from(const struct cite_list *cites, uint32_t off);

/* A sentence with more parentheticals is none: what they say of it is in doubt. */
enum { PARENS_MAX = 256 };

/* paren_next: the next citing parenthetical of a sentence at or after *at, which moves behind it; NULL when
 * the sentence has no more, or none before index `end`. */
const struct paren *paren_next(const struct cite_list *cites, uint32_t sentence, size_t end,
                               size_t *at);

/* issue_next: the next issue of a kind at or after *at, which moves behind it; NULL at the end. */
const struct cite_issue *issue_next(const struct cite_list *cites, enum cite_issue_kind kind,
                                    size_t *at);

/* say_issue: a finding for an issue of the parser, with its suggestion. */
struct finding *say_issue(struct findings *out, enum check_id check, const struct cite_issue *issue,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));

/* support_citation: the citation behind a reference, or NULL for a plain link. */
const struct citation *support_citation(const struct check_input *in, const struct reference *ref);

/* support_say_verdicts: a finding for each reference whose verdict belongs to `check`, once for
 * each link. Nothing when the network was not asked, or could not tell. */
void support_say_verdicts(const struct check_input *in, struct findings *out, enum check_id check);

/* support_needs_network: whether a check can find anything without evidence. */
bool support_needs_network(enum check_id check);

/* support_say_link: a finding at a link's address in the source, or at its text when that is
 * unknown. */
struct finding *support_say_link(const struct check_input *in, struct findings *out,
                                 enum check_id check, const struct reference *ref,
                                 const char *format, ...) __attribute__((format(printf, 5, 6)));

/* support_is_repeat: whether an earlier reference has the same link. `seen` has room for one
 * flag for each link of the document and is zeroed before the first call. */
bool support_is_repeat(const struct reference *ref, bool *seen);

/* support_plain_address: an address without the redirector and the tracking parameters around it. */
str support_plain_address(str written, struct arena *arena);

#endif
