/* cache_text.h: the cache as lines of JSON, one for each address, sorted: to be compared, kept beside a
 * project, or carried to another machine. */
#ifndef NET_CACHE_TEXT_H
#define NET_CACHE_TEXT_H

#include "base/buf.h"
#include "net/cache.h"

/* cache_export: all addresses, their history and bodies. What was robots.txt is not part of it.
 * Returns false with ERR_IO. A buffer that cannot be flushed is the caller's to notice. */
bool cache_export(struct cache *cache, struct buf *out, struct err *err);

/* cache_import: adds the lines of `text`. An address that the cache knows from a later look keeps it;
 * histories are joined. All lines are taken or, with ERR_FORMAT and the line's number, none.
 *
 *   taken   set to the number of addresses whose look is the imported one now */
bool cache_import(struct cache *cache, str text, uint64_t *taken, struct err *err);

#endif
