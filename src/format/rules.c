/* rules.c: which rule files are in force. */
#include "format/rules.h"

#include <string.h>

#include "base/banned.h"

static const str schemas[RULE_SCHEMA_COUNT] = {
    [RULE_OUTLETS] = S_INIT("citecheck/outlets-1"),
    [RULE_PUBLICATIONS] = S_INIT("citecheck/publications-1"),
    [RULE_STYLE] = S_INIT("citecheck/style-1"),
    [RULE_CLAIMS] = S_INIT("citecheck/claims-1"),
    [RULE_PERIODS] = S_INIT("citecheck/periods-1"),
    [RULE_WALLS] = S_INIT("citecheck/walls-1"),
};

/* Outlet files are long lists and may be longer; the schema stands at their head. */
static bool is_table(str source)
{
    return str_find(str_slice(source, 0, 4096), S("citecheck/outlets-"), 0) <
           str_slice(source, 0, 4096).n;
}

bool rules_parse(str path, str source, struct arena *perm, struct rule_file *out, struct err *err)
{
    *out = (struct rule_file){ .path = path };
    bool ok = is_table(source) ? yaml_parse_table(source, perm, &out->root, err)
                               : yaml_parse(source, perm, &out->root, err);
    if (!ok)
        return false;
    const struct yaml_node *schema = yaml_get(out->root, S("schema"));
    if (!schema)
        return yaml_fail(out->root, err,
                         "no \"schema:\" line; a rule file begins with, say, "
                         "\"schema: citecheck/outlets-1\"");
    for (int i = 0; i < RULE_SCHEMA_COUNT; i++) {
        if (str_eq(schema->text, schemas[i])) {
            out->schema = (enum rule_schema)i;
            return true;
        }
    }
    return yaml_fail(schema, err, "unknown schema \"%.*s\"", STR_ARG(schema->text));
}

bool rules_fail(str path, struct err *err)
{
    if (err->line)
        return err_context(err, "%.*s:%u:%u", STR_ARG(path), err->line, err->column);
    return err_context(err, "%.*s", STR_ARG(path));
}

void rules_add(struct rule_set *set, struct arena *perm, const struct rule_file *files, size_t n)
{
    for (size_t i = 0; i < n; i++)
        *VEC_PUSH(&set->files, perm) = files[i];
}
