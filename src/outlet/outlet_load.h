/* outlet_load.h: outlet files made a layer of the knowledge base; for --rules and for tools/rulec.c. */
#ifndef OUTLET_OUTLET_LOAD_H
#define OUTLET_OUTLET_LOAD_H

#include "format/rules.h"
#include "outlet/outlet.h"

struct outlet_files {
    const struct rule_file *p; /* of schema RULE_OUTLETS */
    size_t n;
    size_t failed; /* after a failure: which file it stands in */
};

/* outlet_layer_load: one layer out of all the files.
 *
 *   files  read only, except `failed`; their trees must outlive the layer
 *   perm   owns the layer
 *   out    set on success; outlets are sorted by id
 *
 * Returns true, or false with ERR_FORMAT, line and column; the message names no path unless it is about
 * two places.  Time: n log n. */
bool outlet_layer_load(struct outlet_files *files, struct arena *perm, struct outlet_layer *out,
                       struct err *err);

#endif
