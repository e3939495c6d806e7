/* fact.h: dates that a document gives for itself: in a line, a field, a file name. The dates of
 * citations are another floor's business. */
#ifndef DOC_FACT_H
#define DOC_FACT_H

#include "doc/doc.h"

/* fact_date: a day at the head of `s`: 2024-07-29 (also with a time behind it), 20240729, 29.07.2024,
 * "July 29, 2024", "29 July 2024", "Jul. 29, 2024", with or without a weekday before it.
 *
 *   used  set to the bytes it takes, weekday included
 *
 * Returns false when no valid day between 1900 and 2199 stands there. */
bool fact_date(str s, date *out, size_t *used);

/* fact_file_date: a day in a file's name: 2024-07-29-title.md, 20240729_x.txt, x-2024-07-29.html. */
bool fact_file_date(str path, date *out);

/* fact_add: appends to doc->meta.dates what is not there yet from the same place. */
void fact_add(struct doc *doc, struct arena *perm, struct doc_fact fact);

#endif
