/* listing.c: `list` and `resolve`: read a few documents, write them, forget them. Only `resolve --online`
 * has to hold them all, for the one join of the line. */
#include "core/documents.h"
#include "core/pdf_program.h"
#include "evidence/gather.h"

#include "base/banned.h"

struct listing {
    cck_session *s;
    const struct list_format *format;
    bool with_urls;
    struct report report;
    struct arena scratch;
    struct buf buf;
    size_t n_lines;
};

static bool take_unit(void *ctx, size_t at, struct unit **unit)
{
    struct listing *l = ctx;
    if (documents_ok(l->s, at, *unit)) {
        struct report_doc doc = pipeline_report(*unit);
        l->format->document(&doc, &l->report.options, l->with_urls, &l->scratch, &l->buf,
                            &l->n_lines);
    }
    return !l->buf.failed;
}

static bool keep_unit(void *ctx, size_t at, struct unit **unit)
{
    struct listing *l = ctx;
    (void)at;
    if (!*unit || !held_add(&l->s->held, *unit))
        return false;
    if ((*unit)->ok)
        gather_add(l->s->gather, &(*unit)->doc, &(*unit)->refs);
    *unit = NULL;
    return true;
}

/* All are read and asked for before the first is written. */
static bool gather_then_write(struct listing *l, struct documents documents, struct err *err)
{
    cck_session *s = l->s;
    session_free_units(s);
    s->gather = gather_new(&s->run, s->rules.walls);
    gather_use_pdf(s->gather, pdf_program_find(&s->run));
    documents.take = keep_unit;
    documents_run(&documents, NULL, 0, s->inputs.list.n);
    bool ok = pipeline_fetch(s, err);
    documents.work = pipeline_judge;
    documents.take = take_unit;
    documents.patient = session_stopped(s); /* what was asked for is still written */
    if (ok)
        documents_run(&documents, &s->held, 0, s->held.n);
    held_free(&s->held);
    return ok;
}

static bool run(struct listing *l, const struct cck_output *output, struct err *err)
{
    cck_session *s = l->s;
    struct documents documents = { .s = s,
                                   .wanted = { .prose = s->options.list_prose,
                                               .links = s->options.list_links,
                                               .addresses = l->with_urls },
                                   .take = take_unit,
                                   .ctx = l };
    bool ok = true;
    l->report.options = session_report_options(s, output);
    session_buf(&l->buf, output);
    arena_init(&l->scratch, 0, NULL);
    l->format->begin(&l->report.options, l->with_urls, &l->buf);
    if (l->with_urls && s->options.online)
        ok = gather_then_write(l, documents, err);
    else
        documents_run(&documents, NULL, 0, s->inputs.list.n);
    s->interrupted = session_stopped(s);
    l->report.errors = session_report_errors(s, &l->report.n_errors);
    l->format->end(&l->report, l->with_urls, l->n_lines, &l->buf);
    if (!buf_flush(&l->buf))
        ok = err_set(err, ERR_IO, "the output was closed");
    buf_free(&l->buf);
    arena_free(&l->scratch);
    return ok;
}

static bool list(cck_session *s, const char *name, bool with_urls, const struct cck_output *output,
                 struct cck_error *error)
{
    struct err err = { 0 };
    struct listing l = { .s = s,
                         .format = list_format_find(str_from_z(name)),
                         .with_urls = with_urls };
    if (!l.format)
        err_set(&err, ERR_USAGE, "no list format is called \"%s\": table, jsonl, json or csv",
                name);
    else if (run(&l, output, &err))
        return true;
    return session_error(error, &err);
}

bool cck_session_list(cck_session *session, const char *format, const struct cck_output *output,
                      struct cck_error *error)
{
    return list(session, format, false, output, error);
}

bool cck_session_resolve(cck_session *session, const char *format, const struct cck_output *output,
                         struct cck_error *error)
{
    return list(session, format, true, output, error);
}
