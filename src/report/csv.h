/* csv.h: cells for spreadsheets (RFC 4180). */
#ifndef REPORT_CSV_H
#define REPORT_CSV_H

#include "base/buf.h"
#include "base/date.h"

struct csv {
    struct buf *out;
    bool more; /* a cell stands before the next one */
};

/* csv_cell: one cell. What a spreadsheet would take for a formula gets a leading apostrophe (OWASP). */
void csv_cell(struct csv *csv, str cell);

/* csv_number: a number; csv_count: nothing for 0. */
void csv_number(struct csv *csv, uint32_t value);
void csv_count(struct csv *csv, uint32_t value);

/* csv_date: ISO 8601, by the fields that are set; nothing for none. */
void csv_date(struct csv *csv, date d);

void csv_end_line(struct csv *csv);

#endif
