/* inherited.h: what a changed line had before the change is not the change's to answer for. */
#ifndef CORE_INHERITED_H
#define CORE_INHERITED_H

#include "core/session.h"

/* inherited_drop: takes out findings that the lines had which the change takes away: with one paragraph on a
 * line, mending a word replaces all of it. Asks git for the earlier content, when there is anything to drop;
 * what cannot be read drops nothing. */
void inherited_drop(const struct cck_session *s, struct unit *unit);

#endif
