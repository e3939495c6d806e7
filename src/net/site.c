/* site.c: each site's robots.txt is asked for once, before anything else of it; whoever wants something of
 * the site waits for it without a slot. */
#include <curl/curl.h>

#include "net/run.h"

#include "base/banned.h"

enum { RULES_KEPT_S = 24 * 3600, UNREACHABLE_MOST_S = 30 * 24 * 3600 };

static struct site *find_site(struct fetch_run *run, const struct url *at)
{
    bool v6 = str_find_byte(at->host, ':', 0) < at->host.n;
    struct arena_mark mark = arena_mark(run->scratch);
    str origin = str_printf(run->scratch, v6 ? "%.*s://[%.*s]:%u" : "%.*s://%.*s:%u",
                            STR_ARG(at->scheme), STR_ARG(at->host), at->port);
    struct site *site = map_get(&run->sites, origin);
    if (!site) {
        struct task *asker = NEW(run->work, struct task, 1);
        struct fetch_result *result = NEW(run->work, struct fetch_result, 1);
        origin = str_dup(run->work, origin);
        site = NEW(run->work, struct site, 1);
        result->url = str_printf(run->work, "%.*s/robots.txt", STR_ARG(origin));
        *asker = (struct task){ .run = run, .result = result, .site = site };
        site->asker = asker;
        *map_slot(&run->sites, run->work, origin) = site;
    }
    arena_release(run->scratch, mark);
    return site;
}

static void take_rules(struct site *site, str body, struct fetch_run *run)
{
    robots_parse(body, run->product, run->work, &site->rules);
    site->state = SITE_HAS_RULES;
}

/* What an earlier run has learnt, while it is fresh. */
static bool recall(struct site *site, struct fetch_run *run)
{
    struct cache_robots known;
    int64_t now_s = run->job->options->now_s;
    if (!run->env->cache ||
        !cache_robots_get(run->env->cache, site->asker->result->url, run->work, &known) ||
        !known.reached || now_s < known.checked_s || now_s - known.checked_s >= RULES_KEPT_S)
        return false;
    take_rules(site, known.body, run);
    return true;
}

static void remember(const struct site *site, bool reached, str body)
{
    struct fetch_run *run = site->asker->run;
    const struct cache_robots known = { run->job->options->now_s, reached, body };
    if (run->env->cache && !run->cache_failed)
        run->cache_failed =
            !cache_robots_put(run->env->cache, site->asker->result->url, &known, run->err);
}

/* A site whose rules have not been had for so long is taken to have none (RFC 9309, section 2.3.1.4). */
static bool is_long_unreachable(const struct site *site)
{
    struct fetch_run *run = site->asker->run;
    struct cache_robots known;
    return run->env->cache &&
           cache_robots_get(run->env->cache, site->asker->result->url, run->work, &known) &&
           !known.reached && run->job->options->now_s - known.checked_s >= UNREACHABLE_MOST_S;
}

static bool allows(const struct site *site, const struct url *at, struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    str path = at->path;
    if (at->query.p)
        path = str_printf(scratch, "%.*s?%.*s", STR_ARG(at->path), STR_ARG(at->query));
    bool allowed = robots_allows(&site->rules, path, scratch);
    arena_release(scratch, mark);
    return allowed;
}

/* Goes by what is known of the site now. */
static bool admit(struct task *task, const struct site *site)
{
    const struct url *at = &task->at;
    struct observation seen = { .robots_disallow = true, .robots_why = site->why };
    switch (site->state) {
    case SITE_HAS_RULES:
        if (allows(site, at, task->run->scratch))
            return true;
        break;
    case SITE_FORBIDS:
        break;
    case SITE_DEAD:
        seen = site->seen;
        task->exempt = site->exempt;
        break;
    default:
        return true;
    }
    task_conclude_unasked(task, seen);
    return false;
}

bool site_admits(struct task *task, bool front)
{
    struct fetch_run *run = task->run;
    if (task->site || run->job->options->ignore_robots || str_eq(task->at.path, S("/robots.txt")))
        return true;
    struct site *site = find_site(run, &task->at);
    if (site->state == SITE_UNKNOWN && !recall(site, run)) {
        site->state = SITE_ASKED;
        task->waits_in_front = front;
        site->first_waiting = task;
        task_begin(site->asker, 0);
        return false;
    }
    if (site->state != SITE_ASKED)
        return admit(task, site);
    task->waits_in_front = front;
    task->next_waiting = site->first_waiting;
    site->first_waiting = task;
    return false;
}

/* Failures that befall every request to the site: no server was there to have rules. */
static bool is_dead(const struct observation *seen, enum verdict_code code)
{
    switch (code) {
    case VERDICT_DNS_GONE:
    case VERDICT_DNS_FAIL:
    case VERDICT_REFUSED:
    case VERDICT_TLS_PROBLEM:
    case VERDICT_LOCAL_ERROR:
    case VERDICT_BLOCKED_BY_POLICY:
    case VERDICT_CONN_RESET:
        return true;
    case VERDICT_TIMEOUT:
        return seen->status == 0 && (!seen->connected || (seen->https && !seen->tls_done));
    default:
        return false;
    }
}

static str why_unknown(const struct observation *seen, const struct verdict *verdict,
                       struct arena *run)
{
    if (seen->status >= 500)
        return str_printf(run, "robots.txt: HTTP %u", seen->status);
    if (verdict->code == VERDICT_TIMEOUT)
        return S("robots.txt: no answer in time");
    return str_printf(run, "robots.txt: %.*s", STR_ARG(verdict_name(verdict->code)));
}

static void judge_answer(struct site *site, const struct transport_answer *answer,
                         const struct observation *seen)
{
    struct task *asker = site->asker;
    struct fetch_run *run = asker->run;
    const struct verdict verdict = decide(seen, run->job->run);
    bool on_way = asker->hops.n > 0; /* a redirect that leads nowhere is as good as no file */
    if (seen->headers_done && seen->status >= 200 && seen->status <= 299) {
        take_rules(site, answer->body, run);
        remember(site, true, answer->body);
    } else if ((seen->headers_done && seen->status >= 300 && seen->status <= 499) ||
               (on_way && is_dead(seen, verdict.code))) {
        site->state = SITE_ALLOWS;
        remember(site, true, (str){ 0 });
    } else if (is_dead(seen, verdict.code)) {
        site->state = SITE_DEAD;
        site->seen = *seen;
        site->exempt = answer->exempt;
    } else if (is_long_unreachable(site)) {
        site->state = SITE_ALLOWS;
    } else {
        site->state = SITE_FORBIDS;
        site->why = why_unknown(seen, &verdict, run->job->run);
        remember(site, false, (str){ 0 });
    }
}

void site_learn(struct task *asker, const struct transport_answer *answer,
                const struct observation *seen)
{
    struct site *site = asker->site;
    judge_answer(site, answer, seen);
    /* The list is in the order of coming, backwards. */
    struct task *waiting = NULL;
    for (struct task *task = site->first_waiting, *next; task; task = next) {
        next = task->next_waiting;
        task->next_waiting = waiting;
        waiting = task;
    }
    site->first_waiting = NULL;
    for (struct task *task = waiting, *next; task; task = next) {
        next = task->next_waiting;
        task->next_waiting = NULL;
        if (admit(task, site))
            task_go_on(task, 0, task->waits_in_front);
    }
}
