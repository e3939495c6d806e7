/* ref.c: from citations to addresses. */
#include "ref/ref.h"

#include "base/banned.h"

struct resolver {
    const struct doc *doc;
    const struct outlet_set *outlets;
    struct arena *perm;
};

static void resolve_link(const struct resolver *r, uint32_t link, struct reference *ref)
{
    const struct doc_link *l = &r->doc->links.p[link];
    struct url url;
    struct err err = { 0 };
    ref->link = link;
    ref->how = REF_LINK;
    ref->url = url_unwrap(l->url, r->perm);
    if (!url_parse(ref->url, r->perm, &url, &err)) {
        ref->how = err.kind == ERR_USAGE ? REF_NOWHERE : REF_INVALID;
        ref->problem = str_dup(r->perm, str_from_z(err.message));
        return;
    }
    ref->canonical = url.text;
    struct outlet_hit hit;
    if (outlet_find_domain(r->outlets, url.host, url.path, &hit))
        ref->host_outlet = hit.outlet;
}

static void resolve_citation(const struct resolver *r, const struct citation *c,
                             struct reference *ref)
{
    size_t begin = c->outlet.len && !c->carried ? c->outlet.off : c->date.off;
    size_t end = c->date.len ? span_end(c->date) : span_end(c->outlet);
    ref->text = begin < end ? span_make(begin, end)
                            : (c->outlet.len ? c->outlet : c->date); /* the date stands first */
    if (c->link != CITE_NONE) {
        resolve_link(r, c->link, ref);
    } else if (c->hit.outlet && c->hit.outlet->home.n) {
        ref->how = REF_HOME;
        ref->url = c->hit.outlet->home;
    }
    if (c->hit.match == CCK_MATCH_FUZZY && c->hit.outlet)
        ref->nearest = c->hit.outlet->name;
}

/* Whether a link leads out of the document: an address with a host. */
static bool is_external(str url)
{
    return str_starts_nocase(url, S("http://")) || str_starts_nocase(url, S("https://")) ||
           str_starts(url, S("//")) || str_starts_nocase(url, S("www.")) ||
           str_starts_nocase(url, S("ftp://")) || str_starts_nocase(url, S("file:"));
}

void ref_resolve(const struct doc *doc, const struct cite_list *cites,
                 const struct outlet_set *outlets, bool links, struct arena *perm,
                 struct reference_list *out)
{
    struct resolver r = { doc, outlets, perm };
    bool *used = NEW(perm, bool, doc->links.n + 1);
    *out = (struct reference_list){ 0 };
    for (size_t i = 0; i < cites->citations.n; i++) {
        const struct citation *c = &cites->citations.p[i];
        struct reference *ref = VEC_PUSH(&out->list, perm);
        *ref = (struct reference){ .citation = (uint32_t)i, .link = CITE_NONE };
        resolve_citation(&r, c, ref);
        if (c->link != CITE_NONE)
            used[c->link] = true;
    }
    for (size_t i = 0; links && i < doc->links.n; i++) {
        if (used[i] || !is_external(doc->links.p[i].url))
            continue;
        struct reference *ref = VEC_PUSH(&out->list, perm);
        *ref = (struct reference){ .citation = CITE_NONE, .text = doc->links.p[i].text };
        resolve_link(&r, (uint32_t)i, ref);
    }
}
