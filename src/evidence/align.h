/* align.h: two runs of words laid side by side. */
#ifndef EVIDENCE_ALIGN_H
#define EVIDENCE_ALIGN_H

#include "evidence/words.h"

enum align_kind {
    ALIGN_SAME,    /* in both; two words may be written as one */
    ALIGN_CHANGED, /* one word for another */
    ALIGN_ADDED,   /* only in the quotation */
    ALIGN_LEFT_OUT /* only on the page */
};

/* quote words [q, q_end) stand for page words [p, p_end). */
struct align_step {
    uint32_t q, q_end, p, p_end;
    uint8_t kind; /* enum align_kind */
};

struct alignment {
    VEC(struct align_step)
    steps;                /* in the order of the text, from the first to the last word laid */
    uint32_t n_same;      /* words of the quotation that stand on the page */
    uint32_t same_weight; /* of these, those that are not WORD_STOP */
};

enum { ALIGN_CELLS_MAX = 4 * 1024 * 1024 };

/* align_words: all of the quotation's `n_q` words along some part of the `n_p` page words, with the fewest
 * changes; of two as good, the later words' choice is fixed, so that the result is always the same. What stands
 * in the quotation's brackets costs nothing. Nothing is laid when n_q * n_p passes ALIGN_CELLS_MAX.
 *
 *   scratch   owns the result
 *
 * Time: n_q * n_p. */
void align_words(const struct word *q, size_t n_q, const struct word *p, size_t n_p,
                 struct arena *scratch, struct alignment *out);

#endif
