/* pipeline.c: the stages in their order. */
#include "core/pipeline.h"

#include "cite/told.h"
#include "core/inherited.h"
#include "core/job.h"
#include "core/netopt.h"
#include "core/workers.h"
#include "doc/read.h"
#include "evidence/gather.h"
#include "report/fingerprint.h"
#include "report/list_row.h"

#include "base/banned.h"

enum { PARENS_MAX = 1000000, PAGE_SCRATCH_BYTES = 128 * 1024 * 1024 };

struct read_job {
    const struct cck_session *s;
    const struct input *in;
    struct unit *unit;
    struct wanted wanted;
};

static const struct style *pick_style(const struct cck_session *s, const struct unit *u)
{
    str id = str_from_z(s->options.style);
    if (id.n == 0)
        id = u->values->style.value;
    if (id.n == 0 && u->article.publication)
        id = u->article.publication->style;
    const struct style *style = style_find(&s->rules.styles, id);
    return style ? style : style_find(&s->rules.styles, (str){ 0 });
}

/* References outside the lines that a change adds, and links that it only moves, are not its concern. */
static void skip_references(struct unit *u)
{
    u->added = change_spans(&u->change->added, u->doc.source, &u->arena);
    for (size_t i = 0; i < u->refs.list.n; i++) {
        struct reference *ref = &u->refs.list.p[i];
        bool bare = ref->text.len == 0 && ref->link < u->doc.links.n;
        span link = ref->link < u->doc.links.n ? u->doc.links.p[ref->link].source : (span){ 0 };
        span place = bare ? link : doc_source_span(&u->doc, ref->text);
        bool old_link = link.len && change_had(u->change, str_at(u->doc.source, link));
        ref->skipped = old_link || !change_covers(&u->added, place);
        if (ref->skipped)
            ref->canonical = (str){ 0 };
    }
}

static bool read_unit(void *ctx, struct err *err)
{
    struct read_job *job = ctx;
    struct unit *u = job->unit;
    const struct cck_session *s = job->s;
    u->values = job->in->values;
    struct read_limits limits = session_limits(s);
    str source, publication = str_from_z(s->options.publication);
    if (publication.n == 0)
        publication = u->values->publication.value;
    str name = job->in->path.n == 0 && job->in->is_stream && s->options.stdin_filename
                   ? str_from_z(s->options.stdin_filename)
                   : job->in->name;
    if (!input_read(job->in, s->options.file_bytes, &u->arena, &source, err) ||
        !doc_read(name, source, &limits, &u->arena, &u->doc, err))
        return false;
    article_date_of(&u->doc, &s->rules.publications, s->article_date, publication, &u->arena,
                    &u->article, &u->anchor);
    u->style = pick_style(s, u);
    struct cite_context context = { &u->doc, &s->rules.outlets, u->style, u->anchor, PARENS_MAX };
    if (!cite_parse(&context, &u->arena, &u->cites, err))
        return false;
    if (job->wanted.prose) {
        struct day_range days = u->article.known ? u->article.days : (struct day_range){ 0 };
        struct told_list told;
        periods_find(s->rules.periods, &u->doc, &u->cites, days, &u->arena, &u->periods);
        told_find(&u->doc, &u->periods, &s->rules.outlets, &u->arena, &told);
        told_list_as_citations(&u->doc, &u->periods, &told, &u->arena, &u->cites);
    }
    if (job->wanted.deep) {
        struct day_range days = u->article.known ? u->article.days : (struct day_range){ 0 };
        periods_find(s->rules.periods, &u->doc, &u->cites, days, &u->arena, &u->periods);
        u->cover = cover_find(&u->doc, &u->cites, u->style, &u->arena);
        article_date_bound(&u->doc, &u->cites, &u->periods, u->cover, &u->arena, &u->article);
        u->claims = claims_score(s->rules.claims, &u->doc, &u->periods, &u->arena);
    }
    bool links = job->wanted.links && !(job->wanted.configured && u->values->links.value == 1);
    if (job->wanted.addresses || u->doc.links.n)
        ref_resolve(&u->doc, &u->cites, &s->rules.outlets, links, &u->arena, &u->refs);
    u->change = job->in->change && !job->in->change->whole ? job->in->change : NULL;
    if (u->change)
        skip_references(u);
    return true;
}

void pipeline_read(const struct cck_session *s, const struct input *in, struct wanted wanted,
                   struct unit *out)
{
    struct read_job job = { s, in, out, wanted };
    *out = (struct unit){ 0 };
    arena_init(&out->arena, s->options.document_bytes, NULL);
    struct arena *arenas[] = { &out->arena };
    out->ok = job_run(arenas, 1, read_unit, &job, &out->err);
}

struct page_job {
    struct gather *gather;
    size_t i;
    struct arena *scratch;
};

static bool read_page(void *ctx, struct err *err)
{
    struct page_job *job = ctx;
    return gather_page(job->gather, job->i, job->scratch, err);
}

/* A page that breaks a limit stays unread: its reference is then judged by the answer alone. */
static void guard_page(void *ctx, size_t i)
{
    struct arena scratch;
    struct err err = { 0 };
    arena_init(&scratch, PAGE_SCRATCH_BYTES, NULL);
    struct page_job job = { ctx, i, &scratch };
    struct arena *arenas[] = { gather_arena(ctx, i), &scratch };
    (void)job_run(arenas, 2, read_page, &job, &err);
    arena_free(&scratch);
}

bool pipeline_ask(const struct cck_session *s, struct gather *g,
                  const struct fetch_options *options, struct err *err)
{
    if (!gather_fetch(g, options, err))
        return false;
    if (!s->options.no_page) {
        workers_run(s->options.jobs, gather_pages(g), guard_page, g);
        if (!gather_settle(g, options, err))
            return false;
        workers_run(s->options.jobs, gather_pages(g), guard_page, g);
        if (!gather_probe(g, options, err))
            return false;
        workers_run(s->options.jobs, gather_pages(g), guard_page, g);
    }
    gather_conclude(g);
    return true;
}

bool pipeline_fetch(struct cck_session *s, struct err *err)
{
    struct gather *g = s->gather;
    struct fetch_options options;
    if (gather_pages(g) == 0) /* nothing to ask: no cache is opened either */
        return true;
    netopt_fill(&s->options, s->now_s, &s->run, &options);
    if (!pipeline_ask(s, g, &options, err))
        return false;
    s->local_error = gather_local_error(g);
    s->spent = gather_spent(g);
    return true;
}

struct unit_job {
    const struct cck_session *s;
    struct unit *unit;
};

static bool judge_unit(void *ctx, struct err *err)
{
    struct unit_job *job = ctx;
    struct unit *u = job->unit;
    struct quoted_input in = { &u->doc, &u->cites, &u->refs, u->cover };
    (void)err;
    if (job->s->gather)
        u->evidence = gather_evidence(job->s->gather, &in, &u->arena);
    return true;
}

/* Severities as the configuration wants them; fingerprints are made of what is left. */
static void settle_findings(struct unit *u)
{
    size_t kept = 0;
    for (size_t i = 0; i < u->findings.list.n; i++) {
        struct finding *f = &u->findings.list.p[i];
        const struct config_number *severity = &u->values->severity[f->check];
        if (severity->at.line)
            f->severity = severity->value;
        if (f->severity != CCK_SEVERITY_OFF)
            u->findings.list.p[kept++] = *f;
    }
    u->findings.list.n = kept;
    struct report_doc doc = pipeline_report(u);
    fingerprint_findings(&doc, &u->findings, &u->arena);
}

/* Of a change, what stands on the lines that it adds. Fingerprints are those of the whole document. */
static void drop_unchanged(struct unit *u)
{
    size_t kept = 0;
    for (size_t i = 0; i < u->findings.list.n; i++) {
        struct finding *f = &u->findings.list.p[i];
        if (change_covers(&u->added, report_finding_source(&u->doc, f)))
            u->findings.list.p[kept++] = *f;
    }
    u->findings.list.n = kept;
}

static bool check_unit(void *ctx, struct err *err)
{
    struct unit_job *job = ctx;
    struct unit *u = job->unit;
    if (!judge_unit(ctx, err))
        return false;
    if (job->s->own)
        u->cross = cross_resolve(job->s->own, &u->cites, &u->arena);
    struct check_input in = { .doc = &u->doc,
                              .cites = &u->cites,
                              .article = &u->article,
                              .periods = &u->periods,
                              .cover = u->cover,
                              .claims = u->claims,
                              .refs = &u->refs,
                              .evidence = u->evidence,
                              .cross = u->cross,
                              .style = u->style,
                              .reasons_required = u->values->reasons.value == 1,
                              .outlets = &job->s->rules.outlets };
    u->findings = (struct findings){ .arena = &u->arena };
    checks_run(&in, &u->findings);
    settle_findings(u);
    if (u->change) {
        drop_unchanged(u);
        inherited_drop(job->s, u);
    }
    return true;
}

static void run_unit(const struct cck_session *s, struct unit *unit,
                     bool (*work)(void *ctx, struct err *err))
{
    struct unit_job job = { s, unit };
    struct arena *arenas[] = { &unit->arena };
    if (unit->ok)
        unit->ok = job_run(arenas, 1, work, &job, &unit->err);
}

void pipeline_judge(const struct cck_session *s, struct unit *unit)
{
    run_unit(s, unit, judge_unit);
}

void pipeline_check(const struct cck_session *s, struct unit *unit)
{
    run_unit(s, unit, check_unit);
}

struct report_doc pipeline_report(const struct unit *u)
{
    return (struct report_doc){ .doc = &u->doc,
                                .cites = &u->cites,
                                .article = &u->article,
                                .refs = &u->refs,
                                .evidence = u->evidence,
                                .cross = u->cross,
                                .findings = &u->findings,
                                .style = u->style };
}

void pipeline_free(struct unit *unit)
{
    arena_free(&unit->arena);
    *unit = (struct unit){ 0 };
}
