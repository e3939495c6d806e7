/* number_not_found.c: CC603: a figure of the sentence that the cited page does not have. */
#include "check/support.h"

#include "base/banned.h"

void check_number_not_found(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; in->evidence && i < in->refs->list.n; i++) {
        const struct evidence *e = &in->evidence[i];
        for (uint32_t k = 0; k < e->n_quotes; k++) {
            const struct quote_result *q = &e->quotes[k];
            if (q->kind != QUOTED_FIGURE || q->state != QUOTE_ABSENT)
                continue;
            str figure = str_at(in->doc->text, q->text);
            struct finding *f = say(
                out, CHECK_CC603, q->text,
                "\"%.*s\" was not found on the cited page, which was read as a whole. It may be "
                "converted or worked out: compare it with the source.",
                STR_ARG(figure));
            f->citation = in->refs->list.p[i].citation;
        }
    }
}
