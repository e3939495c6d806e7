/* git.c: spawning git and reading both its outputs, whichever comes first. */
#include "core/git.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/banned.h"

extern char **environ;

enum { ERROR_BYTES_MAX = 64 * 1024, CHUNK_BYTES = 64 * 1024, ENVIRONMENT_MAX = 4096 };

struct child {
    pid_t pid;
    int out, err; /* read ends */
};

/* What the user's environment may not say: it would change what paths and diffs mean. */
static bool is_dropped(str variable)
{
    static const str dropped[] = {
        S_INIT("LC_ALL="),
        S_INIT("GIT_LITERAL_PATHSPECS="),
        S_INIT("GIT_GLOB_PATHSPECS="),
        S_INIT("GIT_NOGLOB_PATHSPECS="),
        S_INIT("GIT_ICASE_PATHSPECS="),
        S_INIT("GIT_DIFF_OPTS="),
        S_INIT("GIT_EXTERNAL_DIFF="),
        S_INIT("GIT_ALLOW_PROTOCOL="),
    };
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        if (str_starts(variable, dropped[i]))
            return true;
    return false;
}

/* The environment, with messages in English, no locks taken (another git may be at work), and nothing fetched
 * on the way: a partial clone's configuration says by which program. */
static char **environment(struct arena *arena)
{
    static char locale[] = "LC_ALL=C", locks[] = "GIT_OPTIONAL_LOCKS=0";
    static char lazy[] = "GIT_NO_LAZY_FETCH=1", protocols[] = "GIT_ALLOW_PROTOCOL=none";
    static char prompt[] = "GIT_TERMINAL_PROMPT=0", nothing[] = GIT_NOTHING "=";
    char *own[] = { locale, locks, lazy, protocols, prompt, nothing };
    char **list = NEW(arena, char *, ENVIRONMENT_MAX + sizeof own / sizeof *own + 1);
    size_t n = 0;
    for (char **e = environ; *e && n < ENVIRONMENT_MAX; e++)
        if (!is_dropped(str_from_z(*e)))
            list[n++] = *e;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        list[n++] = own[i];
    return list;
}

static bool spawn(char *const *argv, char *const *env, struct child *child)
{
    posix_spawn_file_actions_t actions;
    int out[2], err[2];
    if (pipe2(out, O_CLOEXEC) != 0)
        return false;
    if (pipe2(err, O_CLOEXEC) != 0) {
        (void)close(out[0]);
        (void)close(out[1]);
        return false;
    }
    (void)posix_spawn_file_actions_init(&actions);
    (void)posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    (void)posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    (void)posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
    int code = posix_spawnp(&child->pid, "git", &actions, NULL, argv, env);
    (void)posix_spawn_file_actions_destroy(&actions);
    (void)close(out[1]);
    (void)close(err[1]);
    child->out = out[0];
    child->err = err[0];
    if (code == 0)
        return true;
    (void)close(out[0]);
    (void)close(err[0]);
    errno = code;
    return false;
}

/* Reads what there is; false at the end. */
static bool take(int fd, struct buf *buf)
{
    char chunk[CHUNK_BYTES];
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0)
        return errno == EINTR || errno == EAGAIN;
    if (n > 0)
        buf_add(buf, (str){ chunk, (size_t)n });
    return n > 0;
}

static void drain(const struct child *child, struct buf *out, struct buf *err)
{
    struct pollfd fds[] = { { .fd = child->out, .events = POLLIN },
                            { .fd = child->err, .events = POLLIN } };
    struct buf *bufs[] = { out, err };
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return;
        for (size_t i = 0; i < 2; i++)
            if (fds[i].fd >= 0 && fds[i].revents && !take(fds[i].fd, bufs[i]))
                fds[i].fd = -1;
    }
}

static bool finish(const struct child *child)
{
    int status = 0;
    (void)close(child->out);
    (void)close(child->err);
    while (waitpid(child->pid, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The first line of what git complained of, without "fatal: ", and what helps where git's own advice is
 * longer than a line. */
static bool complain(str text, struct err *err)
{
    str line, rest;
    bool foreign = str_find(text, S("dubious ownership"), 0) < text.n;
    bool partial = str_find(text, S("promisor remote"), 0) < text.n;
    if (str_starts(text, S("fatal: not a git repository (or any")))
        return err_set(err, ERR_IO, "this folder is not in a git repository");
    (void)str_cut(str_trim(text), '\n', &line, &rest);
    if (str_starts(line, S("fatal: ")))
        line = str_from(line, 7);
    return err_set(err, ERR_IO, "git: %.*s%s", STR_ARG(line),
                   foreign   ? "; if you trust it: git config --global --add safe.directory FOLDER"
                   : partial ? "; this clone is a partial one: clone it without --filter"
                             : "");
}

bool git_run(str folder, const char *const *args, struct arena *arena, str *out, struct err *err)
{
    /* a repository's configuration may name programs to run; none is wanted */
    const char *argv[GIT_ARGS_MAX + 10] = { "git",
                                            "-C",
                                            folder.n ? str_z(arena, folder) : ".",
                                            "--no-pager",
                                            "-c",
                                            "core.fsmonitor=false",
                                            "-c",
                                            "core.hooksPath=/dev/null" };
    size_t n = 8;
    for (size_t i = 0; args[i] && n < GIT_ARGS_MAX + 8; i++)
        argv[n++] = args[i];
    struct child child;
    if (!argv[2] || !spawn((char *const *)(uintptr_t)argv, environment(arena), &child))
        return err_set(err, ERR_IO, "git cannot be run: %s", strerror(errno));
    struct buf said, complained;
    buf_init(&said, GIT_BYTES_MAX);
    buf_init(&complained, ERROR_BYTES_MAX);
    drain(&child, &said, &complained);
    bool ok = finish(&child);
    if (!ok)
        complain(buf_str(&complained), err);
    else if (said.failed)
        ok = err_set(err, ERR_LIMIT, "git says more than %d MB", GIT_BYTES_MAX / 1000000);
    else
        *out = str_dup(arena, buf_str(&said));
    buf_free(&said);
    buf_free(&complained);
    return ok;
}

bool git_ask(str folder, const char *const *args, struct arena *arena, str *out)
{
    struct err ignored = { 0 };
    if (!git_run(folder, args, arena, out, &ignored))
        return false;
    *out = str_trim(*out);
    return true;
}

bool git_above(str folder, struct arena *arena, str *root)
{
    for (str at = folder; at.n > 1;) {
        if (access(str_printf(arena, "%.*s/.git", STR_ARG(at)).p, F_OK) == 0) {
            *root = at;
            return true;
        }
        do
            at.n--;
        while (at.n > 1 && at.p[at.n] != '/');
    }
    return false;
}
