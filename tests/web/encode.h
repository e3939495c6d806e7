/* encode.h: bodies as content codings pack them. */
#ifndef WEB_ENCODE_H
#define WEB_ENCODE_H

#include "base/err.h"
#include "base/str.h"

/* encode_body: packs `*body` as "gzip", "deflate" (zlib's form), "raw-deflate", "br" or "zstd".
 *   perm   owns the result
 * Returns false with ERR_FORMAT for another name. */
bool encode_body(str coding, str *body, struct arena *perm, struct err *err);

#endif
