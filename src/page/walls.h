/* walls.h: signatures of bot walls, consent pages, log-ins, parking and soft 404s (rules/walls.yaml). */
#ifndef PAGE_WALLS_H
#define PAGE_WALLS_H

#include "base/vec.h"
#include "format/rules.h"

enum wall_kind {
    WALL_NONE,
    WALL_BOT,
    WALL_CONSENT,
    WALL_LOGIN,
    WALL_PAYWALL,
    WALL_PARKED,
    WALL_SOFT_404
};

struct wall_hit {
    enum wall_kind kind;
    str rule; /* the entry's id, for the evidence */
};

struct wall_set;

/* walls_load: from the walls files in `rules`. */
bool walls_load(const struct rule_set *rules, struct arena *perm, const struct wall_set **out,
                struct err *err);

/* walls_find: the first signature that matches title, text or address. All may be empty. */
struct wall_hit walls_find(const struct wall_set *walls, str title, str text, str url);

/* walls_test: runs the examples that stand in the walls files.
 *
 *   n_run   set to the number of examples that were run
 *
 * Returns false with ERR_FORMAT and the place of the first one that is not as it says. */
bool walls_test(const struct rule_set *rules, const struct wall_set *walls, size_t *n_run,
                struct err *err);

#endif
