/* date_numeric.c: dates that are written in figures: 2024-07-19, 19.07.2024, 7/19/2024, 2024年7月19日; years. */
#include "cite/date_reader.h"

#include "base/banned.h"

static void push_numeric(struct date_reader *r, size_t tokens, int year, uint32_t month,
                         uint32_t day)
{
    size_t start = r->at;
    r->at += tokens;
    struct date_item *item = dates_push(r, start, r->at);
    item->from = date_make(year, month % 100, day % 100);
    item->has_year = true;
    item->precision = day ? CCK_PRECISION_DAY : CCK_PRECISION_MONTH;
    if (month == 0 || month > 12 || day > 31 ||
        (day && day > date_month_days(year ? year : 2000, month))) {
        item->impossible = true;
        item->bad = item->text;
    }
}

static int full_year(const struct token *t)
{
    return (int)(t->digits == 2 ? (t->number < 50 ? 2000 : 1900) + t->number : t->number);
}

/* Whether a number is followed by this sign of a Chinese date. */
static bool is_unit(const struct date_reader *r, size_t ahead, str sign)
{
    return dates_is(r, ahead, TOKEN_NUMBER) && dates_is(r, ahead + 1, TOKEN_WORD) &&
           str_eq(dates_word(r, ahead + 1), sign);
}

/* Whether the number is a day: "19日", "19号". */
static bool is_day(const struct date_reader *r, size_t ahead, uint32_t *day)
{
    return (is_unit(r, ahead, S("日")) || is_unit(r, ahead, S("号"))) &&
           dates_day_at(r, ahead, day);
}

/* The end of a range: "至7日", "—8月2日". */
static void read_chinese_end(struct date_reader *r, struct date_item *item)
{
    uint32_t month = item->from.month, day;
    size_t ahead = 1;
    if (is_unit(r, ahead, S("月")) && dates_day_at(r, ahead, &month))
        ahead += 2;
    if (!is_day(r, ahead, &day))
        return;
    r->at += ahead + 2;
    int turns = item->has_year && month < item->from.month;
    item->to = date_make(item->has_year ? item->from.year + turns : 0, month % 100, day % 100);
    item->precision = CCK_PRECISION_RANGE;
    item->text = span_make(item->text.off, span_end(r->in->tokens[r->at - 1].text));
    if (month == 0 || month > 12 || day == 0 || day > date_month_days(2000, month))
        item->impossible = true, item->bad = item->text;
}

/* 2024年7月19日, 7月19日, 2024年7月 */
static bool read_chinese(struct date_reader *r)
{
    size_t ahead = 0;
    uint32_t year = 0, month = 0, day = 0;
    if (is_unit(r, 0, S("年")) && dates_year_at(r, 0, &year))
        ahead = 2;
    if (is_unit(r, ahead, S("月")) && dates_day_at(r, ahead, &month))
        ahead += 2;
    if (month && is_day(r, ahead, &day))
        ahead += 2;
    if (month == 0 || (year == 0 && day == 0))
        return false;
    push_numeric(r, ahead, (int)year, month, day);
    struct date_item *item = &r->out->p[r->out->n - 1];
    item->has_year = year > 0;
    if (day && dates_is_till(r, 0))
        read_chinese_end(r, item);
    return true;
}

/* 2024-07-19, 19.07.2024, 03.2026, 7/19/2024 */
bool dates_read_numeric(struct date_reader *r)
{
    uint32_t year;
    const struct token *a = dates_peek(r, 0), *b = dates_peek(r, 2), *c = dates_peek(r, 4);
    if (dates_year_at(r, 0, &year) && dates_glued(r, 1, TOKEN_DASH) &&
        dates_digits_at(r, 2, 2, 2) && dates_glued(r, 3, TOKEN_DASH) &&
        dates_digits_at(r, 4, 2, 2)) {
        push_numeric(r, 5, (int)year, b->number, c->number);
        return true;
    }
    if (r->in->lone_year && dates_year_at(r, 0, &year) && dates_glued(r, 1, TOKEN_DASH) &&
        dates_digits_at(r, 2, 2, 2) && b->number >= 1 && b->number <= 12) {
        push_numeric(r, 3, (int)year, b->number, 0); /* 2024-07 */
        return true;
    }
    if (read_chinese(r))
        return true;
    if (!dates_digits_at(r, 0, 1, 2))
        return false;
    if (dates_glued(r, 1, TOKEN_DOT) && dates_digits_at(r, 2, 1, 2) &&
        dates_glued(r, 3, TOKEN_DOT) &&
        (dates_year_at(r, 4, &year) || dates_digits_at(r, 4, 2, 2))) {
        push_numeric(r, 5, full_year(c), b->number, a->number);
        return true;
    }
    if (dates_glued(r, 1, TOKEN_DOT) && a->digits == 2 && a->number <= 12 &&
        dates_year_at(r, 2, &year)) {
        push_numeric(r, 3, (int)year, a->number, 0);
        return true;
    }
    if (dates_glued(r, 1, TOKEN_SLASH) && dates_digits_at(r, 2, 1, 2) &&
        dates_glued(r, 3, TOKEN_SLASH) &&
        (dates_year_at(r, 4, &year) || dates_digits_at(r, 4, 2, 2))) {
        bool day_first = a->number > 12 || (r->in->day_first && b->number <= 12);
        uint32_t month = day_first ? b->number : a->number, day = day_first ? a->number : b->number;
        push_numeric(r, 5, full_year(c), month, day);
        return true;
    }
    return false;
}

/* "2021", and the range "2024-26". */
void dates_read_year(struct date_reader *r, uint32_t year)
{
    size_t start = r->at++;
    uint32_t last = year;
    if (dates_glued(r, 0, TOKEN_DASH) &&
        (dates_year_at(r, 1, &last) || dates_digits_at(r, 1, 2, 2))) {
        last = last == year || dates_peek(r, 1)->digits == 2
                   ? year / 100 * 100 + dates_peek(r, 1)->number
                   : last;
        r->at += 2;
    }
    struct date_item *item = dates_push(r, start, r->at);
    item->from.year = (int16_t)year;
    item->has_year = true;
    item->precision = CCK_PRECISION_YEAR;
    if (last > year) {
        item->to.year = (int16_t)last;
        item->precision = CCK_PRECISION_RANGE;
    }
}
