/* cmd_check.c: check drafts. */
#include "cmd/command.h"
#include "cmd/sheets.h"

#include "base/banned.h"

int cmd_check(struct settings *settings)
{
    return sheets_run(settings, cck_session_report);
}
