/* config_keys.h: the entries of .citecheck.yaml: one table, from which reading, `config show`, the JSON
 * schema and citecheck.yaml(5) come. */
#ifndef CORE_CONFIG_KEYS_H
#define CORE_CONFIG_KEYS_H

#include "base/str.h"
#include "format/yaml.h"

enum config_key {
    CONFIG_EXTENDS,
    CONFIG_PUBLICATION,
    CONFIG_STYLE,
    CONFIG_LINKS,
    CONFIG_REASONS,
    CONFIG_SEVERITY,
    CONFIG_FAIL_ON,
    CONFIG_INCLUDE,
    CONFIG_EXCLUDE,
    CONFIG_RULES,
    CONFIG_ARTICLES,
    CONFIG_BASELINE,
    CONFIG_OVERRIDES,
    CONFIG_FILES,
    CONFIG_KEY_COUNT
};

enum config_type {
    CONFIG_TEXT,       /* one word */
    CONFIG_CHOICE,     /* one of `choices` */
    CONFIG_LIST,       /* of paths or globs; a single one may stand for itself */
    CONFIG_SEVERITIES, /* a map from check to severity */
    CONFIG_SECTIONS    /* a list of maps */
};

/* Where an entry may stand. */
enum { CONFIG_AT_TOP = 1, CONFIG_IN_OVERRIDE = 2 };

struct config_row {
    str name;
    uint8_t type;        /* enum config_type */
    uint8_t where;       /* CONFIG_AT_TOP, CONFIG_IN_OVERRIDE */
    bool required;       /* there */
    const char *choices; /* words between blanks; of CONFIG_SEVERITIES: the severities */
    const char *help;    /* sentences */
};

extern const struct config_row config_rows[CONFIG_KEY_COUNT];

/* config_check: whether `map` holds only entries that may stand there, each of its kind. Returns false with
 * line and column, and what may have been meant. */
bool config_check(const struct yaml_node *map, uint8_t where, struct err *err);

/* config_choose: the number of a scalar among an entry's choices; false with line and column. */
bool config_choose(const struct yaml_node *node, enum config_key key, uint8_t *value,
                   struct err *err);

/* config_choice: the word of a number. */
str config_choice(enum config_key key, unsigned value);

#endif
