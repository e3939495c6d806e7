/* host.h: who may ask which host, and when. Pure: time is a number that the caller hands in. What
 * waits for its host, or for its own delay, holds no slot. */
#ifndef NET_HOST_H
#define NET_HOST_H

#include "base/map.h"
#include "base/vec.h"

/* Something that wants to ask a host; the caller puts it into its own struct. */
struct host_item {
    struct host *host;
    struct host_item *next;
};

struct host {
    str name;
    struct host_item *first, *last; /* waiting, in order */
    struct host *next_ready;
    int64_t next_start_ms; /* not before: interval, or a hold */
    uint32_t running;
    bool is_ready, has_timer;
};

/* A time at which a host may start again, or an item's own delay is over. */
struct host_timer {
    int64_t at_ms;
    struct host *host;      /* NULL when it is an item's */
    struct host_item *item; /* NULL when it is a host's */
    bool front;
};

struct hosts {
    struct arena *arena;
    uint32_t slots, host_slots; /* in flight: in all, at one host; > 0 */
    int64_t interval_ms;        /* between starts at one host; 0 = none */
    uint32_t running;
    struct map by_name;
    struct host *ready_first, *ready_last;
    VEC(struct host_timer) timers; /* a heap, soonest first */
};

#define HOSTS_NEVER INT64_MAX

/* hosts_add: `item` wants to ask host `name` (lower case).
 *
 *   at_ms   not before this time; a time that is past means now
 *   front   before those that wait already: a redirect goes on before a new address begins */
void hosts_add(struct hosts *hosts, struct host_item *item, str name, int64_t at_ms, bool front);

/* hosts_next: an item that may start at `now_ms`, or NULL. Hosts take turns. It holds a slot until
 * hosts_done. */
struct host_item *hosts_next(struct hosts *hosts, int64_t now_ms);

/* hosts_done: `item` has its answer and gives its slot back. */
void hosts_done(struct hosts *hosts, struct host_item *item);

/* hosts_hold: nothing starts at the item's host before `until_ms`. */
void hosts_hold(struct hosts *hosts, struct host_item *item, int64_t until_ms);

/* hosts_wake_ms: when hosts_next may have something that it has not now, with no answer coming in;
 * HOSTS_NEVER when there is no such time. */
int64_t hosts_wake_ms(const struct hosts *hosts);

#endif
