/* netopt.c: network options and where the cache lies. */
#include "core/netopt.h"

#include "net/cache.h"

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

void netopt_fill(const struct cck_options *options, int64_t now_s, struct arena *run,
                 struct fetch_options *out)
{
    *out = (struct fetch_options){
        .offline = options->offline,
        .no_body = options->no_page,
        .ignore_robots = options->ignore_robots,
        .max_time_s = options->max_time_s,
        .max_requests = options->max_requests,
        .concurrency = options->concurrency,
        .host_concurrency = options->host_concurrency,
        .host_interval_s = options->host_interval_s,
        .connect_timeout_s = options->timeout_s < 10 ? options->timeout_s : 10,
        .timeout_s = options->timeout_s,
        .retries = options->retries,
        .redirects = 10,
        .body_bytes = 4 * 1024 * 1024,
        .user_agent = str_dup(run, str_from_z(options->user_agent)),
        .proxy = str_dup(run, str_from_z(options->proxy)),
        .cacert = str_dup(run, str_from_z(options->cacert)),
        .cache_file = netopt_cache(options, run),
        .now_s = now_s,
        .progress = options->progress ? forward_progress : NULL,
        .progress_ctx = (void *)(uintptr_t)options,
        .stop = options->stop,
    };
    if (!is_usable(options, out->cache_file))
        out->cache_file = (str){ 0 };
    out->resolve = strings(options->resolve, run, &out->n_resolve);
    out->connect_to = strings(options->connect_to, run, &out->n_connect_to);
    out->allow_addresses = strings(options->allow_address, run, &out->n_allow_addresses);
}
