/* config_set.h: the configurations of a run: the nearest .citecheck.yaml of each folder, on top of the
 * user's own. */
#ifndef CORE_CONFIG_SET_H
#define CORE_CONFIG_SET_H

#include "base/map.h"
#include "core/config.h"

/* One folder that articles were met in. */
struct config_folder {
    const struct config *config;
    struct config_known **known; /* of that configuration */
    bool below;                  /* the configuration stands in this folder or above it */
    str prefix;                  /* then: the way down to here, like "articles/2024/" or "" */
    bool failed, told;           /* the configuration cannot be used */
    str why;
};

/* A configuration that was read. */
struct config_file {
    struct config config;
    struct config_known *known;
    bool failed;
    str why;
};

struct config_set {
    struct arena *run;
    str chosen;         /* --config; empty: look for them */
    bool none;          /* --no-config */
    str here;           /* the current folder */
    struct config user; /* under all others */
    struct map files;   /* path -> struct config_file */
    struct map folders; /* as given -> struct config_folder */
    /* Whether a configuration's names exist; NULL while that cannot be known yet. */
    bool (*accepts)(void *ctx, const struct config *config, struct err *err);
    void *ctx;
};

/* config_set_init: reads the user's own file.
 *
 *   chosen  --config, or empty
 *   user    the user's file; empty, or missing: there is none
 *
 * Returns false when the file is there and cannot be read. */
bool config_set_init(struct config_set *set, str chosen, bool none, str user, struct arena *run,
                     struct err *err);

/* config_set_at: what counts in a folder; "" is the current one. Never NULL. */
struct config_folder *config_set_at(struct config_set *set, str folder);

/* config_set_values: what counts for a file of that folder.
 *   elsewhere  how patterns see it when the configuration stands elsewhere */
const struct config_values *config_set_values(struct config_set *set,
                                              const struct config_folder *folder, str name,
                                              str elsewhere);

/* config_set_path: how the configuration's patterns see a file of that folder. */
str config_set_path(const struct config_set *set, const struct config_folder *folder, str name,
                    str elsewhere);

#endif
