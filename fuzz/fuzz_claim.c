/* fuzz_claim.c: claims of any prose: points that add up, places within their sentences. */
#include "prose_holds.h"

#include "base/banned.h"

static void check(const struct claim *claim, span sentence)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < claim->n_cues; i++) {
        sum += claim->cues[i].points;
        HOLDS(claim->cues[i].name.n > 0 && span_covers(sentence, claim->cues[i].text));
    }
    HOLDS(sum == claim->score);
    HOLDS(!claim->has_quotation || span_covers(sentence, claim->quotation));
    HOLDS(!claim->judgement || (!claim->has_quotation && !claim->has_figure));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct prose_rules rules; /* libFuzzer keeps no state for us */
    struct prose_case c;
    prose_load(&rules);
    if (prose_open(&rules, data, size, &c)) {
        struct claim *claims = claims_score(rules.claims, &c.doc, &c.periods, &c.arena);
        for (size_t i = 0; i < c.doc.sentences.n; i++)
            check(&claims[i], c.doc.sentences.p[i].text);
    }
    prose_close(&c);
    return 0;
}
