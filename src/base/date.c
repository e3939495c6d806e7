/* date.c: civil dates. The day count follows H. Hinnant, "chrono-compatible low-level date algorithms". */
#include "base/date.h"

#include <assert.h>

#include "base/banned.h"

unsigned date_month_days(int year, unsigned month)
{
    static const unsigned char days[13] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    assert(month >= 1 && month <= 12);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month];
}

bool date_is_valid(date d)
{
    return d.year > 0 && d.year < 10000 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= date_month_days(d.year, d.month);
}

int32_t date_to_days(date d)
{
    assert(d.month >= 1 && d.month <= 12);
    int y = d.year - (d.month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    unsigned yoe = (unsigned)(y - era * 400);
    unsigned mp = d.month > 2 ? d.month - 3u : d.month + 9u;
    unsigned doy = (153 * mp + 2) / 5 + d.day - 1;
    unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + (int32_t)doe - 719468;
}

date date_from_days(int32_t days)
{
    int32_t z = days + 719468;
    int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    unsigned doe = (unsigned)(z - era * 146097);
    unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    unsigned mp = (5 * doy + 2) / 153;
    unsigned month = mp < 10 ? mp + 3 : mp - 9;
    int year = (int)yoe + era * 400 + (month <= 2);
    return date_make(year, month, doy - (153 * mp + 2) / 5 + 1);
}

unsigned date_weekday(date d)
{
    int32_t n = (date_to_days(d) + 4) % 7; /* 1970-01-01 was a Thursday */
    return (unsigned)(n < 0 ? n + 7 : n);
}

int date_cmp(date a, date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

date date_add(date d, int days)
{
    return date_from_days(date_to_days(d) + days);
}

date date_make(int year, unsigned month, unsigned day)
{
    return (date){ (int16_t)year, (uint8_t)month, (uint8_t)day };
}

bool date_parse_iso(str s, date *out)
{
    uint32_t y, m, d;
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' || !str_to_u32(str_slice(s, 0, 4), &y) ||
        !str_to_u32(str_slice(s, 5, 2), &m) || !str_to_u32(str_slice(s, 8, 2), &d))
        return false;
    date read = date_make((int)y, m, d);
    if (!date_is_valid(read))
        return false;
    *out = read;
    return true;
}

date date_from_unix(int64_t seconds)
{
    int64_t days = seconds / 86400 - (seconds % 86400 < 0);
    if (days < -700000 || days > 2900000)
        return (date){ 0 };
    return date_from_days((int32_t)days);
}

str date_month_name(unsigned month)
{
    static const str names[13] = {
        S_INIT(""),         S_INIT("January"),   S_INIT("February"), S_INIT("March"),
        S_INIT("April"),    S_INIT("May"),       S_INIT("June"),     S_INIT("July"),
        S_INIT("August"),   S_INIT("September"), S_INIT("October"),  S_INIT("November"),
        S_INIT("December"),
    };
    return names[month <= 12 ? month : 0];
}

static size_t put(char *room, size_t at, unsigned value, size_t digits)
{
    for (size_t i = digits; i-- > 0; value /= 10)
        room[at + i] = (char)('0' + value % 10);
    return at + digits;
}

str date_iso(date d, char room[DATE_TEXT_BYTES])
{
    size_t n = 0;
    if (d.year)
        n = put(room, n, (unsigned)d.year, 4);
    else
        room[n++] = '-';
    if (d.month || !d.year) {
        room[n++] = '-';
        n = put(room, n, d.month, 2);
    }
    if (d.month && d.day) {
        room[n++] = '-';
        n = put(room, n, d.day, 2);
    }
    return (str){ room, n };
}
