/* tls_problem.c: CC306: certificates: expired, of another name, untrusted or weak. */
#include "check/support.h"

#include "base/banned.h"

void check_tls_problem(const struct check_input *in, struct findings *out)
{
    support_say_verdicts(in, out, CHECK_CC306);
}
