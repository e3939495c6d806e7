/* when_stamp.c: dates written for machines. */
#include "page/when.h"

#include "base/banned.h"

static bool number(str s, size_t off, size_t n, uint32_t *value)
{
    str part = str_slice(s, off, n);
    return part.n == n && str_to_u32(part, value);
}

static bool is_recent(int year)
{
    return year >= 1980 && year <= 2099;
}

static bool set_day(uint32_t year, uint32_t month, uint32_t day, struct when *out)
{
    if (!is_recent((int)year) || month > 12 || day > 31)
        return false;
    out->day = date_make((int)year, month, day);
    return date_is_valid(out->day);
}

static size_t digit_run(str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
        n++;
    return n;
}

/* 2020-10-12 or 2020/10/12, single digits allowed, and what stands behind it. */
static bool separated(str s, struct when *out)
{
    uint32_t year, month, day;
    char sep = s.n > 4 ? s.p[4] : '\0';
    if ((sep != '-' && sep != '/' && sep != '.') || !number(s, 0, 4, &year))
        return false;
    str rest = str_from(s, 5);
    size_t n_month = digit_run(rest);
    str behind = str_from(rest, n_month + 1);
    size_t n_day = digit_run(behind);
    if (n_month < 1 || n_month > 2 || n_day < 1 || n_day > 2 || rest.p[n_month] != sep ||
        !number(rest, 0, n_month, &month) || !number(behind, 0, n_day, &day) ||
        !set_day(year, month, day, out))
        return false;
    out->end = 5 + n_month + 1 + n_day;
    when_time(s, out->end, out);
    return true;
}

/* 20201012, 202010121430, 20201012143000, 20201012T1430: a date, then a time without marks. */
static bool compact(str s, struct when *out)
{
    uint32_t year, month, day, hour, minute;
    size_t n = digit_run(s);
    if ((n != 8 && n != 12 && n != 14) || !number(s, 0, 4, &year) || !number(s, 4, 2, &month) ||
        !number(s, 6, 2, &day) || !set_day(year, month, day, out))
        return false;
    size_t at = n == 8 && s.n > 8 && s.p[8] == 'T' ? 9 : 8;
    out->end = n;
    if (number(s, at, 2, &hour) && number(s, at + 2, 2, &minute) && hour < 24 && minute < 60)
        out->minute = (int32_t)(hour * 60 + minute);
    else if (n == 8)
        when_time(s, 8, out);
    if (s.n && s.p[s.n - 1] == 'Z')
        out->zone_min = 0;
    return true;
}

/* Seconds or milliseconds since 1970, of this century. */
static bool unix_time(str s, struct when *out)
{
    uint32_t seconds;
    size_t n = digit_run(s);
    if (n != s.n || (n != 10 && n != 13) || !number(s, 0, 10, &seconds) || seconds < 946684800)
        return false;
    out->day = date_from_unix(seconds);
    out->minute = (int32_t)(seconds % 86400 / 60);
    out->zone_min = 0;
    out->end = n;
    return is_recent(out->day.year);
}

bool when_stamp(const struct when_reader *reader, str text, struct when *out)
{
    str s = str_trim(text);
    const struct when none = { .minute = -1, .zone_min = INT32_MIN, .end = s.n };
    static bool (*const readers[])(str, struct when *) = { separated, compact, unix_time };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        *out = none;
        if (readers[i](s, out))
            return true;
    }
    return when_find(reader, s, 0, out);
}
