/* goes_on.h: whether a sentence goes on behind a stop, judged by the words around it. */
#ifndef DOC_GOES_ON_H
#define DOC_GOES_ON_H

#include "doc/stop.h"

/* goes_on_behind: whether the sentence that began at `begin` goes on at `next` in spite of the stop: an
 * abbreviation, an exclamation in quotation marks, an ellipsis within it. What stands at `next` can begin
 * a sentence. */
bool goes_on_behind(str text, size_t begin, const struct stop *stop, size_t next);

/* goes_on_is_glued: whether two sentences were written together at the stop at `at`: "left.The next",
 * and not "gazeta.Uz" or an address. `next` is behind the stop. */
bool goes_on_is_glued(str text, size_t at, size_t next);

/* goes_on_word: the word that ends before `at`, back to a blank or an opening mark. */
str goes_on_word(str text, size_t at);

#endif
