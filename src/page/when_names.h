/* when_names.h: the names of months in the languages of the press, and the calendars they belong to. */
#ifndef PAGE_WHEN_NAMES_H
#define PAGE_WHEN_NAMES_H

#include "base/arena.h"
#include "base/date.h"

enum when_calendar { WHEN_GREGORIAN, WHEN_PERSIAN, WHEN_ISLAMIC, WHEN_BUDDHIST };

struct when_month {
    uint8_t month; /* 1-12 of its calendar; 0: no such name */
    uint8_t calendar;
};

struct when_names;

/* when_names_make: the table, from ICU's data. Takes about 3 ms (40 ms where ICU's data is not yet in
 * memory), so make it once; it is read-only afterwards and may be shared by threads.
 *
 *   perm   owns the table */
const struct when_names *when_names_make(struct arena *perm);

/* when_names_find: the month of that name.
 *
 *   name   one word or two, as fold_name gives it
 *   lang   two letters that decide where languages disagree (Croatian "listopad" is October, Polish
 *          November); may be empty */
struct when_month when_names_find(const struct when_names *names, str name, str lang);

/* when_to_gregorian: a day of another calendar as a civil date. Returns false when it does not exist. */
bool when_to_gregorian(enum when_calendar calendar, int year, unsigned month, unsigned day,
                       date *out);

#endif
