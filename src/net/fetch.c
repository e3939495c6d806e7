/* fetch.c: the loop. The scheduler says who may start, the transport who has answered. */
#include "net/run.h"

#include "base/banned.h"

enum {
    LOOK_UP_MS = 250,  /* how often a sleeping loop looks at the stop flag */
    ENTERED_MOST = 32, /* addresses that are entered before it is seen who has answered */
    BODY_BYTES = 4 * 1024 * 1024,
    PROBE_KEPT_S = 24 * 3600
};

static struct fetch_options with_defaults(const struct fetch_options *given)
{
    struct fetch_options options = *given;
    if (options.concurrency == 0)
        options.concurrency = 64;
    if (options.host_concurrency == 0)
        options.host_concurrency = 1;
    if (options.connect_timeout_s <= 0)
        options.connect_timeout_s = 10;
    if (options.timeout_s <= 0)
        options.timeout_s = 45;
    if (options.body_bytes == 0)
        options.body_bytes = BODY_BYTES;
    return options;
}

/* Whether an older look answers for a new one. */
static bool is_enough(const struct fetch_run *run, const struct fetch_result *stored)
{
    const struct fetch_options *options = run->job->options;
    bool whole = options->no_body || stored->body_kept ||
                 verdict_class_of(stored->verdict.code) != VERDICT_CLASS_REACHED;
    if (options->probes && options->now_s - stored->checked_s < PROBE_KEPT_S)
        return true;
    return options->offline || (whole && cache_is_fresh(stored, options->now_s));
}

static void enter(struct fetch_run *run, struct task *task)
{
    struct cache *cache = run->env->cache;
    struct fetch_result *result = task->result;
    task->has_stored = cache && cache_get(cache, result->url, run->job->run, &task->stored);
    if (!task->retry.second && task->has_stored && is_enough(run, &task->stored)) {
        *result = task->stored;
        task->has_look = true;
        task_refuse(task, (str){ 0 });
    } else if (run->job->options->offline) {
        task_refuse(task, S("not in the cache (offline)"));
    } else if (run->why.n) {
        task_refuse(task, run->why);
    } else {
        task_begin(task, 0);
    }
}

/* Enters the next address in line; false when there is none. */
static bool enter_next(struct fetch_run *run)
{
    size_t place;
    struct feed_host *host;
    if (!feed_next(&run->feed, &place, &host))
        return false;
    enter(run, task_take(run, place, host));
    return true;
}

/* What equal addresses share, the first of them has. */
static void share_results(const struct fetch_run *run)
{
    struct fetch_result *results = run->job->results;
    for (size_t i = 0; i < run->job->n; i++)
        if (run->feed.same_as[i] != i)
            results[i] = results[run->feed.same_as[i]];
}

/* Why the run has to end now; empty when it has not. */
static str reason_to_stop(const struct fetch_run *run, int64_t now_ms)
{
    const struct fetch_options *options = run->job->options;
    if (options->stop && *options->stop)
        return S("not looked at: stopped");
    if (now_ms >= run->deadline_ms)
        return S("not looked at: --max-time reached");
    if (run->cache_failed)
        return S("not looked at: the cache cannot be written");
    return (str){ 0 };
}

static void start(struct host_item *item)
{
    struct task *task = (struct task *)item;
    task_let_go(task);
    task_start(task);
}

/* Starts whatever may start; new addresses are entered when no other has anything to ask. Returns whether there
 * are more to enter at once: the cache may answer for thousands of them, and what runs is not to wait for it. */
static bool start_all(struct fetch_run *run, int64_t now_ms)
{
    uint32_t most = run->job->options->max_requests;
    for (int entered = 0; most == 0 || run->requests < most;) {
        struct host_item *item = hosts_next(&run->hosts, now_ms);
        if (item)
            start(item);
        else if (run->hosts.running >= run->hosts.slots)
            return false;
        else if (entered == ENTERED_MOST)
            return true;
        else if (!enter_next(run))
            return false;
        else
            entered++;
    }
    return false;
}

/* When to look again if nothing is answered before; HOSTS_NEVER when nothing can come of waiting. */
static int64_t next_look(const struct fetch_run *run, int64_t now_ms)
{
    int64_t longest = run->env->retry.longest_wait_ms, wake = hosts_wake_ms(&run->hosts);
    if (run->hosts.interval_ms > longest)
        longest = run->hosts.interval_ms;
    uint32_t most = run->job->options->max_requests;
    bool spent = most && run->requests >= most;
    if (run->hosts.running == 0 && (spent || wake == HOSTS_NEVER || wake > now_ms + longest))
        return HOSTS_NEVER;
    if (wake > run->deadline_ms)
        wake = run->deadline_ms;
    if (wake > run->save_ms)
        wake = run->save_ms;
    if (spent || run->job->options->stop)
        wake = wake < now_ms + LOOK_UP_MS ? wake : now_ms + LOOK_UP_MS;
    return wake < now_ms + 60000 ? wake : now_ms + 60000;
}

static bool loop(struct fetch_run *run, struct err *err)
{
    const struct transport *transport = run->env->transport;
    while (run->done < run->feed.n_distinct) {
        int64_t now_ms = transport->now_ms(transport->self);
        save_due(run, now_ms);
        run->why = reason_to_stop(run, now_ms);
        if (run->why.n)
            return true;
        int64_t until_ms = start_all(run, now_ms) ? now_ms : next_look(run, now_ms);
        if (until_ms == HOSTS_NEVER) {
            uint32_t most = run->job->options->max_requests;
            run->why = most && run->requests >= most ? S("not looked at: --max-requests reached")
                                                     : S("not looked at: the host asks to wait");
            return true;
        }
        if (!transport->wait(transport->self, until_ms, err))
            return false;
    }
    return true;
}

/* Ends what the loop has left, for the reason that it ended for; the cache may still know an answer. */
static void end_rest(struct fetch_run *run)
{
    for (size_t i = 0; i < run->tasks.n; i++)
        if (!run->tasks.p[i]->is_done)
            task_refuse(run->tasks.p[i], run->why);
    while (enter_next(run))
        ;
}

static bool run_all(struct fetch_run *run, struct err *err)
{
    const struct fetch_job *job = run->job;
    for (size_t i = 0; i < job->n; i++)
        job->results[i] = (struct fetch_result){ .url = job->urls[i], .final_url = job->urls[i] };
    feed_init(&run->feed, job->urls, job->n, (uint64_t)job->options->now_s, run->work,
              run->scratch);
    if (run->env->transport && !loop(run, err))
        return false;
    end_rest(run);
    if (run->env->transport)
        judge_network(run);
    save_all(run);
    for (size_t i = 0; i < job->n; i++) {
        if (run->feed.same_as[i] != i)
            continue;
        history_mark(&job->results[i].history, &job->results[i].verdict, job->run);
        if (!job->options->probes)
            (void)repeat_settled(run->env->cache, job->options->now_s, job->run, &job->results[i]);
    }
    judge_hubs(job, run->work);
    share_results(run);
    return !run->cache_failed;
}

static struct hosts make_hosts(const struct fetch_run *run)
{
    const struct fetch_options *options = run->job->options;
    const struct transport *transport = run->env->transport;
    uint32_t slots = options->concurrency;
    if (transport && transport->capacity < slots)
        slots = transport->capacity;
    return (struct hosts){ .arena = run->work,
                           .slots = slots,
                           .host_slots = options->host_concurrency,
                           .interval_ms = (int64_t)(options->host_interval_s * 1000),
                           .by_name = { .seed = (uint64_t)options->now_s } };
}

bool fetch_with(const struct fetch_env *env, const struct fetch_job *job, struct err *err)
{
    const struct fetch_options *options = job->options;
    const struct transport *transport = env->transport;
    struct arena *work = arena_open(job->run), *scratch = arena_open(job->run);
    struct fetch_run run = { .env = env,
                             .job = job,
                             .work = work,
                             .scratch = scratch,
                             .err = err,
                             .sites = { .seed = (uint64_t)options->now_s },
                             .product = robots_product(options->user_agent) };
    run.hosts = make_hosts(&run);
    run.deadline_ms = run.save_ms = HOSTS_NEVER;
    if (transport && options->max_time_s > 0)
        run.deadline_ms =
            transport->now_ms(transport->self) + (int64_t)(options->max_time_s * 1000);
    int64_t began_ms = transport ? transport->now_ms(transport->self) : 0;
    bool good =
        guard_init(&run.guard, options->allow_addresses, options->n_allow_addresses, work, err) &&
        mapping_init(&run.mapping, options, work, err) && run_all(&run, err);
    if (options->spent)
        *options->spent = (struct fetch_spent){
            run.requests,
            transport ? (double)(transport->now_ms(transport->self) - began_ms) / 1000 : 0
        };
    arena_free(work);
    arena_free(scratch);
    return good;
}

/* What must be closed however the run ends: by returning, or by a jump to the arena's guard. */
struct closing {
    struct cache *cache;
    struct arena arena;
};

static void close_all(void *handle)
{
    struct closing *closing = handle;
    cache_close(closing->cache);
    closing->cache = NULL;
    arena_free(&closing->arena);
}

bool fetch_all(const str *urls, size_t n, const struct fetch_options *options, struct arena *run,
               struct fetch_result *results, struct err *err)
{
    const struct fetch_options settings = with_defaults(options);
    const struct fetch_job job = { urls, n, &settings, run, results };
    struct transport transport = { 0 };
    struct fetch_env env = { .retry = retry_policy_default(settings.retries) };
    struct closing *closing = NEW(run, struct closing, 1);
    arena_init(&closing->arena, 0, run->guard);
    arena_defer(run, close_all, closing);
    bool good = settings.cache_file.n == 0 || cache_open(settings.cache_file, &closing->cache, err);
    if (good && !settings.offline) {
        good = transport_curl_open(&settings, &closing->arena, &transport, err);
        env.transport = &transport;
    }
    env.cache = closing->cache;
    good = good && fetch_with(&env, &job, err);
    close_all(closing);
    return good;
}
