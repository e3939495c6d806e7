/* distance.c: optimal string alignment in a band around the diagonal. */
#include "base/distance.h"

#include "base/utf8.h"

#include "base/banned.h"

struct word {
    uint32_t letters[DISTANCE_LETTERS_MAX];
    size_t n;
};

/* Decodes `s`; false when it is too long. */
static bool spell(str s, struct word *out)
{
    out->n = 0;
    for (size_t at = 0; at < s.n;) {
        if (out->n == DISTANCE_LETTERS_MAX)
            return false;
        out->letters[out->n++] = utf8_next(s, &at);
    }
    return true;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* rows: the row at hand and the two before it, by number modulo 3. */
struct table {
    unsigned rows[3][DISTANCE_LETTERS_MAX + 1];
};

/* Fills row i between columns `from` and `to`; returns its least entry. */
static unsigned fill_row(struct table *t, const struct word *a, const struct word *b, size_t i,
                         unsigned limit)
{
    const unsigned far = limit + 1;
    unsigned *row = t->rows[i % 3], *above = t->rows[(i + 2) % 3], *above2 = t->rows[(i + 1) % 3];
    size_t from = i > limit ? i - limit : 1, to = i + limit < b->n ? i + limit : b->n;
    unsigned best = row[from - 1] = from == 1 ? (unsigned)i : far;
    for (size_t j = from; j <= to; j++) {
        uint32_t x = a->letters[i - 1], y = b->letters[j - 1];
        unsigned value = above[j - 1] + (x != y);
        value = least(value, least(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && x == b->letters[j - 2] && a->letters[i - 2] == y)
            value = least(value, above2[j - 2] + 1);
        row[j] = least(value, far);
        best = least(best, row[j]);
    }
    if (to < b->n)
        row[to + 1] = far;
    return best;
}

unsigned distance_osa(str left, str right, unsigned limit)
{
    struct word a, b;
    struct table t;
    if (!spell(left, &a) || !spell(right, &b))
        return limit + 1;
    if (a.n > b.n + limit || b.n > a.n + limit)
        return limit + 1;
    for (size_t j = 0; j <= b.n; j++)
        t.rows[0][j] = least((unsigned)j, limit + 1);
    unsigned before = 0;
    for (size_t i = 1; i <= a.n; i++) {
        unsigned best = fill_row(&t, &a, &b, i, limit);
        if (best > limit && before > limit) /* a swap reaches back two rows */
            return limit + 1;
        before = best;
    }
    return t.rows[a.n % 3][b.n];
}

size_t distance_nearest(str word, const str *candidates, size_t n)
{
    size_t letters = utf8_count(word), nearest = n;
    unsigned best = letters >= 9 ? 3 : (unsigned)((letters + 2) / 3);
    best++;
    bool tied = false;
    for (size_t i = 0; i < n; i++) {
        unsigned d = distance_osa(word, candidates[i], best);
        if (d < best || (d == best && nearest != n))
            tied = d == best, nearest = i, best = d;
    }
    return tied ? n : nearest;
}
