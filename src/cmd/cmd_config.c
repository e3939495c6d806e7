/* cmd_config.c: what the configuration says, and where it says so. */
#include "cmd/command.h"
#include "cmd/work.h"

#include "base/banned.h"

static bool show(struct run *run, const char *format, const struct cck_output *sink)
{
    const struct settings *settings = run->settings;
    (void)format;
    return cck_session_config_show(
        run->session, settings->n_operands > 1 ? settings->operands[1] : NULL, sink, &run->error);
}

int cmd_config(struct settings *settings)
{
    if (strcmp(settings->operands[0], "show") == 0)
        return run_write(settings, "", show);
    complain("config: expected show, met \"%s\"", settings->operands[0]);
    return 2;
}
