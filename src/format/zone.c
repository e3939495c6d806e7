/* zone.c: zones by ICU's calendars. */
#include "format/zone.h"

#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "base/banned.h"

enum { ZONE_BYTES_MAX = 64 };

bool zone_offset(str zone, int64_t unix_s, int32_t *offset_s)
{
    UChar id[ZONE_BYTES_MAX];
    int32_t n = 0;
    UErrorCode status = U_ZERO_ERROR;
    if (zone.n == 0 || zone.n >= ZONE_BYTES_MAX)
        return false;
    u_strFromUTF8(id, ZONE_BYTES_MAX, &n, zone.p, (int32_t)zone.n, &status);
    UCalendar *calendar = ucal_open(id, n, "en", UCAL_GREGORIAN, &status);
    if (U_FAILURE(status))
        return false;
    UChar known[ZONE_BYTES_MAX];
    UBool is_system = false;
    UErrorCode probe = U_ZERO_ERROR;
    ucal_getCanonicalTimeZoneID(id, n, known, ZONE_BYTES_MAX, &is_system, &probe);
    ucal_setMillis(calendar, (double)unix_s * 1000.0, &status);
    int32_t base = ucal_get(calendar, UCAL_ZONE_OFFSET, &status);
    int32_t summer = ucal_get(calendar, UCAL_DST_OFFSET, &status);
    ucal_close(calendar);
    if (U_FAILURE(status) || U_FAILURE(probe))
        return false;
    *offset_s = (base + summer) / 1000;
    return true;
}
