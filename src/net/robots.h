/* robots.h: what a site's robots.txt allows (RFC 9309). Pure. */
#ifndef NET_ROBOTS_H
#define NET_ROBOTS_H

#include "base/str.h"
#include "base/vec.h"

enum { ROBOTS_BYTES = 500 * 1024 }; /* so much of the file is read (RFC 9309, section 2.5) */

struct robots_rule {
    str pattern; /* in the form that robots_allows compares */
    bool allow;
};

struct robots {
    VEC(struct robots_rule) rules; /* of the group that is ours, or else of "*" */
};

/* robots_product: the product token at the start of a User-Agent text: "citecheck/1.0 (...)" gives
 * "citecheck". Empty when there is none. */
str robots_product(str user_agent);

/* robots_parse: the rules for `product` in a robots.txt. Every line is read, whatever the others are.
 * Rules of several groups for one product count together.
 *   perm   owns the rules; `text` may go */
void robots_parse(str text, str product, struct arena *perm, struct robots *out);

/* robots_allows: whether an address may be asked for.
 *   path      with its query: "/a?b"
 *   scratch   needed room
 * The longest pattern that fits decides, in octets; of equal ones the one that allows. */
bool robots_allows(const struct robots *robots, str path, struct arena *scratch);

#endif
