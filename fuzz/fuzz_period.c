/* fuzz_period.c: periods of any prose: in order, within their sentences, with days in order and bases
 * that date something. */
#include "prose_holds.h"

#include "base/banned.h"

static void check_prose(const struct prose_case *c)
{
    const struct prose *prose = c->periods.prose;
    HOLDS(prose->first[c->doc.sentences.n] == prose->words.n);
    for (size_t i = 0; i < prose->words.n; i++) {
        const struct prose_word *w = &prose->words.p[i];
        HOLDS(w->text.len > 0 && w->low.n <= w->text.len && span_end(w->text) <= c->doc.text.n);
        HOLDS(i == 0 || w->text.off >= span_end(prose->words.p[i - 1].text));
        HOLDS(w->month <= 12 && w->weekday <= 7);
    }
}

static void check(const struct prose_case *c, size_t i)
{
    const struct period *p = &c->periods.list.p[i];
    HOLDS(p->sentence < c->doc.sentences.n);
    HOLDS(span_covers(c->doc.sentences.p[p->sentence].text, p->text) && p->text.len > 0);
    HOLDS(i == 0 || p->text.off >= span_end(p[-1].text));
    HOLDS(!p->has_days || p->anchor == PERIOD_ARTICLE || p->days.from <= p->days.to);
    HOLDS(p->base == CITE_NONE || (p->base < c->periods.list.n && p->base != i));
    HOLDS(p->stated == CITE_NONE || (p->stated < c->periods.list.n && p->stated != p->base));
    if (p->base != CITE_NONE)
        HOLDS(c->periods.list.p[p->base].has_days && p->has_days);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct prose_rules rules; /* libFuzzer keeps no state for us */
    struct prose_case c;
    prose_load(&rules);
    if (prose_open(&rules, data, size, &c)) {
        check_prose(&c);
        for (size_t i = 0; i < c.periods.list.n; i++)
            check(&c, i);
    }
    prose_close(&c);
    return 0;
}
