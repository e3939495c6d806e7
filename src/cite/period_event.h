/* period_event.h: whether a period says when something happened. */
#ifndef CITE_PERIOD_EVENT_H
#define CITE_PERIOD_EVENT_H

#include "cite/period_match.h"

/* period_is_event: whether the sentence (words `begin` to before `end`) reports something as having
 * happened then. In doubt it does not: a false alarm costs more than a miss. */
bool period_is_event(const struct period_text *text, const struct period_match *m, size_t begin,
                     size_t end);

/* period_names_past: whether the period names something that nobody reports beforehand: "the March
 * 22 attack". */
bool period_names_past(const struct period_text *text, const struct period_match *m, size_t begin,
                       size_t end);

/* period_is_past: whether a word, outside quotation marks, is a verb's form of the past. */
bool period_is_past(const struct period_text *text, size_t word);

#endif
