/* host.c: the scheduler. A host is idle, ready (in the list of those that take turns), or waits for a
 * timer or for an answer. Without an interval, holds and delays no timer is ever made. */
#include "net/host.h"

#include "base/banned.h"

static void swap(struct host_timer *a, struct host_timer *b)
{
    struct host_timer kept = *a;
    *a = *b;
    *b = kept;
}

static void timer_push(struct hosts *hosts, struct host_timer timer)
{
    *VEC_PUSH(&hosts->timers, hosts->arena) = timer;
    struct host_timer *heap = hosts->timers.p;
    for (size_t i = hosts->timers.n - 1; i > 0 && heap[i].at_ms < heap[(i - 1) / 2].at_ms;
         i = (i - 1) / 2)
        swap(&heap[i], &heap[(i - 1) / 2]);
}

static struct host_timer timer_pop(struct hosts *hosts)
{
    struct host_timer *heap = hosts->timers.p, top = heap[0];
    size_t n = --hosts->timers.n;
    heap[0] = heap[n];
    for (size_t i = 0, child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && heap[child + 1].at_ms < heap[child].at_ms)
            child++;
        if (heap[i].at_ms <= heap[child].at_ms)
            break;
        swap(&heap[i], &heap[child]);
    }
    return top;
}

static void ready_push(struct hosts *hosts, struct host *host)
{
    host->is_ready = true;
    host->next_ready = NULL;
    if (hosts->ready_last)
        hosts->ready_last->next_ready = host;
    else
        hosts->ready_first = host;
    hosts->ready_last = host;
}

static struct host *ready_pop(struct hosts *hosts)
{
    struct host *host = hosts->ready_first;
    hosts->ready_first = host->next_ready;
    if (!hosts->ready_first)
        hosts->ready_last = NULL;
    host->is_ready = false;
    return host;
}

/* Puts a host where it belongs, now that something about it has changed. */
static void settle(struct hosts *hosts, struct host *host, int64_t now_ms)
{
    if (host->is_ready || !host->first || host->running >= hosts->host_slots)
        return;
    if (host->next_start_ms <= now_ms) {
        ready_push(hosts, host);
    } else if (!host->has_timer) {
        host->has_timer = true;
        timer_push(hosts, (struct host_timer){ .at_ms = host->next_start_ms, .host = host });
    }
}

static struct host *find_or_make(struct hosts *hosts, str name)
{
    void **slot = map_slot(&hosts->by_name, hosts->arena, name);
    if (!*slot) {
        struct host *host = NEW(hosts->arena, struct host, 1);
        host->name = name;
        host->next_start_ms = INT64_MIN;
        *slot = host;
    }
    return *slot;
}

static void enqueue(struct hosts *hosts, struct host_item *item, bool front, int64_t now_ms)
{
    struct host *host = item->host;
    item->next = front ? host->first : NULL;
    if (front || !host->first) {
        host->first = item;
        if (!host->last)
            host->last = item;
    } else {
        host->last->next = item;
        host->last = item;
    }
    settle(hosts, host, now_ms);
}

void hosts_add(struct hosts *hosts, struct host_item *item, str name, int64_t at_ms, bool front)
{
    item->host = find_or_make(hosts, name);
    if (at_ms > 0)
        timer_push(hosts, (struct host_timer){ .at_ms = at_ms, .item = item, .front = front });
    else
        enqueue(hosts, item, front, INT64_MIN);
}

static void run_timers(struct hosts *hosts, int64_t now_ms)
{
    while (hosts->timers.n && hosts->timers.p[0].at_ms <= now_ms) {
        struct host_timer timer = timer_pop(hosts);
        if (timer.item) {
            enqueue(hosts, timer.item, timer.front, now_ms);
        } else {
            timer.host->has_timer = false;
            settle(hosts, timer.host, now_ms); /* a hold may have moved its time */
        }
    }
}

struct host_item *hosts_next(struct hosts *hosts, int64_t now_ms)
{
    run_timers(hosts, now_ms);
    while (hosts->ready_first && hosts->running < hosts->slots) {
        struct host *host = ready_pop(hosts);
        if (host->next_start_ms > now_ms || host->running >= hosts->host_slots) {
            settle(hosts, host, now_ms); /* held since it became ready */
            continue;
        }
        struct host_item *item = host->first;
        host->first = item->next;
        if (!host->first)
            host->last = NULL;
        item->next = NULL;
        host->running++;
        hosts->running++;
        if (hosts->interval_ms)
            host->next_start_ms = now_ms + hosts->interval_ms;
        settle(hosts, host, now_ms);
        return item;
    }
    return NULL;
}

void hosts_done(struct hosts *hosts, struct host_item *item)
{
    item->host->running--;
    hosts->running--;
    settle(hosts, item->host, INT64_MIN);
}

void hosts_hold(struct hosts *hosts, struct host_item *item, int64_t until_ms)
{
    (void)hosts;
    if (item->host->next_start_ms < until_ms)
        item->host->next_start_ms = until_ms;
}

int64_t hosts_wake_ms(const struct hosts *hosts)
{
    return hosts->timers.n ? hosts->timers.p[0].at_ms : HOSTS_NEVER;
}
