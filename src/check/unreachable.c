/* unreachable.c: CC304: no answer, or the server's own failure. One look cannot say more than
 * "now". */
#include "check/support.h"

#include "base/banned.h"

void check_unreachable(const struct check_input *in, struct findings *out)
{
    support_say_verdicts(in, out, CHECK_CC304);
}
