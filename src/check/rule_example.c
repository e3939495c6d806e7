/* rule_example.c: CC901. Rule files are not drafts: `citecheck rules test` runs their examples and tells
 * these. In a draft there is nothing to find. */
#include "check/check.h"

#include "base/banned.h"

void check_rule_example(const struct check_input *in, struct findings *out)
{
    (void)in;
    (void)out;
}
