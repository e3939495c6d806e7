/* config_set.c: looking upwards, once for each folder and each file. */
#include "core/config_set.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

enum { FOLDERS_UP_MAX = 64 };

static const str file_name = S_INIT(".citecheck.yaml");

static str real_path(struct arena *arena, str path)
{
    const char *z = str_z(arena, path.n ? path : S("."));
    char *real = z ? realpath(z, NULL) : NULL;
    str copy = str_dup(arena, str_from_z(real));
    free(real);
    return copy;
}

bool config_set_init(struct config_set *set, str chosen, bool none, str user, struct arena *run,
                     struct err *err)
{
    *set = (struct config_set){ .run = run, .chosen = chosen, .none = none };
    set->here = real_path(run, (str){ 0 });
    if (none || !user.n || access(user.p, F_OK) != 0)
        return true;
    bool ok = config_load(user, run, &set->user, err);
    set->user.path = set->user.folder = (str){ 0 };
    return ok;
}

/* The nearest file from `folder` upwards, to a repository's root; empty when there is none. */
static str find_upwards(str folder, struct arena *run)
{
    for (int i = 0; i < FOLDERS_UP_MAX && folder.n; i++) {
        str slash = folder.n == 1 ? (str){ 0 } : folder;
        str candidate = str_printf(run, "%.*s/%.*s", STR_ARG(slash), STR_ARG(file_name));
        struct stat st;
        bool there = lstat(candidate.p, &st) == 0, reached = stat(candidate.p, &st) == 0;
        if (there && !(reached && S_ISFIFO(st.st_mode))) /* a pipe would be waited for */
            return candidate;
        str repository = str_printf(run, "%.*s/.git", STR_ARG(slash));
        if (access(repository.p, F_OK) == 0 || folder.n == 1)
            break;
        while (folder.n > 1 && folder.p[folder.n - 1] != '/')
            folder.n--;
        if (folder.n > 1)
            folder.n--;
    }
    return (str){ 0 };
}

/* A path below the current folder as people would write it. */
static str shortened(const struct config_set *set, str path)
{
    if (set->here.n && str_starts(path, set->here) && path.n > set->here.n &&
        path.p[set->here.n] == '/')
        return str_from(path, set->here.n + 1);
    return path;
}

static struct config_file *file_at(struct config_set *set, str path)
{
    struct config_file **slot =
        (struct config_file **)(void *)map_slot(&set->files, set->run, path);
    if (*slot)
        return *slot;
    struct config_file *file = *slot = NEW(set->run, struct config_file, 1);
    struct err err = { 0 };
    file->config = set->user;
    bool ok = path.n == 0 || config_load(path, set->run, &file->config, &err);
    if (ok && set->accepts)
        ok = set->accepts(set->ctx, &file->config, &err);
    file->failed = !ok;
    file->why = str_dup(set->run, str_from_z(err.message));
    return file;
}

/* The configuration's folder, when it lies above `real`, and the way down. */
static void set_prefix(struct config_folder *folder, str real, struct arena *run)
{
    str top = folder->config->path.n ? real_path(run, folder->config->folder) : (str){ 0 };
    if (!top.n || !str_starts(real, top))
        return;
    str below = str_from(real, top.n);
    if (below.n && top.n > 1 && below.p[0] != '/')
        return;
    if (str_starts(below, S("/")))
        below = str_from(below, 1);
    folder->below = true;
    folder->prefix = below.n ? str_printf(run, "%.*s/", STR_ARG(below)) : below;
}

struct config_folder *config_set_at(struct config_set *set, str folder)
{
    str key = folder.n ? folder : S(".");
    struct config_folder *known = map_get(&set->folders, key);
    if (known)
        return known;
    struct config_folder *made = NEW(set->run, struct config_folder, 1);
    str real = real_path(set->run, key), path = { 0 };
    if (!set->none)
        path = set->chosen.n ? set->chosen : shortened(set, find_upwards(real, set->run));
    struct config_file *file = file_at(set, path);
    *made = (struct config_folder){
        .config = &file->config, .known = &file->known, .failed = file->failed, .why = file->why
    };
    set_prefix(made, real, set->run);
    *map_slot(&set->folders, set->run, str_dup(set->run, key)) = made;
    return made;
}

str config_set_path(const struct config_set *set, const struct config_folder *folder, str name,
                    str elsewhere)
{
    if (!folder->below)
        return elsewhere;
    return str_printf(set->run, "%.*s%.*s", STR_ARG(folder->prefix), STR_ARG(name));
}

const struct config_values *config_set_values(struct config_set *set,
                                              const struct config_folder *folder, str name,
                                              str elsewhere)
{
    if (folder->config->overrides.n == 0)
        return &folder->config->values;
    return config_values_of(folder->config, config_set_path(set, folder, name, elsewhere),
                            folder->known, set->run);
}
