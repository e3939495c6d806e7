/* date_reader.c: see date_reader.h. */
#include "cite/date_reader.h"

#include "base/vec.h"

#include "base/banned.h"

const struct token *dates_peek(const struct date_reader *r, size_t ahead)
{
    static const struct token nothing = { .kind = TOKEN_OTHER };
    size_t i = r->at + ahead;
    return i < r->in->n ? &r->in->tokens[i] : &nothing;
}

bool dates_is(const struct date_reader *r, size_t ahead, enum token_kind kind)
{
    return r->at + ahead < r->in->n && dates_peek(r, ahead)->kind == kind;
}

str dates_word(const struct date_reader *r, size_t ahead)
{
    return str_at(r->in->text, dates_peek(r, ahead)->text);
}

bool dates_one_of(const struct date_reader *r, size_t ahead, const str *words, size_t n)
{
    if (!dates_is(r, ahead, TOKEN_WORD))
        return false;
    str word = dates_word(r, ahead);
    for (size_t i = 0; i < n; i++)
        if (str_eq_nocase(word, words[i]))
            return true;
    return false;
}

bool dates_is_and(const struct date_reader *r, size_t ahead)
{
    static const str words[] = { S_INIT("and"), S_INIT("&"),  S_INIT("or"), S_INIT("и"),
                                 S_INIT("та"),  S_INIT("і"),  S_INIT("й"),  S_INIT("ve"),
                                 S_INIT("und"), S_INIT("et"), S_INIT("y"),  S_INIT("و"),
                                 S_INIT("和") };
    return dates_one_of(r, ahead, words, sizeof words / sizeof *words);
}

bool dates_is_of(const struct date_reader *r, size_t ahead)
{
    static const str words[] = { S_INIT("of"), S_INIT("de") };
    return dates_one_of(r, ahead, words, 2);
}

bool dates_is_till(const struct date_reader *r, size_t ahead)
{
    static const str words[] = { S_INIT("to"),  S_INIT("through"), S_INIT("thru"), S_INIT("until"),
                                 S_INIT("bis"), S_INIT("au"),      S_INIT("al"),   S_INIT("hasta"),
                                 S_INIT("по"),  S_INIT("до"),      S_INIT("تا"),   S_INIT("至"),
                                 S_INIT("到") };
    return dates_is(r, ahead, TOKEN_DASH) ||
           dates_one_of(r, ahead, words, sizeof words / sizeof *words);
}

/* A day's number, also one misread ("Il March"). */
bool dates_day_at(const struct date_reader *r, size_t ahead, uint32_t *day)
{
    const struct token *t = dates_peek(r, ahead);
    if (t->kind == TOKEN_NUMBER && t->digits <= 2) {
        *day = t->number;
        return t->number <= 99;
    }
    return t->kind == TOKEN_WORD && t->text.len <= 2 && token_as_number(dates_word(r, ahead), day);
}

bool dates_year_at(const struct date_reader *r, size_t ahead, uint32_t *year)
{
    const struct token *t = dates_peek(r, ahead);
    *year = t->number;
    return t->kind == TOKEN_NUMBER && t->digits == 4 && !t->ordinal &&
           t->number >= DATES_YEAR_MIN && t->number <= DATES_YEAR_MAX;
}

uint8_t dates_month_at(const struct date_reader *r, size_t ahead)
{
    return dates_is(r, ahead, TOKEN_WORD) ? dates_peek(r, ahead)->month : 0;
}

size_t dates_month_tokens(const struct date_reader *r, size_t ahead)
{
    uint8_t month = dates_month_at(r, ahead);
    bool dotted = dates_peek(r, ahead)->abbreviated && dates_is(r, ahead + 1, TOKEN_DOT) &&
                  !dates_peek(r, ahead + 1)->blank_before;
    bool twice =
        dates_is(r, ahead + 1, TOKEN_SLASH) && month && dates_month_at(r, ahead + 2) == month;
    return twice ? 3 : dotted ? 2 : 1;
}

struct date_item *dates_push(struct date_reader *r, size_t from, size_t to)
{
    if (r->out->cap == 0)
        VEC_RESERVE(r->out, r->in->scratch, 2);
    struct date_item *item = VEC_PUSH(r->out, r->in->scratch);
    *item = (struct date_item){ .precision = CCK_PRECISION_DAY };
    item->text = span_make(r->in->tokens[from].text.off, span_end(r->in->tokens[to - 1].text));
    return item;
}

bool dates_digits_at(const struct date_reader *r, size_t ahead, unsigned least, unsigned most)
{
    const struct token *t = dates_peek(r, ahead);
    return dates_is(r, ahead, TOKEN_NUMBER) && !t->ordinal && t->digits >= least &&
           t->digits <= most;
}

bool dates_glued(const struct date_reader *r, size_t ahead, enum token_kind mark)
{
    return dates_is(r, ahead, mark) && !dates_peek(r, ahead)->blank_before &&
           !dates_peek(r, ahead + 1)->blank_before;
}
