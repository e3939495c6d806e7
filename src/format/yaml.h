/* yaml.h: YAML files as a small tree that keeps places, so that every complaint has line and column.
 * All scalars stay text. Anchors, aliases, tags and several documents in one file are refused. */
#ifndef FORMAT_YAML_H
#define FORMAT_YAML_H

#include "base/err.h"
#include "base/str.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_place {
    uint32_t line, column; /* from 1; columns in code points */
};

struct yaml_node {
    str key;  /* in a map: this entry's key */
    str text; /* of a scalar */
    const struct yaml_node *child, *next;
    struct yaml_place at, end, key_at;
    uint32_t n_children;
    uint8_t kind; /* enum yaml_kind */
};

/* yaml_parse: reads one document.
 *
 *   source  bytes of the file; must be UTF-8; at most 1 MiB, 64 levels, 200,000 nodes
 *   perm    owns the tree; its texts are copies
 *   root    set on success; an empty file gives an empty map
 *
 * Returns true, or false with ERR_FORMAT or ERR_LIMIT and line and column. Duplicate keys of one map
 * are an error that names both places.  Time: linear. */
bool yaml_parse(str source, struct arena *perm, const struct yaml_node **root, struct err *err);

enum { YAML_BYTES_MAX = 1024 * 1024, YAML_BYTES_MAX_TABLE = 4 * YAML_BYTES_MAX };

/* yaml_parse_table: yaml_parse for files that are long lists of facts: up to YAML_BYTES_MAX_TABLE. */
bool yaml_parse_table(str source, struct arena *perm, const struct yaml_node **root,
                      struct err *err);

/* yaml_get: the entry `key` of a map, or NULL (also when `map` is NULL or no map). */
const struct yaml_node *yaml_get(const struct yaml_node *map, str key);

/* yaml_text: the scalar at `key`, or the empty slice. */
str yaml_text(const struct yaml_node *map, str key);

/* yaml_first / yaml_after: the items of a list, or the scalar that stands for a list of one (an entry of a
 * map); NULL behind the last, for NULL, and for a key without a value. */
const struct yaml_node *yaml_first(const struct yaml_node *list);
const struct yaml_node *yaml_after(const struct yaml_node *item);

/* A map's allowed entries, for yaml_check. */
struct yaml_field {
    str key;
    enum yaml_kind kind;
    bool required;
};

/* yaml_check: whether `map` is a map, holds each required entry, no unknown one ("did you mean"), and
 * each of its kind. A scalar is accepted where a list is expected when `kind` is YAML_LIST: lists of
 * one may be written as a scalar.
 * Returns true, or false with ERR_FORMAT and the place. */
bool yaml_check(const struct yaml_node *map, const struct yaml_field *fields, size_t n_fields,
                struct err *err);

/* yaml_fail: ERR_FORMAT at a node's place. Returns false. */
bool yaml_fail(const struct yaml_node *node, struct err *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* yaml_bool / yaml_int: typed reading of a scalar; false with ERR_FORMAT and the place. */
bool yaml_bool(const struct yaml_node *node, bool *value, struct err *err);
bool yaml_int(const struct yaml_node *node, int32_t *value, struct err *err);

#endif
