/* config.h: .citecheck.yaml: what a repository says once, so that nobody has to say it on every call. */
#ifndef CORE_CONFIG_H
#define CORE_CONFIG_H

#include "check/check.h"
#include "citecheck/types.h"
#include "core/config_keys.h"
#include "format/glob.h"

/* Where an entry stands; line 0: it is not set. */
struct config_place {
    str path;
    uint32_t line;
};

struct config_word {
    str value;
    struct config_place at;
};

struct config_number {
    uint8_t value; /* of an entry's choices */
    struct config_place at;
};

struct config_item {
    str text;
    const struct glob *glob; /* NULL for paths */
};

struct config_items {
    struct config_item *p;
    size_t n, cap;
    str folder; /* that patterns count from; with its slash */
    struct config_place at;
};

/* What may differ from file to file. */
struct config_values {
    struct config_word publication, style;
    struct config_number links, reasons;
    struct config_number severity[CHECK_COUNT]; /* enum cck_severity */
};

struct config_override {
    struct config_items files;
    struct config_values values;
};

struct config {
    str path;   /* empty: none was found */
    str folder; /* with its slash; empty for the current one, and when there is none */
    struct config_values values;
    struct config_number fail_on;
    struct config_items include, exclude, articles;
    struct config_items rules; /* folders */
    struct config_word baseline;
    struct {
        struct config_override *p;
        size_t n, cap;
    } overrides;
};

/* config_load: adds a file's entries, and before them those of the files that it extends, to what `out`
 * holds: the file's own win. Sets out->path and out->folder. Returns false with ERR_FORMAT or ERR_IO;
 * path, line and column are in the message. */
bool config_load(str path, struct arena *run, struct config *out, struct err *err);

/* config_wants: whether a file met in a folder is to be read. `path` counts from the configuration's
 * folder, or from the folder walked when that lies elsewhere. */
bool config_wants(const struct config *config, str path);

/* config_matches: whether any of the patterns matches. */
bool config_matches(const struct config_items *items, str path);

/* config_values_of: what counts for one file: the configuration's values and those of the sections that
 * match. The result is shared by files to which the same sections apply.
 *   known  results so far, owned by the caller, one list for each configuration */
struct config_known {
    struct config_known *next;
    uint64_t sections; /* bit per section */
    struct config_values values;
};
const struct config_values *config_values_of(const struct config *config, str path,
                                             struct config_known **known, struct arena *run);

enum { CONFIG_OVERRIDES_MAX = 64 };

#endif
