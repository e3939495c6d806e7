/* front_matter.h: the block of fields that site generators put before a text: YAML between "---" lines,
 * or "key = value" lines between "+++". */
#ifndef DOC_FRONT_MATTER_H
#define DOC_FRONT_MATTER_H

#include "doc/reader.h"

/* front_matter_read: reads date, published, title, author, publication, volume, issue and language into
 * the document's meta facts.
 *
 *   body_off  set to the offset of the first line behind it; 0 when the input has none
 *
 * A rule at the head of a text that another one follows is no front matter unless a "key:" stands behind
 * it. Returns false with ERR_FORMAT, line and column when front matter is not valid. */
bool front_matter_read(struct reading *r, size_t *body_off, struct err *err);

#endif
