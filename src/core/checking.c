/* checking.c: `check`: every address asked once, every document checked and written.
 *
 * Documents are read twice when something is to be asked: first for their addresses, then, when the
 * answers are there, to be checked and written. The first few are kept in between: most runs have no
 * others. */
#include "core/checking.h"

#include "core/articles.h"
#include "core/baseline_run.h"
#include "core/documents.h"
#include "core/netopt.h"
#include "core/pdf_program.h"
#include "evidence/gather.h"

#include <unistd.h>

#include "base/banned.h"

enum { HELD_MAX = 32, HELD_BYTES = 4 << 20 };

/* One report that is being written. */
struct sheet {
    struct report report;
    struct buf buf;
};

struct checking {
    struct cck_session *s;
    struct sheet *sheets;
    size_t n;
    struct arena perm, scratch;
    checking_each *each; /* sees each document; may be NULL */
};

static struct wanted wanted_of(const struct cck_session *s, bool deep)
{
    return (struct wanted){ .deep = deep,
                            .links = !s->options.links_citations_only,
                            .configured = true,
                            .addresses = true };
}

/* Whether anybody can answer: the network, or a cache. */
static bool has_answers(struct cck_session *s)
{
    if (!s->options.offline)
        return true;
    str cache = netopt_cache(&s->options, &s->run);
    return cache.n && access(cache.p, F_OK) == 0;
}

static bool hold(void *ctx, size_t at, struct unit **unit)
{
    struct cck_session *s = ctx;
    if (!*unit || !held_add(&s->held, *unit))
        return false;
    if ((*unit)->ok)
        gather_add(s->gather, &(*unit)->doc, &(*unit)->refs);
    *unit = NULL;
    s->n_asked = at + 1;
    return true;
}

static bool add_addresses(void *ctx, size_t at, struct unit **unit)
{
    struct cck_session *s = ctx;
    if (*unit && (*unit)->ok)
        gather_add(s->gather, &(*unit)->doc, &(*unit)->refs);
    s->n_asked = at + 1;
    return true;
}

/* How many of the first inputs are few and small enough to be kept. */
static size_t first_few(const struct cck_session *s)
{
    size_t n = 0;
    uint64_t bytes = 0;
    for (; n < s->inputs.list.n && n < HELD_MAX; n++) {
        bytes += s->inputs.list.p[n].size_bytes;
        if (n > 0 && bytes > HELD_BYTES)
            break;
    }
    return n;
}

/* The first `n_held` documents are read for good, the others for their addresses alone. */
static bool ask(struct cck_session *s, size_t n_held, struct err *err)
{
    struct documents documents = { .s = s, .wanted = wanted_of(s, true), .take = hold, .ctx = s };
    s->gather = gather_new(&s->run, s->rules.walls);
    gather_use_pdf(s->gather, pdf_program_find(&s->run));
    s->n_asked = 0;
    documents_run(&documents, NULL, 0, n_held);
    if (!has_answers(s)) {
        s->n_asked = session_stopped(s) ? s->n_asked : s->inputs.list.n;
        return true;
    }
    documents.wanted = wanted_of(s, false);
    documents.take = add_addresses;
    documents_run(&documents, NULL, s->n_asked, s->inputs.list.n);
    return pipeline_fetch(s, err);
}

/* Whether every address of the document was asked for. */
static bool all_asked(const struct unit *unit)
{
    for (size_t i = 0; unit->evidence && i < unit->refs.list.n; i++)
        if (unit->evidence[i].fetch && unit->evidence[i].verdict.code == VERDICT_NONE)
            return false;
    return unit->evidence != NULL;
}

/* Marks what the baseline holds. */
static void accept_known(struct cck_session *s, struct unit *unit)
{
    str file = session_path(s, unit->doc.name, &s->run);
    if (s->baseline.entries.n && !unit->change)
        *map_slot(&s->seen, &s->run, file) =
            (void *)(uintptr_t)(all_asked(unit) ? SEEN_ALL : SEEN_PARTLY);
    for (size_t i = 0; s->baseline.entries.n && i < unit->findings.list.n; i++) {
        struct finding *f = &unit->findings.list.p[i];
        struct baseline_entry *known =
            baseline_find(&s->baseline, file, f->fingerprint, s->today, &unit->arena);
        if (!known)
            continue;
        known->met = true;
        f->accepted = &known->reason;
    }
}

/* What the findings of a document count for the exit status. */
static void count(struct cck_session *s, struct unit *unit)
{
    struct report_options options = session_report_options(s, NULL);
    struct report_doc doc = pipeline_report(unit);
    accept_known(s, unit);
    report_count(&options, &doc, &s->counts);
}

static bool open_sheet(struct checking *c, const struct cck_report *wanted, struct err *err)
{
    const struct report_format *format = report_format_find(str_from_z(wanted->format));
    if (!format)
        return err_set(err, ERR_USAGE, "no report format is called \"%s\"", wanted->format);
    struct sheet *sheet = &c->sheets[c->n++];
    session_buf(&sheet->buf, wanted->output);
    sheet->report = (struct report){ .format = format,
                                     .options = session_report_options(c->s, wanted->output),
                                     .out = &sheet->buf,
                                     .perm = &c->perm };
    return true;
}

static bool open_sheets(struct checking *c, const struct cck_report *wanted, size_t n,
                        struct err *err)
{
    c->sheets = NEW(&c->perm, struct sheet, n + 1);
    for (size_t i = 0; i < n; i++)
        if (!open_sheet(c, &wanted[i], err))
            return false;
    return true;
}

static void begin_sheets(struct checking *c)
{
    for (size_t i = 0; i < c->n; i++) {
        struct report_options *options = &c->sheets[i].report.options;
        options->interrupted = session_stopped(c->s);
        options->local_error = c->s->local_error;
        if (options->columns &&
            c->s->spent.requests) { /* elsewhere the same input gives the same bytes */
            options->seconds = c->s->spent.seconds;
            options->requests = c->s->spent.requests;
        }
        report_begin(&c->sheets[i].report);
    }
}

static void write_unit(struct checking *c, const struct unit *unit)
{
    struct report_doc doc = pipeline_report(unit);
    if (c->each)
        c->each(c->s, unit);
    for (size_t k = 0; k < c->n; k++)
        if (!c->sheets[k].buf.failed)
            report_document(&c->sheets[k].report, &doc, &c->scratch);
}

/* False when an output was closed before all was written. */
static bool end_sheets(struct checking *c)
{
    bool whole = true;
    size_t n_errors, stale = baseline_stale(c->s);
    const struct report_error *errors = session_report_errors(c->s, &n_errors);
    for (size_t i = 0; i < c->n; i++) {
        struct sheet *sheet = &c->sheets[i];
        sheet->report.options.interrupted = c->s->interrupted;
        sheet->report.options.stale = stale;
        sheet->report.errors = errors;
        sheet->report.n_errors = n_errors;
        report_end(&sheet->report, &c->scratch);
        whole = buf_flush(&sheet->buf) && whole;
    }
    return whole;
}

static void close_sheets(struct checking *c)
{
    for (size_t i = 0; i < c->n; i++)
        buf_free(&c->sheets[i].buf);
    arena_free(&c->scratch);
    arena_free(&c->perm);
}

static bool any_open(const struct checking *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (!c->sheets[i].buf.failed)
            return true;
    return c->n == 0;
}

static bool count_and_write(void *ctx, size_t at, struct unit **unit)
{
    struct checking *c = ctx;
    if (documents_ok(c->s, at, *unit)) {
        count(c->s, *unit);
        write_unit(c, *unit);
    }
    return any_open(c);
}

/* After an interruption what was asked for is still written: only a second one ends that. */
static void check_and_write(struct checking *c)
{
    struct cck_session *s = c->s;
    struct documents documents = { .s = s,
                                   .wanted = wanted_of(s, true),
                                   .patient = session_stopped(s),
                                   .work = pipeline_check,
                                   .take = count_and_write,
                                   .ctx = c };
    begin_sheets(c);
    documents_run(&documents, &s->held, 0, s->n_asked);
    s->interrupted = session_stopped(s);
}

/* The repository's own articles, when the configuration says where they are. */
static bool know_articles(struct cck_session *s, struct err *err)
{
    struct articles_change change;
    return !s->config->articles.at.line || s->own || articles_update(s, NULL, 0, &change, err);
}

bool checking_run(struct cck_session *session, const struct cck_report *reports, size_t n,
                  checking_each *each, struct cck_error *error)
{
    struct err err = { 0 };
    struct checking c = { .s = session, .each = each };
    session_free_units(session);
    inputs_take_streams(&session->inputs, session->options.file_bytes);
    inputs_sort(&session->inputs);
    arena_init(&c.perm, 0, NULL);
    arena_init(&c.scratch, 0, NULL);
    bool ok = session_open_baseline(session, session->rewrites_baseline, &err) &&
              know_articles(session, &err) && open_sheets(&c, reports, n, &err) &&
              ask(session, first_few(session), &err);
    if (ok) {
        check_and_write(&c);
        ok = end_sheets(&c) || err_set(&err, ERR_IO, "the output was closed");
    }
    held_free(&session->held);
    close_sheets(&c);
    return ok || session_error(error, &err);
}

bool cck_session_report(cck_session *session, const struct cck_report *reports, size_t n,
                        struct cck_error *error)
{
    return checking_run(session, reports, n, NULL, error);
}

static bool count_and_hold(void *ctx, size_t at, struct unit **unit)
{
    struct cck_session *s = ctx;
    if (documents_ok(s, at, *unit))
        count(s, *unit);
    s->held.p[at] = *unit;
    *unit = NULL;
    return true;
}

bool cck_session_check(cck_session *session, struct cck_error *error)
{
    struct err err = { 0 };
    session_free_units(session);
    inputs_sort(&session->inputs);
    if (!session_open_baseline(session, false, &err) || !ask(session, session->inputs.list.n, &err))
        return session_error(error, &err);
    struct documents documents = { .s = session,
                                   .patient = session_stopped(session),
                                   .work = pipeline_check,
                                   .take = count_and_hold,
                                   .ctx = session };
    documents_run(&documents, &session->held, 0, session->held.n);
    session->interrupted = session_stopped(session);
    return true;
}

bool cck_session_write(cck_session *session, const char *format, const struct cck_output *output,
                       struct cck_error *error)
{
    struct err err = { 0 };
    struct cck_report wanted = { format, output };
    struct checking c = { .s = session };
    arena_init(&c.perm, 0, NULL);
    arena_init(&c.scratch, 0, NULL);
    bool ok = open_sheets(&c, &wanted, 1, &err);
    if (ok) {
        begin_sheets(&c);
        for (size_t i = 0; i < session->held.n; i++)
            if (session->held.p[i] && session->held.p[i]->ok)
                write_unit(&c, session->held.p[i]);
        ok = end_sheets(&c) || err_set(&err, ERR_IO, "the output was closed");
    }
    close_sheets(&c);
    return ok || session_error(error, &err);
}
