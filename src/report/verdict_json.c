/* verdict_json.c: verdicts and resolved addresses as JSON. */
#include "report/verdict_json.h"

#include "format/json.h"
#include "format/url.h"

#include "base/banned.h"

str time_iso(int64_t unix_s, char room[TIME_TEXT_BYTES])
{
    date day = date_from_unix(unix_s);
    if (unix_s <= 0 || !date_is_valid(day))
        return (str){ 0 };
    char iso[DATE_TEXT_BYTES];
    str head = date_iso(day, iso);
    unsigned second = (unsigned)(unix_s - (int64_t)date_to_days(day) * 86400);
    int n = snprintf(room, TIME_TEXT_BYTES, "%.*sT%02u:%02u:%02uZ", STR_ARG(head), second / 3600,
                     second / 60 % 60, second % 60);
    return (str){ room, n < 0 ? 0 : (size_t)n };
}

static str or_null(str s)
{
    return s.n ? s : (str){ 0 };
}

static void write_page(struct json_writer *w, const struct evidence *evidence)
{
    const struct page *page = evidence->page;
    json_key(w, S("page"));
    if (!page) {
        json_put_null(w);
        return;
    }
    const struct page_date *read = evidence->date ? evidence->date : &page->best;
    bool dated = read->day.year != 0;
    char room[DATE_TEXT_BYTES];
    json_begin_object(w);
    json_key(w, S("title"));
    json_str_or_null(w, or_null(page->title));
    json_key(w, S("published"));
    json_str_or_null(w, dated ? date_iso(read->day, room) : (str){ 0 });
    json_key(w, S("from"));
    json_str_or_null(w, dated ? page_origin_name((enum page_origin)read->origin) : (str){ 0 });
    json_end_object(w);
}

/* What this run met, where the verdict is an earlier look's. */
static void write_outage(struct json_writer *w, const struct fetch_result *fetch)
{
    if (!fetch->repeated)
        return;
    json_key(w, S("repeated"));
    json_begin_object(w);
    json_key(w, S("because"));
    json_str(w, verdict_name(fetch->outage.code));
    json_key(w, S("detail"));
    json_str_or_null(w, or_null(fetch->outage.detail));
    json_end_object(w);
}

void json_add_verdict(struct buf *out, const struct evidence *evidence, struct arena *scratch)
{
    struct json_writer w;
    json_init(&w, out);
    static const struct fetch_result none = { 0 };
    const struct fetch_result *fetch = evidence && evidence->fetch ? evidence->fetch : &none;
    if (fetch == &none && (!evidence || evidence->verdict.code == VERDICT_NONE)) {
        json_put_null(&w);
        return;
    }
    char room[TIME_TEXT_BYTES];
    json_begin_object(&w);
    json_key(&w, S("code"));
    json_str(&w, verdict_name(evidence->verdict.code));
    json_key(&w, S("row"));
    json_uint(&w, evidence->verdict.row);
    json_key(&w, S("status"));
    if (fetch->status)
        json_uint(&w, fetch->status);
    else
        json_put_null(&w);
    json_key(&w, S("final_url"));
    json_str_or_null(&w, or_null(url_masked(fetch->final_url, scratch)));
    json_key(&w, S("checked"));
    json_str_or_null(&w, or_null(time_iso(fetch->checked_s, room)));
    write_page(&w, evidence);
    json_key(&w, S("archived"));
    json_put_null(&w);
    json_key(&w, S("detail"));
    json_str_or_null(&w, or_null(evidence->verdict.detail));
    write_outage(&w, fetch);
    json_key(&w, S("next"));
    json_str_or_null(&w, evidence->verdict.code == VERDICT_NONE
                             ? (str){ 0 }
                             : or_null(verdict_next(evidence->verdict.code)));
    json_end_object(&w);
}

void json_add_cross(struct buf *out, const struct cross *cross)
{
    static const str states[] = {
        [CROSS_FOUND] = S_INIT("found"),
        [CROSS_MISSING] = S_INIT("missing"),
        [CROSS_UNKNOWN] = S_INIT("not-covered"),
    };
    struct json_writer w;
    if (cross->state == CROSS_NONE)
        return;
    buf_add(out, S(",\"cross\":"));
    json_init(&w, out);
    json_begin_object(&w);
    json_key(&w, S("state"));
    json_str(&w, states[cross->state]);
    if (cross->article) {
        json_key(&w, S("path"));
        json_str(&w, cross->article->path);
        json_key(&w, S("title"));
        json_str_or_null(&w, or_null(cross->article->title));
        json_key(&w, S("url"));
        json_str_or_null(&w, or_null(cross->article->url));
    }
    json_end_object(&w);
}

str reference_how_name(const struct reference *ref)
{
    static const str names[] = {
        [REF_NOWHERE] = S_INIT("none"),
        [REF_LINK] = S_INIT("link"),
        [REF_HOME] = S_INIT("home"),
        [REF_INVALID] = S_INIT("invalid"),
    };
    return names[ref && ref->how < sizeof names / sizeof *names ? ref->how : REF_NOWHERE];
}

void json_add_resolved(struct buf *out, const struct list_row *row, struct arena *scratch)
{
    static const struct reference nowhere = { 0 };
    const struct reference *ref = row->ref ? row->ref : &nowhere;
    struct json_writer w;
    buf_add(out, S(",\"resolved\":"));
    json_init(&w, out);
    json_begin_object(&w);
    json_key(&w, S("url"));
    json_str_or_null(&w, or_null(url_masked(ref->url, scratch)));
    json_key(&w, S("how"));
    json_str(&w, reference_how_name(ref));
    json_key(&w, S("host_outlet"));
    json_str_or_null(&w, ref->host_outlet ? ref->host_outlet->id : (str){ 0 });
    json_key(&w, S("nearest"));
    json_str_or_null(&w, or_null(ref->nearest));
    json_key(&w, S("problem"));
    json_str_or_null(&w, or_null(ref->problem));
    json_end_object(&w);
    buf_add(out, S(",\"verdict\":"));
    json_add_verdict(out, row->evidence, scratch);
}
