/* when_time.c: the time of day behind a date, and its zone. */
#include "page/when.h"

#include "base/banned.h"

enum { GAP_BYTES = 14 }; /* "12 October 2020 | um 14:30" */

static bool is_digit(str s, size_t at)
{
    return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

/* Up to `max` digits; moves `at`. Returns how many there were. */
static unsigned digits(str s, size_t *at, unsigned max, uint32_t *value)
{
    unsigned n = 0;
    *value = 0;
    while (n < max && is_digit(s, *at)) {
        *value = *value * 10 + (uint32_t)(s.p[*at] - '0');
        ++*at;
        n++;
    }
    return n;
}

/* "+02:00", "+0200", "-05", "Z", "UTC+3", "GMT". Names of summer times and the like are left: too many
 * mean several zones. */
static void read_zone(str s, size_t at, struct when *out)
{
    while (at < s.n && s.p[at] == ' ')
        at++;
    if (at < s.n && s.p[at] == 'Z' && !(at + 1 < s.n && (s.p[at + 1] | 32) >= 'a')) {
        out->zone_min = 0;
        out->end = at + 1;
        return;
    }
    if (str_starts_nocase(str_from(s, at), S("utc")) ||
        str_starts_nocase(str_from(s, at), S("gmt"))) {
        at += 3;
        out->zone_min = 0;
        out->end = at;
    }
    if (at >= s.n || (s.p[at] != '+' && s.p[at] != '-'))
        return;
    bool west = s.p[at++] == '-';
    uint32_t hours, minutes = 0;
    unsigned n = digits(s, &at, 2, &hours);
    if (n == 0 || hours > 14)
        return;
    size_t hours_end = at;
    if (at < s.n && s.p[at] == ':')
        at++;
    if (digits(s, &at, 2, &minutes) != 2 || minutes > 59) {
        minutes = 0;
        at = hours_end;
    }
    int32_t offset = (int32_t)(hours * 60 + minutes);
    out->zone_min = west ? -offset : offset;
    out->end = at;
}

/* "pm", "p.m.", " PM": twelve hours later, but noon and midnight. */
static uint32_t half_day(str s, size_t *at, uint32_t hour)
{
    size_t i = *at;
    while (i < s.n && s.p[i] == ' ')
        i++;
    int first = i < s.n ? s.p[i] | 32 : 0;
    if (first != 'a' && first != 'p')
        return hour;
    size_t m = i + 1;
    if (m < s.n && s.p[m] == '.')
        m++;
    if (m >= s.n || (s.p[m] | 32) != 'm' || hour > 12)
        return hour;
    *at = m + 1;
    return hour % 12 + (first == 'p' ? 12 : 0);
}

/* A time at `at`: 14:30, 14:30:05.123, 14.30, 14h30, 2:30 pm. */
static bool read_clock(str s, size_t at, struct when *out)
{
    uint32_t hour, minute, second;
    unsigned n = digits(s, &at, 2, &hour);
    if (n == 0 || hour > 23 || at >= s.n)
        return false;
    char mark = s.p[at];
    if (mark != ':' && mark != '.' && mark != 'h' && mark != 'H')
        return false;
    at++;
    if (digits(s, &at, 2, &minute) != 2 || minute > 59 || is_digit(s, at))
        return false;
    if (mark == ':' && at < s.n && s.p[at] == ':') {
        at++;
        (void)digits(s, &at, 2, &second);
    }
    if (mark == ':' && at + 1 < s.n && (s.p[at] == '.' || s.p[at] == ',') && is_digit(s, at + 1)) {
        at++;
        while (is_digit(s, at))
            at++;
    } else if (mark == '.' && at < s.n && s.p[at] == '.' && is_digit(s, at + 1)) {
        return false; /* 12.10.2020: another date */
    }
    hour = half_day(s, &at, hour);
    out->minute = (int32_t)(hour * 60 + minute);
    out->end = at;
    read_zone(s, at, out);
    return true;
}

void when_time(str text, size_t at, struct when *out)
{
    for (size_t i = at; i < text.n && i < at + GAP_BYTES; i++) {
        if (is_digit(text, i)) {
            (void)read_clock(text, i, out);
            return;
        }
        if (text.p[i] == '\n' || text.p[i] == ';' || text.p[i] == '(')
            return;
    }
}
