/* when.h: dates as pages write them: for machines in attributes, for people in text. Only whole dates:
 * a day without its year is no evidence here. */
#ifndef PAGE_WHEN_H
#define PAGE_WHEN_H

#include "page/when_names.h"

struct when {
    date day;          /* civil, as written; year 0: none */
    date other;        /* the second reading of 3/4/2020, or year 0 */
    int32_t minute;    /* of the day, or -1 */
    int32_t zone_min;  /* minutes east of UTC, or INT32_MIN when not given */
    size_t begin, end; /* where it stands in the text, time included */
    bool short_year;   /* written with two digits */
};

/* What reading needs to know of the page. */
struct when_reader {
    const struct when_names *names;
    str lang; /* as declared: "en-US", "de"; may be empty */
    struct arena *scratch;
};

/* when_find: the first date at or after `from`.
 *
 *   text   UTF-8; a line end ends a date written in numbers, not one with a month's name
 *
 * Reads, in about eighty languages and in the digits of any script: 12 October 2020, 12. Oktober 2020,
 * October 12th, 2020, 2020. október 12., 2020 m. spalio 12 d., 2020年10月12日, 令和2年10月12日, 12 tháng 10, 2020,
 * 12.10.2020, 12.10.20, 10/12/2020, 2020-10-12, 21 مهر 1399, and a time behind any of them.
 * Years from 1980 to 2099. Returns false when there is none, or none near 20,000 years in a row.  Time: linear. */
bool when_find(const struct when_reader *reader, str text, size_t from, struct when *out);

/* when_stamp: a date that is all of an attribute or a JSON value: ISO 8601 in its variants, 20201012,
 * 20201012143000, seconds or milliseconds since 1970, RFC 2822; else what when_find finds. */
bool when_stamp(const struct when_reader *reader, str text, struct when *out);

/* when_time: a time of day, and its zone, within a few characters behind `at`; moves out->end. Leaves
 * `out` alone when there is none. */
void when_time(str text, size_t at, struct when *out);

#endif
