/* far_event.c: CC404: a dated event more than one sentence before its citation. */
#include "check/missing_shared.h"

#include "base/banned.h"

void check_far_event(const struct check_input *in, struct findings *out)
{
    missing_say(in, out, CHECK_CC404);
}
