/* suppress.h: the marks by which an author silences findings. */
#ifndef CHECK_SUPPRESS_H
#define CHECK_SUPPRESS_H

#include "check/check.h"

/* suppress: takes the findings out that doc->marks silence, and adds CC902 for each mark that
 * does not parse or silences nothing. A mark for a check that needs the network is not called
 * unused when the network was not asked. Time: findings times marks of the same check. */
void suppress(const struct check_input *in, struct findings *out);

#endif
