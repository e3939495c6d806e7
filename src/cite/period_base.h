/* period_base.h: what "two weeks after the attack" and "three days later" count from. */
#ifndef CITE_PERIOD_BASE_H
#define CITE_PERIOD_BASE_H

#include "cite/period_match.h"

/* period_bases: finds, for each period of PERIOD_EVENT in `out`, the period that dates its base, the
 * one that states the same day outright, and its days. A base is taken only when the text leaves no
 * choice. */
void period_bases(const struct period_text *text, struct arena *perm, struct period_list *out);

#endif
