/* quote.h: whether quoted words stand on a page: word for word, with words changed, or not at all. */
#ifndef EVIDENCE_QUOTE_H
#define EVIDENCE_QUOTE_H

#include "evidence/words.h"

enum quote_state {
    QUOTE_UNKNOWN, /* nothing can be said: no page, or not all of it was read */
    QUOTE_FOUND,
    QUOTE_ALTERED, /* it stands there with other words */
    QUOTE_ABSENT
};

/* One place where the two versions part. Either side may be empty. */
struct quote_edit {
    str quoted, page;
};

/* What was found on one page. */
struct quote_hit {
    uint8_t state;  /* enum quote_state, never QUOTE_UNKNOWN */
    span page;      /* in the page's text; of QUOTE_FOUND and QUOTE_ALTERED */
    float likeness; /* share of the quotation's words that stand there in this order */
    const struct quote_edit *edits; /* of QUOTE_ALTERED, in order; slices of the two texts */
    uint32_t n_edits;
};

/* A text to seek in. */
struct quote_text {
    str text;
    struct word_list words;
};

/* quote_text_make: splits the text. `scratch` owns the words. */
void quote_text_make(str text, struct arena *scratch, struct quote_text *out);

/* quote_seek: seeks quoted words. An ellipsis parts them into pieces that must follow one another: one
 * that stands only before those it follows is an edit without a page's side. What stands in [brackets] may replace
 * anything; an interruption by the page ("...," he said, "...") is none of the speaker's words.
 *
 *   quoted    without its quotation marks
 *   perm      owns the edits
 *
 * Time: linear in the page; for each place that resembles the quotation, the product of both lengths. */
void quote_seek(const struct quote_text *page, str quoted, struct arena *perm,
                struct arena *scratch, struct quote_hit *out);

/* quote_words: how many words are quoted, those in brackets left out. */
size_t quote_words(str quoted, struct arena *scratch);

#endif
