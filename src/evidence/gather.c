/* gather.c: addresses in, evidence out. */
#include "evidence/gather.h"

#include "base/map.h"

#include "base/banned.h"

enum { PAGE_ARENA_BYTES = 128 * 1024 * 1024 };

/* One distinct address. */
struct source_page {
    str url;
    str url_date; /* templates of the outlet that the host belongs to */
    struct fetch_result *fetch;
    struct page page;
    struct arena arena; /* a page is read on a thread of its own */
    bool readable;
};

struct gather {
    struct arena *run;
    const struct wall_set *walls;
    const struct when_names *names; /* of months, for the pages */
    struct map index;               /* url -> page number + 1 */
    VEC(struct source_page) pages;
};

static void close_pages(void *p)
{
    struct gather *g = p;
    for (size_t i = 0; i < g->pages.n; i++)
        arena_free(&g->pages.p[i].arena);
}

struct gather *gather_new(struct arena *run, const struct wall_set *walls)
{
    struct gather *g = NEW(run, struct gather, 1);
    g->run = run;
    g->walls = walls;
    arena_defer(run, close_pages, g);
    return g;
}

void gather_add(struct gather *g, const struct reference_list *refs)
{
    for (size_t i = 0; i < refs->list.n; i++) {
        const struct reference *ref = &refs->list.p[i];
        if (!ref->canonical.n)
            continue;
        void *known = map_get(&g->index, ref->canonical);
        if (!known) {
            struct source_page *page = VEC_PUSH(&g->pages, g->run);
            *page = (struct source_page){ .url = str_dup(g->run, ref->canonical) };
            arena_init(&page->arena, PAGE_ARENA_BYTES, NULL);
            known = (void *)(uintptr_t)g->pages.n;
            *map_slot(&g->index, g->run, page->url) = known;
        }
        if (ref->host_outlet)
            g->pages.p[(uintptr_t)known - 1].url_date = ref->host_outlet->url_date;
    }
}

bool gather_fetch(struct gather *g, const struct fetch_options *options, struct err *err)
{
    size_t n = g->pages.n;
    if (n == 0)
        return true;
    str *urls = NEW(g->run, str, n);
    struct fetch_result *results = NEW(g->run, struct fetch_result, n);
    for (size_t i = 0; i < n; i++)
        urls[i] = g->pages.p[i].url;
    if (!fetch_all(urls, n, options, g->run, results, err))
        return false;
    for (size_t i = 0; i < n; i++)
        g->pages.p[i].fetch = &results[i];
    if (!options->no_body)
        g->names = when_names_make(g->run);
    return true;
}

size_t gather_pages(const struct gather *g)
{
    return g->pages.n;
}

/* Whether there is a page worth reading behind an answer. */
static bool has_page(const struct fetch_result *fetch)
{
    return fetch && fetch->body.n && verdict_class_of(fetch->verdict.code) == VERDICT_CLASS_REACHED;
}

struct arena *gather_arena(struct gather *g, size_t i)
{
    return &g->pages.p[i].arena;
}

bool gather_page(struct gather *g, size_t i, struct arena *scratch, struct err *err)
{
    struct source_page *p = &g->pages.p[i];
    if (!has_page(p->fetch))
        return true;
    struct page_input in = { .body = p->fetch->body,
                             .content_type = p->fetch->content_type,
                             .url = p->fetch->final_url,
                             .url_date = p->url_date,
                             .truncated = p->fetch->body_truncated,
                             .walls = g->walls,
                             .names = g->names };
    p->readable = page_read(&in, &p->arena, scratch, &p->page, err);
    return p->readable;
}

/* What is known of an address that nobody was asked for. */
static const struct fetch_result *not_asked(const struct reference *ref, struct arena *perm)
{
    struct fetch_result *result = NEW(perm, struct fetch_result, 1);
    *result = (struct fetch_result){ .url = ref->canonical,
                                     .final_url = ref->canonical,
                                     .verdict = { .detail = S("not in the cache (offline)") } };
    return result;
}

struct evidence *gather_evidence(const struct gather *g, const struct cite_list *cites,
                                 const struct reference_list *refs, struct arena *perm)
{
    struct evidence *evidence = NEW(perm, struct evidence, refs->list.n + 1);
    for (size_t i = 0; i < refs->list.n; i++) {
        const struct reference *ref = &refs->list.p[i];
        struct evidence *e = &evidence[i];
        if (ref->how == REF_INVALID)
            e->verdict =
                (struct verdict){ .code = VERDICT_INVALID_URL, .row = 1, .detail = ref->problem };
        if (!ref->canonical.n)
            continue;
        uintptr_t known = (uintptr_t)map_get(&g->index, ref->canonical);
        const struct source_page *page = known ? &g->pages.p[known - 1] : NULL;
        const struct citation *c =
            ref->citation == CITE_NONE ? NULL : &cites->citations.p[ref->citation];
        e->fetch = page && page->fetch ? page->fetch : not_asked(ref, perm);
        e->page = page && page->readable ? &page->page : NULL;
        evidence_judge(c, ref->host_outlet ? ref->host_outlet : c ? c->hit.outlet : NULL, e);
    }
    return evidence;
}

str gather_local_error(const struct gather *g)
{
    str why = { 0 };
    for (size_t i = 0; i < g->pages.n; i++) {
        const struct fetch_result *f = g->pages.p[i].fetch;
        if (!f || f->verdict.code != VERDICT_LOCAL_ERROR)
            return (str){ 0 };
        why = f->verdict.detail;
    }
    return why;
}

uint32_t gather_requests(const struct gather *g)
{
    uint32_t n = 0;
    for (size_t i = 0; i < g->pages.n; i++)
        if (g->pages.p[i].fetch && !g->pages.p[i].fetch->from_cache)
            n += g->pages.p[i].fetch->tries;
    return n;
}
