/* dns_gone.c: CC305: the name servers know no such host. */
#include "check/support.h"

#include "base/banned.h"

void check_dns_gone(const struct check_input *in, struct findings *out)
{
    support_say_verdicts(in, out, CHECK_CC305);
}
