/* stamp.c: ISO 8601 both ways. */
#include "format/stamp.h"

#include "base/banned.h"

static bool two(str s, size_t at, uint32_t most, uint32_t *value)
{
    return str_to_u32(str_slice(s, at, 2), value) && str_slice(s, at, 2).n == 2 && *value <= most;
}

/* "+03:00", "-0430", "Z" or nothing. */
static bool zone(str s, int32_t *seconds)
{
    uint32_t hours, minutes = 0;
    *seconds = 0;
    if (s.n == 0 || str_eq(s, S("Z")))
        return true;
    bool west = s.p[0] == '-';
    if ((s.p[0] != '+' && !west) || !two(s, 1, 14, &hours))
        return false;
    size_t at = s.n > 3 && s.p[3] == ':' ? 4 : 3;
    if (s.n > at && (!two(s, at, 59, &minutes) || s.n != at + 2))
        return false;
    *seconds = (int32_t)(hours * 3600 + minutes * 60) * (west ? -1 : 1);
    return true;
}

bool stamp_parse(str s, int64_t *unix_s)
{
    date day;
    uint32_t hour = 0, minute = 0, second = 0;
    int32_t offset = 0;
    if (!date_parse_iso(str_slice(s, 0, 10), &day))
        return false;
    if (s.n > 10) {
        if ((s.p[10] != 'T' && s.p[10] != ' ') || !two(s, 11, 23, &hour) || s.n < 16 ||
            s.p[13] != ':' || !two(s, 14, 59, &minute))
            return false;
        size_t at = 16;
        if (s.n > at && s.p[at] == ':') {
            if (!two(s, 17, 60, &second))
                return false;
            at = 19;
        }
        if (!zone(str_from(s, at), &offset))
            return false;
    }
    *unix_s = (int64_t)date_to_days(day) * 86400 + hour * 3600 + minute * 60 + second - offset;
    return true;
}

str stamp_iso(int64_t unix_s, char room[STAMP_TEXT_BYTES])
{
    date d = date_from_unix(unix_s);
    unsigned s = (unsigned)(((unix_s % 86400) + 86400) % 86400);
    int n = snprintf(room, STAMP_TEXT_BYTES, "%04u-%02u-%02uT%02u:%02u:%02uZ",
                     (unsigned)d.year % 10000u, d.month % 100u, d.day % 100u, s / 3600, s / 60 % 60,
                     s % 60);
    return (str){ room, n < 0 ? 0 : (size_t)n };
}
