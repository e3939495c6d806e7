/* account.c: see account.h. */
#include "cite/account.h"

#include "base/banned.h"

enum { TOKENS_MAX = 16 };

static const struct {
    str name, host;
} networks[] = {
    { S_INIT("telegram"), S_INIT("t.me") },
    { S_INIT("t.me"), S_INIT("t.me") },
    { S_INIT("x"), S_INIT("x.com") },
    { S_INIT("x.com"), S_INIT("x.com") },
    { S_INIT("twitter"), S_INIT("x.com") },
    { S_INIT("twitter.com"), S_INIT("x.com") },
    { S_INIT("youtube"), S_INIT("youtube.com") },
    { S_INIT("youtube.com"), S_INIT("youtube.com") },
    { S_INIT("vk"), S_INIT("vk.com") },
    { S_INIT("vk.com"), S_INIT("vk.com") },
    { S_INIT("vkontakte"), S_INIT("vk.com") },
    { S_INIT("facebook"), S_INIT("facebook.com") },
    { S_INIT("facebook.com"), S_INIT("facebook.com") },
    { S_INIT("instagram"), S_INIT("instagram.com") },
    { S_INIT("instagram.com"), S_INIT("instagram.com") },
    { S_INIT("tiktok"), S_INIT("tiktok.com") },
};

static str network_host(str word)
{
    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
        if (str_eq_nocase(word, networks[i].name))
            return networks[i].host;
    return (str){ 0 };
}

/* The rest of a path behind the account: "/6123". */
static bool is_path(const struct segment *s, size_t from, size_t to)
{
    while (from + 1 < to && segment_is(s, from, TOKEN_SLASH) && !s->tokens[from + 1].blank_before)
        from += 2;
    return from == to;
}

static bool is_quote(const struct segment *s, size_t i)
{
    return segment_is(s, i, TOKEN_QUOTE_OPEN) || segment_is(s, i, TOKEN_QUOTE_CLOSE) ||
           segment_is(s, i, TOKEN_COMMA);
}

/* "Telegram channel “Rybar,”" and "Rybar Telegram channel". */
static bool read_channel(const struct segment *s, size_t from, size_t to, struct source_name *name)
{
    static const str kinds[] = { S_INIT("channel"), S_INIT("account"), S_INIT("page") };
    size_t begin = from, end = to;
    if (segment_is_word(s, from, S("Telegram")) && SEGMENT_ONE_OF(s, from + 1, kinds))
        begin += 2;
    else if (to > from + 2 && segment_is_word(s, to - 2, S("Telegram")) &&
             SEGMENT_ONE_OF(s, to - 1, kinds))
        end -= 2;
    else
        return false;
    while (begin < end && is_quote(s, begin))
        begin++;
    size_t last = end;
    while (last > begin && is_quote(s, last - 1))
        last--;
    if (begin == last ||
        !outlet_find_name(s->in->outlets, segment_seen(s, segment_span(s, begin, last)),
                          &name->hit))
        return false;
    name->text = segment_span(s, from, to);
    name->seen = segment_seen(s, name->text);
    name->account = segment_seen(s, segment_span(s, begin, last));
    return name->hit.outlet != NULL;
}

bool account_read(const struct segment *s, size_t from, size_t to, struct source_name *name)
{
    while (to > from && segment_is(s, to - 1, TOKEN_COMMA))
        to--;
    if (to >= from + 3 && to <= from + TOKENS_MAX && read_channel(s, from, to, name))
        return true;
    *name = (struct source_name){ 0 };
    if (to < from + 3 || to > from + TOKENS_MAX || !segment_is(s, from, TOKEN_WORD) ||
        !segment_is(s, from + 2, TOKEN_WORD))
        return false;
    bool slash = segment_is(s, from + 1, TOKEN_SLASH), comma = segment_is(s, from + 1, TOKEN_COMMA);
    str handle = segment_word(s, from + 2);
    bool at_sign = handle.p[0] == '@';
    if ((!slash && !(comma && at_sign)) || !is_path(s, from + 3, to))
        return false;
    str host = network_host(segment_word(s, from));
    if (host.n == 0 || network_host(handle).n) /* "X/Twitter" is one network by two names */
        return false;
    str path = str_printf(s->in->scratch, "/%.*s", STR_ARG(str_from(handle, at_sign)));
    name->text = segment_span(s, from, to);
    name->seen = segment_seen(s, name->text);
    name->account = segment_seen(s, s->tokens[from + 2].text);
    (void)outlet_find_domain(s->in->outlets, host, path, &name->hit);
    return true;
}
