/* session.c: the public face: from options to a session, its inputs, errors and status. */
#include "core/session.h"

#include <libxml/parser.h>
#include <time.h>
#include <unistd.h>

#include "core/documents.h"
#include "core/git.h"
#include "core/netopt.h"
#include "core/rulebook.h"
#include "core/walk.h"
#include "doc/read.h"
#include "format/stamp.h"
#include "report/path.h"

#include "base/banned.h"

enum {
    HTML_DEPTH_MAX = 512,
    BLOCKS_MAX = 4000000,
    FLUSH_BYTES = 1 << 18,
    BIG_FILE_BYTES = 4 << 20
};

const char *cck_version(void)
{
    return CCK_VERSION;
}

void cck_options_default(struct cck_options *options)
{
    *options = (struct cck_options){
        .size = options->size,
        .fail_on = CCK_FAIL_CONFIGURED,
        .concurrency = 64,
        .host_concurrency = 1,
        .retries = 2,
        .host_interval_s = 1,
        .timeout_s = 45,
        .user_agent =
            "citecheck/" CCK_VERSION " (checks the links of a draft; +https://citecheck.org/bot)",
        .file_bytes = (size_t)256 << 20,
        .document_bytes = (size_t)224 << 20,
    };
}

bool session_error(struct cck_error *out, const struct err *err)
{
    if (out)
        (void)snprintf(out->message, sizeof out->message, "%s", err->message);
    return false;
}

void session_fail(struct cck_session *s, str file, const struct err *err)
{
    inputs_fail(&s->inputs, file, str_from_z(err->message));
    struct input_error *last = &s->inputs.errors.p[s->inputs.errors.n - 1];
    last->line = err->line;
    last->column = err->column;
}

struct read_limits session_limits(const struct cck_session *s)
{
    return (struct read_limits){ .source_bytes = s->options.file_bytes,
                                 .blocks = BLOCKS_MAX,
                                 .html_depth = HTML_DEPTH_MAX };
}

static bool flush_out(void *ctx, str content)
{
    const struct cck_output *output = ctx;
    return output->write(output->ctx, content.p, content.n);
}

void session_buf(struct buf *buf, const struct cck_output *output)
{
    buf_init(buf, SIZE_MAX / 4);
    buf->flush = flush_out;
    buf->flush_ctx = (void *)(uintptr_t)output;
    buf->flush_at = FLUSH_BYTES;
}

/* Where the baseline is, named or found; empty when there is none. */
static str baseline_path(struct cck_session *s)
{
    const struct config_word *configured = &s->config->baseline;
    if (s->options.no_baseline)
        return (str){ 0 };
    if (s->options.baseline)
        return str_from_z(s->options.baseline);
    str folder = configured->at.line ? s->config->folder : s->root.n ? s->root : s->folder;
    str name = configured->at.line ? configured->value : S("citecheck-baseline.jsonl");
    if (folder.n == 0 || str_starts(name, S("/")))
        return name;
    return str_printf(&s->run, "%.*s%s%.*s", STR_ARG(folder), str_ends(folder, S("/")) ? "" : "/",
                      STR_ARG(name));
}

bool session_open_baseline(struct cck_session *s, bool may_miss, struct err *err)
{
    str path = baseline_path(s);
    bool is_named = s->options.baseline || s->config->baseline.at.line;
    const char *z = str_z(&s->run, path);
    s->baseline = (struct baseline){ .path = path };
    if (path.n && access(z ? z : "", F_OK) != 0 && (may_miss || !is_named)) {
        if (!may_miss)
            s->baseline.path = (str){ 0 };
        return true;
    }
    return path.n == 0 || baseline_load(path, &s->run, &s->baseline, err);
}

str session_path(const struct cck_session *s, str name, struct arena *scratch)
{
    struct report_options options = { .root = s->root, .folder = s->folder };
    return report_path(&options, name, scratch);
}

struct report_options session_report_options(const struct cck_session *s,
                                             const struct cck_output *output)
{
    struct report_options options = { .verbosity = s->options.verbosity,
                                      .offline = s->options.offline,
                                      .interrupted = s->interrupted,
                                      .only_changes = s->options.since || s->options.staged,
                                      .list_all = s->options.list_all,
                                      .list_links = s->options.list_links,
                                      .ignore_robots = s->options.ignore_robots,
                                      .has_baseline = s->baseline.path.n > 0,
                                      .root = s->root,
                                      .folder = s->folder,
                                      .local_error = s->local_error };
    if (output) {
        options.color = output->color;
        options.unicode = output->unicode;
        options.columns = output->columns;
    }
    return options;
}

static int by_file(const void *left, const void *right)
{
    const struct report_error *a = left, *b = right;
    int order = str_cmp(a->file, b->file);
    return order ? order : str_cmp(a->message, b->message);
}

const struct report_error *session_report_errors(struct cck_session *s, size_t *n)
{
    struct report_error *errors = NEW(&s->run, struct report_error, s->inputs.errors.n + 1);
    for (size_t i = 0; i < s->inputs.errors.n; i++)
        errors[i] =
            (struct report_error){ s->inputs.errors.p[i].file, s->inputs.errors.p[i].message,
                                   s->inputs.errors.p[i].line, s->inputs.errors.p[i].column };
    *n = s->inputs.errors.n;
    if (*n)
        qsort(errors, *n, sizeof *errors, by_file);
    return errors;
}

bool session_stopped(const struct cck_session *s)
{
    return s->options.stop && __atomic_load_n(s->options.stop, __ATOMIC_RELAXED);
}

static bool read_now(struct cck_session *s, struct err *err)
{
    struct timespec clock;
    if (s->options.now) {
        if (stamp_parse(str_from_z(s->options.now), &s->now_s))
            return true;
        return err_set(err, ERR_USAGE,
                       "--now: expected a time like 2024-07-29T12:00:00Z, met \"%s\"",
                       s->options.now);
    }
    if (clock_gettime(CLOCK_REALTIME, &clock) == 0)
        s->now_s = clock.tv_sec;
    return true;
}

/* The current folder, and the repository around it. */
static void find_folders(struct cck_session *s)
{
    char *folder = getcwd(NULL, 0);
    s->folder = str_dup(&s->run, str_from_z(folder));
    free(folder);
    (void)git_above(s->folder, &s->run, &s->root);
}

/* $XDG_CONFIG_HOME/citecheck/config.yaml; empty when there is no home. */
static str user_config(struct arena *run)
{
    const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (xdg && xdg[0] == '/')
        return str_printf(run, "%s/citecheck/config.yaml", xdg);
    if (home && home[0] == '/')
        return str_printf(run, "%s/.config/citecheck/config.yaml", home);
    return (str){ 0 };
}

static bool check_names(const struct cck_session *s, str style, str publication, struct err *err)
{
    if (style.n && !style_find(&s->rules.styles, style))
        return err_set(err, ERR_USAGE,
                       "no style is called \"%.*s\"; `citecheck rules list` shows them",
                       STR_ARG(style));
    if (publication.n && !publication_find(&s->rules.publications, publication))
        return err_set(err, ERR_USAGE,
                       "no publication is called \"%.*s\"; `citecheck rules list` shows them",
                       STR_ARG(publication));
    return true;
}

static bool check_values(const struct cck_session *s, const struct config_values *values,
                         struct err *err)
{
    const struct config_word *style = &values->style, *publication = &values->publication;
    if (!check_names(s, style->value, (str){ 0 }, err))
        return err_context(err, "%.*s:%u", STR_ARG(style->at.path), style->at.line);
    if (!check_names(s, (str){ 0 }, publication->value, err))
        return err_context(err, "%.*s:%u", STR_ARG(publication->at.path), publication->at.line);
    return true;
}

/* Styles and publications of a configuration are looked up once the rules are there. */
static bool accept_config(void *ctx, const struct config *config, struct err *err)
{
    if (!check_values(ctx, &config->values, err))
        return false;
    for (size_t i = 0; i < config->overrides.n; i++)
        if (!check_values(ctx, &config->overrides.p[i].values, err))
            return false;
    return true;
}

static bool load_config(struct cck_session *s, struct err *err)
{
    if (!config_set_init(&s->configs, str_from_z(s->options.config), s->options.no_config,
                         user_config(&s->run), &s->run, err))
        return false;
    const struct config_folder *here = config_set_at(&s->configs, (str){ 0 });
    s->config = here->config;
    if (here->failed)
        return err_set(err, ERR_FORMAT, "%.*s", STR_ARG(here->why));
    return true;
}

/* The rules are chosen by the configuration, whose names are then held against the rules. */
static bool open_session(struct cck_session *s, struct err *err)
{
    str day = str_from_z(s->options.date);
    find_folders(s);
    s->inputs = (struct inputs){ .run = &s->run, .configs = &s->configs };
    if (day.n && !date_parse_iso(day, &s->article_date))
        return err_set(err, ERR_USAGE, "--date: expected a day like 2024-07-29, met \"%.*s\"",
                       STR_ARG(day));
    char room[DATE_TEXT_BYTES];
    if (!read_now(s, err) || !netopt_check(&s->options, &s->run, err))
        return false;
    s->today = str_dup(&s->run, date_iso(date_from_unix(s->now_s), room));
    if (!load_config(s, err) || !rulebook_load(s, err) ||
        !check_names(s, str_from_z(s->options.style), str_from_z(s->options.publication), err) ||
        !accept_config(s, s->config, err))
        return false;
    s->configs.accepts = accept_config;
    s->configs.ctx = s;
    if (s->options.fail_on == CCK_FAIL_CONFIGURED && s->config->fail_on.at.line)
        s->options.fail_on = (enum cck_fail_on)s->config->fail_on.value;
    return true;
}

static const char *copy_z(struct arena *run, const char *z)
{
    return z ? str_dup(run, str_from_z(z)).p : NULL;
}

static cck_strings copy_list(struct arena *run, cck_strings list)
{
    size_t n = 0;
    while (list && list[n])
        n++;
    const char **out = NEW(run, const char *, n + 1);
    for (size_t i = 0; i < n; i++)
        out[i] = copy_z(run, list[i]);
    return out;
}

/* The caller's strings may go once the session is open. */
static void copy_options(struct cck_session *s, const struct cck_options *given)
{
    struct cck_options *o = &s->options;
    *o = *given;
    const char **texts[] = { &o->date,  &o->publication,    &o->style, &o->config,
                             &o->cache, &o->user_agent,     &o->proxy, &o->cacert,
                             &o->now,   &o->stdin_filename, &o->since, &o->baseline };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = copy_z(&s->run, *texts[i]);
    o->rules = copy_list(&s->run, o->rules);
    o->resolve = copy_list(&s->run, o->resolve);
    o->connect_to = copy_list(&s->run, o->connect_to);
    o->allow_address = copy_list(&s->run, o->allow_address);
}

/* Nothing that a page or a document names is ever loaded. */
static xmlParserInputPtr refuse_entity(const char *url, const char *id, xmlParserCtxtPtr context)
{
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

bool cck_session_open(const struct cck_options *options, cck_session **out, struct cck_error *error)
{
    struct err err = { 0 };
    *out = NULL;
    cck_session *s = calloc(1, sizeof *s);
    if (!s) {
        err_set(&err, ERR_MEMORY, "out of memory");
        return session_error(error, &err);
    }
    xmlInitParser(); /* before any thread parses */
    xmlSetExternalEntityLoader(refuse_entity);
    arena_init(&s->run, 0, NULL);
    copy_options(s, options);
    if (!open_session(s, &err)) {
        cck_session_close(s);
        return session_error(error, &err);
    }
    *out = s;
    return true;
}

void session_free_units(cck_session *s)
{
    held_free(&s->held);
    s->gather = NULL;
    s->counts = (struct report_counts){ 0 };
}

void cck_session_close(cck_session *session)
{
    if (!session)
        return;
    session_free_units(session);
    arena_free(&session->run);
    free(session);
}

void cck_session_add_path(cck_session *session, const char *path)
{
    inputs_add(&session->inputs, str_from_z(path));
}

void cck_session_add_repository(cck_session *session)
{
    session->whole = true;
    walk_folder(&session->inputs, session->root.n ? session->root : S("."));
}

void cck_session_add_text(cck_session *session, const char *name, const char *bytes, size_t n)
{
    (void)inputs_add_text(&session->inputs, str_from_z(name),
                          str_dup(&session->run, (str){ bytes, n }));
}

bool cck_session_add_changes(cck_session *session, const char *const *paths, size_t n,
                             struct cck_error *error)
{
    struct err err = { 0 };
    const struct cck_options *o = &session->options;
    struct scope scope = { o->since, o->staged, o->whole_files };
    str *only = NEW(&session->run, str, n + 1);
    for (size_t i = 0; i < n; i++)
        only[i] = str_from_z(paths[i]);
    return scope_add(&scope, only, n, &session->inputs, &err) || session_error(error, &err);
}

int cck_session_status(const cck_session *session)
{
    const cck_session *s = session;
    if (s->inputs.errors.n || s->tests_failed)
        return s->inputs.errors.n ? 2 : 1;
    const size_t *found = s->counts.findings;
    switch (s->options.fail_on) {
    case CCK_FAIL_UNVERIFIED:
        return found[CCK_SEVERITY_ERROR] || s->counts.unverified;
    case CCK_FAIL_WARNING:
        return found[CCK_SEVERITY_ERROR] || found[CCK_SEVERITY_WARNING];
    case CCK_FAIL_ERROR:
    case CCK_FAIL_CONFIGURED:
        return found[CCK_SEVERITY_ERROR] > 0;
    case CCK_FAIL_NEVER:
        break;
    }
    return 0;
}

void cck_session_errors(const cck_session *session,
                        void (*each)(void *ctx, const char *file, const char *message), void *ctx)
{
    for (size_t i = 0; i < session->inputs.errors.n; i++) {
        const struct input_error *e = &session->inputs.errors.p[i];
        struct arena scratch;
        arena_init(&scratch, 0, NULL);
        const char *file = str_z(&scratch, e->file);
        str message = e->message;
        if (e->line)
            message = str_printf(&scratch, "%u:%u: %.*s", e->line, e->column, STR_ARG(e->message));
        each(ctx, file ? file : "?", message.p);
        arena_free(&scratch);
    }
}
