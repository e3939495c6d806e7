/* jsonld_mend.h: JSON as pages write it, made JSON. */
#ifndef PAGE_JSONLD_MEND_H
#define PAGE_JSONLD_MEND_H

#include "base/str.h"

/* jsonld_strip: the block without comments, CDATA marks and semicolons around it. */
str jsonld_strip(str block);

/* jsonld_mend: a copy of `block` in which control characters in strings are escaped, commas before a
 * closing bracket are dropped, bad escapes lose their backslash, and, when no quotation mark stands in
 * the text, entities for them are resolved.
 *
 *   arena   owns the copy */
str jsonld_mend(str block, struct arena *arena);

#endif
