/* help.h: usage, help and version, from the tables of commands and options. */
#ifndef CMD_HELP_H
#define CMD_HELP_H

#include "cmd/command.h"

/* help_usage: the few lines for a command line that says nothing. */
void help_usage(struct buf *out);

/* help_program: commands and where to read on; help_command: one command with its options. */
void help_program(struct buf *out);
void help_command(enum command_id command, struct buf *out);

/* help_option: "-q, --quiet" or "    --date YYYY-MM-DD". */
void help_option(const struct opt *opt, struct buf *out);

#endif
