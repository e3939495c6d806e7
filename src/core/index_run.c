/* index_run.c: `index`: brings the index of articles up to date, and says what does not fit in it. */
#include "core/articles.h"

#include "base/banned.h"

/* Articles of one publication and volume, by issue, then day. */
static int by_issue(const void *left, const void *right)
{
    const struct own_article *a = *(const struct own_article *const *)left;
    const struct own_article *b = *(const struct own_article *const *)right;
    int order = str_cmp(a->publication, b->publication);
    if (order)
        return order;
    if (a->volume != b->volume)
        return a->volume < b->volume ? -1 : 1;
    if (a->issue != b->issue)
        return a->issue < b->issue ? -1 : 1;
    if (a->days.from != b->days.from)
        return a->days.from < b->days.from ? -1 : 1;
    return str_cmp(a->path, b->path);
}

static void put_issue(struct buf *out, const struct own_article *a)
{
    char room[DATE_TEXT_BYTES];
    buf_printf(out, "%.*s: volume %u, issue %u of %.*s is of %.*s", STR_ARG(a->path), a->volume,
               a->issue, STR_ARG(a->publication),
               STR_ARG(date_iso(date_from_days(a->days.from), room)));
}

static bool is_numbered(const struct own_article *a)
{
    return a->publication.n && a->volume && a->issue && a->dated && a->days.from == a->days.to;
}

/* Issue numbers rise with the days, and one issue has one day. Articles that share an issue of one day are
 * told: some houses put several into one. */
static size_t check_issues(const struct own_articles *own, struct arena *scratch, struct buf *out)
{
    const struct own_article **sorted = NEW(scratch, const struct own_article *, own->list.n + 1);
    size_t n = 0, problems = 0;
    for (size_t i = 0; i < own->list.n; i++)
        if (is_numbered(&own->list.p[i]))
            sorted[n++] = &own->list.p[i];
    if (n)
        qsort(sorted, n, sizeof *sorted, by_issue);
    for (size_t i = 1; i < n; i++) {
        const struct own_article *a = sorted[i - 1], *b = sorted[i];
        bool alike = str_eq(a->publication, b->publication) && a->volume == b->volume;
        bool same = a->issue == b->issue, one_day = a->days.from == b->days.from;
        if (!alike || (!same && a->days.from <= b->days.from))
            continue;
        put_issue(out, b);
        buf_add(out, same ? S(", and so is ") : S(", and a lower number is of a later day: "));
        put_issue(out, a);
        buf_byte(out, '\n');
        problems += !(same && one_day);
    }
    return problems;
}

/* "eurasia-daily-monitor: 1200 articles, 1180 with a day, from 2018-01-02 to 2024-12-20" */
static void put_publications(const struct own_articles *own, struct buf *out)
{
    for (size_t i = 0; i < own->list.n;) {
        str outlet = own->list.p[i].outlet;
        size_t n = 0, dated = 0;
        int32_t first = 0, last = 0;
        for (; i < own->list.n && str_eq(own->list.p[i].outlet, outlet); i++, n++) {
            const struct own_article *a = &own->list.p[i];
            if (!a->dated || a->days.from != a->days.to)
                continue;
            first = dated++ ? first : a->days.from;
            last = a->days.from;
        }
        char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
        buf_printf(out, "%.*s: %zu article%s, %zu with a day",
                   STR_ARG(outlet.n ? outlet : S("other")), n, n == 1 ? "" : "s", dated);
        if (dated)
            buf_printf(out, ", from %.*s to %.*s", STR_ARG(date_iso(date_from_days(first), from)),
                       STR_ARG(date_iso(date_from_days(last), to)));
        buf_byte(out, '\n');
    }
}

bool cck_session_index(cck_session *session, const char *const *paths, size_t n,
                       const struct cck_output *output, struct cck_error *error)
{
    struct err err = { 0 };
    struct articles_change change;
    struct buf buf;
    struct arena scratch;
    str *list = NEW(&session->run, str, n + 1);
    for (size_t i = 0; i < n; i++)
        list[i] = str_dup(&session->run, str_from_z(paths[i]));
    if (!articles_update(session, list, n, &change, &err))
        return session_error(error, &err);
    session_buf(&buf, output);
    arena_init(&scratch, 0, NULL);
    buf_printf(&buf, "%zu article%s: %zu new, %zu changed, %zu gone\n", change.total,
               change.total == 1 ? "" : "s", change.added, change.changed, change.gone);
    if (!change.kept)
        buf_add(&buf, S("Not kept, as there is no cache that may be written: each run reads all "
                        "articles anew.\n"));
    if (session->own) {
        put_publications(session->own, &buf);
        session->tests_failed = check_issues(session->own, &scratch, &buf) > 0;
    } else {
        buf_add(&buf, S("Interrupted: this is what there was until then.\n"));
    }
    bool ok = buf_flush(&buf) || err_set(&err, ERR_IO, "the output was closed");
    arena_free(&scratch);
    buf_free(&buf);
    return ok || session_error(error, &err);
}
