/* html_nest.h: follows how deep elements nest, as an HTML parser would, without building anything. Where
 * the parser's rules are finer than these, the count is too high rather than too low. */
#ifndef DOC_HTML_NEST_H
#define DOC_HTML_NEST_H

#include "base/str.h"
#include "base/vec.h"

enum { NEST_FORMATS_MAX = 256 };

/* A formatting element that the parser opens again in every block until its end tag. */
struct nest_format {
    uint16_t tag;
    str raw; /* the whole tag; the parser keeps three equal ones at most */
};

struct nest {
    struct arena *scratch;
    VEC(uint16_t) stack; /* GumboTag of each open element; unknown ones are one to the parser */
    struct nest_format formats[NEST_FORMATS_MAX];
    size_t n_formats;
    size_t root_attributes; /* of all tags html, head and body */
    uint64_t made; /* elements that the parser makes, those opened again included, at most */
};

/* nest_start: a start tag; `raw` is all of it. Returns false when more formatting elements are open than
 * NEST_FORMATS_MAX. */
bool nest_start(struct nest *nest, str name, str raw, bool self_closing);

/* nest_end: an end tag. */
void nest_end(struct nest *nest, str name);

/* nest_is_raw: whether the content of this element is text up to its end tag, here. */
bool nest_is_raw(const struct nest *nest, str name);

/* nest_is_root: html, head or body: all tags of one of these make one element. */
bool nest_is_root(str name);

#endif
