/* md_prep.h: makes Markdown ready for md4c: footnote definitions, which it does not know, become list
 * items; comments become blanks, those that steer citecheck are kept as marks; and texts on which md4c
 * would take too long are refused. All offsets stay as they are. */
#ifndef DOC_MD_PREP_H
#define DOC_MD_PREP_H

#include "base/buf.h"
#include "doc/reader.h"

struct md_note {
    span label;        /* "[^1]" in the input */
    uint32_t text_off; /* first byte behind the colon */
};

struct md_notes {
    VEC(struct md_note) items;
};

/* md_prep: copies the input from `begin` on into `out` and changes the copy.
 * Returns false with ERR_LIMIT and the place. */
bool md_prep(struct reading *r, size_t begin, struct buf *out, struct md_notes *notes,
             struct err *err);

#endif
