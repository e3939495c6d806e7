/* abbr.h: abbreviations before a full stop, and the words that open sentences. */
#ifndef DOC_ABBR_H
#define DOC_ABBR_H

#include "base/str.h"

/* What a full stop behind a word means when a capital or digit follows. */
enum abbr_kind {
    ABBR_NONE,   /* no abbreviation: the sentence ends */
    ABBR_NEVER,  /* a title or the like: never ends one ("Gen. Smith") */
    ABBR_NUMBER, /* does not end one when a number follows ("No. 5") */
    ABBR_OPENER, /* ends one only before a word that opens sentences ("in the U.S. The ...") */
    ABBR_USUAL   /* usually ends one ("a.m.", "etc.") */
};

/* abbr_find: the kind of `word`, given without its last full stop: "Gen", "U.S", "J", "т.е". Case
 * counts. Single letters and dotted letters need no entry.  Time: logarithmic in the table. */
enum abbr_kind abbr_find(str word);

/* abbr_opens: whether `rest` begins with a word that opens sentences and is no name. */
bool abbr_opens(str rest);

/* abbr_is_speech: whether `word` is a verb of saying: "Go!" Putin said. */
bool abbr_is_speech(str word);

/* abbr_is_name_mark: whether `word` is a name that ends in an exclamation or question mark (Yahoo!). */
bool abbr_is_name_mark(str word);

/* abbr_is_sorted: whether the lists are in order and within the lengths that the search relies on; for
 * the tests. */
bool abbr_is_sorted(void);

#endif
