/* config.c: reading .citecheck.yaml, layer upon layer. */
#include "core/config.h"

#include <sys/stat.h>

#include "base/distance.h"
#include "core/input.h"

#include "base/banned.h"

enum { CONFIG_BYTES_MAX = 1024 * 1024, EXTENDS_DEPTH_MAX = 8, NAMES_MAX = 2 * CHECK_COUNT };

/* One file while it is read. */
struct layer {
    str path, folder; /* the folder with its slash; empty for a bare name */
    struct arena *run;
    struct err *err;
    const struct layer *up; /* the file that extends this one, or NULL */
    unsigned depth;
};

static struct config_place place_of(const struct layer *layer, const struct yaml_node *node)
{
    return (struct config_place){ layer->path,
                                  node->key_at.line ? node->key_at.line : node->at.line };
}

static bool load_word(const struct layer *layer, const struct yaml_node *map, enum config_key key,
                      struct config_word *out)
{
    const struct yaml_node *node = yaml_get(map, config_rows[key].name);
    if (node)
        *out = (struct config_word){ node->text, place_of(layer, node) };
    return true;
}

static bool load_number(const struct layer *layer, const struct yaml_node *map, enum config_key key,
                        struct config_number *out)
{
    const struct yaml_node *node = yaml_get(map, config_rows[key].name);
    if (!node)
        return true;
    out->at = place_of(layer, node);
    return config_choose(node, key, &out->value, layer->err);
}

static bool unknown_check(const struct yaml_node *entry, struct err *err)
{
    str names[NAMES_MAX];
    for (size_t i = 0; i < CHECK_COUNT; i++) {
        names[2 * i] = checks[i].rule;
        names[2 * i + 1] = checks[i].kind;
    }
    size_t near = distance_nearest(entry->key, names, NAMES_MAX);
    if (near < NAMES_MAX)
        return err_at(err, ERR_FORMAT, entry->key_at.line, entry->key_at.column,
                      "no check is called \"%.*s\"; did you mean \"%.*s\"?", STR_ARG(entry->key),
                      STR_ARG(names[near]));
    return err_at(err, ERR_FORMAT, entry->key_at.line, entry->key_at.column,
                  "no check is called \"%.*s\"", STR_ARG(entry->key));
}

static bool load_severities(const struct layer *layer, const struct yaml_node *map,
                            struct config_number *out)
{
    const struct yaml_node *node = yaml_get(map, config_rows[CONFIG_SEVERITY].name);
    for (const struct yaml_node *e = node ? node->child : NULL; e; e = e->next) {
        const struct check *check = check_find(e->key);
        if (!check)
            return unknown_check(e, layer->err);
        struct config_number *severity = &out[check - checks];
        severity->at = place_of(layer, e);
        if (!config_choose(e, CONFIG_SEVERITY, &severity->value, layer->err))
            return false;
    }
    return true;
}

static bool load_item(const struct layer *layer, const struct yaml_node *node, bool is_glob,
                      struct config_items *out)
{
    struct config_item *item = VEC_PUSH(out, layer->run);
    struct err cause = { 0 };
    if (node->kind != YAML_SCALAR)
        return yaml_fail(node, layer->err, "expected plain text");
    item->text = node->text;
    if (is_glob && !glob_compile(node->text, layer->run, &item->glob, &cause))
        return yaml_fail(node, layer->err, "%s", cause.message);
    if (!is_glob && !str_starts(node->text, S("/")))
        item->text =
            str_printf(layer->run, "%.*s%.*s", STR_ARG(layer->folder), STR_ARG(node->text));
    return true;
}

/* A list takes the place of an earlier layer's. */
static bool load_items(const struct layer *layer, const struct yaml_node *map, enum config_key key,
                       struct config_items *out)
{
    const struct yaml_node *node = yaml_get(map, config_rows[key].name);
    bool is_glob = key != CONFIG_RULES && key != CONFIG_EXTENDS;
    if (!node)
        return true;
    *out = (struct config_items){ .folder = layer->folder, .at = place_of(layer, node) };
    for (const struct yaml_node *e = yaml_first(node); e; e = yaml_after(e))
        if (!load_item(layer, e, is_glob, out))
            return false;
    return true;
}

static bool load_values(const struct layer *layer, const struct yaml_node *map,
                        struct config_values *out)
{
    return load_word(layer, map, CONFIG_PUBLICATION, &out->publication) &&
           load_word(layer, map, CONFIG_STYLE, &out->style) &&
           load_number(layer, map, CONFIG_LINKS, &out->links) &&
           load_number(layer, map, CONFIG_REASONS, &out->reasons) &&
           load_severities(layer, map, out->severity);
}

static bool load_overrides(const struct layer *layer, const struct yaml_node *root,
                           struct config *out)
{
    const struct yaml_node *list = yaml_get(root, config_rows[CONFIG_OVERRIDES].name);
    if (list && list->kind != YAML_LIST)
        return yaml_fail(list, layer->err, "expected a list of sections");
    for (const struct yaml_node *e = list ? list->child : NULL; e; e = e->next) {
        if (out->overrides.n == CONFIG_OVERRIDES_MAX)
            return yaml_fail(e, layer->err, "more than %d sections", CONFIG_OVERRIDES_MAX);
        struct config_override *override = VEC_PUSH(&out->overrides, layer->run);
        if (!config_check(e, CONFIG_IN_OVERRIDE, layer->err) ||
            !load_items(layer, e, CONFIG_FILES, &override->files) ||
            !load_values(layer, e, &override->values))
            return false;
    }
    return true;
}

static bool load_file(str path, const struct layer *up, struct arena *run, struct config *out,
                      struct err *err);

/* Whether the two names are one file's. */
static bool is_same(str a, str b, struct arena *run)
{
    struct stat one, two;
    const char *first = str_z(run, a), *second = str_z(run, b);
    return first && second && stat(first, &one) == 0 && stat(second, &two) == 0 &&
           one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/* Whether a file is on the way already. */
static bool is_circle(const struct layer *layer, str path)
{
    for (const struct layer *l = layer; l; l = l->up)
        if (is_same(l->path, path, layer->run))
            return true;
    return false;
}

static bool load_extended(const struct layer *layer, const struct yaml_node *root,
                          struct config *out)
{
    struct config_items files = { 0 };
    if (!load_items(layer, root, CONFIG_EXTENDS, &files))
        return false;
    for (size_t i = 0; i < files.n; i++) {
        str file = files.p[i].text;
        if (is_circle(layer, file) || layer->depth == EXTENDS_DEPTH_MAX)
            return err_at(layer->err, ERR_LIMIT, files.at.line, 1,
                          "%.*s is extended in a circle, or too deeply", STR_ARG(file));
        struct err cause = { 0 };
        if (!load_file(file, layer, layer->run, out, &cause))
            return err_at(layer->err, cause.kind, files.at.line, 1, "extends %s", cause.message);
    }
    return true;
}

static bool load(const struct layer *layer, const struct yaml_node *root, struct config *out)
{
    if (!config_check(root, CONFIG_AT_TOP, layer->err) || !load_extended(layer, root, out))
        return false;
    return load_values(layer, root, &out->values) &&
           load_number(layer, root, CONFIG_FAIL_ON, &out->fail_on) &&
           load_items(layer, root, CONFIG_INCLUDE, &out->include) &&
           load_items(layer, root, CONFIG_EXCLUDE, &out->exclude) &&
           load_items(layer, root, CONFIG_RULES, &out->rules) &&
           load_items(layer, root, CONFIG_ARTICLES, &out->articles) &&
           load_word(layer, root, CONFIG_BASELINE, &out->baseline) &&
           load_overrides(layer, root, out);
}

static bool load_file(str path, const struct layer *up, struct arena *run, struct config *out,
                      struct err *err)
{
    str bytes, folder = path;
    const struct yaml_node *root;
    while (folder.n && folder.p[folder.n - 1] != '/')
        folder.n--;
    struct layer layer = { path, folder, run, err, up, up ? up->depth + 1 : 0 };
    if (!input_read_file(path, CONFIG_BYTES_MAX, run, &bytes, err))
        return err_context(err, "%.*s", STR_ARG(path));
    if (yaml_parse(bytes, run, &root, err) && load(&layer, root, out))
        return true;
    return err_context(err, "%.*s:%u:%u", STR_ARG(path), err->line, err->column);
}

bool config_load(str path, struct arena *run, struct config *out, struct err *err)
{
    out->path = path;
    out->folder = path;
    while (out->folder.n && out->folder.p[out->folder.n - 1] != '/')
        out->folder.n--;
    return load_file(path, NULL, run, out, err);
}

bool config_matches(const struct config_items *items, str path)
{
    for (size_t i = 0; i < items->n; i++)
        if (glob_matches(items->p[i].glob, path))
            return true;
    return false;
}

bool config_wants(const struct config *config, str path)
{
    return (config->include.n == 0 || config_matches(&config->include, path)) &&
           !config_matches(&config->exclude, path);
}

static void apply(const struct config_values *from, struct config_values *to)
{
    if (from->publication.at.line)
        to->publication = from->publication;
    if (from->style.at.line)
        to->style = from->style;
    if (from->links.at.line)
        to->links = from->links;
    if (from->reasons.at.line)
        to->reasons = from->reasons;
    for (size_t i = 0; i < CHECK_COUNT; i++)
        if (from->severity[i].at.line)
            to->severity[i] = from->severity[i];
}

const struct config_values *config_values_of(const struct config *config, str path,
                                             struct config_known **known, struct arena *run)
{
    uint64_t sections = 0;
    for (size_t i = 0; i < config->overrides.n; i++)
        if (config_matches(&config->overrides.p[i].files, path))
            sections |= (uint64_t)1 << i;
    if (sections == 0)
        return &config->values;
    for (const struct config_known *k = *known; k; k = k->next)
        if (k->sections == sections)
            return &k->values;
    struct config_known *made = NEW(run, struct config_known, 1);
    *made = (struct config_known){ *known, sections, config->values };
    for (size_t i = 0; i < config->overrides.n; i++)
        if (sections >> i & 1)
            apply(&config->overrides.p[i].values, &made->values);
    *known = made;
    return &made->values;
}
