/* url_split.c: the parts of an address as it is written. */
#include "format/url_split.h"

#include "base/banned.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether what follows a colon is a port, so that what stands before it is a host. */
static bool is_port(str rest)
{
    size_t i = 0;
    while (i < rest.n && is_digit(rest.p[i]))
        i++;
    return i > 0 && (i == rest.n || rest.p[i] == '/' || rest.p[i] == '?' || rest.p[i] == '#');
}

/* Bytes of the scheme; 0 when there is none. */
static size_t scheme_length(str text)
{
    size_t i = 0;
    while (i < text.n &&
           (is_letter(text.p[i]) || (i > 0 && (is_digit(text.p[i]) || text.p[i] == '+' ||
                                               text.p[i] == '-' || text.p[i] == '.'))))
        i++;
    if (i == 0 || i == text.n || text.p[i] != ':' || is_port(str_from(text, i + 1)))
        return 0;
    return i;
}

/* Takes what stands behind the first `mark` off the end of `rest`. */
static str take_tail(str *rest, char mark)
{
    str tail = { 0 };
    if (!str_cut(*rest, mark, rest, &tail))
        return (str){ 0 };
    return tail;
}

void url_split(str text, struct url_parts *out)
{
    *out = (struct url_parts){ 0 };
    str rest = text;
    size_t colon = scheme_length(text);
    if (colon) {
        out->scheme = str_slice(text, 0, colon);
        rest = str_from(text, colon + 1);
    }
    out->fragment = take_tail(&rest, '#');
    out->query = take_tail(&rest, '?');
    bool slashes = str_starts(rest, S("//"));
    if (slashes || (!colon && rest.n && rest.p[0] != '/')) {
        rest = str_from(rest, slashes ? 2 : 0);
        size_t end = str_find_byte(rest, '/', 0);
        out->authority = str_slice(rest, 0, end);
        rest = str_from(rest, end);
    }
    out->path = rest;
}

str url_split_host(str authority)
{
    str host = authority, head, tail;
    while (str_cut(host, '@', &head, &tail))
        host = tail;
    if (host.n && host.p[0] == '[') {
        size_t end = str_find_byte(host, ']', 0);
        return str_slice(host, 0, end + 1);
    }
    return str_slice(host, 0, str_find_byte(host, ':', 0));
}
