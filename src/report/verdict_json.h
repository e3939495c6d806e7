/* verdict_json.h: what was found behind a reference, as JSON. */
#ifndef REPORT_VERDICT_JSON_H
#define REPORT_VERDICT_JSON_H

#include "report/list_row.h"

/* json_add_verdict: the verdict as an object; null when nothing was to be fetched. An address
 * that cannot be asked has its verdict all the same. */
void json_add_verdict(struct buf *out, const struct evidence *evidence, struct arena *scratch);

/* json_add_cross: a further field: what the repository's own articles say of a citation of the house. */
void json_add_cross(struct buf *out, const struct cross *cross);

/* json_add_resolved: `resolve`'s further fields of a line: where the reference leads, and the verdict. */
void json_add_resolved(struct buf *out, const struct list_row *row, struct arena *scratch);

/* reference_how_name: "link", "home", "invalid" or "none". */
str reference_how_name(const struct reference *ref);

enum { TIME_TEXT_BYTES = 32 };
/* time_iso: "2026-01-05T10:00:00Z" of Unix time, in `room`; empty for 0 and what is out of range. */
str time_iso(int64_t unix_s, char room[TIME_TEXT_BYTES]);

#endif
