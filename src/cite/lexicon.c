/* lexicon.c: open addressing, at most half full. Only words of rules are entered, so that no text can
 * make the table slow. */
#include "cite/lexicon.h"

#include "base/banned.h"

enum { CAP_MIN = 64 };

uint32_t lexicon_hash(str word)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < word.n; i++)
        hash = (hash ^ (unsigned char)word.p[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static struct lexeme *probe(const struct lexicon *lexicon, str word, uint32_t hash)
{
    uint32_t mask = lexicon->cap - 1, at = hash & mask;
    while (lexicon->p[at].word.p &&
           !(lexicon->p[at].hash == hash && str_eq(lexicon->p[at].word, word)))
        at = (at + 1) & mask;
    return &lexicon->p[at];
}

static void grow(struct lexicon *lexicon, struct arena *perm)
{
    struct lexicon old = *lexicon;
    lexicon->cap = old.cap ? old.cap * 2 : CAP_MIN;
    lexicon->p = NEW(perm, struct lexeme, lexicon->cap);
    for (uint32_t i = 0; i < old.cap; i++)
        if (old.p[i].word.p)
            *probe(lexicon, old.p[i].word, old.p[i].hash) = old.p[i];
}

struct lexeme *lexicon_add(struct lexicon *lexicon, struct arena *perm, str word)
{
    if (lexicon->n * 2 >= lexicon->cap)
        grow(lexicon, perm);
    uint32_t hash = lexicon_hash(word);
    struct lexeme *entry = probe(lexicon, word, hash);
    if (!entry->word.p) {
        *entry = (struct lexeme){ .word = word.p ? word : S(""), .hash = hash };
        lexicon->n++;
    }
    return entry;
}

const struct lexeme *lexicon_find(const struct lexicon *lexicon, str word, uint32_t hash)
{
    if (lexicon->n == 0)
        return NULL;
    const struct lexeme *entry = probe(lexicon, word, hash);
    return entry->word.p ? entry : NULL;
}
