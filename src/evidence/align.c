/* align.c: dynamic programming over words; the page's ends are free. */
#include "evidence/align.h"

#include "base/banned.h"

enum { COST_CHANGED = 3, COST_ONE_SIDED = 2, COST_AT_BRACKET = 1 };

/* How a cell was reached. */
enum move { MOVE_START, MOVE_PAIR, MOVE_Q, MOVE_P, MOVE_TWO_Q, MOVE_TWO_P };

struct cell {
    uint16_t cost;
    uint8_t move; /* enum move */
};

struct grid {
    const struct word *q, *p;
    size_t n_q, n_p;
    struct cell *cells; /* (n_q + 1) rows of n_p + 1 */
};

static struct cell *cell_at(const struct grid *g, size_t i, size_t k)
{
    return &g->cells[i * (g->n_p + 1) + k];
}

static bool is_inserted(const struct grid *g, size_t i)
{
    return i < g->n_q && (g->q[i].flags & WORD_INSERTED);
}

static bool are_same(const struct word *a, const struct word *b)
{
    return words_equal(a, b) || words_are_one_name(a, b);
}

static void offer(struct cell *cell, const struct cell *from, unsigned cost, enum move move)
{
    if (from->cost + cost < cell->cost)
        *cell = (struct cell){ (uint16_t)(from->cost + cost), (uint8_t)move };
}

static void fill_cell(const struct grid *g, size_t i, size_t k)
{
    struct cell *cell = cell_at(g, i, k);
    const struct word *q = &g->q[i - 1], *p = k ? &g->p[k - 1] : NULL;
    bool inserted = q->flags & WORD_INSERTED;
    *cell = (struct cell){ UINT16_MAX, MOVE_Q };
    if (k) {
        unsigned changed = inserted ? COST_AT_BRACKET : COST_CHANGED;
        offer(cell, cell_at(g, i - 1, k - 1), are_same(q, p) ? 0 : changed, MOVE_PAIR);
    }
    if (k && i > 1 && words_join(q - 1, q, p))
        offer(cell, cell_at(g, i - 2, k - 1), 0, MOVE_TWO_Q);
    if (k > 1 && words_join(p - 1, p, q))
        offer(cell, cell_at(g, i - 1, k - 2), 0, MOVE_TWO_P);
    offer(cell, cell_at(g, i - 1, k), inserted ? 0 : COST_ONE_SIDED, MOVE_Q);
    if (k)
        offer(cell, cell_at(g, i, k - 1),
              inserted || is_inserted(g, i) ? COST_AT_BRACKET : COST_ONE_SIDED, MOVE_P);
}

static void add_step(struct alignment *out, struct arena *scratch, const struct align_step *step)
{
    *VEC_PUSH(&out->steps, scratch) = *step;
}

/* From the cheapest end back to the start; the steps come out in reverse. */
static void trace(const struct grid *g, struct arena *scratch, struct alignment *out)
{
    size_t i = g->n_q, k = 0;
    for (size_t end = 1; end <= g->n_p; end++)
        if (cell_at(g, i, end)->cost < cell_at(g, i, k)->cost)
            k = end;
    while (i > 0) {
        enum move move = (enum move)cell_at(g, i, k)->move;
        struct align_step step = { .q_end = (uint32_t)i, .p_end = (uint32_t)k };
        i -= move == MOVE_P ? 0 : move == MOVE_TWO_Q ? 2 : 1;
        k -= move == MOVE_Q ? 0 : move == MOVE_TWO_P ? 2 : 1;
        step.q = (uint32_t)i;
        step.p = (uint32_t)k;
        bool same = move == MOVE_TWO_Q || move == MOVE_TWO_P ||
                    (move == MOVE_PAIR && are_same(&g->q[i], &g->p[k]));
        step.kind = same                ? ALIGN_SAME
                    : move == MOVE_PAIR ? ALIGN_CHANGED
                    : move == MOVE_Q    ? ALIGN_ADDED
                                        : ALIGN_LEFT_OUT;
        for (size_t w = i; same && w < step.q_end; w++) {
            out->n_same++;
            out->same_weight += !(g->q[w].flags & WORD_STOP);
        }
        add_step(out, scratch, &step);
    }
}

void align_words(const struct word *q, size_t n_q, const struct word *p, size_t n_p,
                 struct arena *scratch, struct alignment *out)
{
    *out = (struct alignment){ 0 };
    if (n_q == 0 || n_p == 0 || n_q > ALIGN_CELLS_MAX / (n_p + 1) - 1)
        return;
    struct grid g = { q, p, n_q, n_p, NEW(scratch, struct cell, (n_q + 1) * (n_p + 1)) };
    for (size_t i = 1; i <= n_q; i++)
        for (size_t k = 0; k <= n_p; k++)
            fill_cell(&g, i, k);
    trace(&g, scratch, out);
    for (size_t a = 0, b = out->steps.n; a + 1 < b; a++, b--) {
        struct align_step swap = out->steps.p[a];
        out->steps.p[a] = out->steps.p[b - 1];
        out->steps.p[b - 1] = swap;
    }
}
