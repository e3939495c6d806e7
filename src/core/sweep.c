/* sweep.c: addresses in, differences out. They are asked for in slices, so that no more than a slice's pages
 * are in memory. */
#include "core/sweep.h"

#include "core/documents.h"
#include "core/netopt.h"
#include "core/pipeline.h"
#include "evidence/gather.h"
#include "format/url.h"

#include "base/banned.h"

enum { SLICE = 2048 };

static struct sweep_entry *entry_of(struct sweep *sweep, str url)
{
    struct arena *run = &sweep->s->run;
    struct sweep_entry *known = map_get(&sweep->by_url, url);
    if (known)
        return known;
    struct sweep_entry *entry = NEW(run, struct sweep_entry, 1);
    entry->url = str_dup(run, url);
    if (!cache_key(entry->url, entry->key))
        return entry; /* without a key there is no state: it is left out */
    *map_slot(&sweep->by_url, run, entry->url) = entry;
    *VEC_PUSH(&sweep->list, run) = entry;
    return entry;
}

/* Each address counts once for a document, at its first place. */
static void collect_unit(struct sweep *sweep, const struct unit *unit)
{
    str file = session_path(sweep->s, unit->doc.name, &sweep->s->run);
    for (size_t i = 0; i < unit->refs.list.n; i++) {
        const struct reference *ref = &unit->refs.list.p[i];
        if (!ref->canonical.n)
            continue;
        struct sweep_entry *entry = entry_of(sweep, ref->canonical);
        size_t last = entry->n_places < SWEEP_PLACES ? entry->n_places : SWEEP_PLACES;
        if (ref->host_outlet)
            entry->outlet = ref->host_outlet;
        if (last && str_eq(entry->places[last - 1].file, file))
            continue;
        if (entry->n_places++ >= SWEEP_PLACES)
            continue;
        struct line_cursor lines;
        span text = doc_source_span(&unit->doc, ref->text);
        span link = ref->link < unit->doc.links.n ? unit->doc.links.p[ref->link].source : text;
        line_cursor_init(&lines, unit->doc.source);
        entry->places[last] =
            (struct sweep_place){ file,
                                  line_cursor_at(&lines, (ref->text.len ? text : link).off).line };
    }
}

static bool take_unit(void *ctx, size_t at, struct unit **unit)
{
    struct sweep *sweep = ctx;
    if (documents_ok(sweep->s, at, *unit)) {
        sweep->documents++;
        collect_unit(sweep, *unit);
    }
    return true;
}

void sweep_collect(struct sweep *sweep)
{
    struct documents documents = { .s = sweep->s,
                                   .wanted = { .links = !sweep->s->options.links_citations_only,
                                               .configured = true,
                                               .addresses = true },
                                   .take = take_unit,
                                   .ctx = sweep };
    documents_run(&documents, NULL, 0, sweep->s->inputs.list.n);
}

static int by_age(const void *left, const void *right)
{
    const struct sweep_entry *a = *(const struct sweep_entry *const *)left;
    const struct sweep_entry *b = *(const struct sweep_entry *const *)right;
    if (a->is_due != b->is_due)
        return a->is_due ? -1 : 1;
    if (a->checked_s != b->checked_s)
        return a->checked_s < b->checked_s ? -1 : 1;
    return str_cmp(a->url, b->url);
}

static int by_url(const void *left, const void *right)
{
    const struct sweep_entry *a = *(const struct sweep_entry *const *)left;
    const struct sweep_entry *b = *(const struct sweep_entry *const *)right;
    return str_cmp(a->url, b->url);
}

static void sort(struct sweep *sweep, int (*order)(const void *, const void *))
{
    if (sweep->list.n)
        qsort(sweep->list.p, sweep->list.n, sizeof *sweep->list.p, order);
}

/* A look that no sweep has told of, by a check in between or a sweep that was cut off. */
static bool is_news(const struct sweep_entry *entry)
{
    return entry->checked_s > 0 && entry->checked_s != entry->before.checked_s;
}

static bool is_broken(enum verdict_code code)
{
    return verdict_class_of(code) == VERDICT_CLASS_BROKEN;
}

static uint8_t change_of(const struct sweep_entry *entry)
{
    const struct sweep_state *before = &entry->before, *now = &entry->now;
    if (is_broken(now->code))
        return is_broken(before->code) ? SWEEP_SAME : SWEEP_BROKEN;
    if (is_broken(before->code))
        return SWEEP_MENDED;
    return now->target.n && !str_eq(now->target, before->target) ? SWEEP_MOVED : SWEEP_SAME;
}

static void take(struct sweep *sweep, struct sweep_entry *entry, const struct evidence *e)
{
    struct arena *run = &sweep->s->run;
    const struct fetch_result *fetch = e->fetch;
    bool new_look = fetch && !fetch->repeated && e->verdict.code != VERDICT_NONE;
    bool settled = new_look && verdict_is_settled(&e->verdict) && !e->verdict.suspect;
    entry->asked = new_look ? !fetch->from_cache
                            : fetch && fetch->repeated && fetch->outage.code != VERDICT_NONE;
    sweep->unsettled += !settled && (new_look || entry->asked);
    if (!settled)
        return;
    entry->looked = true;
    entry->status = fetch->status;
    entry->detail = str_dup(run, e->verdict.detail);
    entry->now = (struct sweep_state){ .code = e->verdict.code,
                                       .since_s = fetch->checked_s,
                                       .checked_s = fetch->checked_s };
    if (evidence_has_moved(e, entry->url))
        entry->now.target = str_dup(run, fetch->final_url);
    entry->change = change_of(entry);
    if (is_broken(entry->now.code) == is_broken(entry->before.code) && entry->before.since_s)
        entry->now.since_s = entry->before.since_s;
    sweep->n_changes[entry->change]++;
}

/* Why the machine reached nothing of what was asked for; empty when it did, or nothing was. */
static str local_error(struct sweep_entry *const *entries, const struct evidence *evidence,
                       size_t n)
{
    str why = { 0 };
    for (size_t i = 0; i < n; i++) {
        const struct fetch_result *fetch = evidence[i].fetch;
        if (!entries[i]->asked)
            continue;
        const struct verdict *met = fetch->repeated ? &fetch->outage : &evidence[i].verdict;
        if (met->code != VERDICT_LOCAL_ERROR)
            return (str){ 0 };
        why = met->detail;
    }
    return why;
}

/* The slice's addresses as the references of one document. */
static void make_references(struct sweep_entry *const *entries, size_t n, struct arena *arena,
                            struct reference_list *refs)
{
    VEC_RESERVE(&refs->list, arena, n);
    for (size_t i = 0; i < n; i++)
        *VEC_PUSH(&refs->list, arena) = (struct reference){ .citation = CITE_NONE,
                                                            .link = CITE_NONE,
                                                            .how = REF_LINK,
                                                            .url = entries[i]->url,
                                                            .canonical = entries[i]->url,
                                                            .host_outlet = entries[i]->outlet };
}

/* What is left of the run's limits; then only the cache answers. */
static void limit(const struct sweep *sweep, struct fetch_options *options)
{
    const struct cck_options *given = &sweep->s->options;
    double spent_s = (double)sweep->spent_ms / 1000;
    if (given->max_requests && sweep->requests >= given->max_requests)
        options->offline = true;
    else if (given->max_requests)
        options->max_requests = given->max_requests - (uint32_t)sweep->requests;
    if (given->max_time_s > 0 && spent_s >= given->max_time_s)
        options->offline = true;
    else if (given->max_time_s > 0)
        options->max_time_s = given->max_time_s - spent_s;
    if (session_stopped(sweep->s))
        options->offline = true;
}

static bool ask_slice(struct sweep *sweep, struct sweep_entry *const *entries, size_t n,
                      const struct fetch_options *options, struct err *err)
{
    static const struct cite_list no_cites = { 0 };
    struct arena arena;
    struct reference_list refs = { 0 };
    arena_init(&arena, 0, NULL);
    make_references(entries, n, &arena, &refs);
    struct gather *gather = gather_new(&arena, sweep->s->rules.walls);
    gather_add(gather, NULL, &refs);
    bool ok = pipeline_ask(sweep->s, gather, options, err);
    if (ok) {
        const struct quoted_input in = { .cites = &no_cites, .refs = &refs };
        const struct evidence *evidence = gather_evidence(gather, &in, &arena);
        const struct fetch_spent spent = gather_spent(gather);
        for (size_t i = 0; i < n; i++)
            take(sweep, entries[i], &evidence[i]);
        str why = local_error(entries, evidence, n);
        if (why.n)
            sweep->s->local_error = str_dup(&sweep->s->run, why);
        sweep->requests += spent.requests;
        sweep->spent_ms += (int64_t)(spent.seconds * 1000);
    }
    arena_free(&arena);
    return ok;
}

/* The next entries that are worth a slice, from *at on. */
static size_t next_slice(const struct sweep *sweep, bool offline, size_t *at,
                         struct sweep_entry **slice)
{
    size_t n = 0;
    for (; *at < sweep->list.n && n < SLICE; ++*at) {
        struct sweep_entry *entry = sweep->list.p[*at];
        if (is_news(entry) || (entry->is_due && !offline))
            slice[n++] = entry;
    }
    return n;
}

bool sweep_ask(struct sweep *sweep, struct err *err)
{
    struct cck_session *s = sweep->s;
    struct sweep_entry **slice = NEW(&s->run, struct sweep_entry *, SLICE);
    struct fetch_options options;
    netopt_fill(&s->options, s->now_s, &s->run, &options);
    sort(sweep, by_age);
    for (size_t at = 0, n;;) {
        struct fetch_options rest = options;
        limit(sweep, &rest);
        if (s->local_error.n) /* what is left would not be reached either */
            rest.offline = true;
        n = next_slice(sweep, rest.offline, &at, slice);
        if (n == 0)
            break;
        if (!ask_slice(sweep, slice, n, &rest, err))
            return false;
    }
    sort(sweep, by_url);
    return true;
}
