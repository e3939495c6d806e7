/* local_day.h: which day of its readers a stamp in UTC means. */
#ifndef PAGE_LOCAL_DAY_H
#define PAGE_LOCAL_DAY_H

#include "page/page.h"

/* local_is_utc: whether a reading is a moment in UTC: its readers' day may be the neighbour of the one written. */
bool local_is_utc(const struct page_date *read);

/* local_may_be: whether a reading can be the moment that people of some zone saw on `day`; of one that is no moment
 * in UTC, whether it is that day. */
bool local_may_be(const struct page_date *read, date day);

/* local_reading: the same moment on a clock of `zone`, an IANA name; the reading itself when it is no moment in UTC,
 * or the zone is empty or unknown. */
struct page_date local_reading(const struct page_date *read, str zone);

/* local_day: the day that a reading means: `seen`, which stands at the headline (year 0: none), when it can be, else
 * the day in `zone`. */
date local_day(const struct page_date *read, date seen, str zone);

#endif
