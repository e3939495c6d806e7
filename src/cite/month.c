/* month.c: looking names up in the table that is made at build time. */
#include "cite/month.h"

#include "base/date.h"
#include "cite/month_table.h"

#include "base/banned.h"

static bool is_written_so(str word, uint8_t letters)
{
    char first = word.p[0];
    bool capital = first >= 'A' && first <= 'Z', small = first >= 'a' && first <= 'z';
    return letters == MONTH_CASE_ANY || (letters == MONTH_CASE_SMALL ? !capital : !small);
}

struct month_hit month_find(str word)
{
    if (word.n == 0 || word.n > 31 || !(month_lengths[(unsigned char)word.p[0]] >> word.n & 1))
        return (struct month_hit){ 0 };
    uint32_t mask = month_index_size - 1;
    for (uint32_t slot = month_hash(word) & mask; month_index[slot]; slot = (slot + 1) & mask) {
        const struct month_name *name = &month_names[month_index[slot] - 1];
        if (!str_eq_nocase(name->name, word))
            continue;
        if (!is_written_so(word, name->letters))
            break;
        return (struct month_hit){ .month = name->month,
                                   .weekday = name->weekday,
                                   .abbreviated = name->abbreviated };
    }
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
    return month_find(word).weekday;
}
