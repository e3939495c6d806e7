/* candidate.c: gathering. What a place is worth by itself stands here; what counts together in weigh.c. */
#include "page/candidate.h"

#include "format/url.h"
#include "page/page_names.h"
#include "page/page_place.h"

#include "base/banned.h"

enum { TEXT_DATES_MAX = 400, SCRIPT_HITS_MAX = 40 };

static const float OWN_WEIGHT = 0.6f; /* below, a marked date is most likely a neighbour's */

struct gather {
    const struct candidate_input *in;
    struct arena *scratch;
    struct candidates *out;
};

static struct candidate *add(struct gather *g, const struct when *when, enum page_origin origin,
                             str text)
{
    struct candidate *c = VEC_PUSH(&g->out->list, g->scratch);
    c->date = (struct page_date){ .day = when->day,
                                  .minute = when->minute,
                                  .zone_min = when->zone_min,
                                  .origin = (uint8_t)origin,
                                  .text = text };
    c->other = when->other;
    return c;
}

/* The address inside an archive's, whose own date is the day of the copy: /web/20200103120000/http://... */
static str archived_address(str url)
{
    size_t web = str_find(url, S("/web/"), 0), at = web + 5;
    while (at < url.n && url.p[at] >= '0' && url.p[at] <= '9')
        at++;
    size_t slash = str_find_byte(url, '/', at);
    bool is_copy = web < url.n && at - web - 5 >= 8 && slash - at <= 3 && slash < url.n;
    return is_copy ? str_from(url, slash + 1) : url;
}

static void add_url(struct gather *g, str url)
{
    struct when when = { .minute = -1, .zone_min = PAGE_ZONE_NONE };
    str templates = g->in->page->url_date;
    url = archived_address(url);
    bool found = templates.n && url_date_by(templates, url, &when.day);
    if (!found)
        found = url_date(url, &when.day);
    if (!found)
        return;
    if (!date_is_valid(when.day)) {
        g->out->url_month = when.day;
        return;
    }
    struct candidate *c = add(g, &when, PAGE_FROM_URL, url);
    c->group = GROUP_URL;
    c->date.published = true;
    c->date.weight = 2.6f;
}

/* 29-10-2021 as one part of the path: the order of the web is year first, so this weighs less. */
static void add_url_day_first(struct gather *g, str url)
{
    struct when when;
    if (!when_find(g->in->when, url, 0, &when) || when.end - when.begin != 10 || when.begin == 0)
        return;
    str text = str_slice(url, when.begin, 10), behind = str_slice(url, when.end, 1);
    bool ends = !behind.n || strchr("/.?#-_", behind.p[0]);
    if (text.p[2] != '-' || !strchr("/-_", url.p[when.begin - 1]) || !ends)
        return;
    struct candidate *c = add(g, &when, PAGE_FROM_URL, url);
    c->group = GROUP_URL;
    c->date.weight = 1.2f;
}

static bool has(str name, const char *part)
{
    return str_find_nocase(name, str_from_z(part), 0) < name.n;
}

enum meaning { MEANS_NOTHING, MEANS_DATE, MEANS_PUBLISHED, MEANS_MODIFIED };

static bool has_any(str name, const char *const *parts)
{
    for (; *parts; parts++)
        if (has(name, *parts))
            return true;
    return false;
}

/* What a date under this name is. Names of metas follow dozens of vocabularies that share their words. */
static enum meaning meaning_of(str name)
{
    static const char *const other[] = { "expir",     "valid",   "event",   "start", "end_",
                                         "end-",      "birth",   "verif",   "cache", "until",
                                         "copyright", "embargo", "comment", NULL };
    static const char *const modified[] = { "modif",   "updat",   "revis",  "last",
                                            "moddate", "changed", "edited", NULL };
    static const char *const published[] = { "publish",     "pubdate",       "pub-date",
                                             "pub_date",    "issued",        "publicat",
                                             "posted",      "created",       "sailthru.date",
                                             "displaydate", "citation_date", NULL };
    static const char *const dated[] = { "date", "time", "creat", NULL };
    if (has_any(name, other))
        return MEANS_NOTHING;
    if (has_any(name, modified))
        return MEANS_MODIFIED;
    if (has_any(name, published))
        return MEANS_PUBLISHED;
    return has_any(name, dated) ? MEANS_DATE : MEANS_NOTHING;
}

static void add_metas(struct gather *g)
{
    for (size_t i = 0; i < g->in->scan->metas.n; i++) {
        const struct page_mark *m = &g->in->scan->metas.p[i];
        enum meaning meaning = meaning_of(m->name);
        struct when when;
        if (!meaning || m->value.n < 8 || m->value.n > 64 ||
            !when_stamp(g->in->when, m->value, &when))
            continue;
        struct candidate *c = add(g, &when, PAGE_FROM_META, m->value);
        c->date.published = meaning == MEANS_PUBLISHED;
        c->date.modified = meaning == MEANS_MODIFIED;
        c->group = meaning == MEANS_PUBLISHED  ? GROUP_META
                   : meaning == MEANS_MODIFIED ? GROUP_MODIFIED
                                               : GROUP_META_WEAK;
        c->date.weight = meaning == MEANS_PUBLISHED  ? 2.6f
                         : meaning == MEANS_MODIFIED ? 0.4f
                                                     : 1.0f;
        if (m->node && m->node->parent && strcmp(m->node->parent->name, "head") != 0 &&
            str_eq_nocase(page_attr(m->node, "itemprop"), m->name)) { /* microdata of some item */
            struct spot spot = spot_read(g->in->spots, m->node, m->off);
            c->date.origin = PAGE_FROM_MICRODATA;
            c->date.weight *= spot.factor < 1 ? spot.factor : 1;
            c->date.published = c->date.published && spot.factor >= OWN_WEIGHT;
        }
    }
}

static void add_jsonld(struct gather *g)
{
    static const float weights[] = { [JSONLD_OTHER] = 1.2f,
                                     [JSONLD_PAGE] = 2.0f,
                                     [JSONLD_VIDEO] = 1.2f,
                                     [JSONLD_LIVE] = 2.6f,
                                     [JSONLD_ARTICLE] = 2.6f };
    for (size_t i = 0; i < g->in->jsonld->dates.n; i++) {
        const struct jsonld_date *d = &g->in->jsonld->dates.p[i];
        struct when when;
        if (!when_stamp(g->in->when, d->text, &when))
            continue;
        struct candidate *c = add(g, &when, PAGE_FROM_JSON_LD, d->text);
        c->date.modified = d->modified;
        bool video = d->type == JSONLD_VIDEO && g->in->jsonld->type == JSONLD_VIDEO;
        c->date.published =
            !d->modified && !d->foreign && (d->created ? video : d->type != JSONLD_OTHER);
        c->group = d->modified ? GROUP_MODIFIED : GROUP_JSON_LD;
        c->date.weight = d->modified ? 0.4f : weights[d->type];
        if (d->created)
            c->date.weight *= 0.6f;
        if (d->foreign)
            c->date.weight *= 0.3f;
    }
}

static void add_stamps(struct gather *g)
{
    for (size_t i = 0; i < g->in->scan->stamps.n; i++) {
        const struct page_mark *m = &g->in->scan->stamps.p[i];
        struct when when;
        bool time = strcmp(m->node->name, "time") == 0;
        bool own = str_starts(m->name, S("data-")); /* of this site's scripts alone */
        enum meaning meaning = meaning_of(m->name);
        if ((own && !meaning) || !when_stamp(g->in->when, m->value, &when))
            continue;
        struct spot spot = spot_read(g->in->spots, m->node, m->off);
        struct candidate *c = add(g, &when, time ? PAGE_FROM_TIME : PAGE_FROM_MICRODATA, m->value);
        c->date.modified = meaning == MEANS_MODIFIED || spot.modified;
        c->date.near_headline = spot.near_headline;
        c->date.weight = (meaning == MEANS_MODIFIED && !spot.modified ? 0.4f : 1.0f) * spot.factor;
        if (own)
            c->date.weight *= 0.7f;
        c->date.published = !c->date.modified && c->date.weight >= OWN_WEIGHT &&
                            (meaning == MEANS_PUBLISHED || spot.published);
        c->group = c->date.modified && (spot.labelled || meaning == MEANS_MODIFIED) ? GROUP_MODIFIED
                                                                                    : GROUP_STAMP;
    }
}

/* Of two days before the headline, the one nearer to it is the article's: above stands the page's clock. */
static void keep_nearer(struct gather *g, size_t first)
{
    struct candidate *all = g->out->list.p;
    size_t last = g->out->list.n - 1;
    for (size_t i = first; i < last; i++)
        if (date_cmp(all[i].date.day, all[last].date.day) != 0)
            all[i].date.weight *= 0.7f;
}

/* What stands in the visible text. */
static void add_text(struct gather *g)
{
    const struct page_scan *scan = g->in->scan;
    const struct spot_reader *spots = g->in->spots;
    uint32_t head = spots->headline.node ? spots->headline.begin : spots->lead;
    size_t first = g->out->list.n;
    struct when when;
    unsigned n = 0;
    for (size_t at = 0; n < TEXT_DATES_MAX && when_find(g->in->when, scan->text, at, &when);
         at = when.end) {
        const struct page_run *run = page_run_at(scan, (uint32_t)when.begin);
        struct spot spot = spot_read(g->in->spots, run->node, (uint32_t)when.begin);
        struct candidate *c =
            add(g, &when, PAGE_FROM_TEXT, str_slice(scan->text, when.begin, when.end - when.begin));
        c->date.modified = spot.modified;
        c->date.published = spot.published && spot.near_headline;
        c->date.near_headline = spot.near_headline;
        c->date.weight = (when.short_year ? 0.6f : 0.8f) * spot.factor;
        c->group = spot.modified && spot.labelled ? GROUP_MODIFIED : GROUP_TEXT;
        if (when.end <= head && c->group == GROUP_TEXT)
            keep_nearer(g, first);
        n++;
    }
}

/* A time stamp in a script, and the name before it: "publishDate":"2020-10-12T... */
static void add_script_hit(struct gather *g, str script, size_t at)
{
    struct when when;
    size_t begin = at > 48 ? at - 48 : 0;
    str before = str_slice(script, begin, at - begin);
    if (!when_stamp(g->in->when, str_slice(script, at, 25), &when) || when.begin != 0)
        return;
    enum meaning meaning = meaning_of(before);
    struct candidate *c = add(g, &when, PAGE_FROM_SCRIPT, str_slice(script, at, when.end));
    c->group = meaning == MEANS_MODIFIED ? GROUP_MODIFIED : GROUP_SCRIPT;
    c->date.modified = meaning == MEANS_MODIFIED;
    c->date.weight = meaning == MEANS_PUBLISHED ? 0.6f : meaning == MEANS_DATE ? 0.3f : 0.1f;
}

/* Seconds or milliseconds since 1970 behind a name that says publication: "publishedAt":1602513000123 */
static void add_script_moments(struct gather *g, str script, unsigned *hits)
{
    struct when when;
    for (size_t at = str_find(script, S("\":1"), 0); at < script.n && *hits < SCRIPT_HITS_MAX;
         at = str_find(script, S("\":1"), at + 1)) {
        size_t begin = at > 24 ? at - 24 : 0, end = at + 2;
        while (end < script.n && script.p[end] >= '0' && script.p[end] <= '9')
            end++;
        str value = str_slice(script, at + 2, end - at - 2);
        str name = str_slice(script, begin, at - begin);
        if ((value.n != 10 && value.n != 13) || meaning_of(name) != MEANS_PUBLISHED ||
            !when_stamp(g->in->when, value, &when))
            continue;
        struct candidate *c = add(g, &when, PAGE_FROM_SCRIPT, value);
        c->group = GROUP_SCRIPT;
        c->date.weight = 0.6f;
        ++*hits;
    }
}

static void add_scripts(struct gather *g)
{
    unsigned hits = 0;
    for (size_t i = 0; i < g->in->scan->scripts.n; i++) {
        str s = g->in->scan->scripts.p[i];
        add_script_moments(g, s, &hits);
        for (size_t at = str_find(s, S("20"), 0); at < s.n && hits < SCRIPT_HITS_MAX;
             at = str_find(s, S("20"), at + 1)) {
            str t = str_slice(s, at, 10);
            bool quoted = at > 0 && (s.p[at - 1] == '"' || s.p[at - 1] == '\'');
            if (!quoted || t.n < 10 || (t.p[4] != '-' && t.p[4] != '/') || t.p[7] != t.p[4])
                continue;
            add_script_hit(g, s, at);
            hits++;
        }
    }
}

/* A date in the page's own title or description, which may be an event's. */
static void add_title(struct gather *g, str title, float weight)
{
    struct when when;
    if (!when_find(g->in->when, title, 0, &when))
        return;
    struct candidate *c =
        add(g, &when, PAGE_FROM_TEXT, str_slice(title, when.begin, when.end - when.begin));
    c->group = GROUP_TITLE;
    c->date.weight = weight;
}

static bool is_same_moment(const struct page_date *a, const struct page_date *b)
{
    return date_cmp(a->day, b->day) == 0 && a->minute >= 0 && a->minute == b->minute &&
           a->zone_min == b->zone_min;
}

/* Some publishing systems write the moment of the last edit as the date of publication too. */
static void doubt_edits(struct candidates *all)
{
    for (size_t i = 0; i < all->list.n; i++) {
        struct candidate *c = &all->list.p[i];
        bool edit = false;
        for (size_t k = 0; c->date.published && k < all->list.n && !edit; k++) {
            const struct page_date *other = &all->list.p[k].date;
            edit = other->modified && is_same_moment(&c->date, other);
        }
        if (edit)
            c->date.weight *= 0.5f;
    }
}

/* Whether something marked as published was found: then scripts have nothing to add. */
static bool has_strong(const struct candidates *c)
{
    for (size_t i = 0; i < c->list.n; i++)
        if (c->list.p[i].date.weight >= 2.0f)
            return true;
    return false;
}

static void add_marked(struct gather *g)
{
    const struct candidate_input *in = g->in;
    add_url(g, in->page->url);
    if (g->out->list.n == 0)
        add_url(g, in->scan->canonical);
    if (g->out->list.n == 0)
        add_url_day_first(g, archived_address(in->page->url));
    add_metas(g);
    add_jsonld(g);
}

void candidates_gather_marked(const struct candidate_input *in, struct arena *scratch,
                              struct candidates *out)
{
    struct gather g = { in, scratch, out };
    *out = (struct candidates){ 0 };
    add_marked(&g);
    doubt_edits(out);
}

void candidates_gather(const struct candidate_input *in, struct arena *scratch,
                       struct candidates *out)
{
    struct gather g = { in, scratch, out };
    *out = (struct candidates){ 0 };
    add_marked(&g);
    add_stamps(&g);
    add_text(&g);
    add_title(&g, in->scan->title, 0.4f);
    add_title(&g, page_meta(in->scan, S("description")), 0.2f);
    if (!has_strong(out))
        add_scripts(&g);
    doubt_edits(out);
}
