/* resemble.h: whether a page is about what its address and the words that link to it say. */
#ifndef EVIDENCE_RESEMBLE_H
#define EVIDENCE_RESEMBLE_H

#include "base/arena.h"
#include "base/str.h"

/* resemble_title: whether the title has a word in common with the last part of the address or with the words
 * of a link. True also when nothing can be said: fewer than three words to compare, or another script.
 *
 *   title   of the page
 *   url     that was linked
 *   words   of the links to it, may be empty
 *
 * Words are alike when their first four letters are: "ferry", "ferries".  Time: the product of the words. */
bool resemble_title(str title, str url, str words, struct arena *scratch);

/* resemble_last_part: the last part of an address's path, without its ending, query and fragment. */
str resemble_last_part(str url);

#endif
