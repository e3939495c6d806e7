/* gone.c: CC301: the server says that there is no such page. */
#include "check/support.h"

#include "base/banned.h"

void check_gone(const struct check_input *in, struct findings *out)
{
    support_say_verdicts(in, out, CHECK_CC301);
}
