/* dates.c: reading lists of dates from tokens. Each reader moves the cursor over what it takes, or
 * leaves it where it was and says no. */
#include "cite/dates.h"

#include "base/vec.h"
#include "cite/month.h"

#include "base/banned.h"

enum {
    YEAR_MIN = 1800,
    YEAR_MAX = 2199,
    SHORT_YEAR_MIN = 50, /* "Dec 93" is a year, "July 32" a day that does not exist */
    DAYS_CHAIN_MAX = 31
};

struct reader {
    const struct date_input *in;
    size_t at;
    struct date_list *out;
};

static const struct token *peek(const struct reader *r, size_t ahead)
{
    static const struct token nothing = { .kind = TOKEN_OTHER };
    size_t i = r->at + ahead;
    return i < r->in->n ? &r->in->tokens[i] : &nothing;
}

static bool is_kind(const struct reader *r, size_t ahead, enum token_kind kind)
{
    return r->at + ahead < r->in->n && peek(r, ahead)->kind == kind;
}

static str token_str(const struct reader *r, size_t ahead)
{
    return str_at(r->in->text, peek(r, ahead)->text);
}

static bool is_and(const struct reader *r, size_t ahead)
{
    str w = token_str(r, ahead);
    return is_kind(r, ahead, TOKEN_WORD) && (str_eq_nocase(w, S("and")) || str_eq(w, S("&")) ||
                                             str_eq_nocase(w, S("or")) || str_eq(w, S("и")));
}

/* "2nd of June" */
static bool is_of(const struct reader *r, size_t ahead)
{
    return is_kind(r, ahead, TOKEN_WORD) && str_eq(token_str(r, ahead), S("of"));
}

/* A day's number, also one misread ("Il March"). */
static bool day_at(const struct reader *r, size_t ahead, uint32_t *day)
{
    const struct token *t = peek(r, ahead);
    if (t->kind == TOKEN_NUMBER && t->digits <= 2) {
        *day = t->number;
        return t->number <= 99;
    }
    return t->kind == TOKEN_WORD && t->text.len <= 2 && token_as_number(token_str(r, ahead), day);
}

static bool year_at(const struct reader *r, size_t ahead, uint32_t *year)
{
    const struct token *t = peek(r, ahead);
    *year = t->number;
    return t->kind == TOKEN_NUMBER && t->digits == 4 && !t->ordinal && t->number >= YEAR_MIN &&
           t->number <= YEAR_MAX;
}

static uint8_t month_at(const struct reader *r, size_t ahead)
{
    return is_kind(r, ahead, TOKEN_WORD) ? peek(r, ahead)->month : 0;
}

/* "Jan." and "Sept.": the dot belongs to the month. */
static size_t month_tokens(const struct reader *r, size_t ahead)
{
    bool dotted = peek(r, ahead)->abbreviated && is_kind(r, ahead + 1, TOKEN_DOT) &&
                  !peek(r, ahead + 1)->blank_before;
    return dotted ? 2 : 1;
}

static struct date_item *push(struct reader *r, size_t from, size_t to)
{
    struct date_item *item = VEC_PUSH(r->out, r->in->scratch);
    *item = (struct date_item){ .precision = CCK_PRECISION_DAY };
    item->text = span_make(r->in->tokens[from].text.off, span_end(r->in->tokens[to - 1].text));
    return item;
}

static void set_misread(struct date_item *item, const struct token *t, uint32_t meant)
{
    item->misread = true;
    item->bad = t->text;
    item->meant = meant;
}

/* What is wrong with the day as written: letters for digits, or no such day in any year. */
static void judge_day(const struct reader *r, size_t token, struct date_item *item)
{
    const struct token *t = &r->in->tokens[token];
    if (t->misread || t->kind == TOKEN_WORD)
        set_misread(item, t, item->from.day);
    int year = item->has_year ? item->from.year : 2000; /* a leap year: February 29 may exist */
    if (item->from.month == 0 || item->from.month > 12)
        return;
    if (item->from.day == 0 || item->from.day > date_month_days(year, item->from.month)) {
        item->impossible = true;
        item->bad = item->text;
    }
}

static void set_year(struct date_item *item, uint32_t year, bool shared)
{
    item->has_year = true;
    item->year_shared = shared;
    item->from.year = (int16_t)year;
    if (item->to.month)
        item->to.year = (int16_t)year;
}

/* The year behind a group of days that share a month: it is theirs. */
static void year_for_group(struct reader *r, size_t first, uint32_t year)
{
    for (size_t i = first; i < r->out->n; i++)
        set_year(&r->out->p[i], year, i + 1 < r->out->n);
    struct date_item *last = &r->out->p[r->out->n - 1];
    const struct token *t = &r->in->tokens[r->at - 1];
    last->text = span_make(last->text.off, span_end(t->text));
    if (t->misread || t->kind == TOKEN_WORD) /* "29 May 9O" */
        set_misread(last, t, year % 100);
}

/* ", 2021" or "2021" behind a date. */
static bool take_year(struct reader *r, uint32_t *year)
{
    size_t comma = is_kind(r, 0, TOKEN_COMMA);
    if (!year_at(r, comma, year))
        return false;
    r->at += comma + 1;
    return true;
}

/* "94" behind day and month, without a comma. */
static bool take_short_year(struct reader *r, uint32_t *year)
{
    const struct token *t = peek(r, 0);
    uint32_t value;
    if (is_kind(r, 0, TOKEN_NUMBER) && t->digits == 2 && !t->ordinal)
        value = t->number;
    else if (is_kind(r, 0, TOKEN_WORD) && t->text.len == 2 &&
             token_as_number(token_str(r, 0), &value))
        ; /* "9O": letters for digits */
    else
        return false;
    if (value > 99 || month_at(r, 1))
        return false;
    *year = value < 50 ? 2000 + value : 1900 + value;
    r->at++;
    return true;
}

static bool ends_date(const struct reader *r, size_t ahead)
{
    return r->at + ahead >= r->in->n || is_kind(r, ahead, TOKEN_COMMA) ||
           is_kind(r, ahead, TOKEN_SEMICOLON) || is_kind(r, ahead, TOKEN_DASH) ||
           is_kind(r, ahead, TOKEN_DOT) || is_kind(r, ahead, TOKEN_CLOSE) || is_and(r, ahead);
}

/* The end of a range behind a month-first day: "-5", "–October 2". */
static void range_month_first(struct reader *r, struct date_item *item)
{
    uint32_t day;
    if (!is_kind(r, 0, TOKEN_DASH))
        return;
    uint8_t month = month_at(r, 1);
    size_t skip = month ? 1 + month_tokens(r, 1) : 1;
    if (!day_at(r, skip, &day))
        return;
    r->at += skip + 1;
    item->to = date_make(0, month ? month : item->from.month, day);
    item->precision = CCK_PRECISION_RANGE;
    item->text = span_make(item->text.off, span_end(r->in->tokens[r->at - 1].text));
    if (day == 0 || day > date_month_days(2000, item->to.month))
        item->impossible = true, item->bad = item->text;
}

/* One more day of the same month: ", 28" or "and 5", but not "5 July" and not "2021". */
static bool next_day(struct reader *r, size_t *token)
{
    size_t skip = is_kind(r, 0, TOKEN_COMMA);
    skip += is_and(r, skip);
    uint32_t day;
    if (skip == 0 || !is_kind(r, skip, TOKEN_NUMBER) || !day_at(r, skip, &day) || day > 31 ||
        !ends_date(r, skip + 1))
        return false;
    *token = r->at + skip;
    r->at += skip + 1;
    return true;
}

/* A month, also one misspelt when a day follows: "Febuary 3". */
static bool take_month(struct reader *r, struct date_item *seen)
{
    uint32_t number;
    seen->month = peek(r, 0)->text;
    seen->from.month = month_at(r, 0);
    if (!seen->from.month && is_kind(r, 0, TOKEN_WORD) && day_at(r, 1, &number) &&
        is_kind(r, 1, TOKEN_NUMBER) && ends_date(r, 2))
        seen->from.month = seen->misspelt = month_near(token_str(r, 0));
    if (!seen->from.month)
        return false;
    r->at += seen->misspelt ? 1 : month_tokens(r, 0);
    return true;
}

static void name_month(struct date_item *item, const struct date_item *seen)
{
    item->month = seen->month;
    item->misspelt = seen->misspelt;
    if (seen->misspelt)
        item->bad = seen->month;
}

/* MONTH DAY {", " DAY} [", " YEAR] | MONTH YEAR | MONTH */
static bool read_month_first(struct reader *r)
{
    size_t start = r->at, first = r->out->n;
    struct date_item seen = { 0 };
    uint32_t day, year;
    if (!take_month(r, &seen))
        return false;
    bool stray = is_kind(r, 0, TOKEN_COMMA) && is_kind(r, 1, TOKEN_NUMBER) && day_at(r, 1, &day) &&
                 !month_at(r, 2) && ends_date(r, 2); /* "March, 5" */
    r->at += stray;
    bool no_day = !is_kind(r, 0, TOKEN_NUMBER) || !day_at(r, 0, &day) || month_at(r, 1);
    if (no_day || day >= SHORT_YEAR_MIN) { /* "May 2024", "Dec 93" */
        r->at -= stray;
        bool has_year = take_year(r, &year) || take_short_year(r, &year);
        struct date_item *item = push(r, start, r->at);
        item->from = date_make(has_year ? (int)year : 0, seen.from.month, 0);
        item->has_year = has_year;
        item->precision = CCK_PRECISION_MONTH;
        name_month(item, &seen);
        return true;
    }
    size_t token = r->at++;
    do {
        day = r->in->tokens[token].number;
        struct date_item *item = push(r, r->out->n == first ? start : token, r->at);
        item->from = date_make(0, seen.from.month, day);
        name_month(item, &seen);
        judge_day(r, token, item);
        range_month_first(r, item);
    } while (next_day(r, &token));
    if (take_year(r, &year)) {
        year_for_group(r, first, year);
        judge_day(r, token, &r->out->p[r->out->n - 1]);
    }
    return true;
}

/* How many tokens "4, 6, 18" or "22/28" or "14-20" take before a month; 0 when no month follows. */
static size_t day_chain(const struct reader *r)
{
    uint32_t day;
    size_t ahead = 0;
    for (int days = 0; days < DAYS_CHAIN_MAX; days++) {
        if (!day_at(r, ahead, &day))
            return 0;
        ahead++;
        if (month_at(r, ahead + is_of(r, ahead)))
            return ahead + is_of(r, ahead);
        if (is_kind(r, ahead, TOKEN_WORD) && !is_and(r, ahead))
            return ahead;
        if (is_kind(r, ahead, TOKEN_COMMA) || is_kind(r, ahead, TOKEN_DASH) ||
            is_kind(r, ahead, TOKEN_SLASH))
            ahead++;
        if (is_and(r, ahead))
            ahead++;
    }
    return 0;
}

/* The second half of "20 Dec 93-2 Jan 94". */
static bool range_day_first(struct reader *r, struct date_item *item)
{
    uint32_t day, year;
    if (!is_kind(r, 0, TOKEN_DASH) || !day_at(r, 1, &day) || !month_at(r, 2))
        return false;
    item->to = date_make(0, month_at(r, 2), day);
    item->precision = CCK_PRECISION_RANGE;
    r->at += 2;
    r->at += month_tokens(r, 0);
    if (take_year(r, &year) || take_short_year(r, &year)) {
        if (!item->has_year)
            set_year(item, year, false);
        item->to.year = (int16_t)year;
    }
    item->text = span_make(item->text.off, span_end(r->in->tokens[r->at - 1].text));
    return true;
}

/* The days before the month of a day-first date: one item each, ranges as one. */
static void push_days(struct reader *r, size_t chain, uint8_t month)
{
    size_t end = r->at + chain;
    while (r->at < end) {
        uint32_t day = 0;
        size_t token = r->at;
        (void)day_at(r, 0, &day);
        r->at++;
        struct date_item *item = push(r, token, r->at);
        item->from = date_make(0, month, day);
        judge_day(r, token, item);
        if (r->at + 1 < end && (is_kind(r, 0, TOKEN_DASH) || is_kind(r, 0, TOKEN_SLASH))) {
            (void)day_at(r, 1, &day);
            r->at += 2;
            item->to = date_make(0, month, day);
            item->precision = CCK_PRECISION_RANGE;
            item->text = span_make(item->text.off, span_end(r->in->tokens[r->at - 1].text));
        }
        while (r->at < end && (is_kind(r, 0, TOKEN_COMMA) || is_and(r, 0) || is_of(r, 0)))
            r->at++;
    }
}

/* DAY {", " DAY} MONTH [YEAR] */
static bool read_day_first(struct reader *r)
{
    size_t first = r->out->n, start = r->at, chain = day_chain(r);
    if (chain == 0)
        return false;
    uint8_t month = month_at(r, chain), misspelt = 0;
    span name = peek(r, chain)->text;
    if (!month) {
        r->at += chain;
        misspelt = month = month_near(token_str(r, 0));
        r->at = start;
        if (!month)
            return false;
    }
    push_days(r, chain, month);
    r->at += misspelt ? 1 : month_tokens(r, 0);
    for (size_t i = first; i < r->out->n; i++) {
        struct date_item *item = &r->out->p[i];
        item->month = name;
        item->misspelt = misspelt;
        if (misspelt)
            item->bad = name;
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

static bool digits_at(const struct reader *r, size_t ahead, unsigned least, unsigned most)
{
    const struct token *t = peek(r, ahead);
    return is_kind(r, ahead, TOKEN_NUMBER) && !t->ordinal && t->digits >= least &&
           t->digits <= most;
}

static bool glued(const struct reader *r, size_t ahead, enum token_kind mark)
{
    return is_kind(r, ahead, mark) && !peek(r, ahead)->blank_before &&
           !peek(r, ahead + 1)->blank_before;
}

static void push_numeric(struct reader *r, size_t tokens, int year, uint32_t month, uint32_t day)
{
    size_t start = r->at;
    r->at += tokens;
    struct date_item *item = push(r, start, r->at);
    item->from = date_make(year, month % 100, day % 100);
    item->has_year = true;
    item->precision = day ? CCK_PRECISION_DAY : CCK_PRECISION_MONTH;
    if (month == 0 || month > 12 || day > 31 || (day && day > date_month_days(year, month))) {
        item->impossible = true;
        item->bad = item->text;
    }
}

static int full_year(const struct token *t)
{
    return (int)(t->digits == 2 ? (t->number < 50 ? 2000 : 1900) + t->number : t->number);
}

/* 2024-07-19, 19.07.2024, 03.2026, 7/19/2024 */
static bool read_numeric(struct reader *r)
{
    uint32_t year;
    const struct token *a = peek(r, 0), *b = peek(r, 2), *c = peek(r, 4);
    if (year_at(r, 0, &year) && glued(r, 1, TOKEN_DASH) && digits_at(r, 2, 2, 2) &&
        glued(r, 3, TOKEN_DASH) && digits_at(r, 4, 2, 2)) {
        push_numeric(r, 5, (int)year, b->number, c->number);
        return true;
    }
    if (!digits_at(r, 0, 1, 2))
        return false;
    if (glued(r, 1, TOKEN_DOT) && digits_at(r, 2, 1, 2) && glued(r, 3, TOKEN_DOT) &&
        (year_at(r, 4, &year) || digits_at(r, 4, 2, 2))) {
        push_numeric(r, 5, full_year(c), b->number, a->number);
        return true;
    }
    if (glued(r, 1, TOKEN_DOT) && a->digits == 2 && a->number <= 12 && year_at(r, 2, &year)) {
        push_numeric(r, 3, (int)year, a->number, 0);
        return true;
    }
    if (glued(r, 1, TOKEN_SLASH) && digits_at(r, 2, 1, 2) && glued(r, 3, TOKEN_SLASH) &&
        (year_at(r, 4, &year) || digits_at(r, 4, 2, 2))) {
        bool day_first = a->number > 12 || (r->in->day_first && b->number <= 12);
        uint32_t month = day_first ? b->number : a->number, day = day_first ? a->number : b->number;
        push_numeric(r, 5, full_year(c), month, day);
        return true;
    }
    return false;
}

/* "2021", and the range "2024-26". */
static void push_year(struct reader *r, uint32_t year)
{
    size_t start = r->at++;
    uint32_t last = year;
    if (glued(r, 0, TOKEN_DASH) && (year_at(r, 1, &last) || digits_at(r, 1, 2, 2))) {
        last =
            last == year || peek(r, 1)->digits == 2 ? year / 100 * 100 + peek(r, 1)->number : last;
        r->at += 2;
    }
    struct date_item *item = push(r, start, r->at);
    item->from.year = (int16_t)year;
    item->has_year = true;
    item->precision = CCK_PRECISION_YEAR;
    if (last > year) {
        item->to.year = (int16_t)last;
        item->precision = CCK_PRECISION_RANGE;
    }
}

static bool read_group(struct reader *r)
{
    size_t start = r->at, first = r->out->n;
    uint8_t weekday = is_kind(r, 0, TOKEN_WORD) ? peek(r, 0)->weekday : 0;
    if (weekday) {
        r->at++;
        r->at += is_kind(r, 0, TOKEN_DOT);
        r->at += is_kind(r, 0, TOKEN_COMMA);
    }
    uint32_t year;
    if (read_numeric(r) || read_day_first(r) || read_month_first(r)) {
        struct date_item *item = &r->out->p[first];
        item->weekday = weekday;
        item->text = span_make(r->in->tokens[start].text.off, span_end(item->text));
        return true;
    }
    if (!weekday && r->in->lone_year && year_at(r, 0, &year)) {
        push_year(r, year);
        return true;
    }
    r->at = start;
    return false;
}

size_t dates_read(const struct date_input *in, size_t at, struct date_list *out)
{
    struct reader r = { in, at, out };
    if (!read_group(&r))
        return 0;
    for (;;) { /* ", May 27" and "and 11 March" */
        size_t before = r.at;
        bool years = out->p[out->n - 1].from.month == 0;
        r.at += is_kind(&r, 0, TOKEN_COMMA);
        if (is_and(&r, 0)) {
            r.at++;
            r.at += is_kind(&r, 0, TOKEN_COMMA); /* "and No. 12, 30 Dec", the number taken out */
        }
        bool is_year = in->lone_year && is_kind(&r, 0, TOKEN_NUMBER) && peek(&r, 0)->digits == 4;
        if (r.at == before || (is_year && !years) || !read_group(&r)) {
            r.at = before;
            return r.at - at;
        }
    }
}
