/* publication_date.c: CC209: what the article says of its own date. */
#include "check/support.h"

#include "base/banned.h"

/* With yearless dates and no date of the article, no year can be worked out. */
static void report_unknown(const struct check_input *in, struct findings *out)
{
    size_t n = 0;
    const struct citation *first = NULL;
    for (size_t i = in->cites->citations.n; i-- > 0;) {
        if (in->cites->citations.p[i].year != CCK_YEAR_UNKNOWN)
            continue;
        first = &in->cites->citations.p[i];
        n++;
    }
    if (!first)
        return;
    struct finding *f =
        say(out, CHECK_CC209, first->date,
            "The year of %zu cited date%s cannot be known, because nothing says when "
            "this article appeared. Give --date, or a date in the front matter.",
            n, n == 1 ? "" : "s");
    f->severity = CCK_SEVERITY_NOTE;
    f->citation = (uint32_t)(first - in->cites->citations.p);
}

void check_publication_date(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; i < in->article->n_conflicts; i++) {
        const struct article_conflict *conflict = &in->article->conflicts[i];
        struct finding *f =
            say(out, CHECK_CC209, (span){ 0 },
                "The article's date is in doubt: %.*s. One of the two needs correcting; "
                "missing years were read by the first.",
                STR_ARG(conflict->what));
        f->source = conflict->source;
    }
    if (!in->article->known)
        report_unknown(in, out);
}
