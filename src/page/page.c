/* page.c: guards, decoding, one parse, one walk; then each reader takes its part. */
#include "page/page.h"

#include "base/fold.h"
#include "page/candidate.h"
#include "page/main_text.h"
#include "page/page_charset.h"
#include "page/page_guard.h"
#include "page/page_names.h"
#include "page/page_pdf.h"
#include "page/page_quick.h"
#include "page/when.h"

#include "base/banned.h"

enum {
    DATES_MAX = 200,
    INDEX_HEADINGS = 6,
    TEASER_BYTES = 250, /* a heading of an index has less text below it */
    SHELL_BYTES = 400   /* a page of less text may be a shell around a frame or script */
};

str page_origin_name(enum page_origin origin)
{
    static const str names[] = {
        [PAGE_FROM_JSON_LD] = S_INIT("json-ld"),     [PAGE_FROM_META] = S_INIT("meta"),
        [PAGE_FROM_MICRODATA] = S_INIT("microdata"), [PAGE_FROM_TIME] = S_INIT("time"),
        [PAGE_FROM_TEXT] = S_INIT("text"),           [PAGE_FROM_URL] = S_INIT("url"),
        [PAGE_FROM_SCRIPT] = S_INIT("script"),
    };
    _Static_assert(sizeof names / sizeof *names == PAGE_ORIGIN_COUNT, "a name for each origin");
    return names[origin];
}

/* Whether the body is a page at all: its own first bytes count more than what it was sent as. */
static enum page_kind other_kind(const struct page_input *in)
{
    str head = str_trim(str_slice(in->body, 0, 1024));
    if (str_starts(head, S("%PDF-")))
        return PAGE_PDF;
    if (str_starts(head, S("<")) || str_starts(head, S("\xEF\xBB\xBF")))
        return PAGE_UNKNOWN;
    static const char *const others[] = { "image/",          "video/",
                                          "audio/",          "application/octet",
                                          "application/zip", "application/json",
                                          "application/pdf", "font/" };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_starts_nocase(str_trim(in->content_type), str_from_z(others[i])))
            return PAGE_OTHER;
    return PAGE_UNKNOWN;
}

/* One page on its way. */
struct reading {
    const struct page_input *in;
    struct arena *perm, *scratch;
    struct page *out;
};

static void keep_dates(const struct reading *r, const struct candidates *all)
{
    r->out->best.text = str_dup(r->perm, r->out->best.text);
    for (size_t i = 0; i < all->list.n && i < DATES_MAX; i++) {
        struct page_date *d = VEC_PUSH(&r->out->dates, r->perm);
        *d = all->list.p[i].date;
        d->text = str_dup(r->perm, d->text);
    }
}

static void read_dates(const struct reading *r, const struct candidate_input *in)
{
    struct candidates all = { 0 };
    candidates_gather(in, r->scratch, &all);
    candidates_weigh(&all, r->in->zone, r->scratch, &r->out->best);
    keep_dates(r, &all);
}

/* What stands above the headline or around it is named after comments for other reasons. */
static void read_comments(const struct reading *r, const struct page_scan *scan,
                          struct page_headline headline)
{
    for (size_t i = 0; i < scan->comments.n; i++) {
        const struct page_block *c = &scan->comments.p[i];
        if (c->begin >= headline.end)
            *VEC_PUSH(&r->out->comments, r->perm) = span_make(c->begin, c->end);
    }
}

static void read_text(const struct reading *r, const struct page_scan *scan,
                      struct page_headline headline)
{
    struct page *out = r->out;
    out->text = str_dup(r->perm, scan->text);
    str main_text = page_main_text(scan, headline, r->scratch);
    if (main_text.n)
        out->main_text = str_slice(out->text, span_from(scan->text, main_text).off, main_text.n);
    out->truncated |= scan->cut;
    out->has_password_form = scan->has_password;
    out->n_scripts = scan->n_scripts;
}

/* The wall that the page is, or that a page without content loads. */
static struct wall_hit find_wall(const struct reading *r, const struct page_scan *scan)
{
    const struct wall_set *walls = r->in->walls;
    str title = scan->title.n ? fold_spaces(r->scratch, scan->title) : r->out->title;
    struct wall_hit hit = { 0 };
    if (walls)
        hit = walls_find(walls, title, r->out->text, r->in->url);
    for (size_t i = 0; walls && i < scan->sources.n && !hit.kind && scan->text.n < SHELL_BYTES; i++)
        hit = walls_find(walls, (str){ 0 }, (str){ 0 }, scan->sources.p[i]);
    return hit;
}

/* A page without an article of its own: it is dated nowhere, and its headings are those of a list. */
static bool is_index(const struct page *page, const struct page_scan *scan)
{
    bool dated = page->best.day.year && (page->best.published || page->best.near_headline);
    bool listed =
        scan->headings.n >= INDEX_HEADINGS && page->main_text.n < scan->headings.n * TEASER_BYTES;
    return !dated && !page->body.n && listed;
}

static void read_tree(const struct reading *r, const struct page_tree *tree, size_t html_bytes)
{
    struct page_scan scan;
    page_walk(tree, html_bytes, r->scratch, &scan);
    struct jsonld jsonld = { 0 };
    for (size_t i = 0; i < scan.jsonld.n; i++)
        jsonld_read(scan.jsonld.p[i], r->scratch, &jsonld);
    const str titles[] = { jsonld.headline, page_meta(&scan, S("og:title")), scan.title };
    struct page_headline headline =
        page_find_headline(&scan, page_meta(&scan, S("og:site_name")), titles,
                           sizeof titles / sizeof *titles, r->scratch);
    page_names(&scan, &jsonld, headline, r->perm, r->out);
    struct spot_reader spots;
    spot_reader_init(&spots, &scan, headline);
    read_text(r, &scan, headline);
    read_comments(r, &scan, headline);
    r->out->body = str_dup(r->perm, jsonld.body);
    const struct page_input *in = r->in;
    struct when_reader when = { in->names ? in->names : when_names_make(r->scratch),
                                r->out->language, r->scratch };
    struct candidate_input candidates = { in, &scan, &jsonld, &when, &spots };
    read_dates(r, &candidates);
    if (r->out->kind == PAGE_UNKNOWN && is_index(r->out, &scan))
        r->out->kind = PAGE_INDEX;
    r->out->wall = find_wall(r, &scan);
}

/* Names and dates without a parse. Returns false when the page has to be read in full. */
static bool read_quick(const struct reading *r, str html)
{
    struct page_scan scan;
    struct jsonld jsonld = { 0 };
    struct candidates all;
    page_quick_scan(html, r->scratch, &scan);
    for (size_t i = 0; i < scan.jsonld.n; i++)
        jsonld_read(scan.jsonld.p[i], r->scratch, &jsonld);
    struct when_reader when = { r->in->names, scan.language, r->scratch };
    struct candidate_input in = { r->in, &scan, &jsonld, &when, NULL };
    candidates_gather_marked(&in, r->scratch, &all);
    if (!page_quick_agrees(&all, &in))
        return false;
    r->out->best = all.list.p[0].date;
    keep_dates(r, &all);
    page_names(&scan, &jsonld, (struct page_headline){ 0 }, r->perm, r->out);
    return true;
}

/* A day that the document was made or changed is no day of publication; yet where it is the cited one, that is
 * the likelier for it. */
static void add_pdf_date(const struct reading *r, const struct when_names *names, str text,
                         bool modified)
{
    struct when_reader reader = { names, (str){ 0 }, r->scratch };
    struct when when;
    if (!text.n || !when_stamp(&reader, text, &when))
        return;
    struct page_date *d = VEC_PUSH(&r->out->dates, r->perm);
    *d = (struct page_date){ .day = when.day,
                             .minute = when.minute,
                             .zone_min = when.zone_min,
                             .origin = PAGE_FROM_META,
                             .modified = modified,
                             .weight = modified ? 0.4f : 1.0f,
                             .text = str_dup(r->perm, text) };
}

static void read_pdf(const struct reading *r)
{
    struct pdf_facts facts;
    const struct page_input *in = r->in;
    struct arena_mark mark = arena_mark(r->scratch);
    if (in->pdf && !in->truncated && page_pdf_read(in->body, in->pdf, r->scratch, &facts)) {
        const struct when_names *names = in->names ? in->names : when_names_make(r->scratch);
        r->out->title = str_dup(r->perm, facts.title);
        r->out->author = str_dup(r->perm, facts.author);
        add_pdf_date(r, names, facts.created, false);
        add_pdf_date(r, names, facts.modified, true);
        if (r->out->dates.n)
            r->out->best = r->out->dates.p[0];
    }
    arena_release(r->scratch, mark);
}

bool page_read(const struct page_input *in, struct arena *perm, struct arena *scratch,
               struct page *out, struct err *err)
{
    *out = (struct page){ .kind = other_kind(in), .truncated = in->truncated };
    out->best = (struct page_date){ .minute = -1, .zone_min = PAGE_ZONE_NONE };
    const struct reading reading = { in, perm, scratch, out };
    if (out->kind == PAGE_PDF)
        read_pdf(&reading);
    if (out->kind != PAGE_UNKNOWN)
        return true;
    struct arena_mark mark = arena_mark(scratch);
    bool small =
        in->body.n / 2 <= PAGE_MAX_BYTES; /* UTF-16 may halve; the guard says no otherwise */
    str html = small ? page_to_utf8(in->body, in->content_type, scratch) : in->body;
    bool quick = in->dates_only && in->names && small && read_quick(&reading, html);
    bool ok = quick || page_guard(html, err);
    if (ok && !quick && html.n) {
        struct page_tree tree;
        page_tree_read(html, scratch, &tree);
        if (tree.first)
            read_tree(&reading, &tree, html.n);
        out->truncated |= tree.cut;
    }
    arena_release(scratch, mark);
    return ok;
}
