/* fuzz_quote.c: quotations and figures of any bytes, sought in any text. A line end parts the two. */
#include "evidence/figure.h"
#include "evidence/quote.h"
#include "target.h"

#include "base/banned.h"

static void seek(str quoted, str text)
{
    struct arena perm, scratch;
    struct quote_text page;
    struct quote_hit hit;
    struct word_list words;
    struct figure_list figures;
    arena_init(&perm, 0, NULL);
    arena_init(&scratch, 0, NULL);
    quote_text_make(text, &scratch, &page);
    for (size_t i = 0; i < page.words.list.n; i++)
        HOLDS(page.words.list.p[i].end <= text.n);
    quote_seek(&page, quoted, &perm, &scratch, &hit);
    HOLDS(hit.state != QUOTE_UNKNOWN && span_end(hit.page) <= text.n);
    HOLDS((hit.state == QUOTE_ALTERED) == (hit.n_edits > 0));
    words_split(quoted, &scratch, &words);
    figures_find(quoted, &words, &scratch, &figures);
    for (size_t i = 0; i < figures.list.n; i++) {
        HOLDS(span_end(figures.list.p[i].text) <= quoted.n);
        (void)figure_on(&figures.list.p[i], &page.words);
    }
    arena_free(&scratch);
    arena_free(&perm);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str head, tail, all = target_text(data, size);
    if (size > 20000 || !str_cut(all, '\n', &head, &tail))
        return 0;
    seek(head, tail);
    return 0;
}
