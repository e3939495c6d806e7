/* month.h: names of months and weekdays. */
#ifndef CITE_MONTH_H
#define CITE_MONTH_H

#include "base/str.h"

struct month_hit {
    uint8_t month; /* 1-12; 0 = none */
    bool abbreviated;
};

/* month_find: a month's name or usual abbreviation, case blind, without its dot. */
struct month_hit month_find(str word);

/* month_near: the month that `word` misspells by one letter (one wrong, missing, added, or two swapped),
 * for words of five letters and more; 0 when none or when it is spelt right. */
uint8_t month_near(str word);

/* weekday_find: 1 = Sunday ... 7 = Saturday, or 0. */
uint8_t weekday_find(str word);

#endif
