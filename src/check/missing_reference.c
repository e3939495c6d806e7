/* missing_reference.c: CC401: a claim that nothing covers; a note in a lead or conclusion
 * without sources. */
#include "check/missing_shared.h"

#include "base/banned.h"

void check_missing_reference(const struct check_input *in, struct findings *out)
{
    missing_say(in, out, CHECK_CC401);
}
