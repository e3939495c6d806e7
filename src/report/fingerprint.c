/* fingerprint.c: what a finding is known by over runs. */
#include "report/fingerprint.h"

#include "base/fold.h"
#include "base/map.h"

#include <openssl/evp.h>

#include "base/banned.h"

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

void fingerprint_findings(const struct report_doc *doc, struct findings *findings,
                          struct arena *scratch)
{
    struct map seen = { 0 };
    for (size_t i = 0; i < findings->list.n; i++) {
        struct finding *finding = &findings->list.p[i];
        str digest = digest_of(identity_of(doc, finding, scratch), scratch);
        uint32_t **ordinal = (uint32_t **)(void *)map_slot(&seen, scratch, digest);
        if (!*ordinal)
            *ordinal = NEW(scratch, uint32_t, 1);
        finding->fingerprint = str_printf(findings->arena, "%.*s:%u", STR_ARG(digest), ++**ordinal);
    }
}
