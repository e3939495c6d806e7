/* sweep_report.c: what has become of the addresses since the last sweep, for people and programs. */
#include "core/sweep.h"
#include "format/json.h"
#include "format/stamp.h"
#include "format/url.h"

#include "base/banned.h"

static const struct {
    const char *title;
    str key;
} changes[] = {
    [SWEEP_SAME] = { "", S_INIT("") },
    [SWEEP_BROKEN] = { "Newly broken", S_INIT("newly_broken") },
    [SWEEP_MENDED] = { "Mended", S_INIT("mended") },
    [SWEEP_MOVED] = { "Moved for good", S_INIT("moved") },
};
_Static_assert(sizeof changes / sizeof *changes == SWEEP_CHANGES, "a title for each change");

/* What the head of each report says. */
struct totals {
    size_t looked, left, still_broken;
    int64_t oldest_s; /* of the looks that were not renewed; 0: never looked at, or none */
};

static struct totals count(const struct sweep *sweep)
{
    struct totals totals = { 0 };
    bool never = false;
    for (size_t i = 0; i < sweep->list.n; i++) {
        const struct sweep_entry *e = sweep->list.p[i];
        const struct sweep_state *state = e->looked ? &e->now : &e->before;
        bool left = e->is_due && !e->asked;
        totals.looked += e->asked && e->looked;
        totals.left += left;
        totals.still_broken +=
            verdict_class_of(state->code) == VERDICT_CLASS_BROKEN && e->change != SWEEP_BROKEN;
        never |= left && e->checked_s == 0;
        if (left && (totals.oldest_s == 0 || e->checked_s < totals.oldest_s))
            totals.oldest_s = e->checked_s;
    }
    if (never)
        totals.oldest_s = 0;
    return totals;
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static str day(int64_t unix_s, char room[DATE_TEXT_BYTES])
{
    return date_iso(date_from_unix(unix_s), room);
}

static void put_head(const struct sweep *sweep, const struct totals *totals, struct buf *out)
{
    char room[DATE_TEXT_BYTES];
    buf_printf(out, "%zu address%s in %zu article%s: %zu looked at with %zu request%s",
               sweep->list.n, sweep->list.n == 1 ? "" : "es", sweep->documents,
               plural(sweep->documents), totals->looked, sweep->requests, plural(sweep->requests));
    if (totals->left && totals->oldest_s)
        buf_printf(out, ", %zu left, last looked at from %.*s on", totals->left,
                   STR_ARG(day(totals->oldest_s, room)));
    else if (totals->left)
        buf_printf(out, ", %zu left", totals->left);
    buf_add(out, sweep->before_s ? S(". Since the sweep of ") : S(". The first sweep"));
    if (sweep->before_s)
        buf_add(out, day(sweep->before_s, room));
    buf_add(out, S(":\n"));
}

static void put_foot(const struct sweep *sweep, const struct totals *totals, struct buf *out)
{
    buf_printf(out, "%zu newly broken, %zu mended, %zu moved, %zu still broken",
               sweep->n_changes[SWEEP_BROKEN], sweep->n_changes[SWEEP_MENDED],
               sweep->n_changes[SWEEP_MOVED], totals->still_broken);
    if (sweep->n_removed)
        buf_printf(out, ", %zu no longer cited", sweep->n_removed);
    if (sweep->unsettled)
        buf_printf(out, ", %zu could not be settled now: what is known of them stands",
                   sweep->unsettled);
    buf_byte(out, '\n');
    if (sweep->s->local_error.n)
        buf_printf(out, "The network was not reachable (%.*s): %.*s.\n",
                   STR_ARG(sweep->s->local_error), STR_ARG(verdict_next(VERDICT_LOCAL_ERROR)));
}

/* "gone, HTTP 404; ok since 2026-03-01" */
static void put_verdict(const struct sweep_entry *e, struct buf *out)
{
    char room[DATE_TEXT_BYTES];
    str name = verdict_name(e->now.code);
    buf_printf(out, "%.*s", STR_ARG(name));
    if (e->status >= 400)
        buf_printf(out, ", HTTP %u", e->status);
    if (e->now.target.n)
        buf_printf(out, " to %.*s", STR_ARG(e->now.target));
    if (e->before.since_s)
        buf_printf(out, "; before: %.*s since %.*s", STR_ARG(verdict_name(e->before.code)),
                   STR_ARG(day(e->before.since_s, room)));
}

/* Text and Markdown differ in their marks alone; file names and addresses stand in code. */
static void put_change(const struct sweep *sweep, enum sweep_change change, bool markdown,
                       struct buf *out)
{
    struct arena scratch;
    const char *tick = markdown ? "`" : "";
    if (sweep->n_changes[change] == 0)
        return;
    arena_init(&scratch, 0, NULL);
    buf_printf(out, markdown ? "\n### %s: %zu\n\n" : "\n%s: %zu\n", changes[change].title,
               sweep->n_changes[change]);
    for (size_t i = 0; i < sweep->list.n; i++) {
        const struct sweep_entry *e = sweep->list.p[i];
        if (e->change != change)
            continue;
        buf_printf(out, "%s%s%.*s%s (", markdown ? "- " : "  ", tick,
                   STR_ARG(url_masked(e->url, &scratch)), tick);
        put_verdict(e, out);
        buf_add(out, S(")\n"));
        for (size_t k = 0; k < e->n_places && k < SWEEP_PLACES; k++)
            buf_printf(out, "%s%s%.*s:%u%s\n", markdown ? "  - " : "    ", tick,
                       STR_ARG(e->places[k].file), e->places[k].line, tick);
        if (e->n_places > SWEEP_PLACES)
            buf_printf(out, "%sand %zu more\n", markdown ? "  - " : "    ",
                       e->n_places - SWEEP_PLACES);
    }
    arena_free(&scratch);
}

static void write_plain(const struct sweep *sweep, bool markdown, struct buf *out)
{
    const struct totals totals = count(sweep);
    if (markdown)
        buf_add(out, S("<!-- citecheck-sweep -->\n"));
    put_head(sweep, &totals, out);
    for (int change = SWEEP_BROKEN; change < SWEEP_CHANGES; change++)
        put_change(sweep, (enum sweep_change)change, markdown, out);
    buf_byte(out, '\n');
    put_foot(sweep, &totals, out);
}

static void json_number(struct json_writer *w, str key, size_t n)
{
    json_key(w, key);
    json_uint(w, n);
}

static void json_time(struct json_writer *w, str key, int64_t unix_s)
{
    char room[STAMP_TEXT_BYTES];
    json_key(w, key);
    json_str_or_null(w, unix_s ? stamp_iso(unix_s, room) : (str){ 0 });
}

static void json_text(struct json_writer *w, str key, str text)
{
    json_key(w, key);
    json_str_or_null(w, text.n ? text : (str){ 0 });
}

static void json_entry(struct json_writer *w, const struct sweep_entry *e, struct arena *scratch)
{
    json_begin_object(w);
    json_text(w, S("url"), url_masked(e->url, scratch));
    json_text(w, S("verdict"), verdict_name(e->now.code));
    json_text(w, S("detail"), e->detail);
    json_number(w, S("status"), e->status);
    json_text(w, S("target"), e->now.target);
    json_time(w, S("checked"), e->now.checked_s);
    json_key(w, S("before"));
    if (e->is_told) {
        json_begin_object(w);
        json_text(w, S("verdict"), verdict_name(e->before.code));
        json_time(w, S("since"), e->before.since_s);
        json_end_object(w);
    } else {
        json_put_null(w);
    }
    json_key(w, S("places"));
    json_begin_array(w);
    for (size_t k = 0; k < e->n_places && k < SWEEP_PLACES; k++) {
        json_begin_object(w);
        json_text(w, S("file"), e->places[k].file);
        json_number(w, S("line"), e->places[k].line);
        json_end_object(w);
    }
    json_end_array(w);
    json_number(w, S("articles"), e->n_places);
    json_end_object(w);
}

static void json_changes(struct json_writer *w, const struct sweep *sweep)
{
    struct arena scratch;
    arena_init(&scratch, 0, NULL);
    for (int change = SWEEP_BROKEN; change < SWEEP_CHANGES; change++) {
        json_key(w, changes[change].key);
        json_begin_array(w);
        for (size_t i = 0; i < sweep->list.n; i++)
            if (sweep->list.p[i]->change == change)
                json_entry(w, sweep->list.p[i], &scratch);
        json_end_array(w);
    }
    arena_free(&scratch);
}

static void write_json(const struct sweep *sweep, struct buf *out)
{
    struct json_writer w;
    const struct totals totals = count(sweep);
    json_init(&w, out);
    json_begin_object(&w);
    json_text(&w, S("schema"), S("citecheck/sweep-1"));
    json_time(&w, S("now"), sweep->s->now_s);
    json_time(&w, S("before"), sweep->before_s);
    json_number(&w, S("articles"), sweep->documents);
    json_number(&w, S("addresses"), sweep->list.n);
    json_number(&w, S("looked"), totals.looked);
    json_number(&w, S("requests"), sweep->requests);
    json_number(&w, S("left"), totals.left);
    json_number(&w, S("still_broken"), totals.still_broken);
    json_number(&w, S("unsettled"), sweep->unsettled);
    json_number(&w, S("no_longer_cited"), sweep->n_removed);
    json_text(&w, S("local_error"), sweep->s->local_error);
    json_changes(&w, sweep);
    json_end_object(&w);
    buf_byte(out, '\n');
}

bool sweep_write(const struct sweep *sweep, str format, struct buf *out)
{
    if (str_eq(format, S("json")))
        write_json(sweep, out);
    else if (str_eq(format, S("text")) || str_eq(format, S("markdown")))
        write_plain(sweep, str_eq(format, S("markdown")), out);
    else
        return false;
    return true;
}
