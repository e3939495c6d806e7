/* listing.c: `list` and `resolve`: read a few documents, write them, forget them. Only `resolve --online`
 * has to hold them all, for the one join of the line. */
#include "core/batch.h"
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

static void write_unit(struct listing *l, struct unit *unit)
{
    struct report_doc doc = pipeline_report(unit);
    if (unit->ok)
        l->format->document(&doc, &l->report.options, l->with_urls, &l->scratch, &l->buf,
                            &l->n_lines);
}

static void write_batch(struct listing *l, struct batch *batch)
{
    batch_tell(batch);
    for (size_t i = 0; i < batch->n; i++)
        write_unit(l, &batch->units[i]);
    batch_free(batch);
}

static bool stream(struct listing *l, struct wanted wanted)
{
    cck_session *s = l->s;
    struct batch batch;
    for (size_t at = 0;
         !session_stopped(s) && !l->buf.failed && batch_take(s, at, false, &batch);) {
        batch_read(&batch, wanted);
        at += batch.n;
        write_batch(l, &batch);
    }
    return true;
}

static bool gather_then_write(struct listing *l, struct wanted wanted, struct err *err)
{
    cck_session *s = l->s;
    struct batch batch;
    if (!batch_take(s, 0, true, &batch))
        return true;
    s->gather = gather_new(&s->run, s->rules.walls);
    gather_use_pdf(s->gather, pdf_program_find(&s->run));
    batch_read(&batch, wanted);
    for (size_t i = 0; i < batch.n; i++)
        if (batch.units[i].ok)
            gather_add(s->gather, &batch.units[i].doc, &batch.units[i].refs);
    bool ok = pipeline_fetch(s, err);
    if (ok)
        batch_run(&batch, pipeline_judge);
    if (ok)
        write_batch(l, &batch);
    else
        batch_free(&batch);
    return ok;
}

static bool run(struct listing *l, const struct cck_output *output, struct err *err)
{
    cck_session *s = l->s;
    struct wanted wanted = { .prose = s->options.list_prose,
                             .links = s->options.list_links,
                             .addresses = l->with_urls };
    l->report.options = session_report_options(s, output);
    session_buf(&l->buf, output);
    arena_init(&l->scratch, 0, NULL);
    l->format->begin(&l->report.options, l->with_urls, &l->buf);
    bool ok =
        l->with_urls && s->options.online ? gather_then_write(l, wanted, err) : stream(l, wanted);
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
