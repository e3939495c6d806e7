/* long_reach.c: CC405: a claim three or more sentences before its citation. */
#include "check/missing_shared.h"

#include "base/banned.h"

void check_long_reach(const struct check_input *in, struct findings *out)
{
    missing_say(in, out, CHECK_CC405);
}
