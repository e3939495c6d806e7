/* walk.c: by git, which knows what is ignored; else by hand. */
#include "core/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/map.h"
#include "core/config_set.h"
#include "core/git.h"
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
    struct inputs *inputs;
    str root;          /* as it was given */
    struct map linked; /* folders that a link has led to: each is walked once */
    size_t n_failed;
};

static void fail(struct walk *w, str file, str message)
{
    inputs_fail(w->inputs, file, message);
    w->n_failed++;
}

static void fail_errno(struct walk *w, str file, int code)
{
    fail(w, file, str_from_z(strerror(code)));
}

/* A file of that folder, when its format is known and the configuration wants it. */
static void add_file(struct walk *w, str folder, str name, const struct stat *st)
{
    struct inputs *inputs = w->inputs;
    enum read_format format;
    if (!read_format_of(name, &format))
        return;
    const struct config_folder *config = inputs_config(inputs, folder);
    if (!config) {
        w->n_failed++;
        return;
    }
    str full = input_join(inputs->run, folder, name);
    str relative = str_from(full, w->root.n + !str_ends(w->root, S("/")));
    str seen = config_set_path(inputs->configs, config, name, relative);
    if (!config_wants(config->config, seen))
        return;
    struct input *in = VEC_PUSH(&inputs->list, inputs->run);
    *in = (struct input){ .name = full,
                          .path = full,
                          .size_bytes = (uint64_t)st->st_size,
                          .modified_ns = input_modified(st) };
    in->values = config_set_values(inputs->configs, config, name, relative);
}

static void walk_open(struct walk *w, int fd, str path, const struct trail *up);

/* Whether `name` is a link to a folder that another link has led to: links to links would else make more
 * ways than can be walked. */
static bool is_link_again(struct walk *w, int folder, str name, const struct stat *target)
{
    struct stat st;
    if (fstatat(folder, name.p, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISLNK(st.st_mode))
        return false;
    str key = str_printf(w->inputs->run, "%llu:%llu", (unsigned long long)target->st_dev,
                         (unsigned long long)target->st_ino);
    void **seen = map_slot(&w->linked, w->inputs->run, key);
    bool again = *seen != NULL;
    *seen = w;
    return again;
}

static void walk_entry(struct walk *w, int folder, str path, str name, const struct trail *here)
{
    struct stat st;
    enum read_format format;
    if (fstatat(folder, name.p, &st, 0) != 0) {
        int code = errno;
        if (code != ENOENT || read_format_of(name, &format))
            fail_errno(w, input_join(w->inputs->run, path, name), code);
    } else if (S_ISDIR(st.st_mode)) {
        if (is_link_again(w, folder, name, &st))
            return;
        str full = input_join(w->inputs->run, path, name);
        int fd = openat(folder, name.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0)
            fail_errno(w, full, errno);
        else
            walk_open(w, fd, full, here);
    } else if (S_ISREG(st.st_mode)) {
        add_file(w, path, name, &st);
    }
}

/* Whether the folder may be entered from where the walk stands. */
static bool may_enter(struct walk *w, int fd, str path, const struct trail *up, struct trail *here)
{
    struct stat st;
    if (fstat(fd, &st) != 0) {
        fail_errno(w, path, errno);
        return false;
    }
    *here = (struct trail){ up, st.st_dev, st.st_ino, up ? up->depth + 1 : 0 };
    for (const struct trail *t = up; t; t = t->up) {
        if (t->device == here->device && t->inode == here->inode) {
            fail(w, path, S("a link that leads back into a folder above it"));
            return false;
        }
    }
    if (here->depth > DEPTH_MAX)
        fail(w, path, S("more than 64 folders deep"));
    return here->depth <= DEPTH_MAX;
}

static void walk_open(struct walk *w, int fd, str path, const struct trail *up)
{
    struct input_paths names = { 0 };
    struct trail here;
    if (!may_enter(w, fd, path, up, &here)) {
        (void)close(fd);
        return;
    }
    int again = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!input_names(fd, w->inputs->run, &names) || again < 0)
        fail_errno(w, path, errno);
    for (size_t i = 0; again >= 0 && i < names.n; i++)
        walk_entry(w, again, path, names.p[i], &here);
    if (again >= 0)
        (void)close(again);
}

static void walk_by_hand(struct walk *w, str path)
{
    int fd = open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        fail_errno(w, path, errno);
    else
        walk_open(w, fd, path, NULL);
}

/* The order of a walk: folder by folder, names by their bytes. */
static int by_path(const void *left, const void *right)
{
    str a = *(const str *)left, b = *(const str *)right;
    for (size_t i = 0; i < a.n && i < b.n; i++) {
        unsigned char x = (unsigned char)a.p[i], y = (unsigned char)b.p[i];
        if (x != y)
            return x == '/' ? -1 : y == '/' ? 1 : x < y ? -1 : 1;
    }
    return (a.n > b.n) - (a.n < b.n);
}

static bool is_hidden(str path)
{
    return str_starts(path, S(".")) || str_find(path, S("/."), 0) < path.n;
}

/* One name that git told: a file, or a repository within. */
static void add_told(struct walk *w, str name)
{
    struct arena *run = w->inputs->run;
    struct stat st;
    str full = input_join(run, w->root, name), folder = full;
    if (stat(full.p, &st) != 0) {
        int code = errno;
        if (code != ENOENT || lstat(full.p, &st) == 0)
            fail_errno(w, full, code);
        return; /* gone, and not yet told to git */
    }
    if (S_ISDIR(st.st_mode)) {
        while (full.n > 1 && str_ends(full, S("/")))
            full.n--;
        full = str_dup(run, full);
        if (lstat(full.p, &st) == 0 && S_ISDIR(st.st_mode)) /* git follows no links either */
            walk_by_hand(w, full);
        return;
    }
    while (folder.n && folder.p[folder.n - 1] != '/')
        folder.n--;
    str last = str_from(full, folder.n);
    while (folder.n > 1 && str_ends(folder, S("/")))
        folder.n--;
    if (S_ISREG(st.st_mode))
        add_file(w, folder, last, &st);
}

/* False when there is no repository, no git, or nothing that git knows or would take. */
static bool walk_by_git(struct walk *w)
{
    static const char *const args[] = {
        "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate", NULL
    };
    struct arena *run = w->inputs->run;
    struct err why = { 0 };
    struct input_paths names = { 0 };
    str told, name;
    enum read_format format;
    char *real = realpath(w->root.p, NULL);
    bool is_inside = git_above(str_dup(run, str_from_z(real)), run, &told);
    free(real);
    if (!is_inside || !git_run(w->root, args, run, &told, &why) || told.n == 0) {
        /* that what git ignores was read all the same is to be known */
        str message = str_from_z(why.message);
        if (str_find(message, S("dubious ownership"), 0) < message.n)
            inputs_fail(w->inputs, w->root, message);
        return false;
    }
    while (str_next(&told, 0, &name))
        if (name.n && !is_hidden(name) &&
            (read_format_of(name, &format) || str_ends(name, S("/")) ||
             str_find_byte(name, '.', 0) == name.n))
            *VEC_PUSH(&names, run) = name;
    if (names.n)
        qsort(names.p, names.n, sizeof *names.p, by_path);
    for (size_t i = 0; i < names.n; i++)
        add_told(w, names.p[i]);
    return true;
}

void walk_folder(struct inputs *inputs, str path)
{
    struct walk w = { .inputs = inputs, .root = path };
    size_t before = inputs->list.n;
    if (!walk_by_git(&w))
        walk_by_hand(&w, path);
    if (inputs->list.n == before && w.n_failed == 0)
        inputs_fail(inputs, path, S("no article in this folder (.txt, .md, .html)"));
}
