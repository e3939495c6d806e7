/* lookup.c: the commands that look things up: outlet, rules list, explain, cache. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "core/netopt.h"
#include "core/rules_test.h"
#include "core/session.h"
#include "format/json.h"
#include "format/stamp.h"
#include "format/url.h"
#include "net/cache_text.h"

#include "base/banned.h"

enum { GC_DAYS = 400 };

/* Ends a command's output. Returns false when it was closed, with the error set. */
static bool finish(struct buf *buf, struct cck_error *error)
{
    struct err err = { 0 };
    bool ok = buf_flush(buf);
    buf_free(buf);
    if (!ok)
        err_set(&err, ERR_IO, "the output was closed");
    return ok || session_error(error, &err);
}

/* By address or host first, as those are the most exact; then by name. */
static bool find_outlet(const struct cck_session *s, str query, struct arena *scratch,
                        struct outlet_hit *hit)
{
    struct url url;
    struct err err = { 0 };
    bool like_host =
        str_find_byte(query, '.', 0) < query.n && str_find_byte(query, ' ', 0) == query.n;
    const struct outlet *by_id = outlet_by_id(&s->rules.outlets, query);
    if (like_host && url_parse(query, scratch, &url, &err) &&
        outlet_find_domain(&s->rules.outlets, url.host, url.path, hit))
        return true;
    if (outlet_find_name(&s->rules.outlets, query, hit))
        return true;
    *hit = (struct outlet_hit){ .outlet = by_id, .match = CCK_MATCH_EXACT };
    return by_id != NULL;
}

static void put_list(struct buf *out, const char *label, const str *items, size_t n)
{
    if (n == 0)
        return;
    buf_printf(out, "  %-14s", label);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(items[i]));
    buf_byte(out, '\n');
}

static void put_field(struct buf *out, const char *label, str value)
{
    if (value.n)
        buf_printf(out, "  %-14s%.*s\n", label, STR_ARG(value));
}

static str state_name(const struct outlet *o)
{
    return o->state_controlled == OUTLET_STATE_YES  ? S("yes")
           : o->state_controlled == OUTLET_STATE_NO ? S("no")
                                                    : S("unknown");
}

static void put_outlet(struct buf *out, const struct outlet *o)
{
    buf_printf(out, "%.*s (%.*s)\n", STR_ARG(o->name), STR_ARG(o->id));
    put_field(out, "home", o->home);
    put_list(out, "other names", o->aliases, o->n_aliases);
    put_list(out, "domains", o->domains, o->n_domains);
    put_field(out, "kind", o->kind);
    put_field(out, "country", o->country);
    put_list(out, "languages", o->languages, o->n_languages);
    put_field(out, "time zone", o->timezone);
    put_field(out, "state-run", state_name(o));
    put_field(out, "URL pattern", o->url_date);
    put_field(out, "note", o->note);
}

static void put_ambiguity(struct buf *out, const struct outlet_ambiguity *a, bool decided)
{
    if (!a)
        return;
    buf_printf(out, "\"%.*s\" may%s mean: ", STR_ARG(a->name), decided ? " also" : "");
    for (uint32_t i = 0; i < a->n_candidates; i++)
        buf_printf(out, "%s%.*s", i ? ", " : "", STR_ARG(a->candidates[i]));
    buf_byte(out, '\n');
    put_field(out, "hint", a->hint);
}

static void json_list(struct json_writer *w, str key, const str *items, size_t n)
{
    json_key(w, key);
    json_begin_array(w);
    for (size_t i = 0; i < n; i++)
        json_str(w, items[i]);
    json_end_array(w);
}

static str or_null(str s)
{
    return s.n ? s : (str){ 0 };
}

static void json_field(struct json_writer *w, str key, str value)
{
    json_key(w, key);
    json_str_or_null(w, or_null(value));
}

static void json_outlet(struct buf *out, const struct outlet *o, const struct outlet_ambiguity *a)
{
    struct json_writer w;
    json_init(&w, out);
    json_begin_object(&w);
    json_field(&w, S("id"), o ? o->id : (str){ 0 });
    json_field(&w, S("name"), o ? o->name : (str){ 0 });
    json_field(&w, S("home"), o ? o->home : (str){ 0 });
    if (o) {
        json_list(&w, S("aliases"), o->aliases, o->n_aliases);
        json_list(&w, S("domains"), o->domains, o->n_domains);
        json_list(&w, S("languages"), o->languages, o->n_languages);
        json_field(&w, S("kind"), o->kind);
        json_field(&w, S("country"), o->country);
        json_field(&w, S("timezone"), o->timezone);
        json_field(&w, S("state_controlled"), state_name(o));
        json_field(&w, S("url_date"), o->url_date);
        json_field(&w, S("note"), o->note);
    }
    json_list(&w, S("candidates"), a ? a->candidates : NULL, a ? a->n_candidates : 0);
    json_end_object(&w);
    buf_byte(out, '\n');
}

static bool is_json(const char *format)
{
    return strcmp(format, "json") == 0 || strcmp(format, "jsonl") == 0;
}

bool cck_session_outlet(cck_session *session, const char *query, const char *format,
                        const struct cck_output *output, struct cck_error *error)
{
    struct arena scratch;
    struct buf buf;
    struct outlet_hit hit = { 0 }, near = { 0 };
    str wanted = str_trim(str_from_z(query));
    arena_init(&scratch, 0, NULL);
    session_buf(&buf, output);
    bool found = find_outlet(session, wanted, &scratch, &hit);
    bool answered = found && (hit.outlet || hit.ambiguity);
    if (answered && is_json(format)) {
        json_outlet(&buf, hit.outlet, hit.ambiguity);
    } else if (answered) {
        if (hit.match == CCK_MATCH_FUZZY)
            buf_printf(&buf, "\"%s\" is a misspelling of\n", query);
        if (hit.outlet)
            put_outlet(&buf, hit.outlet);
        put_ambiguity(&buf, hit.ambiguity, hit.outlet != NULL);
    }
    struct err err = { 0 };
    if (!answered && outlet_find_near(&session->rules.outlets, wanted, &near))
        err_set(&err, ERR_USAGE, "no outlet is called \"%s\"; did you mean %.*s?", query,
                STR_ARG(near.outlet->name));
    else if (!answered)
        err_set(&err, ERR_USAGE, "no outlet is called \"%s\"", query);
    arena_free(&scratch);
    if (!finish(&buf, error))
        return false;
    return answered || session_error(error, &err);
}

bool cck_session_rules_list(cck_session *session, const char *format,
                            const struct cck_output *output, struct cck_error *error)
{
    const struct rulebook *r = &session->rules;
    struct buf buf;
    (void)format;
    session_buf(&buf, output);
    buf_printf(&buf, "checks\n");
    for (size_t i = 0; i < CHECK_COUNT; i++) {
        static const char *const names[] = { "off", "note", "warning", "error" };
        const struct config_number *set = &session->config->values.severity[i];
        unsigned severity = set->at.line ? set->value : checks[i].severity;
        buf_printf(&buf, "  %-6.*s %-8s %-30.*s %.*s\n", STR_ARG(checks[i].rule),
                   names[severity & 3], STR_ARG(checks[i].kind), STR_ARG(checks[i].line));
    }
    buf_printf(&buf, "styles\n");
    for (size_t i = 0; i < r->styles.list.n; i++)
        buf_printf(&buf, "  %-14.*s %.*s (%.*s)\n", STR_ARG(r->styles.list.p[i].id),
                   STR_ARG(r->styles.list.p[i].name), STR_ARG(r->styles.list.p[i].path));
    buf_printf(&buf, "publications\n");
    for (size_t i = 0; i < r->publications.list.n; i++)
        buf_printf(&buf, "  %-30.*s %.*s\n", STR_ARG(r->publications.list.p[i].id),
                   STR_ARG(r->publications.list.p[i].name));
    uint32_t outlets = 0, names = 0;
    for (uint32_t i = 0; i < r->outlets.n_layers; i++) {
        outlets += r->outlets.layers[i]->n_outlets;
        names += r->outlets.layers[i]->n_names;
    }
    buf_printf(&buf, "outlets\n  %u outlets under %u names\n", outlets, names);
    return finish(&buf, error);
}

bool cck_session_rules_test(cck_session *session, const struct cck_output *output,
                            struct cck_error *error)
{
    struct buf buf;
    session_buf(&buf, output);
    bool held = rules_test_run(session, &buf);
    session->tests_failed = !held;
    return finish(&buf, error) && held;
}

static void put_addresses(uint64_t n, struct buf *out)
{
    buf_printf(out, "%llu address%s", (unsigned long long)n, n == 1 ? "" : "es");
}

static bool cache_action(struct cck_session *s, struct cache *cache, enum cck_cache_action action,
                         struct buf *out, struct err *err)
{
    struct cache_stats stats;
    uint64_t dropped = 0;
    char oldest[STAMP_TEXT_BYTES], newest[STAMP_TEXT_BYTES];
    switch (action) {
    case CCK_CACHE_STATS:
        if (!cache_stats(cache, &stats, err))
            return false;
        put_addresses(stats.entries, out);
        buf_printf(out, ", %llu of them failing, %llu bytes\n", (unsigned long long)stats.failing,
                   (unsigned long long)stats.bytes);
        if (stats.entries) {
            str from = stamp_iso(stats.oldest_s, oldest), to = stamp_iso(stats.newest_s, newest);
            buf_printf(out, "looked at from %.*s to %.*s\n", STR_ARG(from), STR_ARG(to));
        }
        return true;
    case CCK_CACHE_GC:
        if (!cache_gc(cache, s->now_s, GC_DAYS, &dropped, err))
            return false;
        break;
    case CCK_CACHE_EXPORT:
        return cache_export(cache, out, err);
    case CCK_CACHE_CLEAR:
        if (!cache_clear(cache, &dropped, err))
            return false;
        break;
    }
    put_addresses(dropped, out);
    buf_add(out, S(" dropped\n"));
    return true;
}

static bool cache_path(struct cck_session *s, str *path, struct err *err)
{
    *path = netopt_cache(&s->options, &s->run);
    return path->n || err_set(err, ERR_USAGE, "no cache: give --cache FILE");
}

bool cck_session_cache_import(cck_session *session, const char *path,
                              const struct cck_output *output, struct cck_error *error)
{
    struct err err = { 0 };
    struct cache *cache = NULL;
    struct buf buf;
    str file, lines;
    uint64_t taken = 0;
    bool ok = input_read_file(str_from_z(path), session->options.file_bytes, &session->run, &lines,
                              &err) &&
              cache_path(session, &file, &err) && cache_open(file, &cache, &err) &&
              cache_import(cache, lines, &taken, &err);
    cache_close(cache);
    if (!ok)
        (void)err_context(&err, "%s", path);
    session_buf(&buf, output);
    if (ok) {
        buf_printf(&buf, "%.*s\n", STR_ARG(file));
        put_addresses(taken, &buf);
        buf_add(&buf, S(" taken\n"));
    }
    return finish(&buf, error) && (ok || session_error(error, &err));
}

bool cck_session_cache(cck_session *session, enum cck_cache_action action,
                       const struct cck_output *output, struct cck_error *error)
{
    struct err err = { 0 };
    struct cache *cache = NULL;
    struct buf buf;
    str path;
    if (!cache_path(session, &path, &err))
        return session_error(error, &err);
    bool none = access(path.p, F_OK) != 0 && errno == ENOENT; /* to ask for it makes none */
    if (!none && !cache_open(path, &cache, &err))
        return session_error(error, &err);
    session_buf(&buf, output);
    if (action != CCK_CACHE_EXPORT)
        buf_printf(&buf, "%s%.*s\n", none ? "no cache there yet: " : "", STR_ARG(path));
    bool ok = none || cache_action(session, cache, action, &buf, &err);
    cache_close(cache);
    return finish(&buf, error) && (ok || session_error(error, &err));
}
