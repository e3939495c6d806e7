/* prose.h: the words of a document's sentences, citations left out, and what stands in quotation
 * marks. */
#ifndef CITE_PROSE_H
#define CITE_PROSE_H

#include "cite/cite.h"

struct prose_word {
    str low;         /* lower case, with straight apostrophes, without a possessive 's */
    span text;       /* in doc->text, as it stands */
    uint32_t hash;   /* lexicon_hash(low) */
    uint8_t month;   /* 1-12 when it is a month's name, written as one; 0 = none */
    uint8_t weekday; /* 1 = Sunday ... 7; 0 = none */
    bool upper;      /* begins with a capital */
    bool number;     /* begins with a digit */
    bool quoted;     /* inside quotation marks */
    bool possessive; /* "Moscow's" */
    bool glued;      /* a hyphen or dash ties it to the word before */
};

/* The part of a quotation that lies in one sentence, without its marks. */
struct prose_quote {
    span text;
    uint32_t sentence;
};

struct prose {
    VEC(struct prose_word) words; /* in the order of the text */
    VEC(struct prose_quote) quotes;
    const uint32_t *first; /* of each sentence, its first word; one entry more than sentences */
};

/* prose_read: splits every sentence of `doc` into words. Parentheticals that are citations or image
 * credits are passed over. An apostrophe inside a word, the dots of "U.S." and the comma of "1,200"
 * belong to their word.
 *   perm  owns the result
 * Time: linear. */
void prose_read(const struct doc *doc, const struct cite_list *cites, struct arena *perm,
                struct prose *out);

/* prose_gap: the text between two neighbouring words. */
str prose_gap(const struct doc *doc, const struct prose_word *a, const struct prose_word *b);

#endif
