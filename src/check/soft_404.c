/* soft_404.c: CC302: an error page with a good status; an error when a probe has confirmed it. */
#include "check/support.h"

#include "base/banned.h"

void check_soft_404(const struct check_input *in, struct findings *out)
{
    support_say_verdicts(in, out, CHECK_CC302);
}
