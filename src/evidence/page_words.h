/* page_words.h: the texts of a page as words, and whether they were read so far that a miss means something. */
#ifndef EVIDENCE_PAGE_WORDS_H
#define EVIDENCE_PAGE_WORDS_H

#include "evidence/evidence.h"

/* The visible text without comments, the text that JSON-LD has, the title, and readers' comments. */
enum page_text { TEXT_ARTICLE, TEXT_BODY, TEXT_TITLE, TEXT_COMMENTS, TEXT_COUNT };

struct page_words {
    struct quote_text text[TEXT_COUNT];
    str unread; /* why the page cannot deny that something stands on it; empty: it can */
};

enum { DRAFT_COMMON_WORDS = 24 };

/* What tells a draft's language: its most frequent words, and what it declares. */
struct draft_words {
    uint32_t common[DRAFT_COMMON_WORDS]; /* hashes */
    size_t n_common;
    str language; /* may be empty */
};

/* draft_words_learn: from the draft's whole text.  Time: n log n. */
void draft_words_learn(const struct doc *doc, struct arena *scratch, struct draft_words *out);

/* page_words_make: splits the page of `e`, which may have none.
 *   scratch   owns the words */
void page_words_make(const struct draft_words *draft, const struct evidence *e,
                     struct arena *scratch, struct page_words *out);

#endif
