/* plain.h: the house's commonest form read straight from the bytes: "TASS, July 19, 21; see Meduza, July 20, 2024".
 * Gives what source_read gives for it, at a fraction of the cost. */
#ifndef CITE_PLAIN_H
#define CITE_PLAIN_H

#include "cite/source.h"

/* plain_read: the sources of a parenthetical whose every segment is a lead word or none, the name of one known
 * outlet in ASCII, a comma, an English month, days, and a year or none. `in` needs no tokens.
 * Returns false, with `out` as it was, for any other text. Time: linear, and stops at the first doubt. */
bool plain_read(const struct source_input *in, span inside, struct source_list *out);

#endif
