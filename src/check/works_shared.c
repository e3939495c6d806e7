/* works_shared.c: every word of a work's head is kept with every year of the work, in order. */
#include "check/works_shared.h"

#include "base/utf8.h"

#include "base/banned.h"

enum { HEAD_BYTES = 80, YEARS_MAX = 8, YEAR_MIN = 1800, YEAR_MAX = 2099, YEAR_DIGITS = 4 };

struct years {
    uint32_t of[YEARS_MAX];
    size_t n;
};

static void add_year(struct years *years, uint32_t year)
{
    for (size_t i = 0; i < years->n; i++)
        if (years->of[i] == year || years->of[i] == 0)
            return;
    if (years->n == YEARS_MAX)
        *years = (struct years){ .n = 1 }; /* any */
    else
        years->of[years->n++] = year;
}

static struct years years_of(str text)
{
    struct years years = { .n = 0 };
    uint32_t year;
    for (size_t i = 0; i + YEAR_DIGITS <= text.n; i++)
        if (str_to_u32(str_slice(text, i, YEAR_DIGITS), &year) && year >= YEAR_MIN &&
            year <= YEAR_MAX)
            add_year(&years, year);
    return years;
}

void works_add(struct works *works, struct arena *arena, str text)
{
    struct years years = years_of(text);
    str head = str_slice(text, 0, HEAD_BYTES);
    bool inside = false;
    for (size_t at = 0, from = 0; at < head.n && years.n; from = at) {
        bool letter = utf8_is_letter(utf8_next(head, &at));
        for (size_t i = 0; i < years.n && letter && !inside; i++)
            *VEC_PUSH(&works->list, arena) =
                (struct work_name){ str_from(head, from), years.of[i] };
        inside = letter;
    }
}

static int by_year_and_text(const void *a, const void *b)
{
    const struct work_name *x = a, *y = b;
    return x->year != y->year ? (x->year < y->year ? -1 : 1) : str_cmp(x->text, y->text);
}

void works_sort(struct works *works)
{
    if (works->list.n)
        qsort(works->list.p, works->list.n, sizeof *works->list.p, by_year_and_text);
}

static bool has(const struct works *works, const struct work_name *wanted)
{
    size_t low = 0, high = works->list.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (by_year_and_text(&works->list.p[mid], wanted) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < works->list.n && works->list.p[low].year == wanted->year &&
           str_starts(works->list.p[low].text, wanted->text);
}

bool works_have(const struct works *works, str name, uint32_t year)
{
    return has(works, &(struct work_name){ name, year }) ||
           has(works, &(struct work_name){ name, 0 });
}
