/* scope.h: what of a repository a run is about: what changed since a commit, or what is staged. */
#ifndef CORE_SCOPE_H
#define CORE_SCOPE_H

#include "core/change.h"
#include "core/input.h"

struct scope {
    const char *since; /* a commit; its merge base with HEAD counts. NULL: none */
    bool staged;       /* the index against HEAD, contents from the index */
    bool whole_files;
};

/* scope_add: adds the changed articles to the inputs, each with its change.
 *
 *   paths  only files below these; n = 0: the whole repository
 *
 * Returns false with ERR_IO or ERR_USAGE: no repository, no such commit, history cut off. */
bool scope_add(const struct scope *scope, const str *paths, size_t n, struct inputs *inputs,
               struct err *err);

#endif
