/* sheets.c: outputs that are open while a run lasts. */
#include "cmd/sheets.h"

#include "base/banned.h"

/* The outputs of one run, open while it lasts. */
struct sheets {
    struct output outputs[FORMATS_MAX];
    struct cck_report reports[FORMATS_MAX];
    size_t n;
};

static bool open_all(struct sheets *sheets, struct run *run)
{
    const struct settings *settings = run->settings;
    for (size_t i = 0; i < settings->n_formats; i++) {
        const struct format_choice *choice = &settings->formats[i];
        if (!output_open(&sheets->outputs[i], choice->file, settings, &run->progress))
            return false;
        sheets->reports[i] = (struct cck_report){ choice->name, &sheets->outputs[i].sink };
        sheets->n++;
    }
    return true;
}

/* Whether all was written; a closed pipe is no failure. */
static bool close_all(struct sheets *sheets, bool *stopped_early)
{
    bool ok = true;
    for (size_t i = 0; i < sheets->n; i++) {
        *stopped_early |= sheets->outputs[i].closed;
        ok = output_close(&sheets->outputs[i]) && ok;
    }
    return ok;
}

/* Where nothing needs to be named, the whole repository is meant. */
static bool add_inputs(struct run *run)
{
    if (run->settings->n_operands || settings_has_inputs(run->settings))
        return run_add_inputs(run);
    cck_session_add_repository(run->session);
    return true;
}

int sheets_run(struct settings *settings, sheets_report_fn *report)
{
    struct run run;
    struct sheets sheets = { .n = 0 };
    bool stopped_early = false;
    if (settings->n_formats == 0)
        settings->formats[settings->n_formats++] = (struct format_choice){ .name = "text" };
    if (!run_open(&run, settings))
        return 2;
    bool opened = open_all(&sheets, &run), ok = true;
    if (opened)
        ok = add_inputs(&run) && report(run.session, sheets.reports, sheets.n, &run.error);
    bool written = close_all(&sheets, &stopped_early) && opened;
    if (!ok && stopped_early) { /* of others output_close tells */
        run.error.message[0] = 0;
        ok = true;
    }
    return run_close(&run, ok, written ? 0 : 2);
}
