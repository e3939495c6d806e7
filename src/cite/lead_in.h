/* lead_in.h: prose around an outlet: who spoke to it, what leads up to it, "the March 2 issue of". */
#ifndef CITE_LEAD_IN_H
#define CITE_LEAD_IN_H

#include "cite/segment.h"

/* lead_in_skip: where a source's name begins in tokens [from, to) behind words that lead up to it: "for
 * more on X, see Y", "10 million, according to Y", "the mayor--Y", "Jane Roe - Y", "the Y", and, where
 * knowledge tells, "listed in Y". A speaker ("Georgiy Satarov to Y") becomes the source's author. */
size_t lead_in_skip(const struct segment *s, size_t from, size_t to, struct source *out);

/* lead_in_attributive: the name behind dates that stand before it as an attribute: "a 3 February X article",
 * "the March 2 issue of the daily X", "in the 23 March X".
 *
 *   at      first token of the dates
 *   behind  first token behind them
 *
 * Returns the token behind the name, which stands in out->names; 0 when the dates are no attribute. */
size_t lead_in_attributive(const struct segment *s, size_t at, size_t behind, struct source *out);

/* lead_in_author: the name before a quoted title is its author when another name stands behind: "Jane Roe,
 * “A Title,” TASS". */
void lead_in_author(const struct segment *s, struct source *out);

/* lead_in_reports: whether token i is a verb of reporting: "X of 28 February reported". */
bool lead_in_reports(const struct segment *s, size_t i);

#endif
