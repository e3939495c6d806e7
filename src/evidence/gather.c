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

/* One document's references. */
struct member {
    const struct cite_list *cites;
    const struct reference_list *refs;
    struct evidence *evidence;
    uint32_t *page; /* per reference: index in pages, or CITE_NONE */
};

struct gather {
    struct arena *run;
    const struct wall_set *walls;
    const struct when_names *names; /* of months, for the pages */
    struct map index;               /* url -> page number + 1 */
    VEC(struct source_page) pages;
    VEC(struct member) members;
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

static uint32_t page_of(struct gather *g, const struct reference *ref)
{
    void **slot = map_slot(&g->index, g->run, ref->canonical);
    if (!*slot) {
        struct source_page *page = VEC_PUSH(&g->pages, g->run);
        *page = (struct source_page){ .url = ref->canonical };
        arena_init(&page->arena, PAGE_ARENA_BYTES, NULL);
        *slot = (void *)(uintptr_t)g->pages.n;
    }
    uint32_t i = (uint32_t)(uintptr_t)*slot - 1;
    if (ref->host_outlet)
        g->pages.p[i].url_date = ref->host_outlet->url_date;
    return i;
}

struct evidence *gather_add(struct gather *g, const struct cite_list *cites,
                            const struct reference_list *refs)
{
    size_t n = refs->list.n;
    struct member m = { cites, refs, NEW(g->run, struct evidence, n + 1),
                        NEW(g->run, uint32_t, n + 1) };
    for (size_t i = 0; i < n; i++) {
        const struct reference *ref = &refs->list.p[i];
        if (ref->how == REF_INVALID)
            m.evidence[i].verdict =
                (struct verdict){ .code = VERDICT_INVALID_URL, .row = 1, .detail = ref->problem };
        m.page[i] = ref->canonical.n ? page_of(g, ref) : CITE_NONE;
    }
    *VEC_PUSH(&g->members, g->run) = m;
    return m.evidence;
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

void gather_judge(struct gather *g)
{
    for (size_t m = 0; m < g->members.n; m++) {
        struct member *member = &g->members.p[m];
        for (size_t i = 0; i < member->refs->list.n; i++) {
            const struct reference *ref = &member->refs->list.p[i];
            if (member->page[i] == CITE_NONE)
                continue;
            const struct source_page *page = &g->pages.p[member->page[i]];
            struct evidence *e = &member->evidence[i];
            e->fetch = page->fetch;
            e->page = page->readable ? &page->page : NULL;
            const struct citation *c =
                ref->citation == CITE_NONE ? NULL : &member->cites->citations.p[ref->citation];
            evidence_judge(c, ref->host_outlet ? ref->host_outlet : c ? c->hit.outlet : NULL, e);
        }
    }
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
