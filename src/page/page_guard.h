/* page_guard.h: what must not reach libxml2. */
#ifndef PAGE_PAGE_GUARD_H
#define PAGE_PAGE_GUARD_H

#include "base/err.h"
#include "base/str.h"

enum {
    PAGE_MAX_BYTES = 4 * 1024 * 1024, /* of a page in UTF-8 */
    PAGE_TAG_MAX_BYTES = 64 * 1024,   /* of a tag, quoted values not counted */
    PAGE_ATTRIBUTES_MAX = 512         /* of a tag */
};

/* page_guard: whether libxml2 reads `html` in linear time. It compares each attribute of a tag with all
 * others, so their number is bounded; long quoted values (embedded images) are harmless.
 *
 * Returns true, or false with ERR_LIMIT.  Time: linear, near memory speed. */
bool page_guard(str html, struct err *err);

#endif
