/* url_day.c: dates in paths that no outlet has described. Careful rather than complete: a wrong date
 * here is a wrong finding. */
#include "base/date.h"
#include "format/url.h"
#include "format/url_split.h"

#include "base/banned.h"

enum { YEAR_MIN = 1990, YEAR_MAX = 2100 };

/* What was read so far. */
struct reading {
    date day;   /* year 0: none */
    date month; /* the same */
    bool disagrees;
};

static void add(struct reading *reading, date d)
{
    date *known = d.day ? &reading->day : &reading->month;
    if (known->year && date_cmp(*known, d) != 0)
        reading->disagrees = true;
    *known = d;
}

static bool is_digit_at(str s, size_t at)
{
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* All of `s` as a number of `min` to `max` digits. */
static bool number(str s, size_t min, size_t max, uint32_t *value)
{
    return s.n >= min && s.n <= max && str_to_u32(s, value);
}

static bool year_number(str s, uint32_t *year)
{
    return number(s, 4, 4, year) && *year >= YEAR_MIN && *year <= YEAR_MAX;
}

/* "07", "7", "jul", "july". */
static bool month_number(str s, uint32_t *month)
{
    if (number(s, 1, 2, month))
        return *month >= 1 && *month <= 12;
    for (*month = 1; *month <= 12; ++*month) {
        str name = date_month_name(*month);
        if (str_eq_nocase(s, name) || str_eq_nocase(s, str_slice(name, 0, 3)))
            return true;
    }
    return false;
}

static bool make_day(uint32_t year, uint32_t month, uint32_t day, date *out)
{
    *out = date_make((int)year, month, day);
    return date_is_valid(*out);
}

/* /2024/07/19/, /2024/jul/19/, /2024/07/: three segments, or two with something behind them. */
static void read_segments(const str *segment, size_t n, struct reading *reading)
{
    uint32_t year, month, day;
    date d;
    if (n < 2 || !year_number(segment[0], &year) || !month_number(segment[1], &month))
        return;
    if (n > 2 && number(segment[2], 1, 2, &day) && make_day(year, month, day, &d))
        add(reading, d);
    else if (n > 2) /* the empty segment behind a last slash counts */
        add(reading, date_make((int)year, month, 0));
}

/* 2024-07-19 at `at`. */
static bool dashed(str s, size_t at, date *out)
{
    uint32_t year, month, day;
    str text = str_slice(s, at, 10);
    return text.n == 10 && text.p[4] == '-' && text.p[7] == '-' &&
           year_number(str_slice(text, 0, 4), &year) &&
           number(str_slice(text, 5, 2), 2, 2, &month) &&
           number(str_slice(text, 8, 2), 2, 2, &day) && make_day(year, month, day, out);
}

/* 20240719 at the start. */
static bool compact(str s, date *out)
{
    uint32_t year, month, day;
    return s.n >= 8 && year_number(str_slice(s, 0, 4), &year) &&
           number(str_slice(s, 4, 2), 2, 2, &month) && number(str_slice(s, 6, 2), 2, 2, &day) &&
           make_day(year, month, day, out);
}

static bool is_separator_at(str s, size_t at)
{
    return at == s.n || s.p[at] == '-' || s.p[at] == '_' || s.p[at] == '.';
}

/* A date that begins a segment, or ends it behind a word. A further number behind or before a dash
 * ("2024-07-19-55", "555-2024-07-19") makes a telephone number or a range of it. */
static void read_segment(str segment, struct reading *reading)
{
    date d;
    if (compact(segment, &d) && is_separator_at(segment, 8))
        add(reading, d);
    if (dashed(segment, 0, &d) && is_separator_at(segment, 10) && !is_digit_at(segment, 11)) {
        add(reading, d);
        return;
    }
    str stem = str_slice(segment, 0, str_find_byte(segment, '.', 0)); /* without ".html" */
    size_t at = stem.n > 11 ? stem.n - 10 : 0;
    if (at && dashed(stem, at, &d) && is_separator_at(stem, at - 1) && !is_digit_at(stem, at - 2))
        add(reading, d);
}

bool url_date(str text, date *out)
{
    *out = (date){ 0 };
    struct url_parts parts;
    url_split(text, &parts);
    struct reading reading = { 0 };
    str rest = str_from(parts.path, 1), window[3];
    while (str_next(&rest, '/', &window[0])) {
        str ahead = rest;
        size_t n = 1;
        while (n < 3 && str_next(&ahead, '/', &window[n]))
            n++;
        read_segments(window, n, &reading);
        read_segment(window[0], &reading);
    }
    if (reading.day.year && reading.month.year &&
        (reading.day.year != reading.month.year || reading.day.month != reading.month.month))
        reading.disagrees = true;
    *out = reading.day.year ? reading.day : reading.month;
    if (reading.disagrees)
        *out = (date){ 0 };
    return out->year != 0;
}
