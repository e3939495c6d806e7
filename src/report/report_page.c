/* report_page.c: the writers of `citecheck page`. */
#include "report/report_page.h"

#include "base/term.h"
#include "format/json.h"

#include "base/banned.h"

static str kind_name(enum page_kind kind)
{
    static const str names[] = {
        [PAGE_UNKNOWN] = S_INIT("unknown"), [PAGE_ARTICLE] = S_INIT("article"),
        [PAGE_LIVE] = S_INIT("live"),       [PAGE_INDEX] = S_INIT("index"),
        [PAGE_VIDEO] = S_INIT("video"),     [PAGE_PDF] = S_INIT("pdf"),
        [PAGE_OTHER] = S_INIT("other")
    };
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : names[PAGE_UNKNOWN];
}

/* "2024-07-19", "2024-07-19T10:00", "2024-07-19T10:00+03:00" */
static str stamp(const struct page_date *d, char *room, size_t room_bytes)
{
    char day[DATE_TEXT_BYTES];
    str iso = date_iso(d->day, day);
    int n = snprintf(room, room_bytes, "%.*s", STR_ARG(iso));
    size_t at = n < 0 ? 0 : (size_t)n;
    if (d->minute >= 0 && at < room_bytes) {
        n = snprintf(room + at, room_bytes - at, "T%02d:%02d", (int)(d->minute / 60),
                     (int)(d->minute % 60));
        at += n < 0 ? 0 : (size_t)n;
    }
    if (d->minute >= 0 && d->zone_min != PAGE_ZONE_NONE && at < room_bytes) {
        int zone = d->zone_min < 0 ? -d->zone_min : d->zone_min;
        n = snprintf(room + at, room_bytes - at, "%c%02d:%02d", d->zone_min < 0 ? '-' : '+',
                     zone / 60, zone % 60);
        at += n < 0 ? 0 : (size_t)n;
    }
    return (str){ room, at < room_bytes ? at : room_bytes - 1 };
}

static void put_line(struct buf *out, const char *label, str value)
{
    if (value.n == 0)
        return;
    buf_printf(out, "  %-10s", label);
    term_put(out, value);
    buf_byte(out, '\n');
}

static void put_date(struct buf *out, const char *label, const struct page_date *d)
{
    char room[48];
    str when = stamp(d, room, sizeof room);
    str origin = page_origin_name((enum page_origin)d->origin);
    buf_printf(out, "  %-10s%.*s  %.*s%s%s%s, weight %.2f: ", label, STR_ARG(when), STR_ARG(origin),
               d->published ? ", published" : "", d->modified ? ", modified" : "",
               d->near_headline ? ", at the headline" : "", (double)d->weight);
    term_put(out, str_slice(d->text, 0, 80));
    buf_byte(out, '\n');
}

static void write_text(str file, const struct page *page, bool with_text, struct buf *out)
{
    term_put(out, file);
    buf_byte(out, '\n');
    put_line(out, "kind", kind_name(page->kind));
    put_line(out, "title", page->title);
    put_line(out, "site", page->site);
    put_line(out, "author", page->author);
    put_line(out, "language", page->language);
    put_line(out, "canonical", page->canonical);
    if (page->best.day.year)
        put_date(out, "published", &page->best);
    else
        buf_add(out, S("  published none found\n"));
    for (size_t i = 0; i < page->dates.n; i++)
        put_date(out, i == 0 ? "read" : "", &page->dates.p[i]);
    if (page->paywalled)
        put_line(out, "access", S("for subscribers"));
    if (page->wall.kind != WALL_NONE)
        put_line(out, "wall", page->wall.rule);
    if (page->truncated)
        put_line(out, "note", S("the page was cut: not all of it was read"));
    if (with_text) {
        buf_byte(out, '\n');
        str rest = page->text, line;
        while (str_next(&rest, '\n', &line)) {
            term_put(out, line);
            buf_byte(out, '\n');
        }
    }
}

static void json_date(struct json_writer *w, const struct page_date *d)
{
    char room[48];
    json_begin_object(w);
    json_key(w, S("value"));
    json_str(w, stamp(d, room, sizeof room));
    json_key(w, S("from"));
    json_str(w, page_origin_name((enum page_origin)d->origin));
    json_key(w, S("published"));
    json_bool(w, d->published);
    json_key(w, S("modified"));
    json_bool(w, d->modified);
    json_key(w, S("near_headline"));
    json_bool(w, d->near_headline);
    json_key(w, S("text"));
    json_str(w, d->text);
    json_end_object(w);
}

static void json_field(struct json_writer *w, str key, str value)
{
    json_key(w, key);
    json_str_or_null(w, value.n ? value : (str){ 0 });
}

static void write_json(str file, const struct page *page, bool with_text, struct buf *out)
{
    struct json_writer w;
    json_init(&w, out);
    json_begin_object(&w);
    json_field(&w, S("file"), file);
    json_field(&w, S("kind"), kind_name(page->kind));
    json_field(&w, S("title"), page->title);
    json_field(&w, S("site"), page->site);
    json_field(&w, S("author"), page->author);
    json_field(&w, S("language"), page->language);
    json_field(&w, S("canonical"), page->canonical);
    json_key(&w, S("published"));
    if (page->best.day.year)
        json_date(&w, &page->best);
    else
        json_put_null(&w);
    json_key(&w, S("dates"));
    json_begin_array(&w);
    for (size_t i = 0; i < page->dates.n; i++)
        json_date(&w, &page->dates.p[i]);
    json_end_array(&w);
    json_key(&w, S("paywalled"));
    json_bool(&w, page->paywalled);
    json_field(&w, S("wall"), page->wall.rule);
    json_key(&w, S("truncated"));
    json_bool(&w, page->truncated);
    if (with_text) {
        json_field(&w, S("text"), page->text);
        json_field(&w, S("main_text"), page->main_text);
    }
    json_end_object(&w);
    buf_byte(out, '\n');
}

static void write_tsv(str file, const struct page *page, bool with_text, struct buf *out)
{
    char day[DATE_TEXT_BYTES];
    (void)with_text;
    buf_add(out, file);
    buf_byte(out, '\t');
    if (page->best.day.year)
        buf_add(out, date_iso(page->best.day, day));
    buf_byte(out, '\n');
}

const struct page_writer *page_writer_find(str name)
{
    static const struct page_writer writers[] = {
        { S_INIT("text"), write_text, false },
        { S_INIT("json"), write_json, false },
        { S_INIT("tsv"), write_tsv, true },
    };
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (str_eq(writers[i].name, name))
            return &writers[i];
    return NULL;
}
