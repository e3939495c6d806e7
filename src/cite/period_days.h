/* period_days.h: the days of months and years, for period.c. */
#ifndef CITE_PERIOD_DAYS_H
#define CITE_PERIOD_DAYS_H

#include "cite/period.h"

/* period_months: the days of the months `from` to `to` of a year; 0 is the December before, 13 the
 * January after. */
struct day_range period_months(int32_t year, int32_t from, int32_t to);

/* period_meaning: "June 21 to 30, 2024", "May 2024", "2014". */
str period_meaning(struct arena *perm, struct day_range days);

#endif
