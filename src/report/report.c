/* report.c: the tables of formats, what the summary counts, and fingerprints. */
#include "report/report.h"

#include "base/fold.h"
#include "base/map.h"
#include "report/outcome.h"
#include "report/writers.h"

#include <openssl/evp.h>

#include "base/banned.h"

const struct report_format report_formats[] = {
    { S_INIT("text"), S_INIT("text/plain"), S_INIT("txt"), report_text_write },
    { S_INIT("json"), S_INIT("application/json"), S_INIT("json"), report_json_write },
    { S_INIT("jsonl"), S_INIT("application/x-ndjson"), S_INIT("jsonl"), report_jsonl_write },
};
const size_t report_format_count = sizeof report_formats / sizeof *report_formats;

static void begin_nothing(const struct report_options *options, bool with_urls, struct buf *out)
{
    (void)options;
    (void)with_urls;
    (void)out;
}

static void end_nothing(const struct report *errors_only, bool with_urls, size_t n_lines,
                        struct buf *out)
{
    (void)errors_only;
    (void)with_urls;
    (void)n_lines;
    (void)out;
}

const struct list_format list_formats[] = {
    { S_INIT("table"), begin_nothing, list_table_document, end_nothing },
    { S_INIT("jsonl"), begin_nothing, list_jsonl_document, end_nothing },
    { S_INIT("json"), list_json_begin, list_json_document, list_json_end },
    { S_INIT("csv"), list_csv_begin, list_csv_document, end_nothing },
};
const size_t list_format_count = sizeof list_formats / sizeof *list_formats;

const struct report_format *report_format_find(str name)
{
    for (size_t i = 0; i < report_format_count; i++)
        if (str_eq(report_formats[i].name, name))
            return &report_formats[i];
    return NULL;
}

const struct list_format *list_format_find(str name)
{
    for (size_t i = 0; i < list_format_count; i++)
        if (str_eq(list_formats[i].name, name))
            return &list_formats[i];
    return NULL;
}

/* Which citations carry an error or a warning. */
static const bool *flagged_citations(const struct report_doc *doc, struct arena *scratch)
{
    size_t n = doc->cites->citations.n;
    bool *flagged = NEW(scratch, bool, n + 1);
    for (size_t i = 0; doc->findings && i < doc->findings->list.n; i++) {
        const struct finding *finding = &doc->findings->list.p[i];
        if (finding->citation < n && finding->severity >= CCK_SEVERITY_WARNING)
            flagged[finding->citation] = true;
    }
    return flagged;
}

static void count_reference(const struct report *report, const struct report_doc *doc,
                            const struct reference *ref, bool flagged, struct report_counts *counts)
{
    struct outcome outcome = outcome_of(doc, ref, &report->options);
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

void report_count_document(const struct report *report, const struct report_doc *doc,
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
        if (ref->citation == CITE_NONE || ref->citation < n)
            count_reference(report, doc, ref, ref->citation < n && flagged[ref->citation], counts);
    }
    for (size_t i = 0; doc->findings && i < doc->findings->list.n; i++)
        counts->findings[doc->findings->list.p[i].severity % 4]++;
    arena_free(&scratch);
}

struct report_counts report_count(const struct report *report)
{
    struct report_counts counts = { 0 };
    for (size_t i = 0; i < report->n_docs; i++)
        report_count_document(report, &report->docs[i], &counts);
    return counts;
}

/* What identifies a finding: the citation by outlet and date, else the sentence and the marked words,
 * else the place in the source. Folded, so that punctuation and blanks do not count. */
static str identity_of(const struct report_doc *doc, const struct finding *finding,
                       struct arena *scratch)
{
    str rule = checks[finding->check].rule;
    if (finding->citation < doc->cites->citations.n) {
        const struct citation *citation = &doc->cites->citations.p[finding->citation];
        str outlet = fold_name(scratch, citation->outlet_text);
        str written = fold_name(scratch, citation->date_text);
        str id = citation->hit.outlet ? citation->hit.outlet->id : (str){ 0 };
        char room[DATE_TEXT_BYTES];
        str day = date_iso(citation->from, room);
        return str_printf(scratch, "%.*s\x1f%.*s %.*s\x1f%.*s\x1f%.*s", STR_ARG(rule),
                          STR_ARG(outlet), STR_ARG(written), STR_ARG(id), STR_ARG(day));
    }
    str marked = finding->text.len || !finding->source.len
                     ? str_at(doc->doc->text, finding->text)
                     : str_at(doc->doc->source, finding->source);
    size_t at = doc_sentence_at(doc->doc, finding->text.off);
    str sentence = { 0 };
    if (finding->text.len && at < doc->doc->sentences.n)
        sentence = fold_name(scratch, str_at(doc->doc->text, doc->doc->sentences.p[at].text));
    marked = fold_name(scratch, marked);
    return str_printf(scratch, "%.*s\x1f%.*s\x1f%.*s", STR_ARG(rule), STR_ARG(sentence),
                      STR_ARG(marked));
}

static str digest_of(str identity, struct arena *scratch)
{
    unsigned char sum[EVP_MAX_MD_SIZE] = { 0 };
    (void)!EVP_Digest(identity.p, identity.n, sum, NULL, EVP_sha256(), NULL);
    return str_printf(scratch, "%02x%02x%02x%02x%02x%02x%02x%02x", sum[0], sum[1], sum[2], sum[3],
                      sum[4], sum[5], sum[6], sum[7]);
}

const str *report_fingerprints(const struct report_doc *doc, struct arena *scratch)
{
    struct map seen = { 0 };
    size_t n = doc->findings ? doc->findings->list.n : 0;
    str *prints = NEW(scratch, str, n + 1);
    for (size_t i = 0; i < n; i++) {
        str digest = digest_of(identity_of(doc, &doc->findings->list.p[i], scratch), scratch);
        uint32_t **ordinal = (uint32_t **)(void *)map_slot(&seen, scratch, digest);
        if (!*ordinal)
            *ordinal = NEW(scratch, uint32_t, 1);
        prints[i] = str_printf(scratch, "%.*s:%u", STR_ARG(digest), ++**ordinal);
    }
    return prints;
}

str report_fingerprint(const struct report_doc *doc, size_t finding, struct arena *scratch)
{
    return report_fingerprints(doc, scratch)[finding];
}
