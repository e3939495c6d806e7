/* feed.c: lists of places, one for each host. */
#include "net/feed.h"

#include <assert.h>

#include "base/arena.h"
#include "base/map.h"

#include "base/banned.h"

/* "host:port" as it stands; good enough to take turns by. */
static str authority(str url)
{
    size_t from = str_find(url, S("://"), 0) + 3;
    return str_slice(url, from, str_find_byte(url, '/', from) - from);
}

/* A host goes to the end of the line, if it is at leisure and has anything left. */
static void line_up(struct feed *feed, struct feed_host *host)
{
    if (host->is_busy || host->in_line || host->first == FEED_NONE)
        return;
    host->in_line = true;
    host->behind = NULL;
    if (feed->front)
        feed->end->behind = host;
    else
        feed->front = host;
    feed->end = host;
}

static void add(struct feed *feed, struct feed_host *host, uint32_t place)
{
    feed->next[place] = FEED_NONE;
    if (host->first == FEED_NONE)
        host->first = place;
    else
        feed->next[host->last] = place;
    host->last = place;
    line_up(feed, host);
}

static struct feed_host *make_host(struct arena *perm)
{
    struct feed_host *host = NEW(perm, struct feed_host, 1);
    host->first = FEED_NONE;
    return host;
}

void feed_init(struct feed *feed, const str *urls, size_t n, uint64_t seed, struct arena *perm,
               struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    struct map by_url = { .seed = seed }, by_host = { .seed = seed };
    assert(n < FEED_NONE);
    *feed = (struct feed){ .same_as = NEW(perm, uint32_t, n), .next = NEW(perm, uint32_t, n) };
    for (uint32_t i = 0; i < n; i++) {
        void **known = map_slot(&by_url, scratch, urls[i]);
        if (!*known) {
            *known = &feed->same_as[i];
            feed->same_as[i] = i;
            void **slot = map_slot(&by_host, scratch, authority(urls[i]));
            if (!*slot)
                *slot = make_host(perm);
            add(feed, *slot, i);
            feed->n_distinct++;
        } else {
            feed->same_as[i] = *(const uint32_t *)*known;
        }
    }
    arena_release(scratch, mark);
}

bool feed_next(struct feed *feed, size_t *place, struct feed_host **host)
{
    struct feed_host *front = feed->front;
    if (!front)
        return false;
    feed->front = front->behind;
    front->in_line = false;
    front->is_busy = true;
    *place = front->first;
    *host = front;
    front->first = feed->next[front->first];
    return true;
}

void feed_return(struct feed *feed, struct feed_host *host)
{
    host->is_busy = false;
    line_up(feed, host);
}

void feed_again(struct feed *feed, struct feed_host *host, size_t place)
{
    add(feed, host, (uint32_t)place);
}
