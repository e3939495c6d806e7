/* input.c: opening, walking, reading. */
#include "core/input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doc/read.h"

#include "base/banned.h"

enum { DEPTH_MAX = 64 };

/* The folders from the start to here, against links that lead back. */
struct trail {
    const struct trail *up;
    dev_t device;
    ino_t inode;
    unsigned depth;
};

struct walk {
    struct input_list *list;
    struct input_errors *errors;
    const struct config *config;
    struct arena *run;
    str root;
    str prefix; /* what the configuration's globs see before a path below the root */
};

static void fail(struct input_errors *errors, struct arena *run, str file, str message)
{
    *VEC_PUSH(errors, run) = (struct input_error){ .file = str_dup(run, file), .message = message };
}

static void fail_errno(struct input_errors *errors, struct arena *run, str file, int code)
{
    fail(errors, run, file, str_dup(run, str_from_z(strerror(code))));
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

static bool read_names(int fd, struct arena *arena, struct input_paths *names)
{
    DIR *dir = fdopendir(fd);
    if (!dir) {
        (void)close(fd);
        return false;
    }
    for (struct dirent *entry; (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            *VEC_PUSH(names, arena) = str_dup(arena, str_from_z(entry->d_name));
    (void)closedir(dir);
    if (names->n)
        qsort(names->p, names->n, sizeof *names->p, by_name);
    return true;
}

static str join(struct arena *arena, str folder, str name)
{
    while (folder.n > 1 && str_ends(folder, S("/")))
        folder.n--;
    return str_printf(arena, "%.*s%s%.*s", STR_ARG(folder), str_ends(folder, S("/")) ? "" : "/",
                      STR_ARG(name));
}

static str real_path(struct arena *arena, str path)
{
    char *real = realpath(path.n ? path.p : ".", NULL);
    str copy = str_dup(arena, str_from_z(real));
    free(real);
    return copy;
}

/* The way from the configuration's folder to `root`, like "articles/"; empty when there is none down. */
static str prefix_of(const struct config *config, str root, struct arena *run)
{
    size_t n = config->path.n;
    while (n && config->path.p[n - 1] != '/')
        n--;
    str top = real_path(run, str_dup(run, str_slice(config->path, 0, n)));
    str below = real_path(run, root);
    if (!top.n || !str_starts(below, top))
        return (str){ 0 };
    below = str_from(below, top.n);
    if (str_starts(below, S("/")))
        below = str_from(below, 1);
    else if (top.n > 1)
        return (str){ 0 };
    return below.n ? str_printf(run, "%.*s/", STR_ARG(below)) : below;
}

static void walk_folder(struct walk *w, int fd, str path, const struct trail *up);

static void walk_entry(struct walk *w, int folder, str path, str name, const struct trail *here)
{
    struct stat st;
    str full = join(w->run, path, name);
    if (fstatat(folder, name.p, &st, 0) != 0) {
        fail_errno(w->errors, w->run, full, errno);
        return;
    }
    if (S_ISDIR(st.st_mode)) {
        int fd = openat(folder, name.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0)
            fail_errno(w->errors, w->run, full, errno);
        else
            walk_folder(w, fd, full, here);
        return;
    }
    enum read_format format;
    str relative = str_from(full, w->root.n + !str_ends(w->root, S("/")));
    if (!S_ISREG(st.st_mode) || !read_format_of(name, &format) ||
        !config_wants(w->config,
                      str_printf(w->run, "%.*s%.*s", STR_ARG(w->prefix), STR_ARG(relative))))
        return;
    *VEC_PUSH(w->list, w->run) =
        (struct input){ .name = full, .path = full, .size_bytes = (uint64_t)st.st_size };
}

static void walk_folder(struct walk *w, int fd, str path, const struct trail *up)
{
    struct stat st;
    struct input_paths names = { 0 };
    if (fstat(fd, &st) != 0) {
        fail_errno(w->errors, w->run, path, errno);
        (void)close(fd);
        return;
    }
    struct trail here = { up, st.st_dev, st.st_ino, up ? up->depth + 1 : 0 };
    for (const struct trail *t = up; t; t = t->up) {
        if (t->device == here.device && t->inode == here.inode) {
            fail(w->errors, w->run, path, S("a link that leads back into a folder above it"));
            (void)close(fd);
            return;
        }
    }
    if (here.depth > DEPTH_MAX) {
        fail(w->errors, w->run, path, S("more than 64 folders deep"));
        (void)close(fd);
        return;
    }
    int again = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!read_names(fd, w->run, &names) || again < 0)
        fail_errno(w->errors, w->run, path, errno);
    for (size_t i = 0; again >= 0 && i < names.n; i++)
        walk_entry(w, again, path, names.p[i], &here);
    if (again >= 0)
        (void)close(again);
}

void input_add(struct input_list *list, struct input_errors *errors, const struct config *config,
               str path, struct arena *run)
{
    struct stat st;
    path = str_dup(run, path);
    if (str_eq(path, S("-"))) {
        *VEC_PUSH(list, run) = (struct input){ .name = S("-"), .is_stream = true };
        return;
    }
    if (stat(path.p, &st) != 0) {
        fail_errno(errors, run, path, errno);
        return;
    }
    if (!S_ISDIR(st.st_mode)) {
        *VEC_PUSH(list, run) = (struct input){ .name = path,
                                               .path = path,
                                               .is_stream = S_ISFIFO(st.st_mode),
                                               .size_bytes = (uint64_t)st.st_size };
        return;
    }
    int fd = open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        fail_errno(errors, run, path, errno);
        return;
    }
    size_t before = list->n, failed = errors->n;
    struct walk w = { list, errors, config, run, path, prefix_of(config, path, run) };
    walk_folder(&w, fd, path, NULL);
    if (list->n == before && errors->n == failed)
        fail(errors, run, path, S("no article in this folder (.txt, .md, .html)"));
}

static bool too_large(size_t limit, struct err *err)
{
    if (limit % (1024 * 1024) == 0)
        return err_set(err, ERR_LIMIT, "larger than %zuM", limit / (1024 * 1024));
    return err_set(err, ERR_LIMIT, "larger than %zu bytes", limit);
}

/* Reads to the end, growing; the size is only a hint, as files may grow or be pipes. */
static bool read_all(int fd, size_t hint, size_t limit, struct arena *arena, str *out,
                     struct err *err)
{
    size_t cap = hint + 1 < 65536 ? 65536 : hint + 1, n = 0;
    if (cap > limit + 1)
        cap = limit + 1;
    char *p = NEW(arena, char, cap);
    for (;;) {
        if (n > limit)
            return too_large(limit, err);
        if (n == cap) {
            size_t more = cap * 2 > limit + 1 ? limit + 1 : cap * 2;
            char *bigger = NEW(arena, char, more);
            memcpy(bigger, p, n);
            p = bigger;
            cap = more;
        }
        ssize_t got = read(fd, p + n, cap - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_set(err, ERR_IO, "%s", strerror(errno));
        if (got == 0)
            break;
        n += (size_t)got;
    }
    *out = (str){ p, n };
    return true;
}

bool input_read_file(str path, size_t limit, struct arena *arena, str *out, struct err *err)
{
    struct stat st;
    const char *name = str_z(arena, path);
    int fd = name ? open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    if (fd < 0)
        return err_set(err, ERR_IO, "%s", name ? strerror(errno) : "a name with a NUL in it");
    bool ok = false;
    if (fstat(fd, &st) != 0)
        err_set(err, ERR_IO, "%s", strerror(errno));
    else if (S_ISDIR(st.st_mode))
        err_set(err, ERR_IO, "is a folder");
    else if (!S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
        err_set(err, ERR_IO, "is no file");
    else if (st.st_size > 0 && (uint64_t)st.st_size > limit)
        too_large(limit, err);
    else {
        (void)fcntl(fd, F_SETFL, 0); /* a named pipe is waited for, as cat does */
        ok = read_all(fd, st.st_size > 0 ? (size_t)st.st_size : 0, limit, arena, out, err);
    }
    (void)close(fd);
    return ok;
}

bool input_read(const struct input *in, size_t limit, struct arena *arena, str *out,
                struct err *err)
{
    if (in->from_memory) {
        *out = in->text;
        return true;
    }
    if (in->path.n == 0)
        return read_all(STDIN_FILENO, 0, limit, arena, out, err);
    return input_read_file(in->path, limit, arena, out, err);
}

void input_take_streams(struct input_list *list, struct input_errors *errors, size_t limit,
                        struct arena *run)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->n; i++) {
        struct input in = list->p[i];
        struct err err = { 0 };
        if (in.is_stream && !in.from_memory) {
            in.from_memory = input_read(&in, limit, run, &in.text, &err);
            in.size_bytes = in.text.n;
        }
        if (err.kind == ERR_NONE)
            list->p[kept++] = in;
        else
            fail(errors, run, in.name, str_dup(run, str_from_z(err.message)));
    }
    list->n = kept;
}

bool input_folder(str path, str suffix, struct arena *arena, struct input_paths *out,
                  struct err *err)
{
    struct input_paths names = { 0 };
    const char *z = str_z(arena, path);
    int fd = z ? open(z, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd < 0 || !read_names(fd, arena, &names))
        return err_set(err, ERR_IO, "%.*s: %s", STR_ARG(path), strerror(errno));
    for (size_t i = 0; i < names.n; i++) {
        struct stat st;
        str full = join(arena, path, names.p[i]);
        if (stat(full.p, &st) == 0 && S_ISDIR(st.st_mode)) {
            if (!input_folder(full, suffix, arena, out, err))
                return false;
        } else if (str_ends(names.p[i], suffix)) {
            *VEC_PUSH(out, arena) = full;
        }
    }
    return true;
}
