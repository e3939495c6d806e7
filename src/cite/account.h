/* account.h: accounts of social networks as outlets: "Telegram/@rybar", "X.com/@DefenceU", "t.me/rybar/1". */
#ifndef CITE_ACCOUNT_H
#define CITE_ACCOUNT_H

#include "cite/segment.h"

/* account_read: the account that tokens [from, to) spell, all of them; with the outlet of the account, or
 * else of its network. Returns false when they spell none. */
bool account_read(const struct segment *s, size_t from, size_t to, struct source_name *name);

#endif
