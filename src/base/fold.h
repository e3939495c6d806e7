/* fold.h: names made comparable, so that "The TÜRKİYE-Gazetesi" and "turkiye gazetesi" are one. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include "base/str.h"

/* fold_name: NFKD, combining marks dropped after Latin letters only, case folded, apostrophes dropped,
 * every other run of characters that are neither letter nor digit made one blank, ends trimmed,
 * a leading "the " dropped.
 *
 *   scratch  owns the result
 *
 * ASCII input takes a path without ICU. Time: linear. */
str fold_name(struct arena *scratch, str name);

/* fold_into: the same into `room`; returns false when it does not fit or needs ICU (non-ASCII): then
 * the caller uses fold_name. For hot paths. */
bool fold_into(char *room, size_t room_bytes, str name, str *out);

/* fold_spaces: what a reader sees: white space of every width, line ends included, collapsed to one
 * blank, soft hyphens and zero-width characters dropped, ends trimmed. Returns `text` itself when
 * nothing changes. */
str fold_spaces(struct arena *perm, str text);

#endif
