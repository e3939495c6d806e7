/* gather.c: addresses in, evidence out. */
#include "evidence/gather.h"

#include "base/map.h"
#include "evidence/resemble.h"

#include "base/banned.h"

enum { PAGE_ARENA_BYTES = 128 * 1024 * 1024 };

/* One distinct address. */
struct source_page {
    str url;
    const struct outlet *outlet; /* that the host belongs to, or NULL */
    struct fetch_result *fetch;
    struct page page;
    struct arena arena; /* a page is read on a thread of its own */
    uint32_t sibling;   /* that was asked about it, by number + 1; 0 = none */
    uint8_t probe;      /* enum probe_say: what that said */
    str words;          /* of the first link to it */
    bool unrelated;     /* its title shares nothing with its address and those words */
    bool looked, readable;
};

struct gather {
    struct arena *run;
    const struct wall_set *walls;
    const struct when_names *names; /* of months, for the pages */
    const struct pdf_tool *pdf;     /* or NULL */
    struct map index;               /* url -> page number + 1 */
    VEC(struct source_page) pages;
    struct fetch_spent spent;
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

void gather_use_pdf(struct gather *g, const struct pdf_tool *tool)
{
    g->pdf = tool;
}

/* The words of the reference's link, without those of a citation: "TASS, July 19" says nothing of a title. */
static str linked_words(const struct doc *doc, const struct reference *ref)
{
    bool plain = doc && ref->citation == CITE_NONE && ref->link < doc->links.n;
    return plain ? str_at(doc->text, doc->links.p[ref->link].text) : (str){ 0 };
}

void gather_add(struct gather *g, const struct doc *doc, const struct reference_list *refs)
{
    for (size_t i = 0; i < refs->list.n; i++) {
        const struct reference *ref = &refs->list.p[i];
        if (!ref->canonical.n)
            continue;
        void *known = map_get(&g->index, ref->canonical);
        if (!known) {
            struct source_page *page = VEC_PUSH(&g->pages, g->run);
            *page = (struct source_page){ .url = str_dup(g->run, ref->canonical),
                                          .words = str_dup(g->run, linked_words(doc, ref)) };
            arena_init(&page->arena, PAGE_ARENA_BYTES, NULL);
            known = (void *)(uintptr_t)g->pages.n;
            *map_slot(&g->index, g->run, page->url) = known;
        }
        if (ref->host_outlet)
            g->pages.p[(uintptr_t)known - 1].outlet = ref->host_outlet;
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
    struct fetch_options counted = *options;
    counted.spent = &g->spent;
    if (!fetch_all(urls, n, &counted, g->run, results, err))
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
    if (!fetch || !fetch->body.n)
        return false;
    switch (verdict_class_of(fetch->verdict.code)) {
    case VERDICT_CLASS_REACHED:
        return true;
    case VERDICT_CLASS_UNKNOWN:
        return fetch->status == 200; /* a wall that an earlier run has read */
    default:
        return false;
    }
}

struct arena *gather_arena(struct gather *g, size_t i)
{
    return &g->pages.p[i].arena;
}

bool gather_page(struct gather *g, size_t i, struct arena *scratch, struct err *err)
{
    struct source_page *p = &g->pages.p[i];
    if (p->looked || !has_page(p->fetch))
        return true;
    p->looked = true;
    struct page_input in = { .body = p->fetch->body,
                             .content_type = p->fetch->content_type,
                             .url = p->fetch->final_url,
                             .url_date = p->outlet ? p->outlet->url_date : (str){ 0 },
                             .zone = p->outlet ? p->outlet->timezone : (str){ 0 },
                             .truncated = p->fetch->body_truncated,
                             .walls = g->walls,
                             .names = g->names,
                             .pdf = g->pdf };
    p->readable = page_read(&in, &p->arena, scratch, &p->page, err);
    p->unrelated = p->readable && !resemble_title(p->page.title, p->url, p->words, scratch);
    return p->readable;
}

static struct evidence judge_alone(const struct source_page *page)
{
    struct evidence e = { .fetch = page->fetch,
                          .page = page->readable ? &page->page : NULL,
                          .unrelated = page->unrelated };
    evidence_judge(NULL, NULL, &e);
    return e;
}

/* Whether the page has said something of a look that is new. Pages that scripts draw stay looks. */
static bool may_settle(const struct source_page *page, struct verdict *verdict)
{
    const struct fetch_result *fetch = page->fetch;
    if (!fetch || !page->readable || fetch->from_cache || fetch->repeated ||
        verdict_class_of(fetch->verdict.code) != VERDICT_CLASS_REACHED)
        return false;
    *verdict = judge_alone(page).verdict;
    return verdict->code != VERDICT_JS_ONLY;
}

bool gather_settle(struct gather *g, const struct fetch_options *options, struct err *err)
{
    struct source_page **pages = NEW(g->run, struct source_page *, g->pages.n);
    struct fetch_result **results = NEW(g->run, struct fetch_result *, g->pages.n);
    struct verdict *by_page = NEW(g->run, struct verdict, g->pages.n);
    size_t n = 0;
    for (size_t i = 0; i < g->pages.n; i++) {
        if (!may_settle(&g->pages.p[i], &by_page[n]))
            continue;
        pages[n] = &g->pages.p[i];
        results[n++] = g->pages.p[i].fetch;
    }
    if (!fetch_settle(results, by_page, n, options, g->run, err))
        return false;
    for (size_t i = 0; i < n; i++)
        if (results[i]->repeated)
            pages[i]->looked = pages[i]->readable = pages[i]->unrelated = false;
    return true;
}

/* Whether its verdict, by the answer, the page or its title, is one that a sibling can confirm or clear. */
static bool is_suspect(const struct source_page *page)
{
    if (!page->fetch)
        return false;
    const struct evidence e = judge_alone(page);
    bool reached = e.verdict.code == VERDICT_OK || e.verdict.code == VERDICT_MOVED;
    return (e.verdict.code == VERDICT_SOFT_404 && e.verdict.suspect) ||
           e.verdict.code == VERDICT_PARKED || (reached && e.unrelated);
}

/* One sibling for each folder, as a page of its own. */
static void add_siblings(struct gather *g)
{
    struct map known = { 0 };
    size_t n = g->pages.n;
    for (size_t i = 0; i < n; i++) {
        str url;
        if (!is_suspect(&g->pages.p[i]) || !probe_sibling(g->pages.p[i].url, g->run, &url))
            continue;
        void **slot = map_slot(&known, g->run, url);
        if (!*slot) {
            struct source_page *sibling = VEC_PUSH(&g->pages, g->run);
            *sibling = (struct source_page){ .url = url };
            arena_init(&sibling->arena, PAGE_ARENA_BYTES, NULL);
            *slot = (void *)(uintptr_t)g->pages.n;
        }
        g->pages.p[i].sibling = (uint32_t)(uintptr_t)*slot;
    }
}

bool gather_probe(struct gather *g, const struct fetch_options *options, struct err *err)
{
    struct fetch_options rest = *options;
    size_t before = g->pages.n;
    if (options->max_requests && g->spent.requests >= options->max_requests)
        return true;
    if (options->max_time_s > 0 && g->spent.seconds >= options->max_time_s)
        return true;
    add_siblings(g);
    size_t n = g->pages.n - before;
    if (n == 0)
        return true;
    rest.probes = true;
    rest.retries = 0;
    rest.progress = NULL;
    if (options->max_requests)
        rest.max_requests -= g->spent.requests;
    if (options->max_time_s > 0)
        rest.max_time_s -= g->spent.seconds;
    str *urls = NEW(g->run, str, n);
    struct fetch_result *results = NEW(g->run, struct fetch_result, n);
    for (size_t i = 0; i < n; i++)
        urls[i] = g->pages.p[before + i].url;
    struct fetch_spent spent = { 0 };
    rest.spent = &spent;
    if (!fetch_all(urls, n, &rest, g->run, results, err))
        return false;
    g->spent.requests += spent.requests;
    g->spent.seconds += spent.seconds;
    for (size_t i = 0; i < n; i++)
        g->pages.p[before + i].fetch = &results[i];
    return true;
}

static struct probe_side side_of(const struct source_page *page)
{
    return (struct probe_side){ page->fetch, page->readable ? page->page.text : (str){ 0 } };
}

static enum probe_say probe_of(const struct gather *g, const struct source_page *page,
                               struct arena *scratch)
{
    if (!page->sibling)
        return PROBE_NONE;
    struct arena_mark mark = arena_mark(scratch);
    enum probe_say say =
        probe_compare(side_of(page), side_of(&g->pages.p[page->sibling - 1]), scratch);
    arena_release(scratch, mark);
    return say;
}

void gather_conclude(struct gather *g)
{
    struct arena *scratch = arena_open(g->run);
    for (size_t i = 0; i < g->pages.n; i++)
        g->pages.p[i].probe = (uint8_t)probe_of(g, &g->pages.p[i], scratch);
    arena_free(scratch);
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

struct evidence *gather_evidence(const struct gather *g, const struct quoted_input *in,
                                 struct arena *perm)
{
    const struct reference_list *refs = in->refs;
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
            ref->citation == CITE_NONE ? NULL : &in->cites->citations.p[ref->citation];
        e->fetch = page && page->fetch ? page->fetch : not_asked(ref, perm);
        e->page = page && page->readable ? &page->page : NULL;
        e->probe = page ? page->probe : PROBE_NONE;
        e->unrelated = page && page->unrelated;
        evidence_judge(c, ref->host_outlet ? ref->host_outlet : c ? c->hit.outlet : NULL, e);
    }
    if (in->cover)
        quotes_judge(in, evidence, perm);
    return evidence;
}

str gather_local_error(const struct gather *g)
{
    str why = { 0 };
    for (size_t i = 0; i < g->pages.n; i++) {
        const struct fetch_result *f = g->pages.p[i].fetch;
        const struct verdict *met = f && f->repeated ? &f->outage : f ? &f->verdict : NULL;
        if (!met || met->code != VERDICT_LOCAL_ERROR)
            return (str){ 0 };
        why = met->detail;
    }
    return why;
}

struct fetch_spent gather_spent(const struct gather *g)
{
    return g->spent;
}
