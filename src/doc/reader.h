/* reader.h: what read.c hands to the reader of a format, and what readers share. */
#ifndef DOC_READER_H
#define DOC_READER_H

#include "doc/read.h"

/* One document being read. Readers work on decoded text: places they record (map, links, marks, facts)
 * are offsets in `input`; read.c leads them back to the source's bytes. */
struct reading {
    str input; /* valid UTF-8 without a byte order mark; under 4 GiB */
    const struct read_limits *limits;
    struct arena *perm;
    struct doc *doc; /* to be filled: text, map, blocks, links, marks, meta */
};

bool read_txt(struct reading *r, struct err *err);
bool read_md(struct reading *r, struct err *err);
bool read_html(struct reading *r, struct err *err);

/* reader_bare_urls: makes links of the addresses ("https://...") that stand in `text`, at offset `off`
 * of doc->text. Closing punctuation of the sentence does not belong to them. */
void reader_bare_urls(struct reading *r, str text, size_t off);

/* reader_mark: whether `comment` (without its delimiters) steers citecheck; its words. */
bool reader_mark(str comment, str *words);

#endif
