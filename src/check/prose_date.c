/* prose_date.c: CC203: a source cannot report what happened after it was published. */
#include "check/dated_shared.h"
#include "check/support.h"

#include "base/banned.h"

void check_prose_date(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; i < in->periods->list.n; i++) {
        const struct period *p = &in->periods->list.p[i];
        uint32_t newest;
        if (p->anchor != PERIOD_ABSOLUTE || !p->has_days || !dated_too_old(in, p, p->days, &newest))
            continue;
        const struct citation *c = &in->cites->citations.p[newest];
        struct finding *f = say(
            out, CHECK_CC203, p->text,
            "“%.*s” means %.*s, and the source behind it is older: %.*s. One of the two dates may "
            "be wrong, or a later source is missing.",
            STR_ARG(str_at(in->doc->text, p->text)), STR_ARG(p->meaning),
            STR_ARG(dated_say(out->arena, c)));
        f->citation = newest;
        say_related(out, f, cited_span(c), "the newest source that covers it");
    }
}
