/* uncited_paragraph.c: CC406: a paragraph of claims without a source; stands for its CC401s. */
#include "check/missing_shared.h"

#include "base/banned.h"

void check_uncited_paragraph(const struct check_input *in, struct findings *out)
{
    missing_say(in, out, CHECK_CC406);
}
