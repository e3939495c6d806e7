/* evidence.c: what a page adds to a verdict, and whether it is of the cited day. */
#include "evidence/evidence.h"

#include "evidence/resemble.h"
#include "page/local_day.h"

#include "base/banned.h"

static const float OWN_WEIGHT = 0.7f; /* lighter readings are most likely a neighbour's */

enum {
    TEXT_BYTES_MIN = 200,  /* less text than this beside scripts: the page is drawn by them */
    LOGIN_BYTES_MAX = 1000 /* most text on a page that is there to ask for a password */
};

static void set(struct verdict *v, enum verdict_code code, uint8_t row, str detail)
{
    v->code = code;
    v->row = row;
    v->detail = detail;
}

/* A redirect from an article to the site's front page: the article is not there. */
static bool fell_to_root(const struct fetch_result *fetch)
{
    if (fetch->n_hops == 0)
        return false;
    str from = fetch->url, to = fetch->final_url;
    size_t host_from = str_find(from, S("://"), 0), host_to = str_find(to, S("://"), 0);
    str path_from = str_from(from, str_find_byte(from, '/', host_from + 3));
    str path_to = str_from(to, str_find_byte(to, '/', host_to + 3));
    return path_from.n > 1 && path_to.n <= 1;
}

/* What was suspected, and what a sibling says of it. Returns false when that clears it. */
static bool set_soft_404(struct evidence *e, bool may_clear, str detail)
{
    bool alike = e->probe == PROBE_ALIKE;
    if (e->probe == PROBE_DIFFERS && may_clear)
        return false;
    set(&e->verdict, VERDICT_SOFT_404, alike ? 27 : 28,
        alike ? S("other addresses there give the same") : detail);
    e->verdict.suspect = !alike;
    return true;
}

/* A page whose title shares nothing with its address accuses nobody: titles and addresses are changed. Behind a
 * redirect that has lost the article, it is suspected; where any other address gives the same, it cannot be
 * known whether scripts draw the article or it is gone. Returns whether the verdict is set. */
static bool doubt(struct evidence *e)
{
    const struct page *page = e->page;
    bool elsewhere = e->fetch->n_hops > 0 && !str_eq(resemble_last_part(e->fetch->url),
                                                     resemble_last_part(e->fetch->final_url));
    if (!e->unrelated)
        return false;
    if (elsewhere && page->kind == PAGE_INDEX)
        return set_soft_404(e, false, S("the address leads to an index page"));
    if (e->probe != PROBE_ALIKE)
        return false;
    if (page->n_scripts == 0)
        return set_soft_404(e, true, (str){ 0 });
    set(&e->verdict, VERDICT_JS_ONLY, 29,
        S("other addresses there give the same: scripts draw the page, or it is gone"));
    return true;
}

/* A form for a password on a page that has little else: no date, no article. */
static bool asks_for_password(const struct page *page)
{
    return page->has_password_form && page->text.n < LOGIN_BYTES_MAX &&
           page->main_text.n < TEXT_BYTES_MIN && !page->best.day.year;
}

static void refine(struct evidence *e)
{
    const struct page *page = e->page;
    struct verdict *v = &e->verdict;
    if (v->code == VERDICT_SOFT_404 && v->suspect)
        (void)set_soft_404(e, false, v->detail);
    if (v->code != VERDICT_OK && v->code != VERDICT_MOVED)
        return;
    if (fell_to_root(e->fetch)) {
        (void)set_soft_404(e, false, S("the address leads to the site's front page"));
        return;
    }
    if (!page)
        return;
    switch (page->wall.kind) {
    case WALL_BOT:
        set(v, VERDICT_FORBIDDEN_TO_BOTS, 15, page->wall.rule);
        return;
    case WALL_CONSENT:
        set(v, VERDICT_CONSENT_WALL, 25, page->wall.rule);
        return;
    case WALL_LOGIN:
        set(v, VERDICT_LOGIN_WALL, 19, page->wall.rule);
        return;
    case WALL_PARKED:
        if (e->probe == PROBE_DIFFERS)
            break; /* a domain that is for sale says so everywhere */
        set(v, VERDICT_PARKED, 26, page->wall.rule);
        return;
    case WALL_SOFT_404:
        if (set_soft_404(e, true, page->wall.rule))
            return;
        break;
    case WALL_PAYWALL:
    case WALL_NONE:
        break;
    }
    if (doubt(e))
        return;
    if (page->paywalled || page->wall.kind == WALL_PAYWALL)
        set(v, VERDICT_PAYWALLED, 18, S("for subscribers"));
    else if (asks_for_password(page))
        set(v, VERDICT_LOGIN_WALL, 19, S("the page asks for a password"));
    else if (page->text.n < TEXT_BYTES_MIN && page->n_scripts > 0 && !page->best.day.year)
        set(v, VERDICT_JS_ONLY, 29, S("the page is drawn by scripts"));
}

/* The cited days as a range. */
static bool cited_days(const struct citation *c, struct day_range *days)
{
    date from = c->from, to = c->to.month ? c->to : c->from;
    if (!from.year || !from.month)
        return false;
    if (!from.day) {
        from.day = 1;
        to.day = (uint8_t)date_month_days(to.year, to.month);
    }
    if (!date_is_valid(from) || !date_is_valid(to))
        return false;
    *days = (struct day_range){ date_to_days(from), date_to_days(to) };
    return true;
}

static bool is_within(date day, struct day_range cited)
{
    if (!date_is_valid(day))
        return false;
    int32_t n = date_to_days(day);
    return n >= cited.from && n <= cited.to;
}

/* The day that readers see at the headline, without an update's; year 0 when there is none. */
static date seen_day(const struct page *page)
{
    for (size_t i = 0; i < page->dates.n; i++) {
        const struct page_date *d = &page->dates.p[i];
        if (d->near_headline && !d->modified && !local_is_utc(d) && date_is_valid(d->day))
            return d->day;
    }
    return (date){ 0 };
}

/* Whether a reading is about the article's publication. The best one is, whatever it is called: many themes
 * call the only date of a page "updated". */
static bool counts(const struct page_date *read, const struct page *page)
{
    return read == page->dates.p || (!read->modified && (read->published || read->near_headline));
}

/* Whether some reading leaves room for the cited day: an update's, a stamp in UTC as it is written, a date
 * that stands in the article's own place. */
static bool is_thinkable(const struct page *page, struct day_range cited)
{
    for (size_t i = 0; i < page->dates.n; i++) {
        const struct page_date *read = &page->dates.p[i];
        bool own = read->modified || read->near_headline || read->weight >= OWN_WEIGHT ||
                   (read->published && local_is_utc(read));
        if (own && is_within(read->day, cited))
            return true;
    }
    return false;
}

static void judge_date(const struct citation *c, const struct outlet *outlet, struct evidence *e)
{
    const struct page *page = e->page;
    struct day_range cited;
    if (!page || page->dates.n == 0 || !cited_days(c, &cited))
        return;
    date seen = seen_day(page);
    str zone = outlet ? outlet->timezone : (str){ 0 };
    for (size_t i = 0; i < page->dates.n; i++) {
        const struct page_date *read = &page->dates.p[i];
        if (counts(read, page) && is_within(local_day(read, seen, zone), cited)) {
            e->date = read;
            e->date_verdict = EVIDENCE_DATE_AGREES;
            return;
        }
    }
    if (is_thinkable(page, cited))
        return;
    /* A contradiction needs a date that the page marks as its publication's; what the address says is
     * compared without the page. */
    for (size_t i = 0; i < page->dates.n; i++) {
        const struct page_date *read = &page->dates.p[i];
        bool strong = read->published && !read->modified && read->origin != PAGE_FROM_URL &&
                      date_is_valid(read->day);
        if (strong && page->best.day.year && date_cmp(read->day, page->best.day) == 0) {
            e->date = read;
            e->date_verdict = EVIDENCE_DATE_CONTRADICTS;
            return;
        }
    }
}

void evidence_judge(const struct citation *citation, const struct outlet *outlet,
                    struct evidence *evidence)
{
    if (!evidence->fetch)
        return;
    evidence->verdict = evidence->fetch->verdict;
    refine(evidence);
    bool reached = verdict_class_of(evidence->verdict.code) == VERDICT_CLASS_REACHED;
    if (citation && reached)
        judge_date(citation, outlet, evidence);
    evidence->confirmed = reached && evidence->date_verdict != EVIDENCE_DATE_CONTRADICTS;
}

/* Host without "www." and path without a closing slash: what people call the same address. */
static str plain(str url)
{
    size_t at = str_find(url, S("://"), 0);
    if (at < url.n)
        url = str_from(url, at + 3);
    if (str_starts_nocase(url, S("www.")))
        url = str_from(url, 4);
    while (url.n && (url.p[url.n - 1] == '/' || url.p[url.n - 1] == '?' || url.p[url.n - 1] == '#'))
        url.n--;
    return url;
}

bool evidence_has_moved(const struct evidence *evidence, str url)
{
    return evidence->verdict.code == VERDICT_MOVED && evidence->fetch &&
           evidence->fetch->permanent_redirect &&
           !str_eq_nocase(plain(evidence->fetch->final_url), plain(url));
}
