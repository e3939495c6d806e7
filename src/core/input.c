/* input.c: opening and reading. */
#include "core/input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/config_set.h"
#include "core/walk.h"

#include "base/banned.h"

enum { PIPE_BYTES = 64 * 1024 };

void inputs_fail(struct inputs *inputs, str file, str message)
{
    *VEC_PUSH(&inputs->errors, inputs->run) =
        (struct input_error){ .file = str_dup(inputs->run, file),
                              .message = str_dup(inputs->run, message) };
}

struct config_folder *inputs_config(struct inputs *inputs, str folder)
{
    struct config_folder *found = config_set_at(inputs->configs, folder);
    if (!found->failed)
        return found;
    if (!found->told)
        inputs_fail(inputs, folder.n ? folder : S("."), found->why);
    found->told = true;
    return NULL;
}

/* The part of a path before the last slash, and the one behind it. */
static void split(str path, str *folder, str *name)
{
    size_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    *name = str_from(path, at);
    *folder = str_slice(path, 0, at > 1 ? at - 1 : at);
}

bool inputs_want(struct inputs *inputs, str path)
{
    str folder, name;
    split(path, &folder, &name);
    const struct config_folder *config = inputs_config(inputs, folder);
    return config &&
           config_wants(config->config, config_set_path(inputs->configs, config, name, path));
}

int64_t input_modified(const struct stat *st)
{
    return (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
}

struct input *inputs_add_file(struct inputs *inputs, str path, const struct stat *st)
{
    str folder, name;
    split(path, &folder, &name);
    const struct config_folder *config = inputs_config(inputs, folder);
    if (!config)
        return NULL;
    struct input *in = VEC_PUSH(&inputs->list, inputs->run);
    *in = (struct input){ .name = path,
                          .path = path,
                          .size_bytes = (uint64_t)st->st_size,
                          .modified_ns = input_modified(st) };
    in->values = config_set_values(inputs->configs, config, name, path);
    return in;
}

struct input *inputs_add_text(struct inputs *inputs, str name, str text)
{
    str folder, last;
    split(name, &folder, &last);
    const char *z = str_z(inputs->run, folder);
    bool is_there = z && access(folder.n ? z : ".", F_OK) == 0;
    const struct config_folder *config = inputs_config(inputs, is_there ? folder : (str){ 0 });
    if (!config)
        return NULL;
    struct input *in = VEC_PUSH(&inputs->list, inputs->run);
    *in = (struct input){
        .name = str_dup(inputs->run, name), .text = text, .from_memory = true, .size_bytes = text.n
    };
    in->values = config_set_values(inputs->configs, config, last, name);
    return in;
}

static void add_stdin(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->list.n; i++) {
        const struct input *in = &inputs->list.p[i];
        if (in->is_stream && in->path.n == 0) {
            inputs_fail(inputs, S("-"), S("standard input can be read only once"));
            return;
        }
    }
    struct input *in = inputs_add_text(inputs, S("-"), (str){ 0 });
    if (in)
        in->is_stream = !(in->from_memory = false);
}

void inputs_add(struct inputs *inputs, str path)
{
    struct stat st;
    path = str_dup(inputs->run, path);
    if (path.n == 0) {
        inputs_fail(inputs, S("\"\""), S("an empty name"));
    } else if (str_eq(path, S("-"))) {
        add_stdin(inputs);
    } else if (stat(path.p, &st) != 0) {
        inputs_fail(inputs, path, str_from_z(strerror(errno)));
    } else if (S_ISDIR(st.st_mode)) {
        walk_folder(inputs, path);
    } else {
        struct input *in = inputs_add_file(inputs, path, &st);
        if (in)
            in->is_stream = S_ISFIFO(st.st_mode);
    }
}

static bool too_large(size_t limit, struct err *err)
{
    if (limit % (1024 * 1024) == 0)
        return err_set(err, ERR_LIMIT, "larger than %zuM", limit / (1024 * 1024));
    return err_set(err, ERR_LIMIT, "larger than %zu bytes", limit);
}

/* Reads to the end, growing; the size is only a hint, as files may grow or be pipes. Returns false without
 * an error when the arena is spent: the caller has something to close before that is told. */
static bool read_all(int fd, size_t hint, size_t limit, struct arena *arena, str *out,
                     struct err *err)
{
    size_t cap = hint ? hint + 1 : PIPE_BYTES, n = 0;
    if (cap > limit + 1)
        cap = limit + 1;
    char *p = TRY_NEW(arena, char, cap);
    while (p) {
        if (n > limit)
            return too_large(limit, err);
        if (n == cap) {
            size_t more = cap * 2 > limit + 1 ? limit + 1 : cap * 2;
            char *bigger = TRY_NEW(arena, char, more);
            if (bigger)
                memcpy(bigger, p, n);
            p = bigger;
            cap = more;
            continue;
        }
        ssize_t got = read(fd, p + n, cap - n);
        if (got < 0)
            return err_set(err, ERR_IO, "%s", errno == EINTR ? "interrupted" : strerror(errno));
        if (got == 0) {
            *out = (str){ p, n };
            return true;
        }
        n += (size_t)got;
    }
    return false;
}

/* A pipe that nobody writes to yet reads as empty: waits for the writer, as cat does. */
static bool wait_for_writer(int fd, struct err *err)
{
    struct pollfd pipe = { .fd = fd, .events = POLLIN };
    if (poll(&pipe, 1, -1) < 0)
        return err_set(err, ERR_IO, "%s", errno == EINTR ? "interrupted" : strerror(errno));
    (void)fcntl(fd, F_SETFL, 0);
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
        err_set(err, ERR_IO, "is neither a file nor a pipe");
    else if (st.st_size > 0 && (uint64_t)st.st_size > limit)
        too_large(limit, err);
    else if (!S_ISFIFO(st.st_mode) || wait_for_writer(fd, err))
        ok = read_all(fd, st.st_size > 0 ? (size_t)st.st_size : 0, limit, arena, out, err);
    (void)close(fd);
    if (!ok && err->kind == ERR_NONE)
        arena_spent(arena);
    return ok;
}

bool input_read(const struct input *in, size_t limit, struct arena *arena, str *out,
                struct err *err)
{
    if (in->from_memory) {
        *out = in->text;
        return true;
    }
    if (in->path.n == 0) {
        struct stat st;
        bool file = fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
        size_t hint = file ? (size_t)st.st_size : 0;
        bool ok = read_all(STDIN_FILENO, hint, limit, arena, out, err);
        if (!ok && err->kind == ERR_NONE)
            arena_spent(arena);
        return ok;
    }
    return input_read_file(in->path, limit, arena, out, err);
}

void inputs_take_streams(struct inputs *inputs, size_t limit)
{
    size_t kept = 0;
    for (size_t i = 0; i < inputs->list.n; i++) {
        struct input in = inputs->list.p[i];
        struct err err = { 0 };
        if (in.is_stream && !in.from_memory) {
            in.from_memory = input_read(&in, limit, inputs->run, &in.text, &err);
            in.size_bytes = in.text.n;
        }
        if (err.kind == ERR_NONE)
            inputs->list.p[kept++] = in;
        else
            inputs_fail(inputs, in.name, str_from_z(err.message));
    }
    inputs->list.n = kept;
}

static int by_input_name(const void *left, const void *right)
{
    const struct input *a = left, *b = right;
    int order = str_cmp(a->name, b->name);
    return order ? order : str_cmp(a->text, b->text);
}

void inputs_sort(struct inputs *inputs)
{
    struct input *list = inputs->list.p;
    size_t kept = 0;
    if (inputs->list.n)
        qsort(list, inputs->list.n, sizeof *list, by_input_name);
    for (size_t i = 0; i < inputs->list.n; i++)
        if (kept == 0 || list[i].from_memory || !str_eq(list[kept - 1].name, list[i].name))
            list[kept++] = list[i];
    inputs->list.n = kept;
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(*(const str *)a, *(const str *)b);
}

bool input_names(int fd, struct arena *arena, struct input_paths *names)
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

str input_join(struct arena *arena, str folder, str name)
{
    while (folder.n > 1 && str_ends(folder, S("/")))
        folder.n--;
    return str_printf(arena, "%.*s%s%.*s", STR_ARG(folder), str_ends(folder, S("/")) ? "" : "/",
                      STR_ARG(name));
}

bool input_folder(str path, str suffix, struct arena *arena, struct input_paths *out,
                  struct err *err)
{
    struct input_paths names = { 0 };
    const char *z = str_z(arena, path);
    int fd = z ? open(z, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd < 0 || !input_names(fd, arena, &names))
        return err_set(err, ERR_IO, "%.*s: %s", STR_ARG(path), strerror(errno));
    for (size_t i = 0; i < names.n; i++) {
        struct stat st;
        str full = input_join(arena, path, names.p[i]);
        if (lstat(full.p, &st) == 0 && S_ISDIR(st.st_mode)) {
            if (!input_folder(full, suffix, arena, out, err))
                return false;
        } else if (str_ends(names.p[i], suffix) &&
                   (stat(full.p, &st) != 0 || S_ISREG(st.st_mode))) {
            *VEC_PUSH(out, arena) = full; /* what cannot be opened is told when it is read */
        }
    }
    return true;
}
