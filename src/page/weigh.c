/* weigh.c: agreement. Each group speaks for a day once, with its heaviest candidate. */
#include "page/candidate.h"

#include <assert.h>

#include "page/local_day.h"

#include "base/banned.h"

/* A day and what speaks for it. */
struct day_score {
    date day;
    float by_group[GROUP_COUNT];
    uint32_t n; /* candidates */
};

struct scores {
    VEC(struct day_score) days;
};

static struct day_score *score_of(struct scores *s, struct arena *scratch, date day)
{
    for (size_t i = 0; i < s->days.n; i++)
        if (date_cmp(s->days.p[i].day, day) == 0)
            return &s->days.p[i];
    struct day_score *made = VEC_PUSH(&s->days, scratch);
    made->day = day;
    return made;
}

static void count(struct scores *s, struct arena *scratch, date day, const struct candidate *c)
{
    struct day_score *score = score_of(s, scratch, day);
    if (c->date.weight > score->by_group[c->group])
        score->by_group[c->group] = c->date.weight;
    score->n++;
}

static float total(const struct day_score *score, date url_month)
{
    float sum = 0;
    for (size_t i = 0; i < GROUP_COUNT; i++)
        sum += score->by_group[i];
    if (url_month.year && url_month.year == score->day.year && url_month.month == score->day.month)
        sum += 0.8f;
    return sum;
}

static float total_of(const struct scores *s, date day, date url_month)
{
    for (size_t i = 0; i < s->days.n; i++)
        if (date_cmp(s->days.p[i].day, day) == 0)
            return total(&s->days.p[i], url_month);
    return 0;
}

/* The day that a candidate speaks for: its own, or the local day that stands at the headline. */
static date day_of(const struct candidates *all, const struct candidate *c, str zone)
{
    date seen = { 0 };
    for (size_t i = 0; i < all->list.n; i++) {
        const struct candidate *t = &all->list.p[i];
        if (t->group != GROUP_TEXT || !t->date.near_headline || t->date.weight < 0.9f)
            continue;
        if (date_cmp(t->date.day, c->date.day) == 0)
            return c->date.day;
        if (!seen.year && local_may_be(&c->date, t->date.day))
            seen = t->date.day;
    }
    return local_day(&c->date, seen, zone);
}

/* Settles 3/4/2020 by the days that speak clearly. */
static void settle(struct candidates *all, const struct scores *clear)
{
    for (size_t i = 0; i < all->list.n; i++) {
        struct candidate *c = &all->list.p[i];
        if (c->other.year && total_of(clear, c->other, all->url_month) >
                                 total_of(clear, c->date.day, all->url_month))
            c->date.day = c->other;
    }
}

static int by_weight(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->date.weight != y->date.weight)
        return x->date.weight > y->date.weight ? -1 : 1;
    if (x->date.origin != y->date.origin)
        return x->date.origin < y->date.origin ? -1 : 1;
    int order = date_cmp(x->date.day, y->date.day);
    return order ? order : str_cmp(x->date.text, y->date.text);
}

/* Moves the heaviest candidate of `day` to the front; the others keep their order. When no place says that
 * day itself, a stamp in UTC means it. */
static void put_first(struct candidates *all, date day, str zone)
{
    size_t i = 0;
    while (i < all->list.n && date_cmp(all->list.p[i].date.day, day) != 0)
        i++;
    for (size_t k = 0; i == all->list.n && k < all->list.n; k++)
        if (date_cmp(local_reading(&all->list.p[k].date, zone).day, day) == 0)
            i = k;
    assert(i < all->list.n); /* `day` came from one of them */
    struct candidate first = all->list.p[i];
    memmove(all->list.p + 1, all->list.p, i * sizeof first);
    all->list.p[0] = first;
}

void candidates_weigh(struct candidates *all, str zone, struct arena *scratch,
                      struct page_date *best)
{
    *best = (struct page_date){ .minute = -1, .zone_min = PAGE_ZONE_NONE };
    if (all->list.n == 0)
        return;
    struct scores clear = { 0 }, scores = { 0 };
    for (size_t i = 0; i < all->list.n; i++)
        if (!all->list.p[i].other.year)
            count(&clear, scratch, all->list.p[i].date.day, &all->list.p[i]);
    settle(all, &clear);
    for (size_t i = 0; i < all->list.n; i++)
        count(&scores, scratch, day_of(all, &all->list.p[i], zone), &all->list.p[i]);
    const struct day_score *top = NULL;
    for (size_t i = 0; i < scores.days.n; i++)
        if (!top || total(&scores.days.p[i], all->url_month) > total(top, all->url_month))
            top = &scores.days.p[i];
    assert(top); /* each candidate has given a day */
    qsort(all->list.p, all->list.n, sizeof *all->list.p, by_weight);
    put_first(all, top->day, zone);
    *best = all->list.p[0].date;
    if (date_cmp(best->day, top->day) != 0)
        *best = local_reading(best, zone);
    best->weight = total(top, all->url_month);
}
