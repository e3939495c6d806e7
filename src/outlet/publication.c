/* publication.c: publications of a house, from the publication files. */
#include "outlet/publication.h"

#include "base/fold.h"

#include "base/banned.h"

static const struct yaml_field root_fields[] = {
    { S_INIT("schema"), YAML_SCALAR, true },
    { S_INIT("publications"), YAML_LIST, true },
};

static const struct yaml_field fields[] = {
    { S_INIT("id"), YAML_SCALAR, true },
    { S_INIT("name"), YAML_SCALAR, true },
    { S_INIT("aliases"), YAML_LIST, false },
    { S_INIT("outlet"), YAML_SCALAR, false },
    { S_INIT("style"), YAML_SCALAR, false },
    { S_INIT("volume_base"), YAML_SCALAR, false },
    { S_INIT("volume_spans_years"), YAML_SCALAR, false },
    { S_INIT("first_year"), YAML_SCALAR, false },
    { S_INIT("last_year"), YAML_SCALAR, false },
    { S_INIT("note"), YAML_SCALAR, false },
};

/* The place of an id: that of an earlier publication which it replaces, or a new one. */
static struct publication *place_of(struct publication_set *set, struct arena *perm, str id)
{
    for (size_t i = 0; i < set->list.n; i++)
        if (str_eq(set->list.p[i].id, id))
            return &set->list.p[i];
    return VEC_PUSH(&set->list, perm);
}

static bool read_year(const struct yaml_node *map, str key, int32_t *out, struct err *err)
{
    const struct yaml_node *node = yaml_get(map, key);
    return !node || yaml_int(node, out, err);
}

static bool read_aliases(const struct yaml_node *list, struct arena *perm, struct publication *out,
                         struct err *err)
{
    VEC(str) aliases = { 0 };
    if (list && list->kind == YAML_SCALAR)
        *VEC_PUSH(&aliases, perm) = list->text;
    for (const struct yaml_node *item = yaml_first(list); item; item = yaml_after(item)) {
        if (item->kind != YAML_SCALAR)
            return yaml_fail(item, err, "expected a name");
        *VEC_PUSH(&aliases, perm) = item->text;
    }
    out->aliases = aliases.p;
    out->n_aliases = aliases.n;
    return true;
}

static bool read_publication(const struct yaml_node *node, struct arena *perm,
                             struct publication_set *set, struct err *err)
{
    if (!yaml_check(node, fields, sizeof fields / sizeof *fields, err))
        return false;
    struct publication read = { .id = yaml_text(node, S("id")),
                                .name = yaml_text(node, S("name")),
                                .outlet = yaml_text(node, S("outlet")),
                                .style = yaml_text(node, S("style")) };
    const struct yaml_node *spans = yaml_get(node, S("volume_spans_years"));
    if (!read_year(node, S("volume_base"), &read.volume_base, err) ||
        !read_year(node, S("first_year"), &read.first_year, err) ||
        !read_year(node, S("last_year"), &read.last_year, err) ||
        (spans && !yaml_bool(spans, &read.volume_spans_years, err)) ||
        !read_aliases(yaml_get(node, S("aliases")), perm, &read, err))
        return false;
    *place_of(set, perm, read.id) = read;
    return true;
}

static bool read_file(const struct rule_file *file, struct arena *perm, struct publication_set *set,
                      struct err *err)
{
    if (!yaml_check(file->root, root_fields, sizeof root_fields / sizeof *root_fields, err))
        return false;
    const struct yaml_node *list = yaml_get(file->root, S("publications"));
    for (const struct yaml_node *node = yaml_first(list); node; node = yaml_after(node))
        if (!read_publication(node, perm, set, err))
            return false;
    return true;
}

bool publications_load(const struct rule_set *rules, struct arena *perm,
                       struct publication_set *out, struct err *err)
{
    *out = (struct publication_set){ 0 };
    for (size_t i = 0; i < rules->files.n; i++) {
        const struct rule_file *file = &rules->files.p[i];
        struct err cause = { 0 };
        if (file->schema == RULE_PUBLICATIONS && !read_file(file, perm, out, &cause))
            return err_at(err, cause.kind, cause.line, cause.column, "%.*s:%u:%u: %s",
                          STR_ARG(file->path), cause.line, cause.column, cause.message);
    }
    return true;
}

static bool has_name(const struct publication *publication, str folded, struct arena *scratch)
{
    if (str_eq(fold_name(scratch, publication->id), folded) ||
        str_eq(fold_name(scratch, publication->name), folded))
        return true;
    for (size_t i = 0; i < publication->n_aliases; i++)
        if (str_eq(fold_name(scratch, publication->aliases[i]), folded))
            return true;
    return false;
}

const struct publication *publication_find(const struct publication_set *set, str name)
{
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    str folded = fold_name(&scratch, name);
    const struct publication *found = NULL;
    for (size_t i = 0; i < set->list.n && !found && folded.n; i++)
        if (has_name(&set->list.p[i], folded, &scratch))
            found = &set->list.p[i];
    arena_free(&scratch);
    return found;
}
