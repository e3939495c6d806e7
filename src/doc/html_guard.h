/* html_guard.h: what must not reach gumbo, which takes minutes over it. */
#ifndef DOC_HTML_GUARD_H
#define DOC_HTML_GUARD_H

#include "base/err.h"
#include "base/str.h"

enum {
    HTML_MAX_BYTES = 8 * 1024 * 1024,
    HTML_TAG_MAX_BYTES = 64 * 1024, /* of one tag, quoted values not counted */
    HTML_ATTRIBUTES_MAX = 256,      /* of one tag: gumbo compares each with all before it */
    HTML_NODES_MAX = 1000 * 1000    /* elements, attributes, and what bad nesting makes of them */
};

/* html_guard: whether gumbo reads `html`, from `begin` on, in reasonable time.
 *
 *   depth_max  deepest nesting of elements
 *   scratch    memory for the open elements
 *
 * Returns true, or false with ERR_LIMIT, line and column.  Time: linear in html.n times depth_max at
 * worst. */
bool html_guard(str html, size_t begin, size_t depth_max, struct arena *scratch, struct err *err);

#endif
