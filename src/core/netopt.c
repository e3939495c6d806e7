/* netopt.c: network options and where the cache lies. */
#include "core/netopt.h"

#include "net/cache.h"
#include "net/fetch_check.h"

#include "base/banned.h"

static const str *strings(cck_strings list, struct arena *run, size_t *n)
{
    size_t count = 0;
    while (list && list[count])
        count++;
    str *out = NEW(run, str, count + 1);
    for (size_t i = 0; i < count; i++)
        out[i] = str_dup(run, str_from_z(list[i]));
    *n = count;
    return out;
}

str netopt_cache(const struct cck_options *options, struct arena *run)
{
    if (options->no_cache)
        return (str){ 0 };
    if (options->cache)
        return str_dup(run, str_from_z(options->cache));
    const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (xdg && xdg[0] == '/')
        return str_printf(run, "%s/citecheck/cache.db", xdg);
    if (home && home[0] == '/')
        return str_printf(run, "%s/.cache/citecheck/cache.db", home);
    return (str){ 0 };
}

/* The user's own cache folder may be out of reach (a build without a home): then the run goes on without,
 * and says so. A cache that was asked for by name is not passed over: fetching reports it. */
static bool is_usable(const struct cck_options *options, str path)
{
    struct cache *cache;
    struct err err = { 0 };
    char line[sizeof err.message + 64];
    if (options->cache || path.n == 0)
        return true;
    if (cache_open(path, &cache, &err)) {
        cache_close(cache);
        return true;
    }
    (void)snprintf(line, sizeof line, "going on without a cache: %s", err.message);
    if (options->log)
        options->log(options->log_ctx, line);
    return false;
}

/* The public callback takes a C string. */
static void forward_progress(void *ctx, size_t done, size_t total, str host)
{
    const struct cck_options *options = ctx;
    char name[256];
    (void)snprintf(name, sizeof name, "%.*s", STR_ARG(host));
    options->progress(options->progress_ctx, done, total, name);
}

/* What the network is told by its own options, without cache and limits. */
static struct fetch_options take_network(const struct cck_options *options, struct arena *run)
{
    struct fetch_options out = { .user_agent = str_dup(run, str_from_z(options->user_agent)),
                                 .proxy = str_dup(run, str_from_z(options->proxy)),
                                 .cacert = str_dup(run, str_from_z(options->cacert)) };
    out.resolve = strings(options->resolve, run, &out.n_resolve);
    out.connect_to = strings(options->connect_to, run, &out.n_connect_to);
    out.allow_addresses = strings(options->allow_address, run, &out.n_allow_addresses);
    return out;
}

bool netopt_check(const struct cck_options *options, struct arena *run, struct err *err)
{
    struct fetch_options network = take_network(options, run);
    return fetch_options_check(&network, run, err);
}

void netopt_fill(const struct cck_options *options, int64_t now_s, struct arena *run,
                 struct fetch_options *out)
{
    *out = take_network(options, run);
    out->offline = options->offline;
    out->no_body = options->no_page;
    out->ignore_robots = options->ignore_robots;
    out->max_time_s = options->max_time_s;
    out->max_requests = options->max_requests;
    out->concurrency = options->concurrency;
    out->host_concurrency = options->host_concurrency;
    out->host_interval_s = options->host_interval_s;
    out->connect_timeout_s = options->timeout_s < 10 ? options->timeout_s : 10;
    out->timeout_s = options->timeout_s;
    out->retries = options->retries;
    out->redirects = 10;
    out->body_bytes = 4 * 1024 * 1024;
    out->cache_file = netopt_cache(options, run);
    out->now_s = now_s;
    out->progress = options->progress ? forward_progress : NULL;
    out->progress_ctx = (void *)(uintptr_t)options;
    out->stop = options->stop;
    if (!is_usable(options, out->cache_file))
        out->cache_file = (str){ 0 };
}
