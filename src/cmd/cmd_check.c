/* cmd_check.c: check drafts, and write the report in one or several formats. */
#include "cmd/command.h"
#include "cmd/work.h"

#include "base/banned.h"

static bool write_report(struct run *run, const char *format, const struct cck_output *sink)
{
    return cck_session_write(run->session, format, sink, &run->error);
}

int cmd_check(struct settings *settings)
{
    struct run run;
    int status = 0;
    if (settings->n_formats == 0)
        settings->formats[settings->n_formats++] = (struct format_choice){ .name = "text" };
    if (!run_open(&run, settings))
        return 2;
    run_add_operands(&run);
    bool ok = cck_session_check(run.session, &run.error);
    progress_clear(&run.progress);
    for (size_t i = 0; ok && i < settings->n_formats; i++) {
        int written = run_write_one(&run, &settings->formats[i], write_report, &ok);
        status = written > status ? written : status;
    }
    return run_close(&run, ok, status);
}
