/* blocked_by_policy.c: CC309: not http(s), or not a public address. */
#include "check/support.h"

#include "base/banned.h"

void check_blocked_by_policy(const struct check_input *in, struct findings *out)
{
    support_say_verdicts(in, out, CHECK_CC309);
}
