/* page_names.c: rows of places in the order of trust. */
#include "page/page_names.h"

#include <libxml/HTMLparser.h>

#include "base/fold.h"
#include "base/utf8.h"

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

/* The character that the entity at the start of `s` stands for, and its length; 0 when it is none. */
static size_t entity(str s, uint32_t *cp)
{
    str name = str_slice(s, 1, str_find_byte(str_slice(s, 0, 12), ';', 0) - 1);
    if (name.n < 2 || name.n + 2 > s.n || s.p[name.n + 1] != ';')
        return 0;
    *cp = 0;
    if (name.p[0] != '#') {
        char room[16];
        memcpy(room, name.p, name.n);
        room[name.n] = '\0';
        const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)room);
        *cp = known ? known->value : 0;
    } else {
        bool hex = (name.p[1] | 32) == 'x';
        for (size_t i = hex ? 2 : 1; i < name.n; i++) {
            int digit = utf8_digit((unsigned char)name.p[i]);
            if (digit < 0 && hex && (name.p[i] | 32) >= 'a' && (name.p[i] | 32) <= 'f')
                digit = (name.p[i] | 32) - 'a' + 10;
            if (digit < 0 || *cp > 0x10FFFF)
                return 0;
            *cp = *cp * (hex ? 16 : 10) + (uint32_t)digit;
        }
    }
    bool is_scalar = *cp > 0x1F && *cp <= 0x10FFFF && (*cp < 0xD800 || *cp > 0xDFFF);
    return is_scalar ? name.n + 2 : 0;
}

/* Blanks folded, and entities resolved that were escaped once too often. */
static str keep(struct arena *perm, str s)
{
    if (str_find_byte(s, '&', 0) < s.n) {
        char *room = NEW(perm, char, s.n + 4);
        struct buf buf = { .p = room, .cap = s.n + 4, .max = s.n + 4 }; /* entities only shrink */
        for (size_t at = 0; at < s.n;) {
            uint32_t cp;
            size_t n = s.p[at] == '&' ? entity(str_from(s, at), &cp) : 0;
            if (n)
                utf8_put(&buf, cp);
            else
                buf_byte(&buf, s.p[at]);
            at += n ? n : 1;
        }
        s = buf_str(&buf);
    }
    return str_dup(perm, str_trim(fold_spaces(perm, s)));
}

static enum page_kind kind_of(const struct page_scan *scan, const struct jsonld *jsonld)
{
    str type = page_meta(scan, S("og:type"));
    if (jsonld->type == JSONLD_LIVE)
        return PAGE_LIVE;
    if (jsonld->type == JSONLD_ARTICLE || str_eq_nocase(type, S("article")) ||
        page_meta(scan, S("article:published_time")).n)
        return PAGE_ARTICLE;
    if (jsonld->type == JSONLD_VIDEO || str_starts_nocase(type, S("video")))
        return PAGE_VIDEO;
    return PAGE_UNKNOWN;
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
