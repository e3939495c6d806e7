/* command.h: the built command run as a child, with its time and memory measured. */
#ifndef TESTS_COMMAND_H
#define TESTS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

enum {
    COMMAND_TEXT_BYTES = 4096,
    COMMAND_ARGS_MAX = 24,
    COMMAND_KILLED = 124, /* ran too long */
    COMMAND_UNKNOWN = 127 /* could not be started */
};

/* A folder of its own, below which every run takes place. */
struct command_place {
    char folder[64];
    bool sanitized; /* built with AddressSanitizer: slower, and larger */
};

enum command_output {
    COMMAND_TO_FILE,
    COMMAND_TO_NOTHING,
    COMMAND_TO_FULL,
    COMMAND_TO_BROKEN_PIPE
};

struct command_options {
    int stdin_fd;               /* 0: /dev/null */
    enum command_output output; /* where standard output leads */
    bool as_nobody;             /* without root's rights over files */
    unsigned interrupt_ms;      /* when SIGINT is sent; 0 = never */
};

struct command_result {
    int status;   /* exit status; 128 + signal when it was killed */
    double cpu_s; /* of all threads */
    double elapsed_s;
    size_t peak_mb;
    char out[COMMAND_TEXT_BYTES]; /* the end of standard output */
    char err[COMMAND_TEXT_BYTES]; /* the start of standard error */
};

/* command_open: makes the folder; command_close: removes it with all it holds. */
void command_open(struct command_place *place);
void command_close(struct command_place *place);

/* command_write: a file of `head`, then `unit` again and again up to `bytes`, then `tail`. */
struct command_file {
    const char *name, *head, *unit, *tail;
    size_t bytes;
};
void command_write(const struct command_place *place, const struct command_file *file);

/* command_run: runs citecheck with `args`, split at blanks ("''" is an empty argument), in the folder.
 * `options` may be NULL. */
void command_run(const struct command_place *place, const char *args,
                 const struct command_options *options, struct command_result *result);

#endif
