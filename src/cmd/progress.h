/* progress.h: one line on standard error while the network is at work: on a terminal, after a second. */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
    bool wanted, shown;
    double started_s, drawn_s;
};

/* progress_init: `quiet` or `verbose` runs, pipes and CI show none. */
void progress_init(struct progress *progress, int verbosity);

/* progress_show: for cck_options.progress; ctx is the struct progress. */
void progress_show(void *ctx, size_t done, size_t total, const char *host);

void progress_clear(struct progress *progress);

#endif
