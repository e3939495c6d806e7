/* glob.h: path patterns as in .gitignore and shells: * ? [a-z] and ** over folders; {md,txt} too. */
#ifndef FORMAT_GLOB_H
#define FORMAT_GLOB_H

#include "base/err.h"
#include "base/str.h"

struct glob; /* compiled */

/* glob_compile: a pattern. A pattern without a slash matches a name in any folder.
 * Returns false with ERR_FORMAT when it is malformed.  Freed with `perm`. */
bool glob_compile(str pattern, struct arena *perm, const struct glob **out, struct err *err);

/* glob_matches: whether a relative path with '/' matches. */
bool glob_matches(const struct glob *glob, str path);

#endif
