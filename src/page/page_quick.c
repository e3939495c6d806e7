/* page_quick.c: tags by memchr; of most only the first letter is looked at. */
#include "page/page_quick.h"

#include "base/banned.h"

enum {
    TAG_BYTES_MAX = 16 * 1024,
    METAS_MAX = 500,
    BLOCKS_MAX = 64,
    HEADLINE_HTML_BYTES = 6000,
    HEADLINE_BYTES_MAX = 1500,
    /* between these hours in UTC it is the same day from the west coast of America to Japan */
    SAME_DAY_FROM = 8 * 60,
    SAME_DAY_TO = 15 * 60
};

static const float STRONG = 2.0f; /* weight of a place that marks publication */
static const float LEAST = 1.0f;  /* of one that may be doubted, and is worth confirming */

struct quick {
    str html;
    struct arena *arena;
    struct page_scan *out;
};

/* An attribute's value in the text of a tag, or the empty slice. */
static str attribute(str tag, str name)
{
    tag = str_trim(tag); /* so that trimming what follows a name is cheap */
    for (size_t at = str_find_nocase(tag, name, 0); at < tag.n;
         at = str_find_nocase(tag, name, at + 1)) {
        char before = at ? tag.p[at - 1] : ' ';
        str rest = str_trim(str_from(tag, at + name.n));
        if (!(before == ' ' || before == '\n' || before == '\t' || before == '\r' ||
              before == '"' || before == '\'') ||
            !str_starts(rest, S("=")))
            continue;
        rest = str_trim(str_from(rest, 1));
        char quote = rest.n ? rest.p[0] : '\0';
        if (quote == '"' || quote == '\'')
            return str_slice(rest, 1, str_find_byte(rest, quote, 1) - 1);
        size_t end = 0;
        while (end < rest.n && rest.p[end] > ' ' && rest.p[end] != '>')
            end++;
        return str_slice(rest, 0, end);
    }
    return (str){ 0 };
}

/* The end of the tag whose name begins at `at`: its '>' outside quoted values. */
static size_t tag_end(str html, size_t at)
{
    size_t last = html.n - at > TAG_BYTES_MAX ? at + TAG_BYTES_MAX : html.n;
    bool value = false;
    for (; at < last && html.p[at] != '>'; at++) {
        char c = html.p[at];
        if (value && (c == '"' || c == '\''))
            at = str_find_byte(html, c, at + 1);
        value = c == '=' || (value && c == ' ');
    }
    return at < html.n ? at : html.n;
}

static void see_meta(struct quick *q, str tag)
{
    static const str names[] = { S_INIT("property"), S_INIT("name"), S_INIT("itemprop"),
                                 S_INIT("http-equiv") };
    struct page_mark mark = { .value = str_trim(attribute(tag, S("content"))) };
    for (size_t i = 0; i < sizeof names / sizeof *names && !mark.name.n; i++)
        mark.name = str_trim(attribute(tag, names[i]));
    if (mark.name.n && mark.value.n && q->out->metas.n < METAS_MAX)
        *VEC_PUSH(&q->out->metas, q->arena) = mark;
}

static void see_link(struct quick *q, str tag)
{
    if (!q->out->canonical.n && str_eq_nocase(str_trim(attribute(tag, S("rel"))), S("canonical")))
        q->out->canonical = str_trim(attribute(tag, S("href")));
}

/* The offset of the end tag of `name` at or after `at`, or the text's end. */
static size_t raw_end(str html, size_t at, str name)
{
    for (at = str_find(html, S("</"), at); at < html.n; at = str_find(html, S("</"), at + 2))
        if (str_starts_nocase(str_from(html, at + 2), name))
            return at;
    return html.n;
}

static bool is_tag(str at, str name)
{
    char behind = at.n > name.n ? at.p[name.n] : '\0';
    return str_starts_nocase(at, name) && (behind <= ' ' || behind == '>' || behind == '/');
}

/* Reads the tag at `at`, behind its '<'; returns where to go on. */
static size_t see_tag(struct quick *q, size_t at)
{
    str rest = str_from(q->html, at);
    bool script = is_tag(rest, S("script"));
    bool raw = script || is_tag(rest, S("style"));
    bool title = !q->out->title.n && is_tag(rest, S("title"));
    bool meta = is_tag(rest, S("meta")), link = is_tag(rest, S("link"));
    bool html = !q->out->language.n && is_tag(rest, S("html"));
    if (!raw && !title && !meta && !link && !html)
        return at;
    size_t end = tag_end(q->html, at);
    str tag = str_slice(q->html, at, end - at);
    if (meta)
        see_meta(q, tag);
    else if (link)
        see_link(q, tag);
    else if (html)
        q->out->language = str_trim(attribute(tag, S("lang")));
    if (!raw && !title)
        return end;
    size_t close = raw_end(q->html, end, title ? S("title") : script ? S("script") : S("style"));
    str inside = str_slice(q->html, end + 1, close - end - 1);
    str type = script ? attribute(tag, S("type")) : (str){ 0 };
    if (title)
        q->out->title = str_trim(inside);
    else if (str_find_nocase(type, S("ld+json"), 0) < type.n && q->out->jsonld.n < BLOCKS_MAX)
        *VEC_PUSH(&q->out->jsonld, q->arena) = inside;
    return close;
}

/* What stands from the headline on, tags as line ends: enough to see a date there. */
static str text_at_headline(str html, size_t at, struct arena *scratch)
{
    char *text = NEW(scratch, char, HEADLINE_BYTES_MAX);
    size_t n = 0, last = html.n - at > HEADLINE_HTML_BYTES ? at + HEADLINE_HTML_BYTES : html.n;
    while (at < last && n < HEADLINE_BYTES_MAX) {
        if (html.p[at] != '<') {
            text[n++] = html.p[at++];
            continue;
        }
        str rest = str_from(html, at + 1);
        if (is_tag(rest, S("script")) || is_tag(rest, S("style")))
            at = raw_end(html, at + 1, is_tag(rest, S("style")) ? S("style") : S("script"));
        at = str_find_byte(html, '>', at) + 1;
        if (n && text[n - 1] != '\n')
            text[n++] = '\n';
    }
    return (str){ text, n };
}

void page_quick_scan(str html, struct arena *scratch, struct page_scan *out)
{
    struct quick q = { html, scratch, out };
    *out = (struct page_scan){ 0 };
    for (size_t at = str_find_byte(html, '<', 0); at + 1 < html.n;
         at = str_find_byte(html, '<', at)) {
        char c = (char)(html.p[at + 1] | 32);
        if (c == 'h' && html.p[at + 2 < html.n ? at + 2 : at] == '1' && !out->text.p)
            out->text = text_at_headline(html, at, scratch);
        if (c == 'm' || c == 's' || c == 'l' || c == 't' || c == 'h')
            at = see_tag(&q, at + 1);
        else if (html.p[at + 1] == '!' && str_starts(str_from(html, at), S("<!--")))
            at = str_find(html, S("-->"), at + 2);
        else
            at++;
    }
}

/* Whether people of any zone that matters saw the day that is written. */
static bool is_plain_day(const struct page_date *d)
{
    return d->zone_min != 0 || d->minute < 0 ||
           (d->minute >= SAME_DAY_FROM && d->minute < SAME_DAY_TO);
}

/* Whether the first date that readers see at the headline is the day. */
static bool is_seen(const struct when_reader *reader, str text, date day)
{
    struct when when;
    return when_find(reader, text, 0, &when) && !when.other.year && date_cmp(when.day, day) == 0;
}

bool page_quick_agrees(struct candidates *all, const struct candidate_input *in)
{
    const struct candidate *first = NULL;
    uint32_t groups = 0;
    bool plain = true, strong = false;
    for (size_t i = 0; i < all->list.n; i++) {
        struct candidate *c = &all->list.p[i];
        if (!c->date.published || c->date.modified || c->date.weight < LEAST)
            continue;
        strong = strong || c->date.weight >= STRONG;
        if (c->other.year || (first && date_cmp(first->date.day, c->date.day) != 0))
            return false;
        if (!first)
            first = c;
        groups |= 1u << c->group;
        plain = plain && is_plain_day(&c->date);
    }
    if (!first)
        return false;
    bool seen = is_seen(in->when, in->scan->text, first->date.day);
    bool local = plain || (groups & 1u << GROUP_URL && !in->page->zone.n);
    if (!seen && (!strong || !local || (groups & (groups - 1)) == 0))
        return false;
    struct candidate swap = *first;
    all->list.p[first - all->list.p] = all->list.p[0];
    all->list.p[0] = swap;
    return true;
}
