/* scope.h: what of a repository a run is about: what changed since a commit, or what is staged. */
#ifndef CORE_SCOPE_H
#define CORE_SCOPE_H

#include "core/input.h"

/* Added lines, from 1, both ends included. */
struct line_range {
    uint32_t from, to;
};

/* What a change did to one file. */
struct change {
    str path;   /* from the repository's root */
    bool whole; /* --whole-files */
    VEC(struct line_range) added;
    VEC(str) removed; /* lines: a link that stood in them is no new one */
};

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

/* change_spans: the added lines as bytes of the source. Sorted; owned by `arena`. */
struct change_spans {
    span *p;
    size_t n;
};
struct change_spans change_spans(const struct change *change, str source, struct arena *arena);

/* change_had: whether a link's address stood in a line that was removed. */
bool change_had(const struct change *change, str url);

/* change_covers: whether a place of the source stands, wholly or in part, on an added line. */
bool change_covers(const struct change_spans *spans, span place);

#endif
