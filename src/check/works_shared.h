/* works_shared.h: the works of a list of references, found by a name and a year. */
#ifndef CHECK_WORKS_SHARED_H
#define CHECK_WORKS_SHARED_H

#include "base/str.h"
#include "base/vec.h"

/* A place where a name may begin, in a work of a year. */
struct work_name {
    str text;      /* from there to the end of where names stand */
    uint32_t year; /* 0: the work has so many years that it may be of any */
};

struct works {
    VEC(struct work_name) list;
};

/* works_add: a work as it stands in the list. One without a year is none. `text` must outlive `works`. */
void works_add(struct works *works, struct arena *arena, str text);

/* works_sort: makes ready for works_have, once all are added. Time: n log n. */
void works_sort(struct works *works);

/* works_have: is there a work with a word near its head that begins with `name`, and with `year`?
 * Time: logarithmic. */
bool works_have(const struct works *works, str name, uint32_t year);

#endif
