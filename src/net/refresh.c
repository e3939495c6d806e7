/* refresh.c: walks from tag to tag through the beginning of a page. */
#include "net/refresh.h"

#include "base/banned.h"

/* Elements whose content is no markup, or not for readers with scripts. */
static const str skipped[] = { S_INIT("script"),   S_INIT("style"), S_INIT("noscript"),
                               S_INIT("template"), S_INIT("title"), S_INIT("textarea") };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static str skip_blanks(str s)
{
    size_t i = 0;
    while (i < s.n && is_blank(s.p[i]))
        i++;
    return str_from(s, i);
}

/* Whether a tag's text begins with that name. */
static bool is_tag(str tag, str name)
{
    char after = tag.n > name.n ? tag.p[name.n] : ' ';
    return str_starts_nocase(tag, name) && (is_blank(after) || after == '/' || after == '>');
}

/* Takes one attribute off the front of a tag's rest; false at its end. */
static bool take_attribute(str *rest, str *name, str *value)
{
    size_t i = 0;
    while (i < rest->n && (is_blank(rest->p[i]) || rest->p[i] == '/'))
        i++;
    str s = str_from(*rest, i);
    for (i = 0; i < s.n && !is_blank(s.p[i]) && s.p[i] != '=' && s.p[i] != '>' && s.p[i] != '/';)
        i++;
    *name = str_slice(s, 0, i);
    s = skip_blanks(str_from(s, i));
    *value = (str){ 0 };
    if (s.n && s.p[0] == '=') {
        s = skip_blanks(str_from(s, 1));
        char quote = s.n && (s.p[0] == '"' || s.p[0] == '\'') ? s.p[0] : 0;
        if (quote)
            s = str_from(s, 1);
        for (i = 0; i < s.n && (quote ? s.p[i] != quote : !is_blank(s.p[i]) && s.p[i] != '>');)
            i++;
        *value = str_slice(s, 0, i);
        s = str_from(s, quote ? i + 1 : i);
    } else if (name->n == 0) {
        return false;
    }
    *rest = s;
    return true;
}

/* "&amp;" is the one reference that addresses are full of. */
static str undo_amp(str s, struct arena *perm)
{
    char *to = NEW(perm, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        to[n++] = s.p[i];
        if (str_starts(str_from(s, i), S("&amp;")))
            i += 4;
    }
    return (str){ to, n };
}

/* "3; url='https://example.org/new'" and the looser forms that browsers take. */
static bool read_content(str content, struct arena *perm, str *target)
{
    str s = skip_blanks(content);
    size_t digits = 0;
    uint32_t seconds = 0;
    while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
        digits++;
    if (digits == 0 || !str_to_u32(str_slice(s, 0, digits), &seconds) || seconds > REFRESH_MOST_S)
        return false;
    s = str_from(s, digits);
    while (s.n && ((s.p[0] >= '0' && s.p[0] <= '9') || s.p[0] == '.'))
        s = str_from(s, 1);
    if (s.n && !is_blank(s.p[0]) && s.p[0] != ';' && s.p[0] != ',')
        return false;
    s = skip_blanks(s);
    if (s.n && (s.p[0] == ';' || s.p[0] == ','))
        s = skip_blanks(str_from(s, 1));
    if (str_starts_nocase(s, S("url"))) {
        str after = skip_blanks(str_from(s, 3));
        if (after.n && after.p[0] == '=')
            s = skip_blanks(str_from(after, 1));
    }
    if (s.n && (s.p[0] == '"' || s.p[0] == '\'')) {
        char quote = s.p[0];
        s = str_from(s, 1);
        s = str_slice(s, 0, str_find_byte(s, quote, 0));
    }
    *target = undo_amp(str_trim(s), perm);
    return target->n > 0;
}

static bool read_meta(str *rest, struct arena *perm, str *target)
{
    str name, value, content = { 0 };
    bool refreshes = false;
    while (take_attribute(rest, &name, &value)) {
        if (str_eq_nocase(name, S("http-equiv")))
            refreshes = str_eq_nocase(str_trim(value), S("refresh"));
        else if (str_eq_nocase(name, S("content")))
            content = value;
    }
    return refreshes && read_content(content, perm, target);
}

/* What is behind the end tag of an element whose content is passed over. */
static str behind(str rest, str name)
{
    for (size_t at = 0; (at = str_find(rest, S("</"), at)) < rest.n; at += 2)
        if (is_tag(str_from(rest, at + 2), name))
            return str_from(rest, at + 2);
    return (str){ 0 };
}

/* `rest`, or what comes after the element that begins there when that one does not count. */
static str behind_skipped(str rest)
{
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++)
        if (is_tag(rest, skipped[i]))
            return behind(rest, skipped[i]);
    return rest;
}

bool refresh_find(str body, struct arena *perm, str *target)
{
    str rest = str_slice(body, 0, REFRESH_BYTES);
    for (size_t at; (at = str_find_byte(rest, '<', 0)) < rest.n;) {
        rest = str_from(rest, at + 1);
        if (str_starts(rest, S("!--"))) {
            rest = str_from(rest, str_find(rest, S("-->"), 2) + 3);
        } else if (is_tag(rest, S("meta"))) {
            rest = str_from(rest, 4);
            if (read_meta(&rest, perm, target))
                return true;
        } else {
            rest = behind_skipped(rest);
        }
    }
    return false;
}
