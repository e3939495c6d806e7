/* invalid_url.c: CC315: a link that no browser could open. */
#include "check/support.h"

#include "base/banned.h"

void check_invalid_url(const struct check_input *in, struct findings *out)
{
    bool *seen = NEW(out->arena, bool, in->doc->links.n + 1);
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        if (ref->how != REF_INVALID || support_is_repeat(ref, seen))
            continue;
        (void)support_say_link(in, out, CHECK_CC315, ref,
                               "The link is no valid address: %.*s. Copy it anew from the browser.",
                               STR_ARG(ref->problem));
    }
    support_say_verdicts(in, out, CHECK_CC315);
}
