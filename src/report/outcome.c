/* outcome.c: sorting references into confirmed, found and not checked. */
#include "report/outcome.h"

#include "report/list_row.h"

#include "base/banned.h"

static bool is_credit(const struct report_doc *doc, const struct reference *ref)
{
    return ref->citation < doc->cites->citations.n &&
           doc->cites->citations.p[ref->citation].kind == CCK_KIND_IMAGE_CREDIT;
}

static struct outcome not_asked(str url, const struct report_options *options)
{
    str next = S("run again with a larger --max-time or --max-requests");
    if (options->interrupted)
        next = S("run again: this run was interrupted");
    else if (options->offline)
        next = S("run again without --offline");
    return (struct outcome){ .kind = OUTCOME_UNVERIFIED,
                             .not_asked = true,
                             .verdict = verdict_name(VERDICT_NONE),
                             .next = next,
                             .url = url };
}

struct outcome outcome_of(const struct report_doc *doc, const struct reference *ref,
                          const struct report_options *options)
{
    if (ref->skipped)
        return (struct outcome){ .kind = OUTCOME_NONE };
    if (ref->how == REF_INVALID)
        return (struct outcome){ .kind = OUTCOME_FOUND, .url = ref->url };
    const struct cross *cross =
        doc->cross && ref->citation != CITE_NONE ? &doc->cross[ref->citation] : NULL;
    if (ref->how != REF_LINK && cross && cross->state == CROSS_FOUND)
        return (struct outcome){ .kind = OUTCOME_CONFIRMED, .url = cross->article->url };
    if (ref->how != REF_LINK && cross && cross->state == CROSS_MISSING)
        return (struct outcome){ .kind = OUTCOME_FOUND };
    if (ref->how != REF_LINK) {
        if (is_credit(doc, ref))
            return (struct outcome){ .kind = OUTCOME_NONE };
        return (struct outcome){ .kind = OUTCOME_UNVERIFIED,
                                 .no_link = true,
                                 .verdict = S("no-link"),
                                 .next = S("add the link to have it checked") };
    }
    const struct evidence *evidence = report_evidence(doc, ref);
    if (!evidence || !evidence->fetch || evidence->verdict.code == VERDICT_NONE)
        return not_asked(ref->url, options);
    if (evidence->confirmed)
        return (struct outcome){ .kind = OUTCOME_CONFIRMED, .url = ref->url };
    if (verdict_class_of(evidence->verdict.code) != VERDICT_CLASS_UNKNOWN)
        return (struct outcome){ .kind = OUTCOME_FOUND, .url = ref->url };
    return (struct outcome){ .kind = OUTCOME_UNVERIFIED,
                             .verdict = verdict_name(evidence->verdict.code),
                             .next = verdict_next(evidence->verdict.code),
                             .url = ref->url };
}

bool outcome_is_repeated(const struct report_doc *doc, const struct reference *ref)
{
    const struct evidence *evidence = report_evidence(doc, ref);
    return !ref->skipped && evidence && evidence->fetch && evidence->fetch->repeated;
}
