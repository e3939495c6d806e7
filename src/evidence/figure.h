/* figure.h: figures of a sentence, and whether a page has them: "45 percent", "$3.5 million", "more than 500". */
#ifndef EVIDENCE_FIGURE_H
#define EVIDENCE_FIGURE_H

#include "evidence/words.h"

enum figure_bound { FIGURE_EXACT, FIGURE_ABOUT, FIGURE_OVER, FIGURE_UNDER };

struct figure {
    double value;  /* with "million" and the like counted in */
    double step;   /* of the last digit that is written: 0.1 for 3.5, 100000 for 3.5 million */
    uint8_t bound; /* enum figure_bound: "about", "more than", "less than" */
    span text;     /* from the number to its unit */
};

struct figure_list {
    VEC(struct figure) list;
};

/* figures_find: the figures in some words that can be looked for: with a unit (percent, money, million), or
 * counts of 100 and more. Years, days, times, ages and small counts are passed over.
 *
 *   text      that the words were split from
 *   scratch   owns the result */
void figures_find(str text, const struct word_list *words, struct arena *scratch,
                  struct figure_list *out);

/* figure_on: whether the page has the figure: the same, one that rounds to it, or one that its bound
 * allows ("more than 500": 500 to 600). Time: linear in the page's words. */
bool figure_on(const struct figure *figure, const struct word_list *page);

#endif
