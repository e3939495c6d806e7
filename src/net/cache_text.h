/* cache_text.h: the cache as lines of JSON, one for each address, sorted: to be compared, kept beside a
 * project, or carried to another machine. */
#ifndef NET_CACHE_TEXT_H
#define NET_CACHE_TEXT_H

#include "base/buf.h"
#include "net/cache.h"

/* cache_export: all addresses, their history and bodies, and of one whose last look is not settled the last that
 * is. Left out is what belongs to a site or to a machine's folders: robots.txt, articles, what sweeps have told.
 * Returns false with ERR_IO. A buffer that cannot be flushed is the caller's to notice. */
bool cache_export(struct cache *cache, struct buf *out, struct err *err);

/* cache_import: adds the lines of `text`. An address that the cache knows from a later look keeps it,
 * and the last settled look of both stays beside one that is not; histories are joined. All lines are taken or, with ERR_FORMAT and the line's number, none.
 *
 *   taken   set to the number of addresses whose look is the imported one now */
bool cache_import(struct cache *cache, str text, uint64_t *taken, struct err *err);

#endif
