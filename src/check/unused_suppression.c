/* unused_suppression.c: CC902. Whether a mark silences anything is known only when all other
 * checks have run: suppress.c adds these findings. Run alone, the check has nothing to go by. */
#include "check/check.h"

#include "base/banned.h"

void check_unused_suppression(const struct check_input *in, struct findings *out)
{
    (void)in;
    (void)out;
}
