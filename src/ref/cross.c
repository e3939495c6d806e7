/* cross.c: binary search by outlet and day. */
#include "ref/cross.h"

#include "base/banned.h"

static int by_day(const void *left, const void *right)
{
    const struct own_article *a = left, *b = right;
    int order = str_cmp(a->outlet, b->outlet);
    if (order)
        return order;
    if (a->dated != b->dated)
        return a->dated ? -1 : 1;
    if (a->days.from != b->days.from)
        return a->days.from < b->days.from ? -1 : 1;
    return str_cmp(a->path, b->path);
}

void own_articles_sort(struct own_articles *own)
{
    if (own->list.n)
        qsort(own->list.p, own->list.n, sizeof *own->list.p, by_day);
}

/* The articles of an outlet. */
static bool outlet_range(const struct own_articles *own, str outlet, size_t *from, size_t *to)
{
    size_t low = 0, high = own->list.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_cmp(own->list.p[mid].outlet, outlet) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    *from = low;
    high = own->list.n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (str_cmp(own->list.p[mid].outlet, outlet) <= 0)
            low = mid + 1;
        else
            high = mid;
    }
    *to = low;
    return outlet.n && *from < *to;
}

static bool is_exact(const struct own_article *a)
{
    return a->dated && a->days.from == a->days.to;
}

/* One day among the articles [from, to) of an outlet. An article whose day is not known may be of any
 * day in its range. */
static struct cross find_day(const struct own_articles *own, size_t from, size_t to, int32_t day)
{
    struct cross c = { .state = CROSS_UNKNOWN };
    bool may_be = false;
    for (size_t i = from; i < to; i++) {
        const struct own_article *a = &own->list.p[i];
        if (!is_exact(a)) {
            may_be |= !a->dated || (a->days.from <= day && day <= a->days.to);
        } else if (a->days.from == day) {
            return (struct cross){ .state = CROSS_FOUND, .article = a };
        } else if (a->days.from < day) {
            c.before = a;
        } else if (!c.after) {
            c.after = a;
        }
    }
    if (!may_be && c.before && c.after && day - c.before->days.from <= CROSS_GAP_DAYS &&
        c.after->days.from - day <= CROSS_GAP_DAYS)
        c.state = CROSS_MISSING;
    return c;
}

const struct cross *cross_resolve(const struct own_articles *own, const struct cite_list *cites,
                                  struct arena *perm)
{
    struct cross *out = NEW(perm, struct cross, cites->citations.n + 1);
    for (size_t i = 0; i < cites->citations.n; i++) {
        const struct citation *c = &cites->citations.p[i];
        size_t from, to;
        bool is_day = c->precision == CCK_PRECISION_DAY && date_is_valid(c->from);
        if (!is_day || c->kind != CCK_KIND_CITATION || !c->hit.outlet ||
            !outlet_range(own, c->hit.outlet->id, &from, &to))
            continue;
        out[i] = find_day(own, from, to, date_to_days(c->from));
    }
    return out;
}
