/* moved.c: CC303: a permanent redirect to the matching page. */
#include "check/support.h"

#include "base/banned.h"

void check_moved(const struct check_input *in, struct findings *out)
{
    if (!in->evidence)
        return;
    bool *seen = NEW(out->arena, bool, in->doc->links.n + 1);
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        const struct evidence *e = &in->evidence[i];
        if (!evidence_has_moved(e, ref->url) || support_is_repeat(ref, seen))
            continue;
        str address = url_masked(e->fetch->final_url, out->arena);
        if (e->unrelated) { /* no suggestion: it may be another page */
            (void)support_say_link(in, out, CHECK_CC303, ref,
                                   "The address leads for good to %.*s, whose title (\"%.*s\") has "
                                   "no word of the old address. See whether it is the page that is "
                                   "meant.",
                                   STR_ARG(address), STR_ARG(e->page->title));
            continue;
        }
        struct finding *f = support_say_link(
            in, out, CHECK_CC303, ref, "The page has moved for good to %.*s. Cite the new address.",
            STR_ARG(address));
        f->suggestion = e->fetch->final_url;
    }
}
