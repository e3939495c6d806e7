/* phrase.h: set phrases in running text, whatever their case, spacing and punctuation. */
#ifndef PAGE_PHRASE_H
#define PAGE_PHRASE_H

#include "base/str.h"

/* phrase_fold: a phrase ready for looking up: letters of one case, every run of other characters than
 * letters, marks and digits one blank, ends trimmed.
 *
 *   perm   owns the result */
str phrase_fold(struct arena *perm, str phrase);

/* phrase_at: whether `phrase`, folded, stands at `at` and ends where a word ends. Scripts without blanks
 * between words end anywhere. Allocates nothing. `end`, when not NULL, is set to the byte behind. */
bool phrase_at(str text, size_t at, str phrase, size_t *end);

/* phrase_find: the first place of `phrase` at the beginning of a word, or text.n.
 * Time: length of the text times the common beginnings. */
size_t phrase_find(str text, str phrase);

/* phrase_letter: the character at `at`, folded as in a phrase; 0 at the end. What it is not, no phrase that begins
 * with it stands there. */
uint32_t phrase_letter(str text, size_t at);

/* phrase_next_word: the next place at or after `at` where a word begins, or text.n. */
size_t phrase_next_word(str text, size_t at);

#endif
