/* stamp.h: moments in ISO 8601, in UTC. */
#ifndef FORMAT_STAMP_H
#define FORMAT_STAMP_H

#include "base/date.h"

/* stamp_parse: "2024-07-29T12:00:00Z", with an offset ("+03:00") or none (UTC), seconds optional, or a
 * day alone (midnight UTC). Returns false when it is none of these. */
bool stamp_parse(str s, int64_t *unix_s);

enum { STAMP_TEXT_BYTES = 24 };
/* stamp_iso: "2024-07-29T12:00:00Z"; a slice of `room`. */
str stamp_iso(int64_t unix_s, char room[STAMP_TEXT_BYTES]);

#endif
