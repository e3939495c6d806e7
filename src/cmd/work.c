/* work.c: what the commands with a session have in common. */
#include "cmd/work.h"

#include "cmd/interrupt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

static void log_line(void *ctx, const char *line)
{
    (void)ctx;
    complain("%s", line);
}

bool run_open(struct run *run, struct settings *settings)
{
    *run = (struct run){ .settings = settings };
    progress_init(&run->progress, settings->lib.verbosity);
    settings->lib.progress = progress_show;
    settings->lib.progress_ctx = &run->progress;
    settings->lib.log = settings->lib.verbosity > 0 ? log_line : NULL;
    settings->lib.stop = stop_flag();
    if (cck_session_open(&settings->lib, &run->session, &run->error))
        return true;
    complain("%s", run->error.message);
    return false;
}

/* One name a line, or up to each NUL. */
static bool add_names(struct run *run, FILE *file)
{
    char *name = NULL;
    size_t cap = 0;
    ssize_t n;
    int end = run->settings->null ? 0 : '\n';
    while ((n = getdelim(&name, &cap, end, file)) >= 0) {
        if (n > 0 && name[n - 1] == (char)end)
            name[--n] = 0;
        if (n > 0)
            cck_session_add_path(run->session, name);
    }
    free(name);
    return ferror(file) == 0;
}

static bool add_listed(struct run *run)
{
    const char *from = run->settings->files_from;
    bool is_stdin = strcmp(from, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(from, "rbe");
    bool ok = file && add_names(run, file);
    if (!ok)
        (void)snprintf(run->error.message, sizeof run->error.message, "--files-from %s: %s", from,
                       strerror(errno));
    if (file && !is_stdin)
        (void)fclose(file);
    return ok;
}

bool run_add_inputs(struct run *run)
{
    const struct settings *settings = run->settings;
    if (settings->lib.since || settings->lib.staged)
        return cck_session_add_changes(run->session, (const char *const *)settings->operands,
                                       settings->n_operands, &run->error);
    for (size_t i = 0; i < settings->n_operands; i++)
        cck_session_add_path(run->session, settings->operands[i]);
    return !settings->files_from || add_listed(run);
}

static void tell_error(void *ctx, const char *file, const char *message)
{
    (void)ctx;
    complain("%s: %s", file, message);
}

int run_close(struct run *run, bool ok, int status)
{
    bool told = !ok && run->error.message[0];
    progress_clear(&run->progress);
    cck_session_errors(run->session, tell_error, NULL);
    int found = cck_session_status(run->session);
    if (told)
        complain("%s", run->error.message);
    cck_session_close(run->session);
    if (*stop_flag())
        return STATUS_INTERRUPTED;
    if (told)
        return 2;
    if (!ok && found == 0)
        found = 1;
    return found > status ? found : status;
}

const struct action *action_named(const struct action *actions, const char *name)
{
    while (actions->name && strcmp(actions->name, name) != 0)
        actions++;
    return actions;
}

int run_write_one(struct run *run, const struct format_choice *choice, run_write_fn *write,
                  bool *ok)
{
    struct output output;
    if (!output_open(&output, choice->file, run->settings, &run->progress))
        return 2;
    *ok = write(run, choice->name, &output.sink);
    if (!*ok && output.closed) { /* a closed pipe is no failure; of others output_close tells */
        run->error.message[0] = 0;
        *ok = true;
    }
    return output_close(&output) ? 0 : 2;
}

int run_write(struct settings *settings, const char *default_format, run_write_fn *write)
{
    struct format_choice choice = { .file = NULL };
    struct run run;
    if (settings->n_formats)
        choice = settings->formats[0];
    else
        (void)snprintf(choice.name, sizeof choice.name, "%s", default_format);
    if (!run_open(&run, settings))
        return 2;
    bool ok = true;
    int status = run_write_one(&run, &choice, write, &ok);
    return run_close(&run, ok, status);
}
