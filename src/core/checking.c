/* checking.c: `check`: every document read, every address asked once, every document checked; then the
 * report, in as many formats as wanted. */
#include "core/batch.h"

#include "base/banned.h"

bool cck_session_check(cck_session *session, struct cck_error *error)
{
    cck_session *s = session;
    struct err err = { 0 };
    struct wanted wanted = { .deep = true,
                             .links = !s->options.links_citations_only,
                             .addresses = true };
    session_free_units(s);
    s->units = NEW(&s->run, struct unit, s->inputs.n + 1);
    s->n_units = s->inputs.n;
    batch_read(s, 0, s->n_units, wanted, s->units);
    if (!pipeline_gather(s, &err))
        return session_error(error, &err);
    batch_run(s, s->units, s->n_units, pipeline_check);
    s->interrupted = session_stopped(s);
    return true;
}

static struct report make_report(cck_session *s, const struct cck_output *output)
{
    struct report report = session_report(s, output);
    struct report_doc *docs = NEW(&s->run, struct report_doc, s->n_units + 1);
    for (size_t i = 0; i < s->n_units; i++)
        if (s->units[i].ok)
            docs[report.n_docs++] = pipeline_report(&s->units[i]);
    report.docs = docs;
    return report;
}

bool cck_session_write(cck_session *session, const char *format, const struct cck_output *output,
                       struct cck_error *error)
{
    struct err err = { 0 };
    const struct report_format *f = report_format_find(str_from_z(format));
    if (!f) {
        err_set(&err, ERR_USAGE, "no report format is called \"%s\"", format);
        return session_error(error, &err);
    }
    struct report report = make_report(session, output);
    struct arena scratch;
    struct buf buf;
    arena_init(&scratch, 0, NULL);
    session_buf(&buf, output);
    f->write(&report, &scratch, &buf);
    if (!buf_flush(&buf))
        err_set(&err, ERR_IO, "the output was closed");
    buf_free(&buf);
    arena_free(&scratch);
    return err.kind == ERR_NONE || session_error(error, &err);
}
