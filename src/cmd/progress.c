/* progress.c: drawn at most ten times a second. */
#include "cmd/progress.h"

#include "base/term.h"
#include "cmd/output.h"

#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum { LINE_COLUMNS = 72 };

static double now_s(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_init(struct progress *progress, int verbosity)
{
    *progress = (struct progress){ .started_s = now_s() };
    progress->wanted = verbosity == 0 && isatty(STDERR_FILENO) && !environment("CI");
}

void progress_show(void *ctx, size_t done, size_t total, const char *host)
{
    struct progress *progress = ctx;
    double now = now_s();
    if (!progress->wanted || now - progress->started_s < 1 || now - progress->drawn_s < 0.1)
        return;
    progress->drawn_s = now;
    progress->shown = true;
    struct buf line;
    buf_init(&line, 4096);
    buf_printf(&line, "\r%zu of %zu addresses  ", done, total);
    str name = str_from_z(host);
    term_put(&line, str_slice(name, 0, term_cut(name, LINE_COLUMNS - 40)));
    buf_add(&line, S("\x1b[K"));
    (void)!write(STDERR_FILENO, line.p, line.n);
    buf_free(&line);
}

void progress_clear(struct progress *progress)
{
    if (progress->shown)
        (void)!write(STDERR_FILENO, "\r\x1b[K", 4);
    progress->shown = false;
}
