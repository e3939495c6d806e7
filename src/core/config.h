/* config.h: .citecheck.yaml: what a repository says once, so that nobody has to say it on every call. */
#ifndef CORE_CONFIG_H
#define CORE_CONFIG_H

#include "check/check.h"
#include "citecheck/types.h"
#include "format/glob.h"

struct config_globs {
    const struct glob **p;
    size_t n, cap;
};

struct config {
    str path; /* empty: none was found */
    str publication, style;
    bool has_fail_on, links_citations_only;
    enum cck_fail_on fail_on;
    uint8_t severity[CHECK_COUNT];        /* SEVERITY_DEFAULT, or enum cck_severity */
    struct config_globs include, exclude; /* of paths met in folders */
    struct {
        str *p;
        size_t n, cap;
    } rules; /* folders, relative to the file's */
};

enum { SEVERITY_DEFAULT = 255 };

void config_init(struct config *config);

/* config_find: the nearest .citecheck.yaml from the current folder upwards, to a repository's root.
 * Returns false when there is none. */
bool config_find(struct arena *run, str *path);

/* config_load: reads a file. Returns false with ERR_FORMAT or ERR_IO; path, line and column are in the
 * message. */
bool config_load(str path, struct arena *run, struct config *out, struct err *err);

/* config_wants: whether a file met in a folder is to be read. `path` counts from the configuration's
 * folder, or from the folder walked when that lies elsewhere. */
bool config_wants(const struct config *config, str path);

#endif
