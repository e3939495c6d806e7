/* link_outlet.c: CC310: the link's host, or what the page there calls its address or its site, belongs to another
 * outlet than the one that is named. */
#include "check/support.h"

#include "base/banned.h"

/* Places where every outlet's articles may stand. */
static bool is_shared_host(const struct outlet *o)
{
    static const str hosts[] = {
        S_INIT("web.archive.org"), S_INIT("archive.org"),    S_INIT("archive.ph"),
        S_INIT("archive.is"),      S_INIT("archive.today"),  S_INIT("t.me"),
        S_INIT("x.com"),           S_INIT("twitter.com"),    S_INIT("youtube.com"),
        S_INIT("facebook.com"),    S_INIT("vk.com"),         S_INIT("msn.com"),
        S_INIT("news.google.com"), S_INIT("news.yahoo.com"), S_INIT("yahoo.com"),
    };
    if (str_eq(o->kind, S("social")))
        return true;
    for (size_t i = 0; i < o->n_domains; i++)
        for (size_t k = 0; k < sizeof hosts / sizeof *hosts; k++)
            if (str_eq_nocase(o->domains[i], hosts[k]))
                return true;
    return false;
}

/* The host part of a registered domain, which may hold a path. */
static str host_of(str domain)
{
    return str_slice(domain, 0, str_find_byte(domain, '/', 0));
}

static bool is_within(str inner, str outer)
{
    if (str_eq_nocase(inner, outer))
        return true;
    return inner.n > outer.n && str_ends_nocase(inner, outer) &&
           inner.p[inner.n - outer.n - 1] == '.';
}

/* Do the two share a domain, or is one's a part of the other's? */
static bool are_related(const struct outlet *a, const struct outlet *b)
{
    for (size_t i = 0; i < a->n_domains; i++) {
        for (size_t k = 0; k < b->n_domains; k++) {
            str x = host_of(a->domains[i]), y = host_of(b->domains[k]);
            if (is_within(x, y) || is_within(y, x))
                return true;
        }
    }
    return false;
}

/* Another outlet of an ambiguous name may be the one that is meant. */
static bool is_candidate(const struct outlet_hit *hit, const struct outlet *host)
{
    for (uint32_t i = 0; hit->ambiguity && i < hit->ambiguity->n_candidates; i++)
        if (str_eq(hit->ambiguity->candidates[i], host->id))
            return true;
    return false;
}

/* Whether the outlet is one that the citation may mean, or a place where everybody's texts stand. */
static bool is_meant(const struct citation *c, const struct outlet *o)
{
    return str_eq(o->id, c->hit.outlet->id) || is_shared_host(o) || are_related(o, c->hit.outlet) ||
           is_candidate(&c->hit, o);
}

/* The page behind a reference, when it was reached and read; NULL otherwise. */
static const struct page *page_of(const struct check_input *in, size_t ref)
{
    const struct evidence *e = in->evidence ? &in->evidence[ref] : NULL;
    bool reached = e && verdict_class_of(e->verdict.code) == VERDICT_CLASS_REACHED;
    return reached && in->outlets ? e->page : NULL;
}

/* The outlet whose article the page says it is, by its canonical address; NULL when it does not say. */
static const struct outlet *canonical_outlet(const struct check_input *in, const struct page *page,
                                             struct arena *scratch)
{
    struct url url;
    struct err ignored = { 0 };
    struct outlet_hit hit;
    if (!str_starts_nocase(page->canonical, S("http")) ||
        !url_parse(page->canonical, scratch, &url, &ignored) ||
        !outlet_find_domain(in->outlets, url.host, url.path, &hit))
        return NULL;
    return hit.outlet;
}

/* The one outlet of that name, or NULL. */
static const struct outlet *outlet_called(const struct check_input *in, str name)
{
    struct outlet_hit hit;
    if (!name.n || !outlet_find_name(in->outlets, name, &hit) || hit.ambiguity ||
        hit.match == CCK_MATCH_FUZZY)
        return NULL;
    return hit.outlet;
}

/* Whether the page, on another's site, says that the article is the named outlet's: a syndicated copy. */
static bool is_copy_of(const struct check_input *in, const struct page *page,
                       const struct outlet *named, struct arena *scratch)
{
    const struct outlet *said[] = { canonical_outlet(in, page, scratch),
                                    outlet_called(in, page->author) };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (said[i] && str_eq(said[i]->id, named->id))
            return true;
    return false;
}

static void say_host(struct findings *out, const struct reference *ref, const struct citation *c)
{
    struct finding *f = say(out, CHECK_CC310, c->outlet.len ? c->outlet : c->date,
                            "The citation names %.*s, and its link leads to %.*s (%.*s). Name the "
                            "outlet that was read, or link the one that is named.",
                            STR_ARG(c->hit.outlet->name), STR_ARG(ref->host_outlet->name),
                            STR_ARG(url_masked(ref->url, out->arena)));
    f->citation = ref->citation;
}

/* The named outlet's article on another's site: worth a note. */
static void say_reprint(struct findings *out, const struct reference *ref, const struct citation *c)
{
    struct finding *f = say(out, CHECK_CC310, c->outlet.len ? c->outlet : c->date,
                            "The citation names %.*s, and its link leads to a copy of that article "
                            "at %.*s (%.*s). Link the original, or say via whom it was read.",
                            STR_ARG(c->hit.outlet->name), STR_ARG(ref->host_outlet->name),
                            STR_ARG(url_masked(ref->url, out->arena)));
    f->citation = ref->citation;
    f->severity = CCK_SEVERITY_NOTE;
}

/* A host that nobody knows, and a page that calls its site by another outlet's name. */
static void say_site(struct findings *out, const struct reference *ref, const struct citation *c,
                     const struct outlet *site)
{
    struct finding *f = say(out, CHECK_CC310, c->outlet.len ? c->outlet : c->date,
                            "The citation names %.*s, and the linked page calls its site %.*s "
                            "(%.*s). See which of the two was read.",
                            STR_ARG(c->hit.outlet->name), STR_ARG(site->name),
                            STR_ARG(url_masked(ref->url, out->arena)));
    f->citation = ref->citation;
    f->severity = CCK_SEVERITY_NOTE;
}

/* A copy on the named outlet's site is the named outlet's all the same: worth a note. */
static void say_copy(struct findings *out, const struct reference *ref, const struct citation *c,
                     const struct outlet *origin, str address)
{
    struct finding *f =
        say(out, CHECK_CC310, c->outlet.len ? c->outlet : c->date,
            "The citation names %.*s, and the linked page says that its article is %.*s's (%.*s). "
            "Cite %.*s, or say via whom it was read.",
            STR_ARG(c->hit.outlet->name), STR_ARG(origin->name),
            STR_ARG(url_masked(address, out->arena)), STR_ARG(origin->name));
    f->citation = ref->citation;
    if (ref->host_outlet)
        f->severity = CCK_SEVERITY_NOTE;
}

void check_link_outlet(const struct check_input *in, struct findings *out)
{
    for (size_t i = 0; i < in->refs->list.n; i++) {
        const struct reference *ref = &in->refs->list.p[i];
        const struct citation *c = support_citation(in, ref);
        if (ref->how != REF_LINK || !c || !c->hit.outlet || c->hit.match == CCK_MATCH_FUZZY)
            continue;
        const struct page *page = page_of(in, i);
        if (ref->host_outlet && !is_meant(c, ref->host_outlet)) {
            if (page && is_copy_of(in, page, c->hit.outlet, out->arena))
                say_reprint(out, ref, c);
            else
                say_host(out, ref, c);
            continue;
        }
        const struct outlet *origin = page ? canonical_outlet(in, page, out->arena) : NULL;
        if (origin && !is_meant(c, origin)) {
            say_copy(out, ref, c, origin, page->canonical);
            continue;
        }
        const struct outlet *site =
            page && !ref->host_outlet && !origin ? outlet_called(in, page->site) : NULL;
        if (site && !is_meant(c, site))
            say_site(out, ref, c, site);
    }
}
