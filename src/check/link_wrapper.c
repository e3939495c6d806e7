/* link_wrapper.c: CC312: the address goes through a redirector, or carries what only trackers
 * read. */
#include "check/support.h"

#include "base/banned.h"

void check_link_wrapper(const struct check_input *in, struct findings *out)
{
    bool *seen = NEW(out->arena, bool, in->doc->links.n + 1);
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        if (ref->link >= in->doc->links.n || ref->how == REF_INVALID ||
            support_is_repeat(ref, seen))
            continue;
        str written = in->doc->links.p[ref->link].url;
        str clean = support_plain_address(written, out->arena);
        if (str_eq(clean, written))
            continue;
        struct finding *f =
            support_say_link(in, out, CHECK_CC312, ref, "The link %s. The plain address is %.*s.",
                             str_eq(url_unwrap(written, out->arena), written)
                                 ? "carries parameters that only serve tracking"
                                 : "goes through a redirector",
                             STR_ARG(url_masked(clean, out->arena)));
        f->suggestion = clean;
    }
}
