/* task.c: one address: hop by hop to an answer, the answer to a verdict, the verdict to another look or
 * an end. */
#include "net/run.h"

#include "net/refresh.h"

#include <curl/curl.h>

#include "base/banned.h"

enum {
    PARK_MS = 200, /* until others have given descriptors back */
    PARK_MOST = 50,
    MOST_URL_BYTES = 8192,
    ROBOTS_REDIRECTS = 5, /* RFC 9309, section 2.3.1.2 */
};

/* The clock of a machine on which certificates are judged: 2024 to 2038. */
static const int64_t clock_from_s = 1704067200, clock_to_s = 2177452800;

static int64_t now_ms(const struct task *task)
{
    const struct transport *transport = task->run->env->transport;
    return transport->now_ms(transport->self);
}

static bool is_redirect(uint16_t status)
{
    return (status >= 301 && status <= 303) || status == 307 || status == 308;
}

static enum net_failure failure_of(const struct verdict *verdict)
{
    switch (verdict->code) {
    case VERDICT_DNS_GONE:
    case VERDICT_DNS_FAIL:
        return FAILURE_DNS;
    case VERDICT_REFUSED:
        return FAILURE_REFUSED;
    case VERDICT_TIMEOUT:
        return str_eq(verdict->detail, S("connect")) ? FAILURE_TIMEOUT : FAILURE_NONE;
    default:
        return FAILURE_NONE;
    }
}

struct task *task_take(struct fetch_run *run, size_t place, struct feed_host *from)
{
    struct task *task = run->spare;
    if (task) {
        run->spare = task->next_waiting;
        task->hops.n = 0;
        *task = (struct task){ .hops = { task->hops.p, 0, task->hops.cap } };
    } else {
        task = NEW(run->work, struct task, 1);
        *VEC_PUSH(&run->tasks, run->work) = task;
    }
    task->run = run;
    task->result = &run->job->results[place];
    task->from = from;
    task->holds_up = true;
    task->has_look = task->retry.second = task->result->tries > 0;
    return task;
}

void task_let_go(struct task *task)
{
    if (task->holds_up)
        feed_return(&task->run->feed, task->from);
    task->holds_up = false;
}

/* A task that failed may yet say something of the network; the others are used again. */
static void give_back(struct task *task)
{
    struct fetch_run *run = task->run;
    task_let_go(task);
    if (task->failure != FAILURE_NONE)
        return;
    task->next_waiting = run->spare;
    run->spare = task;
}

static void finish(struct task *task)
{
    struct fetch_run *run = task->run;
    const struct fetch_options *options = run->job->options;
    task->is_done = true;
    run->done++;
    task->store_later = task->failure != FAILURE_NONE && !task->exempt && !run->reached;
    if (!task->store_later && task->has_look && !task->result->from_cache)
        save_later(run, task->result, now_ms(task));
    if (options->progress)
        options->progress(options->progress_ctx, run->done, run->feed.n_distinct, task->asked.host);
    give_back(task);
}

void task_refuse(struct task *task, str why)
{
    struct fetch_result *result = task->result;
    bool unconfirmed = result->verdict.code == VERDICT_GONE && task->retry.second;
    if (unconfirmed)
        why = str_printf(task->run->job->run, "not looked at twice%.*s",
                         STR_ARG(str_from(why, S("not looked at").n)));
    if (!task->has_look || unconfirmed) {
        task->has_look = false;
        *result = (struct fetch_result){ .url = result->url,
                                         .final_url = result->url,
                                         .tries = result->tries,
                                         .verdict = { .detail = why } };
    }
    finish(task);
}

/* What stays the same when the server says that nothing has changed. */
static void take_stored(struct fetch_result *result, const struct fetch_result *stored)
{
    result->body = stored->body;
    result->body_kept = stored->body_kept;
    result->body_truncated = stored->body_truncated;
    if (result->content_type.n == 0)
        result->content_type = stored->content_type;
    if (result->etag.n == 0)
        result->etag = stored->etag;
    if (result->last_modified.n == 0)
        result->last_modified = stored->last_modified;
}

static void take_answer(struct task *task, const struct transport_answer *answer, bool unchanged)
{
    struct arena *run = task->run->job->run;
    struct fetch_result *result = task->result;
    result->status = answer->seen.status;
    result->wait_s = answer->retry_after_s;
    if (!str_eq(task->run->last_type, answer->content_type))
        task->run->last_type = str_dup(run, answer->content_type);
    result->content_type = task->run->last_type;
    result->etag = str_dup(run, answer->etag);
    result->last_modified = str_dup(run, answer->last_modified);
    result->body = (str){ 0 };
    result->body_kept = !task->run->job->options->no_body && answer->seen.headers_done;
    result->body_truncated = answer->seen.cap_reached;
    if (unchanged)
        take_stored(result, &task->stored);
    else if (result->body_kept)
        result->body = str_dup(run, answer->body);
}

static void take_verdict(struct task *task, const struct observation *seen)
{
    struct arena *run = task->run->job->run;
    struct fetch_result *result = task->result;
    struct fetch_hop *hops = task->hops.n ? NEW(run, struct fetch_hop, task->hops.n) : NULL;
    for (size_t i = 0; i < task->hops.n; i++)
        hops[i] = (struct fetch_hop){ str_dup(run, task->hops.p[i].url), task->hops.p[i].status };
    result->hops = hops;
    result->n_hops = (uint32_t)task->hops.n;
    result->final_url =
        str_eq(seen->final_url, result->url) ? result->url : str_dup(run, seen->final_url);
    result->permanent_redirect = task->hops.n > 0 && task->permanent;
    result->verdict = decide(seen, run);
    result->failures =
        verdict_failures(task->has_stored ? task->stored.failures : 0, result->verdict.code);
    result->checked_s = task->run->job->options->now_s;
    result->history = task->stored.history;
    history_add(&result->history, result->verdict.code, result->checked_s);
    task->failure = failure_of(&result->verdict);
    task->has_look = true;
}

/* What is known of the chain as a whole. */
static void add_chain(const struct task *task, struct observation *seen)
{
    int64_t now_s = task->run->job->options->now_s;
    seen->asked_url = task->asked.text.n ? task->asked.text : task->result->url;
    seen->final_url = task->at.text.n ? task->at.text : task->result->url;
    seen->redirects = (uint32_t)task->hops.n;
    seen->permanent = task->permanent;
    seen->by_page = task->by_page;
    seen->cookies_set |= task->cookies_set;
    seen->clock_wrong = now_s < clock_from_s || now_s >= clock_to_s;
    seen->conditional = task->request.if_none_match.n || task->request.if_modified_since.n;
}

void task_conclude_unasked(struct task *task, struct observation seen)
{
    static const struct transport_answer none = { 0 };
    struct fetch_result *result = task->result;
    if (task->site) {
        site_learn(task, &none, &seen);
        return;
    }
    add_chain(task, &seen);
    *result = (struct fetch_result){ .url = result->url, .tries = result->tries };
    take_verdict(task, &seen);
    finish(task);
}

/* "HTTP 429; asks to wait 3600 s", where we did not. */
static void note_wait(struct task *task, uint32_t wait_s)
{
    struct verdict *verdict = &task->result->verdict;
    verdict->detail = str_printf(task->run->job->run, "%.*s; asks to wait %u s, which is too long",
                                 STR_ARG(verdict->detail), wait_s);
}

static void conclude(struct task *task, const struct transport_answer *answer,
                     struct observation *seen)
{
    struct fetch_run *run = task->run;
    int64_t now = now_ms(task);
    add_chain(task, seen);
    task->exempt = answer->exempt;
    take_verdict(task, seen);
    take_answer(task, answer, seen->status == 304 && seen->conditional);
    const struct retry_look look = { .code = task->result->verdict.code,
                                     .status = seen->status,
                                     .cookies_may_help = seen->redirects_spent && seen->cookies_set,
                                     .plain_may_help = seen->bad_encoding,
                                     .asked_wait_s = answer->retry_after_s,
                                     .left_ms = run->deadline_ms == HOSTS_NEVER
                                                    ? HOSTS_NEVER
                                                    : run->deadline_ms - now };
    struct retry_plan plan = { 0 };
    bool once = task->site || run->job->options->probes;
    if (!once || look.code != VERDICT_GONE)
        plan = retry_plan(&run->env->retry, &look, &task->retry);
    if (plan.hold_ms)
        hosts_hold(&run->hosts, &task->item, now + plan.hold_ms);
    if (plan.behind) { /* its answer stays in the result until there is another */
        task->is_done = true;
        feed_again(&run->feed, task->from, (size_t)(task->result - run->job->results));
        give_back(task);
        return;
    }
    if (plan.again) {
        task_begin(task, plan.delay_ms ? now + plan.delay_ms : 0);
        return;
    }
    if (task->site) {
        site_learn(task, answer, seen);
        return;
    }
    if (plan.too_long && plan.hold_ms)
        note_wait(task, (uint32_t)(plan.hold_ms / 1000));
    finish(task);
}

/* Queues the hop at `task->at`, if it may be asked at all. */
static void queue_hop(struct task *task, int64_t at_ms, bool front)
{
    struct fetch_run *run = task->run;
    const struct url *at = &task->at;
    struct observation seen = { 0 };
    str to_host = at->host;
    uint16_t to_port = at->port;
    bool mapped = mapping_find(&run->mapping, &to_host, &to_port);
    if (!str_eq(at->scheme, S("http")) && !str_eq(at->scheme, S("https")))
        seen.guard = GUARD_SCHEME;
    else
        seen.guard = guard_host(&run->guard, at->host, at->port, mapped);
    if (seen.guard != GUARD_PASS)
        task_conclude_unasked(task, seen);
    else if (site_admits(task, front))
        task_go_on(task, at_ms, front);
}

void task_go_on(struct task *task, int64_t at_ms, bool front)
{
    hosts_add(&task->run->hosts, &task->item, task->at.host, at_ms, front);
}

void task_begin(struct task *task, int64_t at_ms)
{
    struct fetch_run *run = task->run;
    struct err err = { 0 };
    struct observation seen = { 0 };
    task->hops.n = 0;
    task->permanent = true;
    task->cookies_set = task->by_page = false;
    task->cookies = (str){ 0 };
    task->request = (struct transport_request){ 0 };
    if (!url_parse(task->result->url, run->work, &task->asked, &err)) {
        seen.guard = err.kind == ERR_USAGE ? GUARD_SCHEME : GUARD_PASS;
        seen.invalid_url = err.kind == ERR_USAGE ? (str){ 0 } : str_from_z(err.message);
        seen.invalid_url = str_dup(run->job->run, seen.invalid_url);
        task_conclude_unasked(task, seen);
        return;
    }
    task->at = task->asked;
    queue_hop(task, at_ms, false);
}

static void go_to(struct task *task, const struct transport_answer *answer, const struct url *next)
{
    struct fetch_run *run = task->run;
    struct fetch_hop *hop = VEC_PUSH(&task->hops, run->work);
    *hop = (struct fetch_hop){ task->at.text, answer->seen.status };
    task->permanent = task->permanent && (hop->status == 301 || hop->status == 308);
    task->at = *next;
    if (task->retry.jar)
        task->cookies = str_dup(run->work, answer->cookies);
    queue_hop(task, 0, true);
}

/* Follows a redirect. False, with the reason in `seen`, when it leads nowhere. */
static bool follow(struct task *task, const struct transport_answer *answer,
                   struct observation *seen)
{
    struct fetch_run *run = task->run;
    struct url next;
    struct err err = { 0 };
    if (answer->location.n == 0) {
        seen->bad_location = S("redirect without location");
    } else if (answer->location.n > MOST_URL_BYTES) {
        seen->bad_location = S("too-long-url");
    } else if (!url_join(&task->at, answer->location, run->work, &next, &err)) {
        seen->bad_location = S("redirect to no address");
    } else if (task->hops.n >= (task->site ? ROBOTS_REDIRECTS : run->job->options->redirects)) {
        seen->redirects_spent = true;
    } else {
        go_to(task, answer, &next);
        return true;
    }
    return false;
}

/* Follows a page that sends its readers on, once. False: the page itself is the answer. */
static bool follow_page(struct task *task, const struct transport_answer *answer)
{
    struct fetch_run *run = task->run;
    const struct observation *seen = &answer->seen;
    str type = answer->content_type, target;
    struct url next;
    struct err err = { 0 };
    bool is_html = type.n == 0 || str_find_nocase(type, S("html"), 0) < type.n;
    if (task->site || task->by_page || seen->status != 200 || seen->curl != CURLE_OK || !is_html ||
        task->hops.n >= run->job->options->redirects ||
        !refresh_find(answer->body, run->work, &target) || target.n > MOST_URL_BYTES ||
        !url_join(&task->at, target, run->work, &next, &err) ||
        !str_starts(next.scheme, S("http")) || str_eq(next.text, task->at.text))
        return false;
    task->by_page = true;
    go_to(task, answer, &next);
    return true;
}

/* No descriptor was left: fewer hops at a time from now on, and this one once more. */
static bool park(struct task *task)
{
    struct hosts *hosts = &task->run->hosts;
    if (task->parked++ >= PARK_MOST)
        return false;
    hosts->slots = hosts->running > 1 ? hosts->running : 1;
    hosts_add(hosts, &task->item, task->at.host, now_ms(task) + PARK_MS, true);
    return true;
}

static void on_answer(void *owner, const struct transport_answer *answer)
{
    struct task *task = owner;
    struct observation seen = answer->seen;
    hosts_done(&task->run->hosts, &task->item);
    if (answer->slots_spent && park(task))
        return;
    if (!answer->exempt && (seen.connected || seen.status))
        task->run->reached = true;
    task->cookies_set |= seen.cookies_set;
    bool arrived = seen.headers_done && is_redirect(seen.status) && !seen.cf_challenge;
    if (arrived ? follow(task, answer, &seen) : follow_page(task, answer))
        return;
    conclude(task, answer, &seen);
}

void task_start(struct task *task)
{
    struct fetch_run *run = task->run;
    const struct transport *transport = run->env->transport;
    const struct fetch_result *stored = &task->stored;
    struct transport_request *request = &task->request;
    run->requests++;
    if (task->hops.n == 0)
        task->result->tries++;
    *request = (struct transport_request){ .url = task->at.text,
                                           .host = task->at.host,
                                           .port = task->at.port,
                                           .https = str_eq(task->at.scheme, S("https")),
                                           .cookies = task->cookies,
                                           .jar = task->retry.jar,
                                           .identity = task->retry.identity,
                                           .patient = task->retry.patient,
                                           .fresh = task->retry.second,
                                           .keep_body = task->site ? ROBOTS_BYTES : 0 };
    /* A validator belongs to the address that gave it, and is of use only with what it validates. */
    bool usable = task->has_stored && stored->status >= 200 &&
                  (stored->status <= 299 || stored->status == 304) &&
                  (stored->body_kept || run->job->options->no_body) &&
                  str_eq(stored->final_url, task->at.text);
    if (usable) {
        request->if_none_match = stored->etag;
        request->if_modified_since = stored->last_modified;
    }
    transport->start(transport->self, request, on_answer, task);
}
