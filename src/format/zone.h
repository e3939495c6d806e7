/* zone.h: an outlet's local time, by ICU. */
#ifndef FORMAT_ZONE_H
#define FORMAT_ZONE_H

#include "base/str.h"

/* zone_offset: seconds east of UTC in an IANA zone at a moment. False when the zone is not known. */
bool zone_offset(str zone, int64_t unix_s, int32_t *offset_s);

#endif
