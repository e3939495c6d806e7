/* sentence.h: where sentences end. Rules and closed lists, no dictionary; written for prose that cites in
 * parentheses: a parenthetical belongs to the sentence it closes, also when it stands behind the full
 * stop, and nothing ends within one. */
#ifndef DOC_SENTENCE_H
#define DOC_SENTENCE_H

#include "doc/doc.h"

/* sentence_split: appends the sentences of doc->blocks.p[block], whose words are in `doc->text`, and
 * sets the block's sentence fields. A masthead has none.  Time: linear in the block. */
void sentence_split(struct doc *doc, size_t block, struct arena *perm);

#endif
