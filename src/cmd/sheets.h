/* sheets.h: commands that write one report, or several in different formats. */
#ifndef CMD_SHEETS_H
#define CMD_SHEETS_H

#include "cmd/work.h"

typedef bool sheets_report_fn(cck_session *session, const struct cck_report *reports, size_t n,
                              struct cck_error *error);

/* sheets_run: a session over the command's inputs (none named: the whole repository), its result in each
 * --format (none: text). Returns the exit status. */
int sheets_run(struct settings *settings, sheets_report_fn *report);

#endif
