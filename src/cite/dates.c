/* dates.c: reading lists of dates from tokens. Each reader moves the cursor over what it takes, or
 * leaves it where it was and says no. */
#include "cite/dates.h"

#include "cite/date_reader.h"
#include "cite/month.h"

#include "base/banned.h"

enum {
    SHORT_YEAR_MIN = 50, /* "Dec 93" is a year, "July 32" a day that does not exist */
    DAYS_CHAIN_MAX = 31
};

static void set_misread(struct date_item *item, const struct token *t, uint32_t meant,
                        uint8_t digits)
{
    item->misread = true;
    item->digits = digits;
    item->bad = t->text;
    item->meant = meant;
}

/* What is wrong with the day as written: letters for digits, or no such day in any year. */
static void judge_day(const struct date_reader *r, size_t token, struct date_item *item)
{
    const struct token *t = &r->in->tokens[token];
    if (t->misread || t->kind == TOKEN_WORD)
        set_misread(item, t, item->from.day, 1);
    int year = item->has_year ? item->from.year : 2000; /* a leap year: February 29 may exist */
    if (item->from.month == 0 || item->from.month > 12)
        return;
    if (item->from.day == 0 || item->from.day > date_month_days(year, item->from.month)) {
        item->impossible = true;
        item->bad = item->text;
    }
}

/* A range that ends with item->to, right before the cursor. */
static void end_range(const struct date_reader *r, struct date_item *item)
{
    int year = item->to.year ? item->to.year : 2000;
    item->precision = CCK_PRECISION_RANGE;
    item->text = span_make(item->text.off, span_end(r->in->tokens[r->at - 1].text));
    if (item->to.day == 0 || item->to.day > date_month_days(year, item->to.month))
        item->impossible = true, item->bad = item->text;
}

static void set_year(struct date_item *item, uint32_t year, bool shared)
{
    item->has_year = true;
    item->year_shared = shared;
    bool turns =
        item->to.month && item->to.month < item->from.month; /* "December 30-January 2, 2023" */
    item->from.year = (int16_t)((int)year - turns);
    if (item->to.month)
        item->to.year = (int16_t)year;
}

/* The year behind a group of days that share a month: it is theirs. */
static void year_for_group(struct date_reader *r, size_t first, uint32_t year)
{
    for (size_t i = first; i < r->out->n; i++)
        set_year(&r->out->p[i], year, i + 1 < r->out->n);
    struct date_item *last = &r->out->p[r->out->n - 1];
    const struct token *t = &r->in->tokens[r->at - 1];
    last->text = span_make(last->text.off, span_end(t->text));
    uint32_t value;
    if (t->misread ||
        (t->kind == TOKEN_WORD && token_as_number(str_at(r->in->text, t->text), &value)))
        set_misread(last, t, year % 100, 2); /* "29 May 9O" */
}

/* "2024 г.", "2024 року": the word for a year is part of the date. */
static void skip_year_word(struct date_reader *r)
{
    static const str words[] = { S_INIT("г"), S_INIT("года"), S_INIT("году"),
                                 S_INIT("р"), S_INIT("року"), S_INIT("рік") };
    if (!dates_one_of(r, 0, words, sizeof words / sizeof *words))
        return;
    bool brief = dates_peek(r, 0)->text.len == 2;
    r->at++;
    r->at += brief && dates_is(r, 0, TOKEN_DOT);
}

/* ", 2021", "2021" or "de 2021" behind a date. */
static bool take_year(struct date_reader *r, uint32_t *year)
{
    size_t skip = dates_is(r, 0, TOKEN_COMMA) || dates_is_of(r, 0);
    if (!dates_year_at(r, skip, year))
        return false;
    r->at += skip + 1;
    skip_year_word(r);
    return true;
}

/* "94" behind day and month, without a comma. */
static bool take_short_year(struct date_reader *r, uint32_t *year)
{
    const struct token *t = dates_peek(r, 0);
    uint32_t value;
    if (dates_is(r, 0, TOKEN_NUMBER) && t->digits == 2 && !t->ordinal)
        value = t->number;
    else if (dates_is(r, 0, TOKEN_WORD) && t->text.len == 2 &&
             token_as_number(dates_word(r, 0), &value))
        ; /* "9O": letters for digits */
    else
        return false;
    if (value > 99 || dates_month_at(r, 1))
        return false;
    *year = value < 50 ? 2000 + value : 1900 + value;
    r->at++;
    return true;
}

static bool ends_date(const struct date_reader *r, size_t ahead)
{
    return r->at + ahead >= r->in->n || dates_is(r, ahead, TOKEN_COMMA) ||
           dates_is(r, ahead, TOKEN_SEMICOLON) || dates_is_till(r, ahead) ||
           dates_is(r, ahead, TOKEN_DOT) || dates_is(r, ahead, TOKEN_CLOSE) ||
           dates_is_and(r, ahead);
}

/* The end of a range behind a month-first day: "-5", "–October 2". */
static void range_month_first(struct date_reader *r, struct date_item *item)
{
    uint32_t day;
    if (!dates_is_till(r, 0))
        return;
    uint8_t month = dates_month_at(r, 1);
    size_t skip = month ? 1 + dates_month_tokens(r, 1) : 1;
    if (!dates_day_at(r, skip, &day))
        return;
    r->at += skip + 1;
    item->to = date_make(0, month ? month : item->from.month, day);
    end_range(r, item);
}

/* The end of a range that begins with a year: "September 30, 2025–January 4, 2026". */
static void range_behind_year(struct date_reader *r, struct date_item *item)
{
    uint32_t day, year;
    uint8_t month = dates_is_till(r, 0) && !item->to.month ? dates_month_at(r, 1) : 0;
    size_t skip = month ? 1 + dates_month_tokens(r, 1) : 0;
    if (!month || !dates_is(r, skip, TOKEN_NUMBER) || !dates_day_at(r, skip, &day))
        return;
    r->at += skip + 1;
    item->to = date_make(item->from.year + (month < item->from.month), month, day);
    if (take_year(r, &year))
        item->to.year = (int16_t)year;
    end_range(r, item);
}

/* The day behind a month, also with letters for digits: "l9", but not "I" in "May I ask". */
static bool day_behind_month(const struct date_reader *r, size_t ahead, uint32_t *day)
{
    uint32_t year;
    if (!dates_day_at(r, ahead, day))
        return false;
    return dates_is(r, ahead, TOKEN_NUMBER) ||
           (dates_peek(r, ahead)->text.len == 2 &&
            (ends_date(r, ahead + 1) || dates_year_at(r, ahead + 1, &year)));
}

/* One more day of the same month: ", 28" or "and 5", but not "5 July" and not "2021". */
static bool next_day(struct date_reader *r, size_t *token)
{
    size_t skip = dates_is(r, 0, TOKEN_COMMA);
    skip += dates_is_and(r, skip);
    uint32_t day;
    if (skip == 0 || !day_behind_month(r, skip, &day) || day > 31 || !ends_date(r, skip + 1))
        return false;
    *token = r->at + skip;
    r->at += skip + 1;
    return true;
}

/* A month, also one misspelt when a day follows: "Febuary 3". */
static bool take_month(struct date_reader *r, struct date_item *seen)
{
    uint32_t number;
    seen->month = dates_peek(r, 0)->text;
    seen->from.month = dates_month_at(r, 0);
    if (!seen->from.month && dates_is(r, 0, TOKEN_WORD) && dates_day_at(r, 1, &number) &&
        dates_is(r, 1, TOKEN_NUMBER) && ends_date(r, 2))
        seen->from.month = seen->misspelt = month_near(dates_word(r, 0));
    if (!seen->from.month)
        return false;
    r->at += seen->misspelt ? 1 : dates_month_tokens(r, 0);
    return true;
}

static void name_month(struct date_item *item, const struct date_item *seen)
{
    item->month = seen->month;
    item->misspelt = seen->misspelt;
}

/* MONTH [dash MONTH] [YEAR]: "May 2024", "May/June 2024"; the cursor is behind the first month. */
static void read_months(struct date_reader *r, size_t start, const struct date_item *seen)
{
    uint32_t year;
    uint8_t last =
        dates_is(r, 0, TOKEN_DASH) || dates_is(r, 0, TOKEN_SLASH) ? dates_month_at(r, 1) : 0;
    if (last) {
        r->at++;
        r->at += dates_month_tokens(r, 0);
    }
    bool has_year = take_year(r, &year) || take_short_year(r, &year);
    struct date_item *item = dates_push(r, start, r->at);
    item->from = date_make(0, seen->from.month, 0);
    item->precision = last ? CCK_PRECISION_RANGE : CCK_PRECISION_MONTH;
    if (last)
        item->to = date_make(0, last, 0);
    if (has_year)
        set_year(item, year, false);
    name_month(item, seen);
}

/* MONTH DAY {", " DAY} [", " YEAR] | MONTH YEAR | MONTH */
static bool read_month_first(struct date_reader *r)
{
    size_t start = r->at, first = r->out->n;
    struct date_item seen = { 0 };
    uint32_t day, year;
    if (!take_month(r, &seen))
        return false;
    bool stray = dates_is(r, 0, TOKEN_COMMA) && dates_is(r, 1, TOKEN_NUMBER) &&
                 dates_day_at(r, 1, &day) && !dates_month_at(r, 2) &&
                 ends_date(r, 2); /* "March, 5" */
    r->at += stray;
    bool no_day = !day_behind_month(r, 0, &day) || dates_month_at(r, 1);
    if (no_day || day >= SHORT_YEAR_MIN) { /* "May 2024", "Dec 93" */
        r->at -= stray;
        read_months(r, start, &seen);
        return true;
    }
    size_t token = r->at;
    do {
        r->at = token;
        (void)dates_day_at(r, 0, &day);
        r->at++;
        struct date_item *item = dates_push(r, r->out->n == first ? start : token, r->at);
        item->from = date_make(0, seen.from.month, day);
        name_month(item, &seen);
        judge_day(r, token, item);
        range_month_first(r, item);
    } while (next_day(r, &token));
    if (take_year(r, &year)) {
        year_for_group(r, first, year);
        judge_day(r, token, &r->out->p[r->out->n - 1]);
        range_behind_year(r, &r->out->p[r->out->n - 1]);
    }
    return true;
}

/* How many tokens "4, 6, 18" or "22/28" or "14-20" take before a month; 0 when no month follows. */
static size_t day_chain(const struct date_reader *r)
{
    uint32_t day;
    size_t ahead = 0;
    for (int days = 0; days < DAYS_CHAIN_MAX; days++) {
        if (!dates_day_at(r, ahead, &day))
            return 0;
        ahead++;
        ahead +=
            dates_is(r, ahead, TOKEN_DOT) && !dates_peek(r, ahead)->blank_before; /* "19. Juli" */
        if (dates_month_at(r, ahead + dates_is_of(r, ahead)))
            return ahead + dates_is_of(r, ahead);
        if (dates_is(r, ahead, TOKEN_WORD) && !dates_is_and(r, ahead) && !dates_is_till(r, ahead))
            return ahead;
        if (dates_is(r, ahead, TOKEN_COMMA) || dates_is_till(r, ahead) ||
            dates_is(r, ahead, TOKEN_SLASH))
            ahead++;
        if (dates_is_and(r, ahead))
            ahead++;
    }
    return 0;
}

/* The second half of "20 Dec 93-2 Jan 94", "30. Juni/1. Juli", "30 de junio al 2 de julio". */
static bool range_day_first(struct date_reader *r, struct date_item *item)
{
    uint32_t day, year;
    if ((!dates_is_till(r, 0) && !dates_is(r, 0, TOKEN_SLASH)) || !dates_day_at(r, 1, &day))
        return false;
    size_t skip = 2;
    skip += dates_is(r, skip, TOKEN_DOT);
    skip += dates_is_of(r, skip);
    if (!dates_month_at(r, skip))
        return false;
    item->to = date_make(0, dates_month_at(r, skip), day);
    r->at += skip;
    r->at += dates_month_tokens(r, 0);
    if (take_year(r, &year) || take_short_year(r, &year)) {
        if (!item->has_year)
            set_year(item, year, false);
        item->to.year = (int16_t)year;
    } else if (item->has_year) {
        item->to.year = (int16_t)(item->from.year + (item->to.month < item->from.month));
    }
    end_range(r, item);
    return true;
}

/* The days before the month of a day-first date: one item each, ranges as one. */
static void push_days(struct date_reader *r, size_t chain, uint8_t month)
{
    size_t end = r->at + chain;
    while (r->at < end) {
        uint32_t day = 0;
        size_t token = r->at;
        (void)dates_day_at(r, 0, &day);
        r->at++;
        struct date_item *item = dates_push(r, token, r->at);
        item->from = date_make(0, month, day);
        judge_day(r, token, item);
        r->at += dates_is(r, 0, TOKEN_DOT);
        if (r->at + 1 < end && (dates_is_till(r, 0) || dates_is(r, 0, TOKEN_SLASH))) {
            (void)dates_day_at(r, 1, &day);
            r->at += 2;
            item->to = date_make(0, month, day);
            end_range(r, item);
        }
        while (r->at < end && (dates_is(r, 0, TOKEN_COMMA) || dates_is(r, 0, TOKEN_DOT) ||
                               dates_is_and(r, 0) || dates_is_of(r, 0)))
            r->at++;
    }
}

/* DAY {", " DAY} MONTH [YEAR] */
static bool read_day_first(struct date_reader *r)
{
    size_t first = r->out->n, start = r->at, chain = day_chain(r);
    if (chain == 0)
        return false;
    uint8_t month = dates_month_at(r, chain), misspelt = 0;
    span name = dates_peek(r, chain)->text;
    if (!month) {
        r->at += chain;
        misspelt = month = month_near(dates_word(r, 0));
        r->at = start;
        if (!month)
            return false;
    }
    push_days(r, chain, month);
    r->at += misspelt ? 1 : dates_month_tokens(r, 0);
    for (size_t i = first; i < r->out->n; i++) {
        struct date_item *item = &r->out->p[i];
        item->month = name;
        item->misspelt = misspelt;
    }
    struct date_item *last = &r->out->p[r->out->n - 1];
    last->text = span_make(last->text.off, span_end(r->in->tokens[r->at - 1].text));
    uint32_t year;
    if (take_year(r, &year) || take_short_year(r, &year)) {
        year_for_group(r, first, year);
        if (last->from.day > date_month_days((int)year, last->from.month))
            last->impossible = true, last->bad = last->text;
    }
    (void)range_day_first(r, last);
    return true;
}

static bool read_group(struct date_reader *r)
{
    size_t start = r->at, first = r->out->n;
    uint8_t weekday = dates_is(r, 0, TOKEN_WORD) ? dates_peek(r, 0)->weekday : 0;
    if (weekday) {
        r->at++;
        r->at += dates_is(r, 0, TOKEN_DOT);
        r->at += dates_is(r, 0, TOKEN_COMMA);
    }
    uint32_t year;
    if (dates_read_numeric(r) || read_day_first(r) || read_month_first(r)) {
        struct date_item *item = &r->out->p[first];
        item->weekday = weekday;
        item->text = span_make(r->in->tokens[start].text.off, span_end(item->text));
        return true;
    }
    if (!weekday && r->in->lone_year && dates_year_at(r, 0, &year)) {
        dates_read_year(r, year);
        return true;
    }
    r->at = start;
    return false;
}

size_t dates_read(const struct date_input *in, size_t at, struct date_list *out)
{
    struct date_reader r = { in, at, out };
    if (!read_group(&r))
        return 0;
    for (;;) { /* ", May 27" and "and 11 March" */
        size_t before = r.at;
        bool years = out->p[out->n - 1].from.month == 0;
        r.at += dates_is(&r, 0, TOKEN_COMMA);
        if (dates_is_and(&r, 0)) {
            r.at++;
            r.at += dates_is(&r, 0, TOKEN_COMMA); /* "and No. 12, 30 Dec", the number taken out */
        }
        bool is_year =
            in->lone_year && dates_is(&r, 0, TOKEN_NUMBER) && dates_peek(&r, 0)->digits == 4;
        if (r.at == before || (is_year && !years) || !read_group(&r)) {
            r.at = before;
            return r.at - at;
        }
    }
}
