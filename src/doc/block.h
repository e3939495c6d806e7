/* block.h: what kind a paragraph is. Shared by the readers, which hand over paragraphs in order with
 * what their format says of them. */
#ifndef DOC_BLOCK_H
#define DOC_BLOCK_H

#include "doc/doc.h"

struct block_sorter {
    struct doc *doc;
    struct arena *perm;
    size_t limit;        /* most blocks */
    str title;           /* from front matter: only a headline of these words is the headline */
    bool guess_headline; /* no paragraph will be marked as the headline */
    bool guess_headings; /* the format has no headings of its own */
    bool past_head;      /* the body has begun: no masthead, byline or headline any more */
    bool has_headline;
    uint8_t summary; /* where in an executive summary we are */
    uint32_t paragraphs;
};

/* A paragraph as a reader found it. */
struct block_input {
    str text;             /* its words; blanks around are cut */
    size_t off;           /* where text.p stands in the document's text */
    enum block_kind hint; /* BLOCK_PARAGRAPH when the format says nothing */
    span label;           /* of a footnote */
    uint32_t number;      /* of an item of a numbered list; 0: none, as above UINT16_MAX */
};

/* block_add: appends the paragraph to doc->blocks with its kind, and reads mastheads and bylines into
 * doc->meta. The position map must already cover it. Paragraphs without a letter or digit are dropped.
 * Returns false with ERR_LIMIT. */
bool block_add(struct block_sorter *sorter, struct block_input in, struct err *err);

/* block_finish: what only the end shows: a lone line is no headline; the headline names the document. */
void block_finish(struct block_sorter *sorter, str text);

/* block_trim: white space of every width off both ends. */
str block_trim(str s);

/* block_bullet: length of a list mark with the blanks behind it at the head of `line`, or 0. `sure` is
 * set when the mark cannot be anything else, as a hyphen or a number can. */
size_t block_bullet(str line, bool *sure);

#endif
