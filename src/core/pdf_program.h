/* pdf_program.h: where the machine has pdfinfo, if it has. */
#ifndef CORE_PDF_PROGRAM_H
#define CORE_PDF_PROGRAM_H

#include "page/page_pdf.h"

/* pdf_program_find: pdfinfo of poppler-utils in the folders of PATH, with the time it is given; NULL when it is
 * not there: then PDFs stay unread. Relative folders of PATH are left out.
 *   perm   owns the result */
const struct pdf_tool *pdf_program_find(struct arena *perm);

#endif
