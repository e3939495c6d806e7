/* page_pdf.h: what a PDF says of itself. A program of poppler-utils reads it, in a process of its own: hostile
 * documents are its business, and it may come to harm. */
#ifndef PAGE_PAGE_PDF_H
#define PAGE_PAGE_PDF_H

#include "base/arena.h"
#include "base/str.h"

/* The program, and how long it may take. */
struct pdf_tool {
    const char *path; /* of pdfinfo */
    uint32_t wait_ms; /* without a word from it */
};

struct pdf_facts {
    str title, author, created, modified; /* dates in ISO 8601; each may be empty */
};

/* page_pdf_read: reads the document's information.
 *
 *   body      the whole document, at most 64 MB
 *   scratch   owns the facts
 *
 * No shell is asked. The program sees the document as its standard input, an empty environment, no other file of
 * ours, and limits of its memory, time and output. Returns false when it is not there, fails or takes too long. */
bool page_pdf_read(str body, const struct pdf_tool *tool, struct arena *scratch,
                   struct pdf_facts *out);

#endif
