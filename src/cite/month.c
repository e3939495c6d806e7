/* month.c: English names. */
#include "cite/month.h"

#include "base/date.h"

#include "base/banned.h"

static const struct {
    str name;
    uint8_t month;
} abbreviations[] = {
    { S_INIT("jan"), 1 },  { S_INIT("feb"), 2 },  { S_INIT("febr"), 2 },  { S_INIT("mar"), 3 },
    { S_INIT("apr"), 4 },  { S_INIT("jun"), 6 },  { S_INIT("jul"), 7 },   { S_INIT("aug"), 8 },
    { S_INIT("sep"), 9 },  { S_INIT("sept"), 9 }, { S_INIT("oct"), 10 },  { S_INIT("nov"), 11 },
    { S_INIT("dec"), 12 },
};

struct month_hit month_find(str word)
{
    if (word.n < 3 || word.n > 9)
        return (struct month_hit){ 0 };
    for (unsigned m = 1; m <= 12; m++)
        if (str_eq_nocase(word, date_month_name(m)))
            return (struct month_hit){ .month = (uint8_t)m };
    for (size_t i = 0; word.n <= 4 && i < sizeof abbreviations / sizeof *abbreviations; i++)
        if (str_eq_nocase(word, abbreviations[i].name))
            return (struct month_hit){ .month = abbreviations[i].month, .abbreviated = true };
    return (struct month_hit){ 0 };
}

/* Whether `a` becomes `b` by one edit; both differ. The first difference decides which edit it can be. */
static bool one_edit(str a, str b)
{
    size_t i = 0;
    while (i < a.n && i < b.n && str_eq_nocase(str_slice(a, i, 1), str_slice(b, i, 1)))
        i++;
    if (a.n == b.n)
        return str_eq_nocase(str_from(a, i + 1), str_from(b, i + 1)) ||
               (i + 1 < a.n && str_eq_nocase(str_slice(a, i, 1), str_slice(b, i + 1, 1)) &&
                str_eq_nocase(str_slice(a, i + 1, 1), str_slice(b, i, 1)) &&
                str_eq_nocase(str_from(a, i + 2), str_from(b, i + 2)));
    if (a.n + 1 == b.n)
        return str_eq_nocase(str_from(a, i), str_from(b, i + 1));
    return a.n == b.n + 1 && str_eq_nocase(str_from(a, i + 1), str_from(b, i));
}

uint8_t month_near(str word)
{
    if (word.n < 5 || word.n > 10 || month_find(word).month)
        return 0;
    for (unsigned m = 1; m <= 12; m++)
        if (one_edit(word, date_month_name(m)))
            return (uint8_t)m;
    return 0;
}

uint8_t weekday_find(str word)
{
    static const str names[7] = {
        S_INIT("sunday"),   S_INIT("monday"), S_INIT("tuesday"),  S_INIT("wednesday"),
        S_INIT("thursday"), S_INIT("friday"), S_INIT("saturday"),
    };
    static const str shorts[] = { S_INIT("sun"), S_INIT("mon"),  S_INIT("tue"), S_INIT("wed"),
                                  S_INIT("thu"), S_INIT("fri"),  S_INIT("sat") };
    if (word.n < 3 || word.n > 9)
        return 0;
    for (uint8_t i = 0; i < 7; i++)
        if (str_eq_nocase(word, names[i]) || str_eq_nocase(word, shorts[i]))
            return (uint8_t)(i + 1);
    if (str_eq_nocase(word, S("tues")))
        return 3;
    return str_eq_nocase(word, S("thurs")) || str_eq_nocase(word, S("thur")) ? 5 : 0;
}
