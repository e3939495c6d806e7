/* date.h: civil dates (proleptic Gregorian) without the C library's clock or zones. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

typedef struct cck_date date;

/* A range of days, both ends included, as day numbers (date_to_days). */
struct day_range {
    int32_t from, to;
};

bool date_is_valid(date d);                         /* a day that exists */
unsigned date_month_days(int year, unsigned month); /* 28-31; month 1-12 */
int32_t date_to_days(date d);                       /* days since 1970-01-01; d must be valid */
date date_from_days(int32_t days);
unsigned date_weekday(date d);   /* 0 = Sunday; d must be valid */
int date_cmp(date a, date b);    /* by year, month, day as they stand */
date date_add(date d, int days); /* d must be valid */
date date_make(int year, unsigned month, unsigned day);

/* date_parse_iso: exactly YYYY-MM-DD, and a day that exists. */
bool date_parse_iso(str s, date *out);

/* date_from_unix: the civil date in UTC of seconds since 1970. */
date date_from_unix(int64_t seconds);

/* date_month_name: "January" for 1. */
str date_month_name(unsigned month);

enum { DATE_TEXT_BYTES = 16 };
/* date_iso: YYYY-MM-DD, YYYY-MM, YYYY, or --MM-DD / --MM when the year is 0, by the fields that are set.
 * Returns a slice of `room`. */
str date_iso(date d, char room[DATE_TEXT_BYTES]);

#endif
