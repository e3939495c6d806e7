/* config.c: reading .citecheck.yaml. */
#include "core/config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "core/input.h"
#include "format/yaml.h"

#include "base/banned.h"

enum { CONFIG_BYTES_MAX = 1024 * 1024, FOLDERS_UP_MAX = 64 };

static const struct yaml_field fields[] = {
    { S_INIT("publication"), YAML_SCALAR, false }, { S_INIT("style"), YAML_SCALAR, false },
    { S_INIT("fail-on"), YAML_SCALAR, false },     { S_INIT("links"), YAML_SCALAR, false },
    { S_INIT("severity"), YAML_MAP, false },       { S_INIT("include"), YAML_LIST, false },
    { S_INIT("exclude"), YAML_LIST, false },       { S_INIT("rules"), YAML_LIST, false },
};

void config_init(struct config *config)
{
    *config = (struct config){ 0 };
    memset(config->severity, SEVERITY_DEFAULT, sizeof config->severity);
}

bool config_find(struct arena *run, str *path)
{
    char room[4096];
    if (!getcwd(room, sizeof room))
        return false;
    str folder = str_dup(run, str_from_z(room));
    for (int i = 0; i < FOLDERS_UP_MAX; i++) {
        str candidate = str_printf(run, "%.*s/.citecheck.yaml", STR_ARG(folder));
        struct stat st;
        if (stat(candidate.p, &st) == 0 && !S_ISFIFO(st.st_mode)) { /* a pipe would be waited for */
            *path = candidate;
            return true;
        }
        str repository = str_printf(run, "%.*s/.git", STR_ARG(folder));
        if (access(repository.p, F_OK) == 0 || folder.n <= 1)
            return false;
        while (folder.n && folder.p[folder.n - 1] != '/')
            folder.n--;
        if (folder.n)
            folder.n--;
    }
    return false;
}

/* The number of a word in a list. */
static bool choose(const struct yaml_node *node, const str *words, size_t n, uint8_t *value,
                   struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(node->text, words[i])) {
            *value = (uint8_t)i;
            return true;
        }
    }
    char room[100];
    struct buf list = { .p = room, .cap = sizeof room, .max = sizeof room };
    for (size_t i = 0; i < n; i++)
        buf_printf(&list, "%s%.*s", i == 0 ? "" : i + 1 < n ? ", " : " or ", STR_ARG(words[i]));
    return yaml_fail(node, err, "expected %.*s, met \"%.*s\"", STR_ARG(buf_str(&list)),
                     STR_ARG(node->text));
}

static bool load_severity(const struct yaml_node *map, struct config *out, struct err *err)
{
    static const str words[] = { S_INIT("off"), S_INIT("note"), S_INIT("warning"),
                                 S_INIT("error") };
    for (const struct yaml_node *e = map->child; e; e = e->next) {
        const struct check *check = check_find(e->key);
        uint8_t severity = SEVERITY_DEFAULT;
        if (!check)
            return yaml_fail(e, err, "no check is called \"%.*s\"", STR_ARG(e->key));
        if (!choose(e, words, 4, &severity, err))
            return false;
        out->severity[check - checks] = severity;
    }
    return true;
}

static bool load_globs(const struct yaml_node *list, struct arena *run, struct config_globs *out,
                       struct err *err)
{
    for (const struct yaml_node *e = yaml_first(list); e; e = yaml_after(e)) {
        struct err cause = { 0 };
        if (!glob_compile(e->text, run, VEC_PUSH(out, run), &cause))
            return yaml_fail(e, err, "%s", cause.message);
    }
    return true;
}

static bool load(const struct yaml_node *root, struct arena *run, struct config *out,
                 struct err *err)
{
    static const str fail_on[] = { S_INIT("error"), S_INIT("warning"), S_INIT("unverified"),
                                   S_INIT("never") };
    static const str links[] = { S_INIT("all"), S_INIT("citations") };
    if (!yaml_check(root, fields, sizeof fields / sizeof *fields, err))
        return false;
    uint8_t value = 0;
    const struct yaml_node *node = yaml_get(root, S("fail-on"));
    if (node) {
        if (!choose(node, fail_on, 4, &value, err))
            return false;
        out->has_fail_on = true;
        out->fail_on = (enum cck_fail_on)value;
    }
    node = yaml_get(root, S("links"));
    if (node) {
        if (!choose(node, links, 2, &value, err))
            return false;
        out->links_citations_only = value == 1;
    }
    node = yaml_get(root, S("severity"));
    if (node && !load_severity(node, out, err))
        return false;
    out->publication = yaml_text(root, S("publication"));
    out->style = yaml_text(root, S("style"));
    str folder = out->path;
    while (folder.n && folder.p[folder.n - 1] != '/')
        folder.n--;
    const struct yaml_node *rules = yaml_get(root, S("rules"));
    for (const struct yaml_node *e = yaml_first(rules); e; e = yaml_after(e))
        *VEC_PUSH(&out->rules, run) =
            str_starts(e->text, S("/"))
                ? e->text
                : str_printf(run, "%.*s%.*s", STR_ARG(folder), STR_ARG(e->text));
    return load_globs(yaml_get(root, S("include")), run, &out->include, err) &&
           load_globs(yaml_get(root, S("exclude")), run, &out->exclude, err);
}

bool config_load(str path, struct arena *run, struct config *out, struct err *err)
{
    str bytes;
    const struct yaml_node *root;
    out->path = path;
    if (!input_read_file(path, CONFIG_BYTES_MAX, run, &bytes, err))
        return err_context(err, "%.*s", STR_ARG(path));
    if (yaml_parse(bytes, run, &root, err) && load(root, run, out, err))
        return true;
    return err_context(err, "%.*s:%u:%u", STR_ARG(path), err->line, err->column);
}

bool config_wants(const struct config *config, str path)
{
    bool wanted = config->include.n == 0;
    for (size_t i = 0; i < config->include.n && !wanted; i++)
        wanted = glob_matches(config->include.p[i], path);
    for (size_t i = 0; i < config->exclude.n && wanted; i++)
        wanted = !glob_matches(config->exclude.p[i], path);
    return wanted;
}
