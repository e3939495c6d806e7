/* far_quotation.c: CC403: a quotation more than one sentence before its citation. */
#include "check/missing_shared.h"

#include "base/banned.h"

void check_far_quotation(const struct check_input *in, struct findings *out)
{
    missing_say(in, out, CHECK_CC403);
}
