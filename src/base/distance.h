/* distance.h: how far apart two words are, for "did you mean". */
#ifndef BASE_DISTANCE_H
#define BASE_DISTANCE_H

#include "base/str.h"

enum { DISTANCE_LETTERS_MAX = 96 }; /* longer words are never near */

/* distance_osa: optimal string alignment: insertions, deletions, substitutions and swaps of
 * neighbours, each code point once; capitals differ from small letters.
 *
 *   limit  the answer is limit + 1 when they are further apart, or when one is longer than
 *          DISTANCE_LETTERS_MAX
 *
 * Time: length times limit. */
unsigned distance_osa(str a, str b, unsigned limit);

/* distance_nearest: the index of the one candidate nearest to `word`, not further than a third of its
 * letters and at most 3; `n` when there is none or two are equally near. */
size_t distance_nearest(str word, const str *candidates, size_t n);

#endif
