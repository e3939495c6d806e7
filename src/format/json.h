/* json.h: writing JSON straight into a buffer (the hot path of `list`), and escaping. Reading is
 * jansson's. The writer cannot produce badly nested output. */
#ifndef FORMAT_JSON_H
#define FORMAT_JSON_H

#include "base/buf.h"

enum { JSON_DEPTH_MAX = 32 };

struct json_writer {
    struct buf *out;
    uint32_t depth;
    uint32_t is_object; /* bit per level */
    uint32_t has_items; /* bit per level */
    bool after_key;
};

void json_init(struct json_writer *w, struct buf *out);
void json_begin_object(struct json_writer *w);
void json_end_object(struct json_writer *w);
void json_begin_array(struct json_writer *w);
void json_end_array(struct json_writer *w);
void json_key(struct json_writer *w, str key);   /* key: ASCII without quotes or backslashes */
void json_str(struct json_writer *w, str value); /* bad UTF-8 becomes U+FFFD */
void json_str_or_null(struct json_writer *w, str value); /* null when value.p is NULL */
void json_uint(struct json_writer *w, uint64_t value);
void json_int(struct json_writer *w, int64_t value);
void json_bool(struct json_writer *w, bool value);
void json_put_null(struct json_writer *w);
void json_raw(struct json_writer *w, str json); /* a value that is JSON already */

#endif
