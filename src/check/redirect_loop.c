/* redirect_loop.c: CC307: redirects that never arrive. */
#include "check/support.h"

#include "base/banned.h"

void check_redirect_loop(const struct check_input *in, struct findings *out)
{
    support_say_verdicts(in, out, CHECK_CC307);
}
