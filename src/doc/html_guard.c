/* html_guard.c: a tokenizer that knows tags, comments and raw text, and nothing else. */
#include "doc/html_guard.h"

#include "doc/html_nest.h"
#include "doc/posmap.h"

#include "base/banned.h"

/* A tag as it stands. */
struct tag {
    str name, raw;
    size_t attributes, end;
    size_t bare_bytes; /* without quoted values */
    bool self_closing;
};

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Behind an attribute's value, which begins at or after `at`. */
static size_t skip_value(str html, size_t at, size_t *bare_bytes)
{
    while (at < html.n && is_blank(html.p[at]))
        at++;
    if (at < html.n && (html.p[at] == '"' || html.p[at] == '\'')) {
        *bare_bytes += 2;
        size_t end = str_find_byte(html, html.p[at], at + 1);
        return end < html.n ? end + 1 : end;
    }
    size_t begin = at;
    while (at < html.n && !is_blank(html.p[at]) && html.p[at] != '>')
        at++;
    *bare_bytes += at - begin;
    return at;
}

/* The tag whose name begins at `at`. */
static struct tag read_tag(str html, size_t at)
{
    struct tag tag = { 0 };
    size_t begin = at;
    while (at < html.n && !is_blank(html.p[at]) && html.p[at] != '>' && html.p[at] != '/')
        at++;
    tag.name = str_slice(html, begin, at - begin);
    tag.bare_bytes = tag.name.n;
    while (at < html.n && html.p[at] != '>') {
        if (is_blank(html.p[at]) || html.p[at] == '/') {
            tag.self_closing = html.p[at] == '/' && at + 1 < html.n && html.p[at + 1] == '>';
            at++;
            continue;
        }
        size_t name = at++; /* a name may begin with anything, "=" included */
        while (at < html.n && !is_blank(html.p[at]) && html.p[at] != '>' && html.p[at] != '/' &&
               html.p[at] != '=')
            at++;
        tag.attributes++;
        tag.bare_bytes += at - name;
        while (at < html.n && is_blank(html.p[at]))
            at++;
        if (at < html.n && html.p[at] == '=')
            at = skip_value(html, at + 1, &tag.bare_bytes);
    }
    tag.end = at < html.n ? at + 1 : at;
    tag.raw = str_slice(html, begin, at - begin);
    return tag;
}

static bool refuse(str html, size_t at, const char *what, struct err *err)
{
    struct line_cursor cursor;
    line_cursor_init(&cursor, html);
    struct line_place place = line_cursor_at(&cursor, (uint32_t)at);
    return err_at(err, ERR_LIMIT, place.line, place.column, "%s", what);
}

/* Behind the comment, doctype or the like at `at`. */
static size_t skip_markup(str html, size_t at)
{
    size_t end;
    if (str_starts(str_from(html, at), S("<!--"))) {
        end = str_find(html, S("-->"), at + 2);
        size_t loose = str_find(str_slice(html, 0, end), S("--!>"), at + 4);
        return loose < end ? loose + 4 : end < html.n ? end + 3 : end;
    }
    end = str_find_byte(html, '>', at);
    return end < html.n ? end + 1 : end;
}

/* Behind the raw text that `tag` opens. */
static size_t skip_raw(str html, const struct tag *tag)
{
    if (str_eq_nocase(tag->name, S("plaintext")))
        return html.n;
    for (size_t at = tag->end; (at = str_find(html, S("</"), at)) < html.n; at += 2)
        if (str_starts_nocase(str_from(html, at + 2), tag->name) &&
            (at + 2 + tag->name.n >= html.n || !is_letter(html.p[at + 2 + tag->name.n])))
            return at;
    return html.n;
}

static bool take_start(struct nest *nest, str html, size_t at, const struct tag *tag,
                       struct err *err)
{
    if (nest_is_root(tag->name))
        nest->root_attributes += tag->attributes;
    if (tag->attributes > HTML_ATTRIBUTES_MAX || nest->root_attributes > HTML_ATTRIBUTES_MAX)
        return refuse(html, at, "too many attributes in one tag", err);
    if (tag->bare_bytes > HTML_TAG_MAX_BYTES)
        return refuse(html, at, "a tag of more than 64 KiB", err);
    if (!nest_start(nest, tag->name, tag->raw, tag->self_closing))
        return refuse(html, at, "too many formatting elements without an end tag", err);
    return true;
}

bool html_guard(str html, size_t begin, size_t depth_max, struct arena *scratch, struct err *err)
{
    struct nest nest = { .scratch = scratch };
    if (html.n > HTML_MAX_BYTES)
        return err_set(err, ERR_LIMIT, "HTML larger than %d MiB", HTML_MAX_BYTES / (1024 * 1024));
    for (size_t at = str_find_byte(html, '<', begin); at + 1 < html.n;
         at = str_find_byte(html, '<', at)) {
        char next = html.p[at + 1];
        bool end_tag = next == '/' && at + 2 < html.n && is_letter(html.p[at + 2]);
        if (end_tag) {
            struct tag tag = read_tag(html, at + 2);
            nest_end(&nest, tag.name);
            at = tag.end;
        } else if (next == '!' || next == '?' || next == '/') {
            at = skip_markup(html, at);
        } else if (is_letter(next)) {
            struct tag tag = read_tag(html, at + 1);
            bool raw = nest_is_raw(&nest, tag.name);
            nest.made += tag.attributes;
            if (!take_start(&nest, html, at, &tag, err))
                return false;
            if (nest.stack.n > depth_max)
                return refuse(html, at, "elements are nested too deeply; is an end tag missing?",
                              err);
            at = raw ? skip_raw(html, &tag) : tag.end;
        } else {
            at++;
        }
        if (nest.made > HTML_NODES_MAX)
            return refuse(html, at,
                          "too many elements, counting those that unclosed formatting repeats",
                          err);
    }
    return true;
}
