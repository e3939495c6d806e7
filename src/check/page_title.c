/* page_title.c: CC604: the title that a citation quotes is not the page's. */
#include "check/support.h"

#include "base/banned.h"

void check_page_title(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; in->evidence && i < in->refs->list.n; i++) {
        const struct evidence *e = &in->evidence[i];
        for (uint32_t k = 0; k < e->n_quotes; k++) {
            const struct quote_result *q = &e->quotes[k];
            if (q->kind != QUOTED_TITLE || (q->state != QUOTE_ABSENT && q->state != QUOTE_ALTERED))
                continue;
            struct finding *f = say(
                out, CHECK_CC604, q->text,
                "The citation names the title \"%.*s\"; the page is called \"%.*s\". Take over the "
                "page's title, or link the article that is meant.",
                STR_ARG(str_at(in->doc->text, q->text)),
                STR_ARG(e->page ? e->page->title : q->page_text));
            f->citation = in->refs->list.p[i].citation;
        }
    }
}
