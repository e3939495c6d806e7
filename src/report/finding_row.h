/* finding_row.h: the findings of a document with what most formats show of them. */
#ifndef REPORT_FINDING_ROW_H
#define REPORT_FINDING_ROW_H

#include "report/list_row.h"

struct finding_row {
    const struct finding *finding;
    const struct check *check;
    struct report_place place;
    str text; /* the source's bytes that it points at */
};

/* A walk over one document's findings, in the order of the source. */
struct finding_rows {
    const struct report_doc *doc;
    struct line_cursor lines;
    size_t next;
};

void finding_rows_init(struct finding_rows *rows, const struct report_doc *doc);
bool finding_rows_next(struct finding_rows *rows, struct finding_row *row);

/* finding_related_place: where a related place stands. */
struct report_place finding_related_place(const struct finding_rows *rows, size_t related,
                                          const struct finding *finding);

/* finding_message: the message, with what to write instead when that is known. */
str finding_message(const struct finding *finding, struct arena *scratch);

/* finding_fix: the source bytes that the suggestion replaces; false when there is none, or when the
 * source has other bytes there than the text (markup, entities). */
bool finding_fix(const struct report_doc *doc, const struct finding *finding, span *source);

#endif
