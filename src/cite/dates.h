/* dates.h: lists of dates as people write them: "March 26, 28", "August 17, 2021, May 27",
 * "4, 6, 18 January", "September 30–October 2", "2024-07-19", "19.07.2024". */
#ifndef CITE_DATES_H
#define CITE_DATES_H

#include "base/date.h"
#include "cite/token.h"

enum { DATES_YEAR_MIN = 1800, DATES_YEAR_MAX = 2199 }; /* other figures are no year */

struct date_item {
    span text;         /* in the document's text */
    date from, to;     /* as written: year 0 when not; `to` of a range */
    uint8_t precision; /* enum cck_precision */
    uint8_t weekday;   /* 1 = Sunday ..., 0 = none named */
    bool has_year;
    bool year_carried; /* from.year is that of a later date: "29 January, 11 March 1992" */
    bool year_shared;  /* the year stands behind a later day of the same group */
    bool misread;      /* letters for digits */
    bool impossible;   /* no such day, whatever the year */
    uint8_t misspelt;  /* the month meant, when its name is misspelt */
    span month;        /* where the month's name stands */
    span bad;          /* what is misread or impossible */
    uint32_t meant;    /* the number that is misread */
    uint8_t digits;    /* how many it is written with at least: two of a year */
};

struct date_list {
    struct date_item *p;
    size_t n, cap;
};

struct date_input {
    str text; /* the document's */
    const struct token *tokens;
    size_t n;
    bool day_first;        /* the house's order, for 3/4/2024 */
    bool lone_year;        /* a year alone counts as a date */
    struct arena *scratch; /* owns the list */
};

/* dates_read: the list of dates that begins at token `at`; each is appended to `out`.
 *
 * Returns the number of tokens read; 0, with nothing appended, when no date begins there.
 * Time: linear in what is read. */
size_t dates_read(const struct date_input *in, size_t at, struct date_list *out);

#endif
