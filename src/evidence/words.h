/* words.h: text as words that can be compared: one case, one way to write a number, contractions in full,
 * marks left out. Of drafts and of pages. */
#ifndef EVIDENCE_WORDS_H
#define EVIDENCE_WORDS_H

#include "base/str.h"
#include "base/vec.h"

/* What is known of a word besides its letters. A set. */
enum {
    WORD_NUMBER = 1 << 0,     /* digits, or a number's name */
    WORD_UPPER = 1 << 1,      /* begins with a capital */
    WORD_INSERTED = 1 << 2,   /* wholly or in part within [brackets]: the quoting author's own */
    WORD_AFTER_GAP = 1 << 3,  /* an ellipsis stands before it */
    WORD_AFTER_MARK = 1 << 4, /* a quotation mark stands before it */
    WORD_STOP = 1 << 5        /* too short or too common to tell texts apart */
};

struct word {
    const char *fold; /* see word_fold; may lie in the text itself */
    uint32_t hash;
    uint32_t begin, end; /* in the text; words from one contraction share it */
    uint16_t fold_bytes;
    uint16_t flags;
};

/* word_fold: "don't" gives "do" and "not", "1,200" gives "1200", "five" "5", "%" "percent". */
static inline str word_fold(const struct word *w)
{
    return (str){ w->fold, w->fold_bytes };
}

struct word_list {
    VEC(struct word) list;
};

/* words_split: the words of `text`. Scripts without blanks between words give a word for each character.
 *
 *   text      UTF-8; must outlive the result
 *   scratch   owns the result
 *
 * Time: linear. */
void words_split(str text, struct arena *scratch, struct word_list *out);

/* words_equal: the same word, in British or American spelling. */
bool words_equal(const struct word *a, const struct word *b);

/* words_join: whether `a` and `b` written as one are `c`: "peace keeping", "peacekeeping". */
bool words_join(const struct word *a, const struct word *b, const struct word *c);

/* words_are_one_name: two ways to write one name: Zelensky, Zelenskyy. */
bool words_are_one_name(const struct word *a, const struct word *b);

#endif
