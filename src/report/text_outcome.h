/* text_outcome.h: the text report's parts on references: not checked, confirmed, and the summary. */
#ifndef REPORT_TEXT_OUTCOME_H
#define REPORT_TEXT_OUTCOME_H

#include "report/layout.h"

/* text_add_unverified: what was not checked and what to do about it, one group for each reason.
 * text_add_confirmed: references that hold. */
void text_add_unverified(const struct layout *layout, const struct report *report,
                         const struct report_doc *doc, struct arena *scratch);
void text_add_confirmed(const struct layout *layout, const struct report *report,
                        const struct report_doc *doc, struct arena *scratch);
void text_add_summary(const struct layout *layout, const struct report *report,
                      struct arena *scratch);

/* text_inventory: "20 citations, 1 image credit, 3 other links"; text_citation: "TASS, July 19". */
str text_inventory(const struct report_counts *counts, struct arena *scratch);
str text_citation(const struct citation *citation, struct arena *scratch);

/* text_place: "12:5", padded to `columns`, and the paragraph; returns the columns written. */
size_t text_place(const struct layout *layout, struct line_place at, uint32_t paragraph,
                  size_t columns);

#endif
