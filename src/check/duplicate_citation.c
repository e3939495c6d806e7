/* duplicate_citation.c: CC108: the same outlet and date twice, in one parenthesis or one
 * paragraph. */
#include "base/fold.h"
#include "base/map.h"
#include "check/support.h"

#include "base/banned.h"

/* What makes two citations the same: outlet and day, read or as written. */
static str key_of(struct arena *arena, const struct citation *c)
{
    char room[DATE_TEXT_BYTES], end[DATE_TEXT_BYTES];
    str id = c->hit.outlet ? c->hit.outlet->id : fold_name(arena, c->outlet_text);
    return str_printf(arena, "%.*s %.*s %.*s", STR_ARG(id), STR_ARG(date_iso(c->from, room)),
                      STR_ARG(date_iso(c->to, end)));
}

/* Titles, authors or pages tell two articles of one day apart. */
static bool may_repeat(const struct citation *c)
{
    return c->kind == CCK_KIND_CITATION && c->precision == CCK_PRECISION_DAY && !c->extra &&
           c->outlet_text.n;
}

static void report(struct findings *out, const struct citation *all, uint32_t i, uint32_t first)
{
    bool close = all[i].paren == all[first].paren;
    struct finding *f = say(
        out, CHECK_CC108, cited_span(&all[i]),
        close ? "“%.*s, %.*s” stands twice in this parenthesis. Take one out, or correct its date."
              : "“%.*s, %.*s” is cited before in this paragraph. One citation may do; if two "
                "articles of that day are meant, add their titles.",
        STR_ARG(all[i].outlet_text), STR_ARG(all[i].date_text));
    f->citation = i;
    f->severity = close ? CCK_SEVERITY_WARNING : CCK_SEVERITY_NOTE;
    say_related(out, f, cited_span(&all[first]), "the first of the two");
}

void check_duplicate_citation(const struct check_input *in, struct findings *out)
{
    const struct citation *all = in->cites->citations.p;
    struct map seen = { 0 };
    uint32_t block = CITE_NONE;
    for (uint32_t i = 0; i < in->cites->citations.n; i++) {
        if (in->cites->parens.p[all[i].paren].block != block)
            seen = (struct map){ 0 };
        block = in->cites->parens.p[all[i].paren].block;
        if (!may_repeat(&all[i]))
            continue;
        void **first = map_slot(&seen, out->arena, key_of(out->arena, &all[i]));
        if (*first)
            report(out, all, i, (uint32_t)((const struct citation *)*first - all));
        else
            *first = &in->cites->citations.p[i];
    }
}
