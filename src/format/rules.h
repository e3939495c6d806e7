/* rules.h: the rule files in force: the shipped ones, compiled in by tools/rulec.c, then those of
 * --rules folders. What a file means is its owner's business (outlet/, cite/, page/). */
#ifndef FORMAT_RULES_H
#define FORMAT_RULES_H

#include "base/vec.h"
#include "format/yaml.h"

enum rule_schema {
    RULE_OUTLETS,      /* citecheck/outlets-1 */
    RULE_PUBLICATIONS, /* citecheck/publications-1 */
    RULE_STYLE,        /* citecheck/style-1 */
    RULE_CLAIMS,       /* citecheck/claims-1 */
    RULE_PERIODS,      /* citecheck/periods-1 */
    RULE_WALLS,        /* citecheck/walls-1 */
    RULE_SCHEMA_COUNT
};

struct rule_file {
    str path; /* as shown in messages: "rules/periods.yaml" for a shipped one */
    enum rule_schema schema;
    const struct yaml_node *root;
};

/* Files in order of force: a later entry of the same id replaces an earlier one. The shipped outlets
 * are not here as trees but as a ready table (outlet/outlet.h). */
struct rule_set {
    VEC(struct rule_file) files;
};

/* rules_parse: one rule file. The root's `schema` names what it is.
 * Returns false with ERR_FORMAT and line and column; the message does not hold the path. */
bool rules_parse(str path, str source, struct arena *perm, struct rule_file *out, struct err *err);

/* rules_fail: puts a file's path, and the place in it, before a message. Returns false. */
bool rules_fail(str path, struct err *err);

/* rules_add: appends a file, or a ready array of files. */
void rules_add(struct rule_set *set, struct arena *perm, const struct rule_file *files, size_t n);

#endif
