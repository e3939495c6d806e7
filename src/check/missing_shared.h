/* missing_shared.h: which sentences want a source and have none near enough: one judgement for
 * CC401-CC406. */
#ifndef CHECK_MISSING_SHARED_H
#define CHECK_MISSING_SHARED_H

#include "check/check.h"
#include "cite/told.h"

/* missing_is_claim: whether a sentence says what wants a source, with or without one. */
bool missing_is_claim(const struct check_input *in, struct findings *out, uint32_t sentence);

/* missing_is_claimed: whether one of CC401-CC406 speaks of a sentence. */
bool missing_is_claimed(const struct check_input *in, struct findings *out, uint32_t sentence);

/* missing_told: the sources told in prose. */
const struct told_list *missing_told(const struct check_input *in, struct findings *out);

/* missing_say: adds the findings of one of CC401, CC402, CC403, CC404, CC405, CC406. A sentence
 * gets at most one of them, and none when its paragraph gets CC406. Time: linear. */
void missing_say(const struct check_input *in, struct findings *out, enum check_id check);

#endif
