/* cmd_sweep.c: every address of a repository, the oldest look first. */
#include "cmd/command.h"
#include "cmd/sheets.h"

#include "base/banned.h"

int cmd_sweep(struct settings *settings)
{
    return sheets_run(settings, cck_session_sweep);
}
