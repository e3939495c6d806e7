/* entity.h: character references of HTML and Markdown. */
#ifndef DOC_ENTITY_H
#define DOC_ENTITY_H

#include "base/str.h"

enum { ENTITY_TEXT_BYTES = 8 };

/* entity_decode: the character that a reference at the head of `s` ("&amp;", "&#8217;", "&#x2019;")
 * stands for.
 *
 *   room  where its UTF-8 is put
 *   used  set to the bytes of the reference
 *
 * Names are those of HTML 4 and the punctuation of HTML 5; the semicolon may lack where HTML allows it
 * (numbers, and the oldest names before a character that is no letter). Numbers 128-159 mean windows-1252,
 * as HTML says. Returns the text in `room`, empty when there is no reference that is known. */
str entity_decode(str s, char room[ENTITY_TEXT_BYTES], size_t *used);

/* entity_decode_all: `s` with all its references decoded, or `s` itself when it has none. */
str entity_decode_all(struct arena *perm, str s);

#endif
