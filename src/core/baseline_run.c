/* baseline_run.c: `baseline show|update|prune`. */
#include "core/baseline_run.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/fold.h"
#include "check/support.h"
#include "core/checking.h"

#include "base/banned.h"

enum { TEXT_BYTES_MAX = 160 };

/* Takes the findings of a document in. */
static void take_in(struct cck_session *s, const struct unit *unit)
{
    struct baseline *b = &s->baseline;
    str file = session_path(s, unit->doc.name, &s->run);
    for (size_t i = 0; i < unit->findings.list.n; i++) {
        const struct finding *f = &unit->findings.list.p[i];
        str marked = f->text.len || !f->source.len ? str_at(unit->doc.text, f->text)
                                                   : str_at(unit->doc.source, f->source);
        struct baseline_entry entry = {
            .file = file,
            .fingerprint = str_dup(&s->run, f->fingerprint),
            .rule = checks[f->check].rule,
            .text = str_dup(&s->run, fold_spaces(&s->run, str_slice(marked, 0, TEXT_BYTES_MAX))),
            .met = true,
        };
        size_t before = b->entries.n;
        baseline_add(b, &entry, &s->run);
        s->n_taken_in += b->entries.n - before;
    }
}

static bool is_stale(const struct cck_session *s, const struct baseline_entry *entry)
{
    uintptr_t seen = (uintptr_t)map_get(&s->seen, entry->file);
    const struct check *check = check_find(entry->rule);
    if (entry->met || !seen)
        return false;
    return seen == SEEN_ALL || !check || !support_needs_network((enum check_id)(check - checks));
}

size_t baseline_stale(const struct cck_session *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->baseline.entries.n; i++)
        n += is_stale(s, &s->baseline.entries.p[i]);
    return n;
}

/* What is no longer met in files that were read, and what has expired, goes. */
static size_t drop_stale(struct cck_session *s)
{
    struct baseline kept = { .path = s->baseline.path };
    size_t dropped = 0;
    for (size_t i = 0; i < s->baseline.entries.n; i++) {
        const struct baseline_entry *entry = &s->baseline.entries.p[i];
        if (is_stale(s, entry) || (!s->taking_in && baseline_expired(entry, s->today)))
            dropped++;
        else
            baseline_add(&kept, entry, &s->run);
    }
    s->baseline = kept;
    return dropped;
}

static bool write_all(int fd, str text)
{
    while (text.n) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            text = str_from(text, (size_t)n);
    }
    return true;
}

/* The new file takes the place of the old one only when all of it is there. */
static bool save(const struct cck_session *s, struct arena *scratch, struct err *err)
{
    str path = s->baseline.path, draft = str_printf(scratch, "%.*s.new", STR_ARG(path));
    const char *final = str_z(scratch, path);
    struct buf text;
    buf_init(&text, SIZE_MAX / 4);
    baseline_write(&s->baseline, scratch, &text);
    int fd = open(draft.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool ok = fd >= 0 && !text.failed && write_all(fd, buf_str(&text)) && fsync(fd) == 0;
    if (fd >= 0 && close(fd) != 0)
        ok = false;
    if (!ok || rename(draft.p, final) != 0)
        ok = err_set(err, ERR_IO, "%.*s: %s", STR_ARG(path), strerror(errno));
    if (!ok)
        (void)unlink(draft.p);
    buf_free(&text);
    return ok;
}

/* An expiry was set by people: to take a finding in once more does not lengthen it. */
static void tell_expired(const struct cck_session *s, struct buf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < s->baseline.entries.n; i++)
        n += baseline_expired(&s->baseline.entries.p[i], s->today);
    if (n)
        buf_printf(out,
                   "%zu of them %s expired and still count%s: set a later day, or take %s out by "
                   "`citecheck baseline prune`\n",
                   n, n == 1 ? "has" : "have", n == 1 ? "s" : "", n == 1 ? "it" : "them");
}

static bool rewrite(struct cck_session *s, struct buf *out, struct err *err)
{
    struct cck_error error;
    struct arena scratch;
    if (!checking_run(s, NULL, 0, s->taking_in ? take_in : NULL, &error))
        return err_set(err, ERR_IO, "%s", error.message);
    size_t added = s->n_taken_in, dropped = drop_stale(s);
    arena_init(&scratch, 0, NULL);
    bool ok = save(s, &scratch, err);
    arena_free(&scratch);
    s->counts = (struct report_counts){ 0 }; /* what was found is no failure of this command */
    if (ok)
        buf_printf(out, "%.*s: %zu known finding%s, %zu added, %zu taken out\n",
                   STR_ARG(session_path(s, s->baseline.path, &s->run)), s->baseline.entries.n,
                   s->baseline.entries.n == 1 ? "" : "s", added, dropped);
    if (ok)
        tell_expired(s, out);
    return ok;
}

static void show(const struct cck_session *s, struct buf *out)
{
    for (size_t i = 0; i < s->baseline.entries.n; i++) {
        const struct baseline_entry *e = &s->baseline.entries.p[i];
        buf_printf(out, "%.*s  %.*s  %.*s", STR_ARG(e->file), STR_ARG(e->rule), STR_ARG(e->text));
        if (e->reason.n)
            buf_printf(out, "  (%.*s)", STR_ARG(e->reason));
        if (e->expires.n)
            buf_printf(out, "  %s %.*s", baseline_expired(e, s->today) ? "expired" : "until",
                       STR_ARG(e->expires));
        buf_byte(out, '\n');
    }
    buf_printf(out, "%zu known finding%s\n", s->baseline.entries.n,
               s->baseline.entries.n == 1 ? "" : "s");
}

bool cck_session_baseline(cck_session *session, enum cck_baseline_action action,
                          const struct cck_output *output, struct cck_error *error)
{
    struct err err = { 0 };
    struct buf buf;
    bool ok = true;
    session_buf(&buf, output);
    session->taking_in = action == CCK_BASELINE_UPDATE;
    session->rewrites_baseline = action != CCK_BASELINE_SHOW;
    if (action == CCK_BASELINE_SHOW) {
        ok = session_open_baseline(session, false, &err);
        if (ok)
            show(session, &buf);
    } else {
        ok = rewrite(session, &buf, &err);
    }
    if (!buf_flush(&buf))
        ok = err_set(&err, ERR_IO, "the output was closed");
    buf_free(&buf);
    return ok || session_error(error, &err);
}
