/* change.h: what a change did to one file: the lines that it adds and takes away, and the links that are
 * none of its own. */
#ifndef CORE_CHANGE_H
#define CORE_CHANGE_H

#include "base/map.h"
#include "base/vec.h"
#include "citecheck/types.h"

/* Lines, from 1, both ends included. */
struct line_range {
    uint32_t from, to;
};
struct line_ranges {
    struct line_range *p;
    size_t n, cap;
};

struct change {
    str path;                    /* from the repository's root */
    str before;                  /* git's name of its earlier content; empty: a new file */
    bool whole;                  /* --whole-files */
    struct line_ranges added;    /* of the file as it is */
    struct line_ranges taken;    /* of its earlier content */
    const struct map *old_links; /* addresses that stood in removed lines of any file */
};

/* change_note_links: adds the addresses of a removed line to `links`. */
void change_note_links(struct map *links, str line, struct arena *arena);

/* change_had: whether a link's address stood in a line that was removed, here or in another file: it was
 * moved, then, or the words around it were mended. */
bool change_had(const struct change *change, str url);

/* change_spans: lines as bytes of the source. Sorted; owned by `arena`. */
struct change_spans {
    span *p;
    size_t n;
};
struct change_spans change_spans(const struct line_ranges *lines, str source, struct arena *arena);

/* change_covers: whether a place of the source stands, wholly or in part, on one of the lines. */
bool change_covers(const struct change_spans *spans, span place);

#endif
