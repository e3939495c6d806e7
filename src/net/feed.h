/* feed.h: the addresses of a job that nobody works at yet. Hosts stand in a line and are served one address
 * at a time, so that a long list at one host holds up no other, and what waits costs eight bytes. Pure. */
#ifndef NET_FEED_H
#define NET_FEED_H

#include "base/str.h"

/* The addresses of one host and port that are left, in order. */
struct feed_host {
    struct feed_host *behind; /* in the line */
    uint32_t first, last;
    bool in_line;
    bool is_busy; /* an address was taken, and the host not returned yet */
};

struct feed {
    uint32_t *same_as; /* by place: the first place of the same address */
    uint32_t *next;    /* by place: the next address of the host; FEED_NONE behind the last */
    struct feed_host *front, *end;
    size_t n_distinct;
};

#define FEED_NONE UINT32_MAX

/* feed_init: all hosts stand in line, in the order in which they come first.
 *
 *   urls   canonical; may repeat; fewer than FEED_NONE
 *   seed   of the hash tables
 *   perm   owns the feed; what is needed only here goes to `scratch`, and is given back */
void feed_init(struct feed *feed, const str *urls, size_t n, uint64_t seed, struct arena *perm,
               struct arena *scratch);

/* feed_next: takes the next address of the host in front, which then leaves the line until feed_return.
 * False when nobody stands in line. */
bool feed_next(struct feed *feed, size_t *place, struct feed_host **host);

/* feed_return: the host goes to the end of the line, if it has anything left. */
void feed_return(struct feed *feed, struct feed_host *host);

/* feed_again: `place`, which feed_next gave out, comes once more, behind all that the host has left. */
void feed_again(struct feed *feed, struct feed_host *host, size_t place);

#endif
