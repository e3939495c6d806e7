/* link_missing.c: CC311: most citations of the document carry a link, and this one has none. */
#include "check/support.h"

#include "base/banned.h"

enum { LINKED_MIN = 3 };

static bool is_linked(const struct reference *ref)
{
    return ref->how == REF_LINK || ref->how == REF_INVALID;
}

void check_link_missing(const struct check_input *in, struct findings *out)
{
    size_t linked = 0, all = 0;
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct citation *c = support_citation(in, &in->refs->list.p[i]);
        if (!c || c->kind != CCK_KIND_CITATION)
            continue;
        all++;
        linked += is_linked(&in->refs->list.p[i]);
    }
    if (linked < LINKED_MIN || linked * 2 < all)
        return;
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        const struct citation *c = support_citation(in, ref);
        if (!c || c->kind != CCK_KIND_CITATION || is_linked(ref) || c->outlet_text.n == 0)
            continue; /* a lost outlet is CC102's, and took its link along */
        struct finding *f =
            say(out, CHECK_CC311, cited_span(c),
                "This citation has no link; %zu of the document's %zu have one. Add the "
                "address of the article that was read.",
                linked, all);
        f->citation = ref->citation;
    }
}
