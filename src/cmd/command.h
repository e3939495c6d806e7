/* command.h: the table of commands. */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include "base/buf.h"
#include "cmd/opt.h"

struct command {
    const char *name;
    const char *operands; /* how its help writes them */
    const char *line;     /* one line of what it does */
    const char *formats;  /* words between blanks; NULL: the library's report formats */
    bool many_formats;    /* at once */
    size_t fewest, most;  /* operands; most 0 = any number */
    int (*run)(struct settings *settings); /* returns the exit status */
};

extern const struct command commands[COMMAND_COUNT];

/* command_find: by name; false when there is none. */
bool command_find(str name, enum command_id *out);

/* command_format: the i-th format that a command writes; empty behind the last. */
str command_format(enum command_id command, size_t i);
bool command_has_format(enum command_id command, str name);

/* command_formats: all of them, for messages: "text, json, jsonl". */
void command_formats(enum command_id command, struct buf *out);

int cmd_check(struct settings *settings);
int cmd_list(struct settings *settings);
int cmd_resolve(struct settings *settings);
int cmd_page(struct settings *settings);
int cmd_outlet(struct settings *settings);
int cmd_explain(struct settings *settings);
int cmd_rules(struct settings *settings);
int cmd_cache(struct settings *settings);
int cmd_config(struct settings *settings);
int cmd_baseline(struct settings *settings);
int cmd_index(struct settings *settings);
int cmd_sweep(struct settings *settings);

#endif
