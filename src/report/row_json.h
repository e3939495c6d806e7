/* row_json.h: one line of a listing as a JSON object; the hot path of `list`. */
#ifndef REPORT_ROW_JSON_H
#define REPORT_ROW_JSON_H

#include "report/list_row.h"

/* The line at hand is put together here and appended at once. Its head is kept from one line to the
 * next as far as they share it: the file's name, and the place of a parenthetical with several
 * citations. */
/* A fragment that was made before: many lines name the same outlet, and give the same reason. */
struct row_memo {
    const void *key;
    uint32_t tag, off, n; /* in row_json.made */
};

enum { ROW_MEMOS = 256 };

struct row_json {
    struct buf line, made;
    struct row_memo memos[ROW_MEMOS]; /* by a hash of the key; a newer one replaces an older */
    size_t file_n;  /* bytes of `line` that every line of the document begins with */
    size_t place_n; /* bytes that lines of the same parenthetical begin with; 0 = none yet */
};

void row_json_init(struct row_json *json, str file);
void row_json_free(struct row_json *json);

/* row_json_add: appends the object's fields from "file" to "error", without its closing brace: whoever
 * has more to say goes on. */
void row_json_add(struct row_json *json, const struct list_row *row, struct buf *out);

/* json_add_text / json_add_text_or_null: one string; null when empty. */
void json_add_text(struct buf *out, str text);
void json_add_text_or_null(struct buf *out, str text);

#endif
