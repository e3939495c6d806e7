/* reader.c: what readers share: bare addresses and steering comments. */
#include "doc/reader.h"

#include "base/utf8.h"

#include "base/banned.h"

static size_t scheme_before(str text, size_t colon)
{
    static const str schemes[] = { S_INIT("https"), S_INIT("http") };
    for (size_t i = 0; i < 2; i++) {
        size_t n = schemes[i].n;
        if (colon >= n && str_eq_nocase(str_slice(text, colon - n, n), schemes[i]) &&
            (colon == n || !utf8_is_letter((unsigned char)text.p[colon - n - 1])))
            return colon - n;
    }
    return colon;
}

static bool ends_url(uint32_t c)
{
    return c <= 0x20 || c == '<' || c == '>' || c == '"' || c == '{' || c == '}' || c == '|' ||
           c == '\\' || c == '^' || c == '`' || c == 0xAB || c == 0xBB ||
           (c >= 0x2018 && c <= 0x201F) || (c >= 0x80 && utf8_is_space(c));
}

/* Takes off what closes the sentence or a parenthesis around the address. */
static size_t trim_url(str text, size_t begin, size_t end)
{
    while (end > begin) {
        char c = text.p[end - 1];
        if (c == ')' || c == ']') {
            size_t open = 0, close = 0;
            for (size_t i = begin; i < end; i++) {
                open += text.p[i] == (c == ')' ? '(' : '[');
                close += text.p[i] == c;
            }
            if (open >= close)
                break;
        } else if (c != '.' && c != ',' && c != ';' && c != ':' && c != '!' && c != '?' &&
                   c != '\'' && c != '*' && c != '_') {
            break;
        }
        end--;
    }
    return end;
}

enum { URL_MAX_BYTES = 8192, SCHEME_MARK_BYTES = 3 };

void reader_bare_urls(struct reading *r, str text, size_t off)
{
    size_t done = 0;
    for (size_t at = str_find_byte(text, ':', 0); at < text.n; at = str_find_byte(text, ':', at)) {
        size_t colon = at++;
        if (!str_starts(str_from(text, colon), S("://")))
            continue;
        size_t begin = scheme_before(text, colon), end = colon + SCHEME_MARK_BYTES, host = end;
        while (begin < colon && end < text.n && end - begin < URL_MAX_BYTES) {
            size_t next = end;
            if (ends_url(utf8_next(text, &next)))
                break;
            end = next;
        }
        end = trim_url(text, begin, end);
        if (begin == colon || begin < done || end <= host)
            continue;
        struct doc_link *link = VEC_PUSH(&r->doc->links, r->perm);
        link->text = span_make(off + begin, off + end);
        link->source = posmap_source(&r->doc->map, link->text);
        link->url = str_slice(text, begin, end - begin);
        at = done = end;
    }
}

bool reader_mark(str comment, str *words)
{
    comment = str_trim(comment);
    if (!str_starts(comment, S("citecheck-")))
        return false;
    *words = comment;
    return true;
}
