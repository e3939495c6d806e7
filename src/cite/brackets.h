/* brackets.h: parentheticals whose brackets are not a plain pair. */
#ifndef CITE_BRACKETS_H
#define CITE_BRACKETS_H

#include "cite/parser.h"

/* brackets_inside: what stands between the brackets of a closed run, full-width ones included. */
span brackets_inside(str text, span paren);

/* brackets_read_open: the citation of a run with one bracket: "(TASS, July 3 and so on"; "(Interfax, (9
 * March)"; of a closing one alone the citation that ends right before it. */
void brackets_read_open(struct parser *p, uint32_t paren);

/* brackets_may_cite: whether parser->sources of a run in square brackets are full citations of known outlets:
 * "[TASS, July 3]", not "[1]" or "[sic]". */
bool brackets_may_cite(const struct parser *p);

/* brackets_drop: takes the runs in square brackets that are no citations out of the list. */
void brackets_drop(struct cite_list *list);

#endif
