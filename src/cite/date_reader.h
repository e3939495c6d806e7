/* date_reader.h: a cursor over the tokens of dates. Inside of dates.c and date_numeric.c. Each reader moves
 * the cursor over what it takes, or leaves it where it was and says no. */
#ifndef CITE_DATE_READER_H
#define CITE_DATE_READER_H

#include "cite/dates.h"

struct date_reader {
    const struct date_input *in;
    size_t at;
    struct date_list *out;
};

/* All of these look `ahead` tokens from the cursor on, and at nothing behind the end. */
const struct token *dates_peek(const struct date_reader *r, size_t ahead);
bool dates_is(const struct date_reader *r, size_t ahead, enum token_kind kind);
str dates_word(const struct date_reader *r, size_t ahead);
bool dates_one_of(const struct date_reader *r, size_t ahead, const str *words, size_t n);
bool dates_is_and(const struct date_reader *r, size_t ahead); /* "and", "&", "und" ... */
bool dates_is_of(const struct date_reader *r, size_t ahead);  /* "of" and "de" of "2nd of June" */
bool dates_is_till(const struct date_reader *r,
                   size_t ahead); /* "-", "to", "bis": between the ends of a range */

/* dates_day_at: a number of one or two digits, also one misread ("Il March"). */
bool dates_day_at(const struct date_reader *r, size_t ahead, uint32_t *day);
bool dates_year_at(const struct date_reader *r, size_t ahead, uint32_t *year);
uint8_t dates_month_at(const struct date_reader *r, size_t ahead); /* 0: none */

/* dates_month_tokens: how many tokens the month takes: "Jan." with its dot, "يوليو/تموز" with its other name. */
size_t dates_month_tokens(const struct date_reader *r, size_t ahead);

/* dates_digits_at: a plain number of `least` to `most` digits. */
bool dates_digits_at(const struct date_reader *r, size_t ahead, unsigned least, unsigned most);

/* dates_glued: a mark without blanks on either side. */
bool dates_glued(const struct date_reader *r, size_t ahead, enum token_kind mark);

/* dates_push: a new date of tokens [from, to). */
struct date_item *dates_push(struct date_reader *r, size_t from, size_t to);

bool dates_read_numeric(struct date_reader *r);

/* dates_read_year: the year at the cursor, and the range "2024-26". */
void dates_read_year(struct date_reader *r, uint32_t year);

#endif
