/* quote_not_found.c: CC601: quoted words that the cited page does not have. evidence/ has looked for them. */
#include "check/support.h"

#include "base/banned.h"

void check_quote_not_found(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; in->evidence && i < in->refs->list.n; i++) {
        const struct evidence *e = &in->evidence[i];
        for (uint32_t k = 0; k < e->n_quotes; k++) {
            const struct quote_result *q = &e->quotes[k];
            if (q->kind != QUOTED_WORDS || q->state != QUOTE_ABSENT)
                continue;
            struct finding *f = say(
                out, CHECK_CC601, q->text,
                q->in_comment
                    ? "The quoted words stand only in a reader's comment below the cited article. "
                      "Cite where they were said, or leave the quotation marks out."
                    : "The quoted words do not stand on the cited page, which was read as a whole. "
                      "Compare them with the source; if they are a paraphrase or a translation, "
                      "leave the quotation marks out.");
            f->citation = in->refs->list.p[i].citation;
        }
    }
}
