/* plain.h: the house's commonest form read straight from the bytes: "TASS, July 19, 21; see Meduza, July 20, 2024".
 * Gives what source_read gives for it, at a fraction of the cost. */
#ifndef CITE_PLAIN_H
#define CITE_PLAIN_H

#include "cite/source.h"

/* Names found before: an article cites the same outlets again and again. */
struct plain_name {
    str name; /* as written */
    struct outlet_hit hit;
};

enum { PLAIN_MEMO_NAMES = 64 };

struct plain_memo {
    struct plain_name names[PLAIN_MEMO_NAMES]; /* by hash; a newer one replaces an older */
};

/* plain_read: the sources of a parenthetical whose every segment is a lead word or none, the name of one known
 * outlet in ASCII, a comma, an English month, days, and a year or none. `in` needs no tokens;
 * `memo` begins zeroed and is the document's.
 * Returns false, with `out` as it was, for any other text. Time: linear, and stops at the first doubt. */
bool plain_read(const struct source_input *in, struct plain_memo *memo, span inside,
                struct source_list *out);

#endif
