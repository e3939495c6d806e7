/* settle.c: see settle.h. */
#include "cite/settle.h"

#include "base/fold.h"
#include "base/map.h"
#include "format/url.h"

#include "base/banned.h"

enum { DEFAULT_OUTVOTED = 2 }; /* outlets of another country that it takes to set a default aside */

/* What a shared name means in this document. */
struct decision {
    const struct outlet *outlet; /* NULL: its default, if it has one */
};

struct settler {
    const struct cite_context *in;
    struct cite_list *list;
    struct arena *scratch;
    struct map decided;   /* ambiguity's name -> struct decision */
    struct map unknown;   /* folded name -> hit of the nearest */
    struct map countries; /* code -> number of distinct outlets */
    bool counted;
};

static bool is_candidate(const struct outlet_ambiguity *a, const struct outlet *outlet)
{
    for (uint32_t i = 0; i < a->n_candidates; i++)
        if (str_eq(a->candidates[i], outlet->id))
            return true;
    return false;
}

/* The candidate whose page a citation links to, or NULL. */
static const struct outlet *by_link(const struct settler *s, const struct citation *c)
{
    struct url url;
    struct err err = { 0 };
    struct outlet_hit hit;
    if (c->link == CITE_NONE)
        return NULL;
    str address = url_unwrap(s->in->doc->links.p[c->link].url, s->scratch);
    if (!url_parse(address, s->scratch, &url, &err) ||
        !outlet_find_domain(s->in->outlets, url.host, url.path, &hit))
        return NULL;
    return is_candidate(c->hit.ambiguity, hit.outlet) ? hit.outlet : NULL;
}

/* How many outlets of each country the document cites by names of their own. */
static void count_countries(struct settler *s)
{
    struct map seen = { 0 };
    s->counted = true;
    for (size_t i = 0; i < s->list->citations.n; i++) {
        const struct outlet_hit *hit = &s->list->citations.p[i].hit;
        if (!hit->outlet || hit->ambiguity || hit->outlet->country.n == 0)
            continue;
        void **slot = map_slot(&seen, s->scratch, hit->outlet->id);
        if (*slot)
            continue;
        *slot = s;
        slot = map_slot(&s->countries, s->scratch, hit->outlet->country);
        if (!*slot)
            *slot = NEW(s->scratch, uint32_t, 1);
        ++*(uint32_t *)*slot;
    }
}

static uint32_t count_of(const struct settler *s, const struct outlet *outlet)
{
    const uint32_t *n = outlet ? map_get(&s->countries, outlet->country) : NULL;
    return n ? *n : 0;
}

/* The candidate of whose country the document cites most outlets; NULL for none or a tie. */
static const struct outlet *by_country(struct settler *s, const struct outlet_hit *hit)
{
    const struct outlet *best = NULL;
    bool tied = false;
    if (!s->counted)
        count_countries(s);
    uint32_t most = hit->outlet ? count_of(s, hit->outlet) + DEFAULT_OUTVOTED - 1 : 0;
    for (uint32_t i = 0; i < hit->ambiguity->n_candidates; i++) {
        const struct outlet *outlet = outlet_by_id(s->in->outlets, hit->ambiguity->candidates[i]);
        uint32_t n = count_of(s, outlet);
        tied = n > most ? false : tied || (best && n == most);
        if (n > most)
            best = outlet, most = n;
    }
    return tied ? NULL : best;
}

static void take(struct citation *c, const struct outlet *outlet)
{
    c->hit.outlet = outlet;
    c->hit.ambiguity = NULL;
    c->hit.match = CCK_MATCH_ALIAS;
}

static struct decision **decision_of(struct settler *s, const struct citation *c)
{
    return (struct decision **)map_slot(&s->decided, s->scratch, c->hit.ambiguity->name);
}

/* The citation's own link, else what another link or the countries have decided for the name. */
static void decide(struct settler *s, struct citation *c)
{
    const struct outlet *own = by_link(s, c);
    struct decision **slot = decision_of(s, c);
    if (!own && !*slot) {
        struct decision *made = NEW(s->scratch, struct decision, 1);
        made->outlet = by_country(s, &c->hit);
        *slot = made;
    }
    if (!own)
        own = (*slot)->outlet;
    if (own)
        take(c, own);
}

/* Links decide for citations before them too. */
static void note_links(struct settler *s)
{
    for (size_t i = 0; i < s->list->citations.n; i++) {
        const struct citation *c = &s->list->citations.p[i];
        const struct outlet *outlet = c->hit.ambiguity ? by_link(s, c) : NULL;
        if (!outlet)
            continue;
        struct decision **slot = decision_of(s, c);
        if (*slot)
            continue;
        *slot = NEW(s->scratch, struct decision, 1);
        (*slot)->outlet = outlet;
    }
}

static void find_near(struct settler *s, struct citation *c)
{
    void **slot = map_slot(&s->unknown, s->scratch, fold_name(s->scratch, c->outlet_text));
    if (!*slot) {
        struct outlet_hit *hit = NEW(s->scratch, struct outlet_hit, 1);
        (void)outlet_find_near(s->in->outlets, c->outlet_text, hit);
        *slot = hit;
    }
    const struct outlet_hit *near = *slot;
    if (!near->outlet)
        return;
    c->hit = *near;
    if (!c->error)
        c->error = CCK_CITE_MISSPELT_OUTLET;
}

static bool is_unknown(const struct citation *c)
{
    return c->kind == CCK_KIND_CITATION && !c->hit.outlet && !c->hit.ambiguity && !c->own &&
           c->outlet_text.n;
}

void settle_outlets(const struct cite_context *in, struct cite_list *list, struct arena *scratch)
{
    struct settler s = { .in = in, .list = list, .scratch = scratch };
    bool shared = false;
    for (size_t i = 0; i < list->citations.n; i++) {
        struct citation *c = &list->citations.p[i];
        shared |= c->hit.ambiguity != NULL;
        if (is_unknown(c))
            find_near(&s, c);
    }
    if (!shared)
        return;
    if (in->doc->links.n)
        note_links(&s);
    for (size_t i = 0; i < list->citations.n; i++)
        if (list->citations.p[i].hit.ambiguity)
            decide(&s, &list->citations.p[i]);
}
