/* sweep.h: every address of the repository, those not looked at for longest first, and what has become of
 * them since the last sweep. The state stands in the cache's file; what is told is stored after it has been
 * written, so that a sweep that is cut off loses nothing. */
#ifndef CORE_SWEEP_H
#define CORE_SWEEP_H

#include "core/session.h"
#include "net/cache.h"

/* What a sweep has told of an address. */
struct sweep_state {
    enum verdict_code code; /* VERDICT_NONE: nothing yet */
    str target;             /* of one that has moved */
    int64_t since_s;        /* when it was first seen so */
    int64_t checked_s;      /* the last look that was told */
};

enum sweep_change { SWEEP_SAME, SWEEP_BROKEN, SWEEP_MENDED, SWEEP_MOVED, SWEEP_CHANGES };

enum { SWEEP_PLACES = 3 };

struct sweep_place {
    str file; /* from the repository's root */
    uint32_t line;
};

/* One address. */
struct sweep_entry {
    str url;
    unsigned char key[CACHE_KEY_BYTES];
    const struct outlet *outlet;
    struct sweep_place places[SWEEP_PLACES]; /* the first ones */
    size_t n_places;                         /* all of them */
    int64_t checked_s;                       /* the cache's last look; 0: none */
    bool is_due;                             /* that look stands no longer for a new one */
    bool is_told;                            /* the last sweep knew of it */
    bool looked, asked;                      /* there is news of it; this run has asked for it */
    uint16_t status;
    str detail;
    struct sweep_state before, now;
    uint8_t change; /* enum sweep_change */
};

struct sweep {
    struct cck_session *s;
    str root;
    VEC(struct sweep_entry *) list; /* by address; while asking: by age */
    struct map by_url;
    size_t documents, requests, unsettled, n_removed;
    size_t n_changes[SWEEP_CHANGES];
    int64_t before_s; /* the last sweep; 0: none */
    int64_t spent_ms;
    bool whole; /* of the repository, not of parts */
};

/* sweep_load / sweep_save: the stored state of all entries; _save drops that of addresses that are no
 * longer there when the sweep is whole. */
bool sweep_load(struct sweep *sweep, struct cache *cache, struct err *err);
bool sweep_save(struct sweep *sweep, struct cache *cache, struct err *err);

/* sweep_collect: reads the session's inputs for their addresses. */
void sweep_collect(struct sweep *sweep);

/* sweep_ask: asks, the oldest first, as far as the limits reach; then compares. */
bool sweep_ask(struct sweep *sweep, struct err *err);

/* sweep_write: the difference, as "text", "markdown" or "json". False when there is no such format. */
bool sweep_write(const struct sweep *sweep, str format, struct buf *out);

#endif
