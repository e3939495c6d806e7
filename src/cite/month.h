/* month.h: names of months and weekdays in the languages of articles. */
#ifndef CITE_MONTH_H
#define CITE_MONTH_H

#include "base/str.h"

struct month_hit {
    uint8_t month;   /* 1-12; 0 = none */
    uint8_t weekday; /* 1 = Sunday ... 7 = Saturday; 0 = none */
    bool abbreviated;
};

/* month_find: a name or usual abbreviation of a month or weekday, case blind, without its dot: English,
 * Russian, Ukrainian, Turkish, German, French, Spanish, Arabic, Persian (Gregorian months), Chinese. */
struct month_hit month_find(str word);

/* month_near: the English month that `word` misspells by one letter (one wrong, missing, added, or two
 * swapped), for words of five letters and more; 0 when none or when it is spelt right. */
uint8_t month_near(str word);

/* weekday_find: 1 = Sunday ... 7 = Saturday, or 0. */
uint8_t weekday_find(str word);

#endif
