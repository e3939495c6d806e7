/* builder.h: puts a document's text together piece by piece, with the way back to the input, for readers
 * of marked-up formats. White space between pieces is asked for and given once. */
#ifndef DOC_BUILDER_H
#define DOC_BUILDER_H

#include "base/buf.h"
#include "doc/block.h"
#include "doc/reader.h"

struct builder {
    struct reading *r;
    struct block_sorter sorter;
    struct buf *text;
    bool open;       /* a block is */
    bool blank;      /* one is due before the next piece */
    size_t begin;    /* of the open block in the text */
    size_t last_end; /* input offset behind the last piece */
    span blank_source;
    enum block_kind hint;
    span label;
    uint32_t number;  /* of the list item that the open block is, see struct block_input */
    size_t next_mark; /* first mark that has no place in the text yet */
};

void builder_init(struct builder *b, struct reading *r);

/* builder_open: begins a block; what is open must be closed before. builder_close: ends it, if one is
 * open, and sorts it. */
void builder_open(struct builder *b, enum block_kind hint);
bool builder_close(struct builder *b, struct err *err);

/* builder_drop: forgets the open block; its words stay in the text but in no block. */
void builder_drop(struct builder *b);

/* builder_label: puts a footnote's mark, copied from the input, before the block to come. */
void builder_label(struct builder *b, size_t off, size_t len);

/* builder_copy: input bytes as they are. builder_put: `text` that stands for input bytes.
 * builder_blank: a blank that stands for input bytes; several in a row are one, none at a block's ends. */
void builder_copy(struct builder *b, size_t off, size_t len);
void builder_put(struct builder *b, str text, size_t off, size_t len);
void builder_blank(struct builder *b, size_t off, size_t len);

/* builder_here: text offset at which the next piece will stand. */
uint32_t builder_here(const struct builder *b);

/* builder_finish: hands the text to the document, places marks, adds bare addresses when asked.
 * Returns false with ERR_LIMIT when the text has outgrown its limit. */
bool builder_finish(struct builder *b, bool bare_urls, struct err *err);

#endif
