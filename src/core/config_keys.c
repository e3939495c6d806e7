/* config_keys.c: the table, in the order of the manual. */
#include "core/config_keys.h"

#include "base/buf.h"
#include "base/distance.h"

#include "base/banned.h"

enum { CHOICES_MAX = 8 };

#define BOTH (CONFIG_AT_TOP | CONFIG_IN_OVERRIDE)

const struct config_row config_rows[CONFIG_KEY_COUNT] = {
    [CONFIG_EXTENDS] = { S_INIT("extends"), CONFIG_LIST, CONFIG_AT_TOP, false, NULL,
                         "Further configuration files, relative to this one. Their entries count "
                         "where this file says nothing; of several, the last one wins." },
    [CONFIG_PUBLICATION] = { S_INIT("publication"), CONFIG_TEXT, BOTH, false, NULL,
                             "Where the articles appear, as the rules call it: it gives the house "
                             "style, and the year of a volume. `citecheck rules list` shows all." },
    [CONFIG_STYLE] = { S_INIT("style"), CONFIG_TEXT, BOTH, false, NULL,
                       "The house style; by default the publication's." },
    [CONFIG_LINKS] = { S_INIT("links"), CONFIG_CHOICE, BOTH, false, "all citations",
                       "Whether every external link of the text is looked at, or those of "
                       "citations alone. By default all." },
    [CONFIG_REASONS] = { S_INIT("reasons"), CONFIG_CHOICE, BOTH, false, "optional required",
                         "Whether a comment that silences a check must say why, behind two "
                         "hyphens (CC902). By default it need not." },
    [CONFIG_SEVERITY] = { S_INIT("severity"), CONFIG_SEVERITIES, BOTH, false,
                          "off note warning error",
                          "How severe a check is, by its number or name." },
    [CONFIG_FAIL_ON] = { S_INIT("fail-on"), CONFIG_CHOICE, CONFIG_AT_TOP, false,
                         "error warning unverified never",
                         "When the exit status is 1. By default at errors." },
    [CONFIG_INCLUDE] = { S_INIT("include"), CONFIG_LIST, CONFIG_AT_TOP, false, NULL,
                         "Patterns of the files that are read where a folder is named; by default "
                         "all of known formats. `**` crosses folders, `{a,b}` is either; patterns "
                         "count from the configuration's folder." },
    [CONFIG_EXCLUDE] = { S_INIT("exclude"), CONFIG_LIST, CONFIG_AT_TOP, false, NULL,
                         "Patterns of files that are not read where a folder is named." },
    [CONFIG_RULES] = { S_INIT("rules"), CONFIG_LIST, CONFIG_AT_TOP, false, NULL,
                       "Folders with rule files of your own, added to the built-in ones." },
    [CONFIG_ARTICLES] = { S_INIT("articles"), CONFIG_LIST, CONFIG_AT_TOP, false, NULL,
                          "Patterns of the repository's own published articles. With them, "
                          "`see EDM, March 26` is looked up in the repository itself." },
    [CONFIG_BASELINE] = { S_INIT("baseline"), CONFIG_TEXT, CONFIG_AT_TOP, false, NULL,
                          "The file of known findings; by default citecheck-baseline.jsonl in the "
                          "repository's root, where there is one." },
    [CONFIG_OVERRIDES] = { S_INIT("overrides"), CONFIG_SECTIONS, CONFIG_AT_TOP, false, NULL,
                           "Sections for some of the files: `files` says which, the other entries "
                           "count for them. Later sections win." },
    [CONFIG_FILES] = { S_INIT("files"), CONFIG_LIST, CONFIG_IN_OVERRIDE, true, NULL,
                       "Patterns of the files that a section is about." },
};

bool config_check(const struct yaml_node *map, uint8_t where, struct err *err)
{
    static const enum yaml_kind kinds[] = {
        [CONFIG_TEXT] = YAML_SCALAR,    [CONFIG_CHOICE] = YAML_SCALAR, [CONFIG_LIST] = YAML_LIST,
        [CONFIG_SEVERITIES] = YAML_MAP, [CONFIG_SECTIONS] = YAML_LIST,
    };
    struct yaml_field fields[CONFIG_KEY_COUNT];
    size_t n = 0;
    for (size_t i = 0; i < CONFIG_KEY_COUNT; i++)
        if (config_rows[i].where & where)
            fields[n++] = (struct yaml_field){ config_rows[i].name, kinds[config_rows[i].type],
                                               config_rows[i].required };
    return yaml_check(map, fields, n, err);
}

bool config_choose(const struct yaml_node *node, enum config_key key, uint8_t *value,
                   struct err *err)
{
    str words[CHOICES_MAX], rest = str_from_z(config_rows[key].choices);
    size_t n = 0;
    if (node->kind != YAML_SCALAR)
        return yaml_fail(node, err, "expected one of %s", config_rows[key].choices);
    while (n < CHOICES_MAX && str_next(&rest, ' ', &words[n])) {
        if (str_eq(node->text, words[n])) {
            *value = (uint8_t)n;
            return true;
        }
        n++;
    }
    char room[120];
    struct buf list = { .p = room, .cap = sizeof room, .max = sizeof room };
    for (size_t i = 0; i < n; i++)
        buf_printf(&list, "%s%.*s", i == 0 ? "" : i + 1 < n ? ", " : " or ", STR_ARG(words[i]));
    size_t near = distance_nearest(node->text, words, n);
    str hint = near < n ? words[near] : (str){ 0 };
    return yaml_fail(node, err, "expected %.*s, met \"%.*s\"%s%.*s%s", STR_ARG(buf_str(&list)),
                     STR_ARG(node->text), near < n ? "; did you mean " : "", STR_ARG(hint),
                     near < n ? "?" : "");
}

str config_choice(enum config_key key, unsigned value)
{
    str rest = str_from_z(config_rows[key].choices), word = { 0 };
    for (unsigned i = 0; str_next(&rest, ' ', &word); i++)
        if (i == value)
            return word;
    return (str){ 0 };
}
