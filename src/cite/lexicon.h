/* lexicon.h: the words of a rule file, each with what it means there. A text's words are looked up by
 * a hash that is made once, when the text is split (prose.h). */
#ifndef CITE_LEXICON_H
#define CITE_LEXICON_H

#include "base/str.h"

struct lexeme {
    str word; /* lower case */
    uint32_t hash;
    uint32_t marks;      /* bits; what they mean is for the owner of the lexicon to say */
    int32_t value;       /* of a number's name */
    const void *phrases; /* those that begin with the word, a chain of the owner's */
};

struct lexicon {
    struct lexeme *p; /* open addressing; an entry without word.p is free */
    uint32_t n, cap;
};

/* lexicon_hash: of a word in lower case. */
uint32_t lexicon_hash(str word);

/* lexicon_add: the entry of `word`, made when it is new. Valid until the next lexicon_add. */
struct lexeme *lexicon_add(struct lexicon *lexicon, struct arena *perm, str word);

/* lexicon_find: or NULL.
 *   hash  lexicon_hash(word) */
const struct lexeme *lexicon_find(const struct lexicon *lexicon, str word, uint32_t hash);

#endif
