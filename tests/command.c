/* command.c: fork, limits, wait. */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum { NOBODY = 65534, SECONDS_MAX = 60, CHUNK_BYTES = 1 << 20, PATH_BYTES = 512 };

static void must(bool holds, const char *what)
{
    if (!holds) {
        perror(what);
        abort();
    }
}

void command_open(struct command_place *place)
{
    *place = (struct command_place){ .folder = "/tmp/citecheck-hostile-XXXXXX" };
    must(mkdtemp(place->folder) != NULL, "mkdtemp");
    must(chmod(place->folder, 0755) == 0, "chmod");
#if defined(__SANITIZE_ADDRESS__)
    place->sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
    place->sanitized = true;
#endif
#endif
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    (void)remove(path);
    return 0;
}

void command_close(struct command_place *place)
{
    (void)nftw(place->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void path_in(const struct command_place *place, const char *name, char path[PATH_BYTES])
{
    must(snprintf(path, PATH_BYTES, "%s/%s", place->folder, name) < PATH_BYTES, name);
}

void command_write(const struct command_place *place, const struct command_file *file)
{
    char path[PATH_BYTES];
    path_in(place, file->name, path);
    FILE *out = fopen(path, "wb");
    char *chunk = malloc(CHUNK_BYTES);
    must(out && chunk, path);
    size_t n = file->unit ? strlen(file->unit) : 0, units = n ? CHUNK_BYTES / n : 0;
    for (size_t i = 0; i < units; i++)
        memcpy(chunk + i * n, file->unit, n);
    fputs(file->head ? file->head : "", out);
    for (size_t left = n ? file->bytes / n : 0; left;) {
        size_t now = left < units ? left : units;
        must(fwrite(chunk, n, now, out) == now, path);
        left -= now;
    }
    fputs(file->tail ? file->tail : "", out);
    must(fclose(out) == 0, path);
    free(chunk);
}

/* The command lies beside the folder of the tests: BUILD/citecheck, BUILD/tests/test_x. */
static void find_command(char path[PATH_BYTES])
{
    ssize_t n = readlink("/proc/self/exe", path, PATH_BYTES - 1);
    must(n > 0, "/proc/self/exe");
    path[n] = 0;
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(path, '/');
        must(slash != NULL, path);
        *slash = 0;
    }
    must(strlen(path) + sizeof "/citecheck" <= PATH_BYTES, path);
    memcpy(path + strlen(path), "/citecheck", sizeof "/citecheck");
}

/* Leads a descriptor of the child elsewhere. */
static void lead(int fd, int to)
{
    if (to < 0 || dup2(to, fd) < 0)
        _exit(COMMAND_UNKNOWN);
}

static int open_output(enum command_output output, int file)
{
    int ends[2];
    if (output == COMMAND_TO_FULL)
        return open("/dev/full", O_WRONLY);
    if (output != COMMAND_TO_BROKEN_PIPE)
        return file;
    if (pipe(ends) != 0)
        return -1;
    (void)close(ends[0]);
    return ends[1];
}

struct child {
    const struct command_place *place;
    const struct command_options *options;
    const char *command;
    char *args[COMMAND_ARGS_MAX];
    int out, err;
};

_Noreturn static void be_child(const struct child *c)
{
    lead(STDIN_FILENO, c->options->stdin_fd ? c->options->stdin_fd : open("/dev/null", O_RDONLY));
    lead(STDERR_FILENO, c->err);
    if (c->options->output == COMMAND_TO_NOTHING)
        (void)close(STDOUT_FILENO);
    else
        lead(STDOUT_FILENO, open_output(c->options->output, c->out));
    if (chdir(c->place->folder) != 0)
        _exit(COMMAND_UNKNOWN);
    if (c->options->as_nobody && geteuid() == 0 &&
        (setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
        _exit(COMMAND_UNKNOWN);
    execv(c->command, c->args);
    _exit(COMMAND_UNKNOWN);
}

static double now_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void wait_for(pid_t child, unsigned interrupt_ms, struct command_result *result)
{
    const struct timespec pause = { .tv_nsec = 2000000 };
    struct rusage usage;
    int status = 0;
    double start = now_s(), limit = SECONDS_MAX;
    bool interrupted = interrupt_ms == 0, killed = false;
    while (wait4(child, &status, WNOHANG, &usage) == 0) {
        double passed = now_s() - start;
        if (!interrupted && passed * 1000 >= interrupt_ms) {
            (void)kill(child, SIGINT);
            interrupted = true;
        }
        if (!killed && passed >= limit) {
            (void)kill(child, SIGKILL);
            killed = true;
        }
        (void)nanosleep(&pause, NULL);
    }
    result->elapsed_s = now_s() - start;
    result->status = killed                ? COMMAND_KILLED
                     : WIFSIGNALED(status) ? 128 + WTERMSIG(status)
                                           : WEXITSTATUS(status);
    result->cpu_s = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    result->peak_mb = (size_t)usage.ru_maxrss / 1000;
}

static void read_back(int fd, off_t from, char text[COMMAND_TEXT_BYTES])
{
    ssize_t n = pread(fd, text, COMMAND_TEXT_BYTES - 1, from);
    text[n > 0 ? n : 0] = 0;
    (void)close(fd);
}

static int scratch_file(const struct command_place *place)
{
    char path[PATH_BYTES];
    path_in(place, ".scratch-XXXXXX", path);
    int fd = mkostemp(path, O_CLOEXEC);
    must(fd >= 0 && unlink(path) == 0, path);
    return fd;
}

void command_run(const struct command_place *place, const char *args,
                 const struct command_options *options, struct command_result *result)
{
    static const struct command_options plain = { 0 };
    char command[PATH_BYTES], room[COMMAND_TEXT_BYTES];
    struct child c = { .place = place, .options = options ? options : &plain, .command = command };
    find_command(command);
    must(snprintf(room, sizeof room, "citecheck %s", args) < (int)sizeof room, args);
    int n = 0;
    for (char *rest = room, *arg; (arg = strsep(&rest, " ")) && n + 1 < COMMAND_ARGS_MAX;)
        c.args[n++] = strcmp(arg, "''") == 0 ? arg + 2 : arg;
    c.out = scratch_file(place);
    c.err = scratch_file(place);
    *result = (struct command_result){ 0 };
    pid_t child = fork();
    must(child >= 0, "fork");
    if (child == 0)
        be_child(&c);
    wait_for(child, c.options->interrupt_ms, result);
    off_t end = lseek(c.out, 0, SEEK_END);
    read_back(c.out, end > COMMAND_TEXT_BYTES ? end - COMMAND_TEXT_BYTES + 1 : 0, result->out);
    read_back(c.err, 0, result->err);
}
