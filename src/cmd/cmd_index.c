/* cmd_index.c: the repository's own articles, so that references to them can be checked. */
#include "cmd/command.h"
#include "cmd/work.h"

#include "base/banned.h"

static bool update(struct run *run, const char *format, const struct cck_output *sink)
{
    const struct settings *settings = run->settings;
    (void)format;
    return cck_session_index(run->session, (const char *const *)settings->operands,
                             settings->n_operands, sink, &run->error);
}

int cmd_index(struct settings *settings)
{
    return run_write(settings, "", update);
}
