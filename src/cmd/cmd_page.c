/* cmd_page.c: what is read from saved pages. */
#include "cmd/command.h"
#include "cmd/output.h"
#include "cmd/work.h"

#include "base/banned.h"

static bool show(struct run *run, const char *format, const struct cck_output *sink)
{
    return run_add_inputs(run) &&
           cck_session_page(run->session, &run->settings->page, format, sink, &run->error);
}

int cmd_page(struct settings *settings)
{
    if (settings->n_operands == 0 && !settings->page.manifest) {
        complain("usage: citecheck page [OPTIONS] FILE... or --manifest FILE");
        return 2;
    }
    return run_write(settings, "text", show);
}
