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

static void add(struct feed *feed, struct feed_host **slot, uint32_t place, struct arena *perm)
{
    feed->next[place] = FEED_NONE;
    feed->n_distinct++;
    if (!*slot) {
        *slot = NEW(perm, struct feed_host, 1);
        **slot = (struct feed_host){ .first = place, .last = place };
        feed_return(feed, *slot);
        return;
    }
    feed->next[(*slot)->last] = place;
    (*slot)->last = place;
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
            struct feed_host *host = *slot;
            add(feed, &host, i, perm);
            *slot = host;
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
    *place = front->first;
    *host = front;
    front->first = feed->next[front->first];
    return true;
}

void feed_return(struct feed *feed, struct feed_host *host)
{
    if (host->in_line || host->first == FEED_NONE)
        return;
    host->in_line = true;
    host->behind = NULL;
    if (feed->front)
        feed->end->behind = host;
    else
        feed->front = host;
    feed->end = host;
}
