/* concentration.c: CC505: one outlet carries more than a third of the citations. */
#include "check/share_shared.h"
#include "check/support.h"

#include "base/banned.h"

enum { CITATIONS_MIN = 10 };

void check_concentration(const struct check_input *in, struct findings *out)
{
    if (in->cites->citations.n < CITATIONS_MIN)
        return;
    struct shares shares = share_count(in, out->arena);
    for (size_t i = 0; i < shares.list.n && shares.total >= CITATIONS_MIN; i++) {
        const struct share *s = &shares.list.p[i];
        if (s->n * SHARE_OF <= shares.total || share_is_own(in, s->outlet))
            continue;
        struct finding *f =
            say(out, CHECK_CC505, cited_span(&in->cites->citations.p[s->first]),
                "%u of %u citations are %.*s's. A second, independent source for its "
                "main claims would help.",
                s->n, shares.total, STR_ARG(s->name));
        f->citation = s->first;
    }
}
