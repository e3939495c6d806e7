/* local_day.c: neighbouring days, and moments on a zone's clock. */
#include "page/local_day.h"

#include "format/zone.h"

#include "base/banned.h"

enum { FAR_EAST_MIN = 14 * 60, FAR_WEST_MIN = 12 * 60, DAY_MIN = 24 * 60 };

bool local_is_utc(const struct page_date *read)
{
    return read->zone_min == 0 && read->minute >= 0 && date_is_valid(read->day);
}

bool local_may_be(const struct page_date *read, date day)
{
    if (!local_is_utc(read) || !date_is_valid(day))
        return date_cmp(read->day, day) == 0;
    int32_t later = date_to_days(day) - date_to_days(read->day);
    return later == 0 || (later == 1 && read->minute + FAR_EAST_MIN >= DAY_MIN) ||
           (later == -1 && read->minute < FAR_WEST_MIN);
}

struct page_date local_reading(const struct page_date *read, str zone)
{
    struct page_date local = *read;
    int32_t offset_s;
    if (zone.n == 0 || !local_is_utc(read))
        return local;
    int64_t moment = (int64_t)date_to_days(read->day) * 86400 + (int64_t)read->minute * 60;
    if (!zone_offset(zone, moment, &offset_s))
        return local;
    moment += offset_s;
    local.day = date_from_unix(moment);
    local.minute = (int32_t)((moment - (int64_t)date_to_days(local.day) * 86400) / 60);
    local.zone_min = offset_s / 60;
    return local;
}

date local_day(const struct page_date *read, date seen, str zone)
{
    return seen.year && local_may_be(read, seen) ? seen : local_reading(read, zone).day;
}
