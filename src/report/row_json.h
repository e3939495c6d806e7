/* row_json.h: one line of a listing as a JSON object; the hot path of `list`. */
#ifndef REPORT_ROW_JSON_H
#define REPORT_ROW_JSON_H

#include "report/list_row.h"

/* Remembers where in the buffer the parts stand that lines share, so that they are copied, not
 * written anew: the file's name, and the place of a parenthetical with several citations. */
struct row_json {
    struct buf *out; /* must not be emptied between lines of one document */
    str file;
    size_t file_at, file_n;
    size_t place_at, place_n;
};

void row_json_init(struct row_json *json, str file, struct buf *out);

/* row_json_add: the object's fields from "file" to "error", without its closing brace: whoever has
 * more to say goes on. */
void row_json_add(struct row_json *json, const struct list_row *row);

/* json_add_text / json_add_text_or_null: one string; null when empty. */
void json_add_text(struct buf *out, str text);
void json_add_text_or_null(struct buf *out, str text);

#endif
