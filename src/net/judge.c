/* judge.c: verdicts that no single look can give. */
#include "net/run.h"

#include "base/banned.h"

enum { MANY_HOSTS = 20, SOME_HOSTS = 2, ALIKE_PERCENT = 95, HUB_URLS = 3 };

/* Hosts of the run that could not be reached, by how. */
struct tally {
    size_t kinds[FAILURE_KINDS], hosts;
};

static bool is_doubtful(const struct task *task)
{
    return task->has_look && task->failure != FAILURE_NONE && !task->exempt;
}

static struct tally count_hosts(const struct fetch_run *run)
{
    struct tally tally = { 0 };
    struct map seen = { 0 };
    for (size_t i = 0; i < run->tasks.n; i++) {
        const struct task *task = run->tasks.p[i];
        if (!is_doubtful(task))
            continue;
        void **slot = map_slot(&seen, run->work, task->at.host);
        if (*slot)
            continue;
        *slot = run->tasks.p[i];
        tally.kinds[task->failure]++;
        tally.hosts++;
    }
    return tally;
}

/* Why the machine is to blame; empty when it is not. */
static str blame(const struct fetch_run *run, const struct tally *tally)
{
    const struct transport *transport = run->env->transport;
    size_t most = 0;
    for (size_t i = 0; i < FAILURE_KINDS; i++)
        if (tally->kinds[i] > most)
            most = tally->kinds[i];
    if (tally->hosts == 0)
        return (str){ 0 };
    if (!transport->has_route(transport->self))
        return S("no network: this machine has no route to the internet");
    if (tally->hosts >= MANY_HOSTS && most * 100 >= tally->hosts * ALIKE_PERCENT)
        return S("no network: every host fails the same way");
    if (tally->hosts >= SOME_HOSTS && tally->kinds[FAILURE_DNS] == tally->hosts &&
        !transport->name_resolves(transport->self, S("example.com")) &&
        !transport->name_resolves(transport->self, S("www.iana.org")))
        return S("no network: names that exist are not found either");
    return (str){ 0 };
}

void judge_network(struct fetch_run *run)
{
    if (!run->reached) {
        const struct tally tally = count_hosts(run);
        str why = blame(run, &tally);
        const struct verdict local = { .code = VERDICT_LOCAL_ERROR, .row = 3, .detail = why };
        for (size_t i = 0; why.n && i < run->tasks.n; i++)
            if (is_doubtful(run->tasks.p[i]))
                run->tasks.p[i]->result->verdict = local;
    }
    for (size_t i = 0; i < run->tasks.n; i++)
        if (run->tasks.p[i]->store_later)
            save_later(run, run->tasks.p[i]->result, 0);
}

/* The addresses of one host that were sent on to one page. */
struct hub {
    VEC(struct fetch_result *) from;
};

static bool is_new_path(const struct hub *hub, str path, struct arena *work)
{
    for (size_t i = 0; i < hub->from.n; i++) {
        struct url url;
        if (url_parse(hub->from.p[i]->url, work, &url, NULL) && str_eq(url.path, path))
            return false;
    }
    return true;
}

static void note_redirect(struct map *hubs, struct fetch_result *result, struct arena *work)
{
    struct url url;
    if (result->n_hops == 0 || !url_parse(result->url, work, &url, NULL) ||
        (result->verdict.code != VERDICT_OK && result->verdict.code != VERDICT_MOVED))
        return;
    str key = str_printf(work, "%.*s %.*s", STR_ARG(url.host), STR_ARG(result->final_url));
    void **slot = map_slot(hubs, work, key);
    if (!*slot)
        *slot = NEW(work, struct hub, 1);
    struct hub *hub = *slot;
    if (hub->from.n >= HUB_URLS || is_new_path(hub, url.path, work))
        *VEC_PUSH(&hub->from, work) = result;
}

void judge_hubs(const struct fetch_job *job, struct arena *work)
{
    const struct verdict suspect = {
        .code = VERDICT_SOFT_404, .row = 28, .suspect = true, .detail = S_INIT("redirect hub")
    };
    struct map hubs = { 0 };
    for (size_t i = 0; i < job->n; i++)
        note_redirect(&hubs, &job->results[i], work);
    for (size_t i = 0; i < hubs.cap; i++) {
        const struct hub *hub = hubs.p[i].value;
        if (!hub || hub->from.n < HUB_URLS)
            continue;
        for (size_t k = 0; k < hub->from.n; k++)
            hub->from.p[k]->verdict = suspect;
    }
}
