/* names.h: the names of outlets in a segment. Knowledge decides where one ends. */
#ifndef CITE_NAMES_H
#define CITE_NAMES_H

#include "cite/segment.h"

/* names_at: the name that tokens [from, to) spell, without commas and the like around it. Its `seen` is
 * empty when there is none. */
struct source_name names_at(const struct segment *s, size_t from, size_t to);

bool names_is_known(const struct segment *s, size_t from, size_t to);

/* names_known_head: the end of the longest known name that begins at `from`; `from` when there is none.
 * Names that are ordinary words do not count. Looks at a few words only. */
size_t names_known_head(const struct segment *s, size_t from, size_t to);

/* names_known_tail: likewise where the longest known name begins that ends at `to`; `to` when there is
 * none. */
size_t names_known_tail(const struct segment *s, size_t from, size_t to);

/* names_read: the names of tokens [from, to), between commas, slashes and "and". */
void names_read(const struct segment *s, size_t from, size_t to, struct source_names *out);

#endif
