/* self_citation.c: CC506: the publisher's own titles carry more than a third of the citations. */
#include "check/share_shared.h"
#include "check/support.h"

#include "base/banned.h"

enum { CITATIONS_MIN = 6 };

void check_self_citation(const struct check_input *in, struct findings *out)
{
    if (!in->article->publication || in->cites->citations.n < CITATIONS_MIN)
        return;
    struct shares shares = share_count(in, out->arena);
    uint32_t own = 0, first = CITE_NONE;
    for (size_t i = 0; i < shares.list.n; i++) {
        const struct share *s = &shares.list.p[i];
        if (!share_is_own(in, s->outlet))
            continue;
        own += s->n;
        first = s->first < first ? s->first : first;
    }
    if (shares.total < CITATIONS_MIN || own * SHARE_OF <= shares.total)
        return;
    struct finding *f =
        say(out, CHECK_CC506, cited_span(&in->cites->citations.p[first]),
            "%u of %u citations are the publisher's own titles. Cite the sources that "
            "those articles rest on.",
            own, shares.total);
    f->citation = first;
}
