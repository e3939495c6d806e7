/* scope.c: git's diff without context, read for the lines that it adds and removes. */
#include "core/scope.h"

#include "base/map.h"
#include "core/config_set.h"
#include "core/git.h"
#include "doc/read.h"

#include <sys/stat.h>

#include "base/banned.h"

enum { PATHS_MAX = 400, FILTERS_MAX = 60 };

/* One changed file, as the raw records before the patches name it. */
struct record {
    str path;
    str before; /* the earlier content, as git calls it; empty: none */
    bool gone;
};

struct diff {
    struct arena *arena;
    VEC(struct record) records;
    VEC(struct change *) changes; /* one per record */
    struct map old_links;
};

/* The name of the earlier content in a raw record; empty when it was no file. */
static str before_of(str head)
{
    str mode, rest, name;
    (void)str_cut(head, ' ', &mode, &rest);
    (void)str_cut(rest, ' ', &name, &rest);
    (void)str_cut(rest, ' ', &name, &rest);
    return str_starts(mode, S(":100")) ? name : (str){ 0 };
}

/* ":100644 100644 a b M\0path\0", with two paths for renames and copies. Returns what follows them. */
static str read_records(struct diff *diff, str text)
{
    str head, path, rest = text;
    while (str_starts(rest, S(":")) && str_cut(rest, 0, &head, &rest)) {
        size_t at = head.n;
        while (at > 0 && head.p[at - 1] != ' ')
            at--;
        char status = at < head.n ? head.p[at] : 'M';
        bool gone =
            !str_starts(str_from(head, 8), S("100")); /* links and submodules are no articles */
        (void)str_cut(rest, 0, &path, &rest);
        if (status == 'R' || status == 'C')
            (void)str_cut(rest, 0, &path, &rest);
        if (status == 'T') /* from a link to a file: two patches, the first takes away */
            *VEC_PUSH(&diff->records, diff->arena) = (struct record){ .path = path, .gone = true };
        *VEC_PUSH(&diff->records, diff->arena) =
            (struct record){ path, gone ? (str){ 0 } : before_of(head), gone };
    }
    return str_starts(rest, S("\0")) ? str_from(rest, 1) : rest;
}

/* "a,b" of a hunk's head; b is 1 when it is left out. */
static void read_range(struct line_ranges *ranges, str text, struct arena *arena)
{
    uint32_t from, count = 1;
    str head, tail;
    bool counted = str_cut(text, ',', &head, &tail);
    if (str_to_u32(head, &from) && (!counted || str_to_u32(tail, &count)) && count > 0)
        *VEC_PUSH(ranges, arena) = (struct line_range){ from, from + count - 1 };
}

/* "@@ -a,b +c,d @@": the lines that it takes away and adds. */
static void read_hunk(struct change *change, str line, struct arena *arena)
{
    str minus, plus, rest;
    (void)str_cut(str_from(line, 3), ' ', &minus, &rest);
    (void)str_cut(rest, ' ', &plus, &rest);
    read_range(&change->taken, str_from(minus, 1), arena);
    read_range(&change->added, str_from(plus, 1), arena);
}

/* The patches come in the order of the records: a file begins with "diff --git". */
static void read_patches(struct diff *diff, str text)
{
    struct change *change = NULL;
    str line, rest = text;
    bool in_hunk = false;
    while (str_next(&rest, '\n', &line)) {
        if (str_starts(line, S("diff --git ")) && diff->changes.n < diff->records.n) {
            const struct record *record = &diff->records.p[diff->changes.n];
            change = NEW(diff->arena, struct change, 1);
            *change = (struct change){ .path = record->path,
                                       .before = record->before,
                                       .old_links = &diff->old_links };
            *VEC_PUSH(&diff->changes, diff->arena) = change;
            in_hunk = false;
        } else if (change && str_starts(line, S("@@ "))) {
            read_hunk(change, line, diff->arena);
            in_hunk = true;
        } else if (change && in_hunk && str_starts(line, S("-"))) {
            change_note_links(&diff->old_links, str_from(line, 1), diff->arena);
        }
    }
}

/* What the user named, and the commit that changes are told from. */
struct named {
    const str *paths;
    size_t n;
    const char *base;
};

/* Why a commit may be missing. */
static const char *remedy(str root, struct arena *arena)
{
    static const char *const ask[] = { "rev-parse", "--is-shallow-repository", NULL };
    str answer;
    bool is_cut = git_ask(root, ask, arena, &answer) && str_eq(answer, S("true"));
    return is_cut ? "; the history was cut off when it was cloned: fetch more of it "
                    "(actions/checkout: fetch-depth: 0)"
                  : "";
}

static bool merge_base(str root, const char *since, struct arena *arena, str *base, struct err *err)
{
    str name = str_printf(arena, "%s^{commit}", since);
    const char *const known[] = { "rev-parse",        "--verify", "--quiet",
                                  "--end-of-options", name.p,     NULL };
    const char *const merge[] = { "merge-base", since, "HEAD", NULL };
    if (since[0] == '-')
        return err_set(err, ERR_USAGE, "--since: \"%s\" is no commit", since);
    if (!git_ask(root, known, arena, base))
        return err_set(err, ERR_USAGE, "--since %s: no such commit in this repository%s", since,
                       remedy(root, arena));
    if (!git_ask(root, merge, arena, base) || base->n == 0)
        return err_set(err, ERR_USAGE, "--since %s: it and HEAD have no common ancestor here%s",
                       since, remedy(root, arena));
    return true;
}

/* Whether git knows a path that is not there: in the index, or in the commit that a change is told from. */
static bool is_known(const char *path, const char *base, struct arena *arena)
{
    const char *const staged[] = { "ls-files", "--", path, NULL };
    const char *const before[] = { "ls-tree", base, "--", path, NULL };
    str told;
    return (git_ask((str){ 0 }, staged, arena, &told) && told.n) ||
           (git_ask((str){ 0 }, before, arena, &told) && told.n);
}

/* The paths that the user named, as git takes them from the current folder. One that is not there was mistyped,
 * unless the change is what took it away. */
static bool add_paths(const char **args, size_t *n_args, const struct named *named,
                      struct inputs *inputs, struct err *err)
{
    struct stat st;
    if (named->n > PATHS_MAX)
        return err_set(err, ERR_LIMIT, "more than %d paths with --since or --staged; name a folder",
                       PATHS_MAX);
    args[(*n_args)++] = "--";
    for (size_t i = 0; i < named->n; i++) {
        const char *path = str_printf(inputs->run, ":(literal)%.*s", STR_ARG(named->paths[i])).p;
        if (named->paths[i].n == 0)
            return err_set(err, ERR_USAGE, "an empty name");
        if (lstat(str_z(inputs->run, named->paths[i]), &st) != 0 &&
            !is_known(path, named->base, inputs->run))
            inputs_fail(inputs, named->paths[i], S("no such file or folder"));
        args[(*n_args)++] = path;
    }
    return true;
}

/* The repository's file as seen from the current folder. */
static str shown_path(str prefix, str path, struct arena *run)
{
    if (prefix.n && str_starts(path, prefix))
        return str_from(path, prefix.n);
    str up = { 0 }, rest = prefix, piece;
    while (str_next(&rest, '/', &piece))
        if (piece.n)
            up = str_printf(run, "%.*s../", STR_ARG(up));
    return str_printf(run, "%.*s%.*s", STR_ARG(up), STR_ARG(path));
}

static bool add_changed(const struct scope *scope, const struct change *change, str prefix,
                        struct inputs *inputs, struct err *err)
{
    enum read_format format;
    struct stat st;
    struct input *in = NULL;
    str shown = shown_path(prefix, change->path, inputs->run);
    if (!read_format_of(shown, &format) || !inputs_want(inputs, shown))
        return true;
    if (scope->staged) {
        str text, blob = str_printf(inputs->run, ":%.*s", STR_ARG(change->path));
        const char *const args[] = { "cat-file", "blob", blob.p, NULL };
        if (!git_run((str){ 0 }, args, inputs->run, &text, err))
            return false;
        in = inputs_add_text(inputs, shown, text);
    } else if (stat(shown.p, &st) == 0 && S_ISREG(st.st_mode)) {
        in = inputs_add_file(inputs, shown, &st);
    }
    if (in)
        in->change = change;
    return true;
}

/* Filters are programs that the configuration names, and that git would run on changed files: each of their
 * entries is emptied. */
static bool empty_filters(const char **args, size_t *n_args, struct arena *arena, struct err *err)
{
    static const char *const list[] = { "config",       "-z",         "--name-only",
                                        "--get-regexp", "^filter\\.", NULL };
    struct map seen = { 0 };
    struct err none = { 0 };
    str names, name;
    if (!git_run((str){ 0 }, list, arena, &names, &none))
        return true; /* there are none */
    while (str_next(&names, 0, &name)) {
        void **slot = name.n ? map_slot(&seen, arena, name) : NULL;
        if (!slot || *slot)
            continue;
        if (seen.n > FILTERS_MAX)
            return err_set(err, ERR_LIMIT,
                           "git's configuration has more than %d entries of filters", FILTERS_MAX);
        *slot = &seen;
        args[(*n_args)++] = str_printf(arena, "--config-env=%.*s=" GIT_NOTHING, STR_ARG(name)).p;
    }
    return true;
}

static bool read_diff(const struct scope *scope, struct named *named, struct inputs *inputs,
                      struct diff *diff, struct err *err)
{
    static const char *const how[] = { "-c",
                                       "diff.noprefix=false",
                                       "diff",
                                       "--raw",
                                       "--no-abbrev",
                                       "-z",
                                       "--patch",
                                       "--unified=0",
                                       "--inter-hunk-context=0",
                                       "--text",
                                       "--no-color",
                                       "--no-ext-diff",
                                       "--no-textconv",
                                       "--find-renames",
                                       "--ignore-submodules",
                                       "--no-relative",
                                       "--diff-filter=d" };
    const char *args[FILTERS_MAX + sizeof how / sizeof *how + PATHS_MAX + 5] = { NULL };
    size_t n_args = 0;
    str base, text;
    if (!scope->staged && !empty_filters(args, &n_args, diff->arena, err))
        return false;
    for (size_t i = 0; i < sizeof how / sizeof *how; i++)
        args[n_args++] = how[i];
    if (scope->staged)
        args[n_args++] = "--cached";
    if (scope->since && !merge_base((str){ 0 }, scope->since, diff->arena, &base, err))
        return false;
    if (scope->since)
        args[n_args++] = named->base = str_dup(diff->arena, base).p;
    if (!add_paths(args, &n_args, named, inputs, err) ||
        !git_run((str){ 0 }, args, diff->arena, &text, err))
        return false;
    read_patches(diff, read_records(diff, text));
    return true;
}

bool scope_add(const struct scope *scope, const str *paths, size_t n, struct inputs *inputs,
               struct err *err)
{
    static const char *const where[] = { "rev-parse", "--show-prefix", NULL };
    struct diff *diff = NEW(inputs->run, struct diff, 1); /* the changes point into it */
    struct named named = { paths, n, "HEAD" };
    str prefix;
    diff->arena = inputs->run;
    if (!git_run((str){ 0 }, where, inputs->run, &prefix, err))
        return err_context(err, "%s", scope->staged ? "--staged" : "--since");
    if (!read_diff(scope, &named, inputs, diff, err))
        return false;
    for (size_t i = 0; i < diff->changes.n; i++) {
        struct change *change = diff->changes.p[i];
        change->whole = scope->whole_files;
        if (!diff->records.p[i].gone && !add_changed(scope, change, str_trim(prefix), inputs, err))
            return false;
    }
    return true;
}
