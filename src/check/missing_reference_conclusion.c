/* missing_reference_conclusion.c: CC402: a weaker claim of the last paragraph, behind its last
 * citation. */
#include "check/missing_shared.h"

#include "base/banned.h"

void check_missing_reference_conclusion(const struct check_input *in, struct findings *out)
{
    missing_say(in, out, CHECK_CC402);
}
