/* refresh.h: pages that send their readers on by themselves: <meta http-equiv="refresh">. Pure. */
#ifndef NET_REFRESH_H
#define NET_REFRESH_H

#include "base/str.h"

enum {
    REFRESH_BYTES = 16 * 1024, /* of a page that are looked through */
    REFRESH_MOST_S = 5         /* later ones are for readers who have read the page */
};

/* refresh_find: where a page sends its reader within REFRESH_MOST_S seconds.
 *
 *   body    of a page in HTML; anything may be in it
 *   perm    owns the result
 *   target  as it stands, blanks and quotes off, "&amp;" undone; may be relative
 *
 * Comments, scripts, styles, templates and <noscript> do not count. False when there is none.
 * Time: linear in REFRESH_BYTES. Follows the HTML standard's "shared declarative refresh steps". */
bool refresh_find(str body, struct arena *perm, str *target);

#endif
