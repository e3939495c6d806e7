/* page_names.c: rows of places in the order of trust. */
#include "page/page_names.h"

#include "base/fold.h"

#include "base/banned.h"

str page_meta(const struct page_scan *scan, str name)
{
    for (size_t i = 0; i < scan->metas.n; i++)
        if (str_eq_nocase(scan->metas.p[i].name, name))
            return scan->metas.p[i].value;
    return (str){ 0 };
}

/* The first of the metas that is there and no address (authors are often given as one). */
static str first_meta(const struct page_scan *scan, const char *const *names)
{
    for (; *names; names++) {
        str value = page_meta(scan, str_from_z(*names));
        if (value.n && !str_starts_nocase(value, S("http")))
            return value;
    }
    return (str){ 0 };
}

static str first_of(str a, str b)
{
    return a.n ? a : b;
}

static str keep(struct arena *perm, str s)
{
    return str_dup(perm, str_trim(fold_spaces(perm, s)));
}

static enum page_kind kind_of(const struct page_scan *scan, const struct jsonld *jsonld)
{
    static const enum page_kind kinds[] = { [JSONLD_OTHER] = PAGE_UNKNOWN,
                                            [JSONLD_PAGE] = PAGE_UNKNOWN,
                                            [JSONLD_VIDEO] = PAGE_VIDEO,
                                            [JSONLD_LIVE] = PAGE_LIVE,
                                            [JSONLD_ARTICLE] = PAGE_ARTICLE };
    enum page_kind kind = kinds[jsonld->type];
    str type = page_meta(scan, S("og:type"));
    if (kind != PAGE_UNKNOWN)
        return kind;
    if (str_eq_nocase(type, S("article")) || page_meta(scan, S("article:published_time")).n)
        return PAGE_ARTICLE;
    if (str_starts_nocase(type, S("video")))
        return PAGE_VIDEO;
    return str_eq_nocase(type, S("website")) ? PAGE_INDEX : PAGE_UNKNOWN;
}

/* schema.org says it in JSON-LD or microdata, some publishers in a meta of their own. */
static bool is_paywalled(const struct page_scan *scan, const struct jsonld *jsonld)
{
    if (jsonld->free)
        return jsonld->free == JSONLD_FREE_NO;
    str micro = page_meta(scan, S("isAccessibleForFree"));
    if (micro.n)
        return str_ends_nocase(micro, S("false")) || str_eq_nocase(micro, S("no")) ||
               str_eq(micro, S("0"));
    str tier = page_meta(scan, S("article:content_tier"));
    if (tier.n)
        return str_eq_nocase(tier, S("locked"));
    return jsonld->part_free == JSONLD_FREE_NO;
}

void page_names(const struct page_scan *scan, const struct jsonld *jsonld,
                struct page_headline headline, struct arena *perm, struct page *out)
{
    static const char *const titles[] = { "og:title", "twitter:title", "dc.title", "title", NULL };
    static const char *const sites[] = { "og:site_name", "application-name", "publisher",
                                         "dc.publisher", NULL };
    static const char *const authors[] = {
        "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", NULL
    };
    static const char *const languages[] = { "og:locale", "content-language", "language",
                                             "dc.language", NULL };
    str heading = str_slice(scan->text, headline.begin, headline.end - headline.begin);
    str title = first_of(jsonld->headline, first_of(heading, first_meta(scan, titles)));
    out->title = keep(perm, first_of(title, scan->title));
    out->site = keep(perm, first_of(first_meta(scan, sites), jsonld->publisher));
    out->author = keep(perm, first_of(jsonld->author, first_meta(scan, authors)));
    out->language = keep(
        perm, first_of(first_of(scan->language, jsonld->language), first_meta(scan, languages)));
    out->canonical =
        keep(perm, first_of(scan->canonical, first_of(page_meta(scan, S("og:url")), jsonld->url)));
    out->kind = kind_of(scan, jsonld);
    out->paywalled = is_paywalled(scan, jsonld);
}
