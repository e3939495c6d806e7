/* parked.c: CC308: a domain that is for sale. */
#include "check/support.h"

#include "base/banned.h"

void check_parked(const struct check_input *in, struct findings *out)
{
    support_say_verdicts(in, out, CHECK_CC308);
}
