/* links.c: see links.h. Links are sorted and do not overlap. */
#include "cite/links.h"

#include "base/banned.h"

uint32_t links_at(const struct doc *doc, span where)
{
    size_t low = 0, high = where.len ? doc->links.n : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (span_end(doc->links.p[middle].text) <= where.off)
            low = middle + 1;
        else
            high = middle;
    }
    for (; where.len && low < doc->links.n; low++) {
        span at = doc->links.p[low].text;
        if (at.off >= span_end(where))
            break;
        if (at.len && span_end(at) > where.off)
            return (uint32_t)low;
    }
    return CITE_NONE;
}

/* Whether a link on the outlet of citation `first` reaches over a date: of it or of one behind it. */
static bool on_some_date(const struct doc *doc, const struct cite_list *list, uint32_t link,
                         size_t first, size_t end)
{
    span on = doc->links.p[link].text;
    for (size_t i = first; i < end; i++) {
        const struct citation *c = &list->citations.p[i];
        if (c->date.len && c->date.off < span_end(on) && span_end(c->date) > on.off)
            return true;
        if (c->outlet.off >= span_end(on))
            break;
    }
    return false;
}

void links_attach(const struct doc *doc, struct cite_list *list, const struct paren *paren)
{
    size_t end = (size_t)paren->first_citation + paren->n_citations;
    uint32_t judged = CITE_NONE;
    bool alone = false;
    for (size_t i = paren->first_citation; i < end; i++) {
        struct citation *c = &list->citations.p[i];
        uint32_t on_date = links_at(doc, c->date), on_outlet = links_at(doc, c->outlet);
        if (on_date != CITE_NONE)
            c->link = on_date;
        if (on_date != CITE_NONE || on_outlet == CITE_NONE || c->link != CITE_NONE)
            continue;
        if (on_outlet != judged)
            alone = !on_some_date(doc, list, on_outlet, i, end);
        judged = on_outlet;
        if (alone)
            c->link = on_outlet;
    }
}
