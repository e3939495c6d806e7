/* page_guard.c: a scanner of tags that is coarser than a parser: what it sees as one tag may be two. */
#include "page/page_guard.h"

#include "base/banned.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '/';
}

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* The offset behind the tag whose name begins at `at`; false when it passes a bound. */
static bool skip_tag(str html, size_t at, size_t *end, struct err *err)
{
    size_t attributes = 0, bytes = 0;
    bool blank = false, value = false;
    while (at < html.n && html.p[at] != '>') {
        char c = html.p[at];
        if (value && (c == '"' || c == '\'')) {
            at = str_find_byte(html, c, at + 1);
            c = ' '; /* what touches a quotation mark begins anew */
        } else if (!is_blank(c) && blank && !value) {
            attributes++;
        }
        value = c == '=' || (value && is_blank(c));
        blank = is_blank(c);
        bytes++;
        at++;
        if (attributes > PAGE_ATTRIBUTES_MAX)
            return err_set(err, ERR_LIMIT, "page has a tag of more than %d attributes",
                           PAGE_ATTRIBUTES_MAX);
        if (bytes > PAGE_TAG_MAX_BYTES)
            return err_set(err, ERR_LIMIT, "page has a tag of more than %d bytes",
                           PAGE_TAG_MAX_BYTES);
    }
    *end = at;
    return true;
}

/* Raw text has an end, or had none when it was last sought: seeking again would be quadratic. */
struct scan {
    str html;
    bool open_comment, open_raw;
};

/* The offset behind the comment at `at`, as libxml2 sees it, or the next byte. */
static size_t skip_comment(struct scan *s, size_t at)
{
    str html = s->html;
    for (size_t i = s->open_comment ? html.n : str_find(html, S("--"), at + 4); i < html.n;
         i = str_find(html, S("--"), i + 1)) {
        str rest = str_from(html, i + 2);
        if (str_starts(rest, S(">")) || str_starts(rest, S("!>")))
            return i + 2;
    }
    s->open_comment = true;
    return at + 1;
}

/* The end of a script or style whose tag, named at `name`, ends at `at`; `at` for other elements. */
static size_t skip_raw(struct scan *s, size_t name, size_t at)
{
    static const str raw[] = { S_INIT("script"), S_INIT("style") };
    str html = s->html;
    for (size_t i = 0; i < 2 && !s->open_raw; i++) {
        str behind = str_slice(html, name + raw[i].n, 1);
        if (!str_starts_nocase(str_from(html, name), raw[i]) || !behind.n ||
            !(is_blank(behind.p[0]) || behind.p[0] == '>'))
            continue;
        for (size_t end = str_find(html, S("</"), at); end < html.n;
             end = str_find(html, S("</"), end + 2))
            if (str_starts_nocase(str_from(html, end + 2), raw[i]))
                return end;
        s->open_raw = true;
    }
    return at;
}

bool page_guard(str html, struct err *err)
{
    if (html.n > PAGE_MAX_BYTES)
        return err_set(err, ERR_LIMIT, "page has %zu bytes; at most %d are read", html.n,
                       PAGE_MAX_BYTES);
    struct scan s = { .html = html };
    size_t at = str_find_byte(html, '<', 0);
    while (at < html.n) {
        size_t name = at + 1;
        if (name < html.n && is_letter(html.p[name])) {
            if (!skip_tag(html, name, &at, err))
                return false;
            at = skip_raw(&s, name, at);
        } else if (str_starts(str_from(html, at), S("<!--"))) {
            at = skip_comment(&s, at);
        } else {
            at = name;
        }
        at = str_find_byte(html, '<', at);
    }
    return true;
}
