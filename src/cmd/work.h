/* work.h: one session of a command, from opening to exit status. */
#ifndef CMD_WORK_H
#define CMD_WORK_H

#include "cmd/output.h"

struct run {
    struct settings *settings;
    struct progress progress;
    cck_session *session;
    struct cck_error error; /* of the last call that failed */
};

/* run_open: opens a session with progress, log and Ctrl-C tied to it; its operands are not added.
 * Returns false with a message on standard error; the exit status is 2. */
bool run_open(struct run *run, struct settings *settings);

/* run_add_inputs: operands and --files-from are paths; with --since or --staged, what changed. Returns
 * false with run->error set. */
bool run_add_inputs(struct run *run);

/* run_close: tells unreadable inputs, and run->error when `ok` is false; closes the session.
 * Returns the exit status: `status`, what the session says, or 2 when there was an error; 1 when `ok`
 * is false without one. */
int run_close(struct run *run, bool ok, int status);

/* What a command's first word may be; a list ends with a name of NULL. */
struct action {
    const char *name;
    int value;
};

/* action_named: the entry of that name, or the last one. */
const struct action *action_named(const struct action *actions, const char *name);

typedef bool run_write_fn(struct run *run, const char *format, const struct cck_output *sink);

/* run_write_one: calls `write` with the output of one --format. *ok is what it returns.
 * Returns 0, or 2 when the output failed. */
int run_write_one(struct run *run, const struct format_choice *choice, run_write_fn *write,
                  bool *ok);

/* run_write: a whole session around one `write`. Returns the exit status. */
int run_write(struct settings *settings, const char *default_format, run_write_fn *write);

#endif
