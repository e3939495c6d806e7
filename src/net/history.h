/* history.h: what the looks of many runs say together. One look can say "not now"; an address is dead when
 * three failing looks, each three days after the one before, had none between that reached it. Pure. */
#ifndef NET_HISTORY_H
#define NET_HISTORY_H

#include "net/verdict.h"

enum { HISTORY_STRIKES = 3, HISTORY_APART_S = 72 * 3600 };

struct history {
    uint32_t strikes; /* failing looks that count */
    int64_t since_s;  /* of the first; 0 = none */
    int64_t last_strike_s;
};

/* history_add: one look more, in the order of time. */
void history_add(struct history *history, enum verdict_code code, int64_t checked_s);

/* history_mark: makes the verdict of the last look say that the address is dead, when it is. Certificates,
 * time-outs and what comes and goes never make a page dead. `perm` owns the new detail. */
void history_mark(const struct history *history, struct verdict *verdict, struct arena *perm);

#endif
