/* publication.h: publications of a house and the year that a volume number stands for. */
#ifndef OUTLET_PUBLICATION_H
#define OUTLET_PUBLICATION_H

#include "base/str.h"
#include "base/vec.h"
#include "format/rules.h"

struct publication {
    str id, name;
    str outlet; /* outlet id; may be empty */
    str style;  /* style id; empty = the default */
    const str *aliases;
    size_t n_aliases;
    int32_t volume_base;           /* year = volume_base + volume; 0 = volumes say nothing */
    int32_t first_year, last_year; /* 0 = not known / running */
    bool
        volume_spans_years; /* the volume's year runs from autumn to summer: only a range is known */
};

struct publication_set {
    VEC(struct publication) list;
};

/* publications_load: from the publication files in `rules`, later ids replacing earlier ones. */
bool publications_load(const struct rule_set *rules, struct arena *perm,
                       struct publication_set *out, struct err *err);

/* publication_find: by id, name or alias (folded), or NULL. */
const struct publication *publication_find(const struct publication_set *set, str name);

#endif
