/* cmd_list.c: list citations, document by document. */
#include "cmd/command.h"
#include "cmd/work.h"

#include <unistd.h>

#include "base/banned.h"

static bool list(struct run *run, const char *format, const struct cck_output *sink)
{
    return run_add_inputs(run) && cck_session_list(run->session, format, sink, &run->error);
}

static bool resolve(struct run *run, const char *format, const struct cck_output *sink)
{
    return run_add_inputs(run) && cck_session_resolve(run->session, format, sink, &run->error);
}

/* People get a table, programs get lines. */
static const char *default_format(void)
{
    return isatty(STDOUT_FILENO) ? "table" : "jsonl";
}

int cmd_list(struct settings *settings)
{
    return run_write(settings, default_format(), list);
}

int cmd_resolve(struct settings *settings)
{
    return run_write(settings, default_format(), resolve);
}
