/* dated_shared.h: the citations that stand behind a period of prose, and whether they are too
 * old for it. */
#ifndef CHECK_DATED_SHARED_H
#define CHECK_DATED_SHARED_H

#include "check/check.h"

/* dated_too_old: whether every citation behind a period is older than the period's first day.
 *
 *   period  an event (is_event); others never are
 *   days    what the period means
 *   newest  set on true: index of the newest of the citations
 *
 * False when one is not older, when none is near enough (in the sentence behind the period, or in the
 * next sentence with no other date between), and when the year of the period or of a citation is in
 * doubt. */
bool dated_too_old(const struct check_input *in, const struct period *period, struct day_range days,
                   uint32_t *newest);

/* dated_all_older: the same for a period that need not be an event. */
bool dated_all_older(const struct check_input *in, const struct period *period,
                     struct day_range days, uint32_t *newest);

/* dated_one_older: whether, among several sources behind an event of which others are new enough, one
 * is older than it although no other period of its sentence explains that.
 *   older  set on true: its index */
bool dated_one_older(const struct check_input *in, const struct period *period,
                     struct day_range days, uint32_t *older);

/* dated_year_apart: whether the newest citation behind an event with a written year would have
 * reported it at once, had it been a year later. */
bool dated_year_apart(const struct check_input *in, const struct period *period, uint32_t *newest);

/* dated_newest: index of the newest citation of the sentence whose citations cover this one, with its
 * days. CITE_NONE when there is none, or the year of one is in doubt. */
uint32_t dated_newest(const struct check_input *in, uint32_t sentence, struct day_range *days);

/* dated_say: a citation as messages show it: "Hurriyet, June 18". */
str dated_say(struct arena *arena, const struct citation *c);

#endif
