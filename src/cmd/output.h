/* output.h: where results and messages go. Results on standard output or into files, everything else
 * on standard error. The environment is read here and nowhere else. */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include "base/buf.h"
#include "cmd/opt.h"
#include "cmd/progress.h"

struct output {
    int fd;
    const char *name; /* for messages */
    int error;        /* errno of the first failure; EPIPE is none: whoever reads has had enough */
    bool closed;      /* nothing more is written */
    struct progress *progress; /* cleared before anything is written; may be NULL */
    struct cck_output sink;    /* what the library is given */
};

/* output_open: standard output (`file` NULL) or a file, made anew. Returns false with a message on
 * standard error. The struct must not move afterwards. */
bool output_open(struct output *output, const char *file, const struct settings *settings,
                 struct progress *progress);

/* output_close: false, with a message on standard error, when something was not written. */
bool output_close(struct output *output);

/* output_text: writes text of our own to standard output; returns `status`, or 2 when that fails. */
int output_text(const struct buf *text, const struct settings *settings, int status);

/* complain: "citecheck: " and a line on standard error, safe for a terminal. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* environment: a variable's value; NULL when it is unset or empty. */
const char *environment(const char *name);

#endif
