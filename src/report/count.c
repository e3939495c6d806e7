/* count.c: what the summary counts. */
#include "report/outcome.h"

#include "base/banned.h"

/* Which citations carry an error or a warning. */
static const bool *flagged_citations(const struct report_doc *doc, struct arena *scratch)
{
    size_t n = doc->cites->citations.n;
    bool *flagged = NEW(scratch, bool, n + 1);
    for (size_t i = 0; doc->findings && i < doc->findings->list.n; i++) {
        const struct finding *finding = &doc->findings->list.p[i];
        if (finding->citation < n && finding->severity >= CCK_SEVERITY_WARNING &&
            !finding->accepted)
            flagged[finding->citation] = true;
    }
    return flagged;
}

static void count_reference(const struct report_doc *doc, const struct reference *ref,
                            struct outcome outcome, bool flagged, struct report_counts *counts)
{
    counts->unverified += outcome.kind == OUTCOME_UNVERIFIED;
    if (ref->citation == CITE_NONE) {
        counts->links++;
        counts->links_confirmed += outcome.kind == OUTCOME_CONFIRMED;
        counts->links_broken += outcome.kind == OUTCOME_FOUND;
        return;
    }
    bool credit = doc->cites->citations.p[ref->citation].kind == CCK_KIND_IMAGE_CREDIT;
    counts->credits += credit;
    if (flagged) {
        counts->to_correct++;
    } else if (outcome.kind == OUTCOME_CONFIRMED) {
        counts->confirmed++;
    } else if (!credit) {
        counts->unchecked++;
        counts->no_link += outcome.no_link;
        counts->silenced += outcome.kind == OUTCOME_FOUND;
    }
}

void report_count(const struct report_options *options, const struct report_doc *doc,
                  struct report_counts *counts)
{
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    const bool *flagged = flagged_citations(doc, &scratch);
    size_t n = doc->cites->citations.n;
    counts->documents++;
    counts->citations += n;
    for (size_t i = 0; doc->refs && i < doc->refs->list.n; i++) {
        const struct reference *ref = &doc->refs->list.p[i];
        if (ref->skipped) {
            counts->citations -= ref->citation < n;
            continue;
        }
        counts->repeated += outcome_is_repeated(doc, ref);
        if (ref->citation == CITE_NONE || ref->citation < n)
            count_reference(doc, ref, outcome_of(doc, ref, options),
                            ref->citation < n && flagged[ref->citation], counts);
    }
    for (size_t i = 0; doc->findings && i < doc->findings->list.n; i++)
        if (doc->findings->list.p[i].accepted)
            counts->accepted++;
        else
            counts->findings[doc->findings->list.p[i].severity % 4]++;
    arena_free(&scratch);
}
