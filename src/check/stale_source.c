/* stale_source.c: CC208: a claim about these days with a source of long ago. */
#include "check/dated_shared.h"
#include "check/support.h"

#include "base/banned.h"

enum { RECENT_DAYS = 90, PRESENT_DAYS = 365 };

static void report(const struct check_input *in, struct findings *out, span at, uint32_t newest,
                   int32_t days)
{
    const struct citation *c = &in->cites->citations.p[newest];
    struct finding *f =
        say(out, CHECK_CC208, at,
            "“%.*s” speaks of these days, and the newest source behind it is %d days or more older "
            "than the article: %.*s. A newer source would settle it, or a date in the sentence.",
            STR_ARG(str_at(in->doc->text, at)), days, STR_ARG(dated_say(out->arena, c)));
    f->citation = newest;
    say_related(out, f, cited_span(c), "the newest source that covers it");
}

/* The word for these days in a sentence that names no other time, or NULL. */
static const struct period *recency_of(const struct check_input *in, uint32_t sentence, size_t *at)
{
    const struct period *found = NULL;
    bool dated = false;
    for (; *at < in->periods->list.n && in->periods->list.p[*at].sentence <= sentence; ++*at) {
        const struct period *p = &in->periods->list.p[*at];
        if (p->sentence != sentence)
            continue;
        if (p->recent && !found)
            found = p;
        dated = dated || (!p->recent && !p->open);
    }
    return dated ? NULL : found;
}

void check_stale_source(const struct check_input *in, struct findings *out)
{
    if (!in->article->known)
        return;
    size_t at = 0;
    for (uint32_t i = 0; i < in->doc->sentences.n; i++) {
        struct day_range cited;
        const struct period *recent = recency_of(in, i, &at);
        bool present = in->claims[i].present && in->cover[i].distance == 0;
        if ((!recent && !present) || in->cover[i].distance > 1)
            continue;
        uint32_t newest = dated_newest(in, i, &cited);
        int32_t days = newest == CITE_NONE ? 0 : in->article->days.from - cited.to;
        if (recent && days > RECENT_DAYS)
            report(in, out, recent->text, newest, days);
        else if (present && days > PRESENT_DAYS)
            report(in, out, in->claims[i].present_at, newest, days);
    }
}
