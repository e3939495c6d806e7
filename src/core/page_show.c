/* page_show.c: `citecheck page`: what is read from saved pages, and why. */
#include "core/job.h"
#include "core/pdf_program.h"
#include "core/session.h"
#include "format/url.h"
#include "page/page.h"
#include "report/report_page.h"

#include "base/banned.h"

enum {
    PAGE_BYTES_MAX = 16 * 1024 * 1024,
    MANIFEST_BYTES_MAX = 256 * 1024 * 1024,
    PAGE_ARENA_BYTES = 512 * 1024 * 1024
};

/* What is the same for all pages. */
struct show {
    cck_session *s;
    const struct cck_page_options *options;
    const struct page_writer *writer;
    const struct when_names *names;
    const struct pdf_tool *pdf;
    struct buf *out;
};

/* One saved page. */
struct saved {
    const struct show *show;
    const struct input *in;
    str url; /* may be empty */
    struct arena *perm, *scratch;
    struct page page;
};

static bool read_saved(void *ctx, struct err *err)
{
    struct saved *saved = ctx;
    const struct cck_session *s = saved->show->s;
    struct outlet_hit hit;
    struct url url;
    struct err ignored = { 0 };
    struct page_input in = { .url = saved->url,
                             .dates_only = saved->show->writer->rows,
                             .walls = s->rules.walls,
                             .names = saved->show->names,
                             .pdf = saved->show->pdf };
    if (!input_read(saved->in, PAGE_BYTES_MAX, saved->perm, &in.body, err))
        return false;
    if (in.url.n && url_parse(in.url, saved->perm, &url, &ignored) &&
        outlet_find_domain(&s->rules.outlets, url.host, url.path, &hit) && hit.outlet) {
        in.url_date = hit.outlet->url_date;
        in.zone = hit.outlet->timezone;
    }
    return page_read(&in, saved->perm, saved->scratch, &saved->page, err);
}

static void show_one(const struct show *show, const struct input *in, str url)
{
    struct arena perm, scratch;
    struct err err = { 0 };
    arena_init(&perm, PAGE_ARENA_BYTES, NULL);
    arena_init(&scratch, PAGE_ARENA_BYTES, NULL);
    struct saved saved = { show, in, url, &perm, &scratch, { 0 } };
    struct arena *arenas[] = { &perm, &scratch };
    bool read = job_run(arenas, 2, read_saved, &saved, &err);
    if (!read) {
        session_fail(show->s, in->name, &err);
        saved.page = (struct page){ 0 };
    }
    if (read || show->writer->rows)
        show->writer->write(in->name, &saved.page, show->options->text, show->out);
    arena_free(&scratch);
    arena_free(&perm);
}

/* One line: name TAB address TAB path. */
static void show_line(const struct show *show, str line, str root, struct err *err)
{
    str name, rest, url, path;
    struct arena scratch;
    if (!str_cut(line, '\t', &name, &rest) || !str_cut(rest, '\t', &url, &path) || !name.n) {
        (void)err_set(err, ERR_FORMAT, "expected name, tab, address, tab, path");
        return;
    }
    path = str_slice(path, 0, str_find_byte(path, '\t', 0)); /* further columns are others' */
    arena_init(&scratch, 0, NULL);
    if (root.n && !str_starts(path, S("/")))
        path = str_printf(&scratch, "%.*s/%.*s", STR_ARG(root), STR_ARG(path));
    struct input in = { .name = name, .path = path };
    show_one(show, &in, url);
    arena_free(&scratch);
}

static void show_manifest(const struct show *show)
{
    struct err err = { 0 };
    struct arena *run = &show->s->run;
    str file = str_from_z(show->options->manifest), lines, line;
    if (!input_read_file(file, MANIFEST_BYTES_MAX, run, &lines, &err)) {
        session_fail(show->s, file, &err);
        return;
    }
    for (uint32_t n = 1; str_next(&lines, '\n', &line); n++) {
        struct err wrong = { 0 };
        line = str_slice(line, 0, str_find_byte(line, '\r', 0));
        if (line.n)
            show_line(show, line, str_from_z(show->options->root), &wrong);
        wrong.line = n;
        wrong.column = 1;
        if (wrong.kind)
            session_fail(show->s, file, &wrong);
    }
}

bool cck_session_page(cck_session *session, const struct cck_page_options *page, const char *format,
                      const struct cck_output *output, struct cck_error *error)
{
    struct err err = { 0 };
    struct buf buf;
    struct show show = {
        .s = session, .options = page, .writer = page_writer_find(str_from_z(format)), .out = &buf
    };
    if (!show.writer) {
        err_set(&err, ERR_USAGE, "no page format is called \"%s\": text, json or tsv", format);
        return session_error(error, &err);
    }
    struct url url;
    if (page->url && !url_parse(str_from_z(page->url), &session->run, &url, &err)) {
        (void)err_context(&err, "--url %s", page->url);
        return session_error(error, &err);
    }
    show.names = when_names_make(&session->run);
    show.pdf = pdf_program_find(&session->run);
    session_buf(&buf, output);
    for (size_t i = 0; i < session->inputs.list.n; i++)
        show_one(&show, &session->inputs.list.p[i], str_from_z(page->url));
    if (page->manifest)
        show_manifest(&show);
    if (!buf_flush(&buf))
        err_set(&err, ERR_IO, "the output was closed");
    buf_free(&buf);
    return err.kind == ERR_NONE || session_error(error, &err);
}
