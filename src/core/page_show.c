/* page_show.c: `citecheck page`: what is read from saved pages, and why. */
#include "core/job.h"
#include "core/session.h"
#include "format/url.h"
#include "page/page.h"
#include "report/report_page.h"

#include "base/banned.h"

enum { PAGE_BYTES_MAX = 16 * 1024 * 1024, PAGE_ARENA_BYTES = 512 * 1024 * 1024 };

struct show_job {
    cck_session *s;
    const struct input *in;
    struct page_input page_in;
    struct arena *perm, *scratch;
    struct page page;
    const char *url;
};

static bool read_saved(void *ctx, struct err *err)
{
    struct show_job *job = ctx;
    struct outlet_hit hit;
    struct url url;
    struct err ignored = { 0 };
    if (!input_read(job->in, PAGE_BYTES_MAX, job->perm, &job->page_in.body, err))
        return false;
    job->page_in.url = str_from_z(job->url);
    job->page_in.walls = job->s->rules.walls;
    if (job->url && url_parse(job->page_in.url, job->perm, &url, &ignored) &&
        outlet_find_domain(&job->s->rules.outlets, url.host, url.path, &hit) && hit.outlet)
        job->page_in.url_date = hit.outlet->url_date;
    return page_read(&job->page_in, job->perm, job->scratch, &job->page, err);
}

static void show_one(cck_session *s, const struct input *in, const struct cck_page_options *options,
                     const struct page_writer *writer, const struct when_names *names,
                     struct buf *out)
{
    struct arena perm, scratch;
    struct err err = { 0 };
    arena_init(&perm, PAGE_ARENA_BYTES, NULL);
    arena_init(&scratch, PAGE_ARENA_BYTES, NULL);
    struct show_job job = {
        .s = s, .in = in, .perm = &perm, .scratch = &scratch, .url = options->url
    };
    job.page_in.names = names;
    struct arena *arenas[] = { &perm, &scratch };
    if (job_run(arenas, 2, read_saved, &job, &err))
        writer->write(in->name, &job.page, options->text, out);
    else
        session_fail(s, in->name, &err);
    arena_free(&scratch);
    arena_free(&perm);
}

bool cck_session_page(cck_session *session, const struct cck_page_options *page, const char *format,
                      const struct cck_output *output, struct cck_error *error)
{
    struct err err = { 0 };
    struct buf buf;
    const struct page_writer *writer = page_writer_find(str_from_z(format));
    if (!writer) {
        err_set(&err, ERR_USAGE, "no page format is called \"%s\": text, json or tsv", format);
        return session_error(error, &err);
    }
    const struct when_names *names = when_names_make(&session->run);
    session_buf(&buf, output);
    for (size_t i = 0; i < session->inputs.list.n; i++)
        show_one(session, &session->inputs.list.p[i], page, writer, names, &buf);
    if (!buf_flush(&buf))
        err_set(&err, ERR_IO, "the output was closed");
    buf_free(&buf);
    return err.kind == ERR_NONE || session_error(error, &err);
}
