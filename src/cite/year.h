/* year.h: the year of a date that is written without one. */
#ifndef CITE_YEAR_H
#define CITE_YEAR_H

#include "cite/cite.h"
#include "cite/dates.h"

/* year_carry_back: gives yearless dates the year that is written behind a later one of their list, as some
 * houses mean it: "29 January, 11 March 1992". A December before a January is of the year before. */
void year_carry_back(struct date_list *dates);

/* year_fill: sets from, to, precision, year and why of a citation from a date as written.
 *
 *   item    the date
 *   anchor  what is known of the article's date
 *   style   slack for dates shortly after it
 *   perm    owns the reason */
void year_fill(const struct date_item *item, const struct cite_anchor *anchor,
               const struct style *style, struct arena *perm, struct citation *out);

/* year_is_future: whether a dated citation lies after the article by more than a day. False when either
 * is not known. */
bool year_is_future(const struct citation *c, const struct cite_anchor *anchor);

#endif
