/* git.h: asking git, as a program of its own: it knows every kind of repository. */
#ifndef CORE_GIT_H
#define CORE_GIT_H

#include "base/err.h"
#include "base/str.h"

enum { GIT_ARGS_MAX = 512, GIT_BYTES_MAX = 1 << 30 };

/* A variable that is always there and empty, for --config-env. */
#define GIT_NOTHING "CITECHECK_NOTHING"

/* git_run: runs git in a folder and keeps what it says. Programs that the repository's configuration names
 * (file system monitor, hooks, ways to fetch) are not run; filters and drivers of diffs are the caller's to
 * rule out.
 *
 *   folder  where; empty: the current one
 *   args    what follows "git -C folder"; NULL-terminated, at most GIT_ARGS_MAX
 *   arena   owns *out
 *
 * Returns false with ERR_IO: git is missing (err->message says so), or said no; then with its own words. */
bool git_run(str folder, const char *const *args, struct arena *arena, str *out, struct err *err);

/* git_ask: git_run for one line of answer, without its line end; false when git says no. Never tells why. */
bool git_ask(str folder, const char *const *args, struct arena *arena, str *out);

/* git_above: the nearest folder from `folder` (absolute) upwards that a repository, or a worktree of one,
 * begins in. No program is run. */
bool git_above(str folder, struct arena *arena, str *root);

#endif
