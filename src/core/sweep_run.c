/* sweep_run.c: `sweep`: from inputs to reports. */
#include "core/netopt.h"
#include "core/sweep.h"

#include "base/banned.h"

/* What the cache knows of each address. */
static void peek_all(struct sweep *sweep, struct cache *cache)
{
    for (size_t i = 0; i < sweep->list.n; i++) {
        struct sweep_entry *entry = sweep->list.p[i];
        struct fetch_result look;
        bool known = cache_peek(cache, entry->url, &look);
        entry->checked_s = known ? look.checked_s : 0;
        entry->is_due = !known || !cache_is_fresh(&look, sweep->s->now_s);
    }
}

static bool open_cache(struct sweep *sweep, struct cache **cache, struct err *err)
{
    str file = netopt_cache(&sweep->s->options, &sweep->s->run);
    if (file.n == 0)
        return err_set(err, ERR_USAGE, "a sweep needs a cache: give --cache FILE");
    return cache_open(file, cache, err);
}

/* The cache is not held open while the fetcher works with it. */
static bool with_cache(struct sweep *sweep, struct err *err,
                       bool (*work)(struct sweep *sweep, struct cache *cache, struct err *err))
{
    struct cache *cache = NULL;
    bool ok = open_cache(sweep, &cache, err) && work(sweep, cache, err);
    cache_close(cache);
    return ok;
}

static bool recall(struct sweep *sweep, struct cache *cache, struct err *err)
{
    peek_all(sweep, cache);
    return sweep_load(sweep, cache, err);
}

static bool write_reports(const struct sweep *sweep, const struct cck_report *reports, size_t n,
                          struct err *err)
{
    for (size_t i = 0; i < n; i++) {
        struct buf buf;
        str format = str_from_z(reports[i].format);
        session_buf(&buf, reports[i].output);
        bool known = sweep_write(sweep, format, &buf), ok = buf_flush(&buf);
        buf_free(&buf);
        if (!known)
            return err_set(err, ERR_USAGE, "a sweep is not written as \"%.*s\"", STR_ARG(format));
        if (!ok)
            return err_set(err, ERR_IO, "the output was closed");
    }
    return true;
}

/* What has broken counts as errors, what has moved as warnings. */
static void count(const struct sweep *sweep)
{
    struct report_counts *counts = &sweep->s->counts;
    *counts = (struct report_counts){ .unverified = sweep->unsettled };
    counts->findings[CCK_SEVERITY_ERROR] = sweep->n_changes[SWEEP_BROKEN];
    counts->findings[CCK_SEVERITY_WARNING] = sweep->n_changes[SWEEP_MOVED];
}

bool cck_session_sweep(cck_session *session, const struct cck_report *reports, size_t n,
                       struct cck_error *error)
{
    struct err err = { 0 };
    struct sweep sweep = { .s = session,
                           .root = session->root.n ? session->root : session->folder };
    inputs_sort(&session->inputs);
    sweep_collect(&sweep);
    sweep.whole = session->whole && session->inputs.errors.n == 0 && !session_stopped(session);
    bool ok = with_cache(&sweep, &err, recall) && sweep_ask(&sweep, &err) &&
              write_reports(&sweep, reports, n, &err) && with_cache(&sweep, &err, sweep_save);
    count(&sweep);
    return ok || session_error(error, &err);
}
