/* read.h: from a file's bytes to a document. One reader per format, in one table (read.c). */
#ifndef DOC_READ_H
#define DOC_READ_H

#include "doc/doc.h"

struct read_limits {
    size_t source_bytes; /* largest input */
    size_t blocks;       /* most blocks */
    size_t html_depth;   /* deepest nesting of elements accepted */
};

/* Formats by table order. */
enum read_format { READ_TXT, READ_MARKDOWN, READ_HTML, READ_FORMAT_COUNT };

/* read_format_of: by extension; false when the extension is unknown. */
bool read_format_of(str path, enum read_format *format);

/* doc_read: reads one document: decodes, finds blocks, sentences, links, marks and meta facts.
 *
 *   name     shown in reports; its extension picks the reader, an unknown one is sniffed
 *   source   bytes; must outlive the document (text may point into it)
 *   perm     the document's arena
 *
 * Returns false with ERR_FORMAT (binary, no text) or ERR_LIMIT, with line and column where known.
 * Time: linear in the source. */
bool doc_read(str name, str source, const struct read_limits *limits, struct arena *perm,
              struct doc *out, struct err *err);

#endif
