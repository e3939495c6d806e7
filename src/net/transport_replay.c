/* transport_replay.c: recorded answers and a made-up clock. */
#include "net/transport.h"

#include "base/banned.h"

enum { REPLAY_CAPACITY = 10000, START_MS = 1000 };

struct pending {
    int64_t at_ms;
    const struct replay_entry *entry; /* NULL: the name is not known */
    transport_done *done;
    void *owner;
};

struct replay {
    struct arena *arena;
    struct replay_script *script;
    int64_t now_ms;
    VEC(struct pending) pending;
};

static int64_t now_ms(void *self)
{
    const struct replay *replay = self;
    return replay->now_ms;
}

static const struct replay_entry *find_entry(const struct replay_script *script, str url)
{
    size_t before = 0, met = 0;
    const struct replay_entry *last = NULL;
    for (size_t i = 0; i < script->asked.n; i++)
        before += str_eq(script->asked.p[i].request.url, url);
    for (size_t i = 0; i < script->n && met <= before; i++) {
        if (str_eq(script->entries[i].url, url)) {
            last = &script->entries[i];
            met++;
        }
    }
    return last;
}

static void start(void *self, const struct transport_request *request, transport_done *done,
                  void *owner)
{
    struct replay *replay = self;
    const struct replay_entry *entry = find_entry(replay->script, request->url);
    struct replay_request *asked = VEC_PUSH(&replay->script->asked, replay->arena);
    *asked = (struct replay_request){ replay->now_ms, *request };
    asked->request.url = str_dup(replay->arena, request->url);
    asked->request.cookies = str_dup(replay->arena, request->cookies);
    struct pending *pending = VEC_PUSH(&replay->pending, replay->arena);
    *pending =
        (struct pending){ replay->now_ms + (entry ? entry->takes_ms : 0), entry, done, owner };
}

static void answer(const struct pending *pending)
{
    struct transport_answer answer = { .seen = { .dns = DNS_NO_NAME } };
    if (pending->entry)
        answer = pending->entry->answer;
    if (answer.seen.status && answer.seen.curl == 0)
        answer.seen.headers_done = answer.seen.connected = true;
    if (answer.seen.body_bytes == 0)
        answer.seen.body_bytes = answer.body.n;
    pending->done(pending->owner, &answer);
}

static bool wait_answers(void *self, int64_t until_ms, struct err *err)
{
    (void)err;
    struct replay *replay = self;
    size_t soonest = 0;
    for (size_t i = 1; i < replay->pending.n; i++)
        if (replay->pending.p[i].at_ms < replay->pending.p[soonest].at_ms)
            soonest = i;
    if (replay->pending.n == 0 || replay->pending.p[soonest].at_ms > until_ms) {
        if (replay->now_ms < until_ms)
            replay->now_ms = until_ms;
        return true;
    }
    struct pending pending = replay->pending.p[soonest];
    replay->pending.p[soonest] = replay->pending.p[--replay->pending.n];
    if (replay->now_ms < pending.at_ms)
        replay->now_ms = pending.at_ms;
    answer(&pending);
    return true;
}

static bool has_route(void *self)
{
    const struct replay *replay = self;
    return !replay->script->no_route;
}

static bool name_resolves(void *self, str name)
{
    (void)name;
    const struct replay *replay = self;
    return !replay->script->no_canary;
}

void transport_replay_open(struct replay_script *script, struct arena *perm, struct transport *out)
{
    struct replay *replay = NEW(perm, struct replay, 1);
    *replay = (struct replay){ .arena = perm, .script = script, .now_ms = START_MS };
    *out = (struct transport){ .self = replay,
                               .capacity = REPLAY_CAPACITY,
                               .now_ms = now_ms,
                               .start = start,
                               .wait = wait_answers,
                               .has_route = has_route,
                               .name_resolves = name_resolves };
}
