/* url_clean.c: what is taken off an address: redirectors around it, tracking parameters, secrets. */
#include "base/vec.h"
#include "format/url.h"
#include "format/url_split.h"

#include "base/banned.h"

enum { UNWRAP_DEPTH_MAX = 4, UNWRAP_MAX_BYTES = 8192 };

/* A redirector. A host that begins or ends with a dot matches any name on that side. */
struct wrapper {
    str host;
    str path;  /* begins with */
    str param; /* the parameter that holds the address */
};

static const struct wrapper wrappers[] = {
    { S_INIT("www.google."), S_INIT("/url"), S_INIT("q") },
    { S_INIT("www.google."), S_INIT("/url"), S_INIT("url") },
    { S_INIT("google.com"), S_INIT("/url"), S_INIT("q") },
    { S_INIT("translate.google."), S_INIT("/translate"), S_INIT("u") },
    { S_INIT("l.facebook.com"), S_INIT("/l.php"), S_INIT("u") },
    { S_INIT("lm.facebook.com"), S_INIT("/l.php"), S_INIT("u") },
    { S_INIT("l.instagram.com"), S_INIT("/"), S_INIT("u") },
    { S_INIT("l.messenger.com"), S_INIT("/l.php"), S_INIT("u") },
    { S_INIT(".safelinks.protection.outlook.com"), S_INIT("/"), S_INIT("url") },
    { S_INIT("urldefense.proofpoint.com"), S_INIT("/v1/url"), S_INIT("u") },
    { S_INIT("t.umblr.com"), S_INIT("/redirect"), S_INIT("z") },
    { S_INIT("href.li"), S_INIT("/"), S_INIT("") },
    { S_INIT("vk.com"), S_INIT("/away.php"), S_INIT("to") },
    { S_INIT("m.vk.com"), S_INIT("/away.php"), S_INIT("to") },
    { S_INIT("away.vk.com"), S_INIT("/away.php"), S_INIT("to") },
    { S_INIT("t.me"), S_INIT("/iv"), S_INIT("url") },
    { S_INIT("www.youtube.com"), S_INIT("/redirect"), S_INIT("q") },
    { S_INIT("out.reddit.com"), S_INIT("/"), S_INIT("url") },
    { S_INIT("www.linkedin.com"), S_INIT("/redir/"), S_INIT("url") },
    { S_INIT("www.linkedin.com"), S_INIT("/safety/go"), S_INIT("url") },
    { S_INIT("duckduckgo.com"), S_INIT("/l/"), S_INIT("uddg") },
    { S_INIT("slack-redir.net"), S_INIT("/link"), S_INIT("url") },
    { S_INIT("disq.us"), S_INIT("/url"), S_INIT("url") },
    { S_INIT("steamcommunity.com"), S_INIT("/linkfilter/"), S_INIT("url") },
};

/* Parameters that tell who sent the reader. A name that ends with an underscore is a prefix. */
static const str tracking[] = {
    S_INIT("utm_"),
    S_INIT("mtm_"),
    S_INIT("pk_"),
    S_INIT("piwik_"),
    S_INIT("hsa_"),
    S_INIT("at_"),
    S_INIT("guce_"),
    S_INIT("guccounter"),
    S_INIT("fbclid"),
    S_INIT("gclid"),
    S_INIT("gclsrc"),
    S_INIT("dclid"),
    S_INIT("gbraid"),
    S_INIT("wbraid"),
    S_INIT("msclkid"),
    S_INIT("yclid"),
    S_INIT("ysclid"),
    S_INIT("_openstat"),
    S_INIT("twclid"),
    S_INIT("ttclid"),
    S_INIT("igshid"),
    S_INIT("igsh"),
    S_INIT("li_fat_id"),
    S_INIT("mc_cid"),
    S_INIT("mc_eid"),
    S_INIT("mkt_tok"),
    S_INIT("_hsenc"),
    S_INIT("_hsmi"),
    S_INIT("_ga"),
    S_INIT("_gl"),
    S_INIT("vero_id"),
    S_INIT("oly_anon_id"),
    S_INIT("oly_enc_id"),
    S_INIT("wickedid"),
    S_INIT("ref_src"),
    S_INIT("ref_url"),
    S_INIT("xtor"),
    S_INIT("ns_campaign"),
    S_INIT("ns_mchannel"),
    S_INIT("ns_source"),
    S_INIT("traffic_source"),
    S_INIT("cmpid"),
    S_INIT("smid"),
    S_INIT("smtyp"),
    S_INIT("leadSource"),
    S_INIT("__twitter_impression"),
};

/* Words of a parameter's name that make its value a secret. */
static const str secret_words[] = {
    S_INIT("auth"), S_INIT("authorization"), S_INIT("oauth"),      S_INIT("key"),
    S_INIT("sig"),  S_INIT("session"),       S_INIT("jwt"),        S_INIT("pass"),
    S_INIT("pwd"),  S_INIT("hmac"),          S_INIT("credential"),
};

/* The same at the end of a word: "accessToken", "PHPSESSID". */
static const str secret_endings[] = {
    S_INIT("token"),     S_INIT("secret"),    S_INIT("password"),
    S_INIT("passwd"),    S_INIT("signature"), S_INIT("apikey"),
    S_INIT("accesskey"), S_INIT("sessid"),    S_INIT("sessionid"),
};

static const str secret_prefixes[] = { S_INIT("x-amz-"), S_INIT("x-goog-") };

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Percent escapes undone; a percent sign that begins none stays. */
static str decode(str s, struct arena *perm)
{
    if (str_find_byte(s, '%', 0) == s.n)
        return s;
    char *to = NEW(perm, char, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int high = i + 2 < s.n && s.p[i] == '%' ? hex_value(s.p[i + 1]) : -1;
        int low = high >= 0 ? hex_value(s.p[i + 2]) : -1;
        if (low >= 0) {
            to[n++] = (char)(high * 16 + low);
            i += 2;
        } else {
            to[n++] = s.p[i];
        }
    }
    return (str){ to, n };
}

/* Whether a text is an address of the web: a scheme, a host, and no control characters. */
static bool is_web_address(str text)
{
    struct url_parts parts;
    url_split(text, &parts);
    if (!str_eq_nocase(parts.scheme, S("http")) && !str_eq_nocase(parts.scheme, S("https")))
        return false;
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < 0x20 || text.p[i] == 0x7f)
            return false;
    return parts.authority.n > 0;
}

static bool host_matches(str host, str pattern)
{
    if (str_starts(pattern, S(".")))
        return str_ends_nocase(host, pattern);
    if (str_ends(pattern, S(".")))
        return str_starts_nocase(host, pattern);
    return str_eq_nocase(host, pattern);
}

/* The parameter's value as it stands; p is NULL when there is none. */
static str param_value(str query, str name)
{
    if (name.n == 0)
        return query;
    str pair, key, value;
    while (str_next(&query, '&', &pair))
        if (str_cut(pair, '=', &key, &value) && str_eq(key, name))
            return value;
    return (str){ 0 };
}

/* "www.google.com/amp/s/tass.com/x" and "x.cdn.ampproject.org/c/s/tass.com/x": the address is the
 * path. */
static str amp_target(str host, str path, struct arena *perm)
{
    static const struct {
        str host, path;
    } caches[] = {
        { S_INIT("www.google."), S_INIT("/amp/s/") },
        { S_INIT(".cdn.ampproject.org"), S_INIT("/c/s/") },
        { S_INIT(".cdn.ampproject.org"), S_INIT("/v/s/") },
    };
    for (size_t i = 0; i < sizeof caches / sizeof *caches; i++)
        if (host_matches(host, caches[i].host) && str_starts(path, caches[i].path) &&
            path.n > caches[i].path.n)
            return str_printf(perm, "https://%.*s", STR_ARG(str_from(path, caches[i].path.n)));
    return (str){ 0 };
}

/* Proofpoint's forms: v3 brackets the address by "__" and "__;"; v2 writes %3A_ as "-3A_". */
static str proofpoint_target(const struct url_parts *parts, str host, struct arena *perm)
{
    if (str_eq_nocase(host, S("urldefense.com")) && str_starts(parts->path, S("/v3/__"))) {
        str inside = str_from(parts->path, sizeof "/v3/__" - 1);
        return str_slice(inside, 0, str_find(inside, S("__;"), 0));
    }
    if (!str_eq_nocase(host, S("urldefense.proofpoint.com")) ||
        !str_starts(parts->path, S("/v2/url")))
        return (str){ 0 };
    str value = param_value(parts->query, S("u"));
    char *to = NEW(perm, char, value.n);
    for (size_t i = 0; i < value.n; i++) {
        to[i] = value.p[i];
        if (to[i] == '-')
            to[i] = '%';
        else if (to[i] == '_')
            to[i] = '/';
    }
    return decode((str){ to, value.n }, perm);
}

static str unwrap_once(str text, struct arena *perm)
{
    struct url_parts parts;
    url_split(text, &parts);
    str host = url_split_host(parts.authority);
    str target = amp_target(host, parts.path, perm);
    if (!target.p)
        target = proofpoint_target(&parts, host, perm);
    for (size_t i = 0; !is_web_address(target) && i < sizeof wrappers / sizeof *wrappers; i++)
        if (host_matches(host, wrappers[i].host) && str_starts(parts.path, wrappers[i].path))
            target = decode(param_value(parts.query, wrappers[i].param), perm);
    return is_web_address(target) ? target : text;
}

str url_unwrap(str text, struct arena *perm)
{
    for (int depth = 0; depth < UNWRAP_DEPTH_MAX && text.n <= UNWRAP_MAX_BYTES; depth++) {
        str inner = unwrap_once(text, perm);
        if (inner.p == text.p)
            break;
        text = inner;
    }
    return text;
}

static bool is_tracking(str name)
{
    for (size_t i = 0; i < sizeof tracking / sizeof *tracking; i++)
        if (str_ends(tracking[i], S("_")) ? str_starts_nocase(name, tracking[i])
                                          : str_eq_nocase(name, tracking[i]))
            return true;
    return false;
}

/* Appends to a text whose room was measured before. */
static void append(char *room, size_t *n, str s)
{
    if (s.n)
        memcpy(room + *n, s.p, s.n);
    *n += s.n;
}

str url_strip_tracking(str text, struct arena *perm)
{
    struct url_parts parts;
    url_split(text, &parts);
    if (!parts.query.p)
        return text;
    char *room = NEW(perm, char, text.n);
    size_t n = 0, before = span_from(text, parts.query).off;
    append(room, &n, str_slice(text, 0, before - 1));
    size_t without_query = n;
    bool stripped = false;
    str rest = parts.query, pair, name, value;
    while (str_next(&rest, '&', &pair)) {
        (void)str_cut(pair, '=', &name, &value);
        if (is_tracking(name)) {
            stripped = true;
            continue;
        }
        append(room, &n, n == without_query ? S("?") : S("&"));
        append(room, &n, pair);
    }
    append(room, &n, str_from(text, before + parts.query.n));
    return stripped ? (str){ room, n } : text;
}

static bool any_matches(const str *list, size_t n, str name, bool (*matches)(str, str))
{
    for (size_t i = 0; i < n; i++)
        if (matches(name, list[i]))
            return true;
    return false;
}

#define MATCHES(list, name, how) any_matches((list), sizeof(list) / sizeof *(list), (name), (how))

static bool is_secret(str name)
{
    if (MATCHES(secret_prefixes, name, str_starts_nocase))
        return true;
    size_t begin = 0;
    for (size_t i = 0; i <= name.n; i++) {
        if (i < name.n && name.p[i] != '_' && name.p[i] != '-' && name.p[i] != '.')
            continue;
        str word = str_slice(name, begin, i - begin);
        if (MATCHES(secret_words, word, str_eq_nocase) ||
            MATCHES(secret_endings, word, str_ends_nocase))
            return true;
        begin = i + 1;
    }
    return false;
}

struct span_list {
    VEC(span) at;
};

/* Adds the places in `text` of those values in "a=1&b=2" that are secrets. */
static void find_secrets(str text, str pairs, struct arena *perm, struct span_list *spans)
{
    str pair, name, value;
    while (str_next(&pairs, '&', &pair))
        if (str_cut(pair, '=', &name, &value) && value.n && is_secret(name))
            *VEC_PUSH(&spans->at, perm) = span_from(text, value);
}

str url_masked(str text, struct arena *perm)
{
    struct url_parts parts;
    url_split(text, &parts);
    struct span_list spans = { 0 };
    size_t host_off = span_from(parts.authority, url_split_host(parts.authority)).off;
    if (host_off > 1)
        *VEC_PUSH(&spans.at, perm) = span_from(text, str_slice(parts.authority, 0, host_off - 1));
    find_secrets(text, parts.query, perm, &spans);
    find_secrets(text, parts.fragment, perm, &spans);
    if (spans.at.n == 0)
        return text;
    static const str mask = S_INIT("***");
    char *room = NEW(perm, char, text.n + spans.at.n * mask.n);
    size_t n = 0, from = 0;
    for (size_t i = 0; i < spans.at.n; i++) {
        append(room, &n, str_slice(text, from, spans.at.p[i].off - from));
        append(room, &n, mask);
        from = span_end(spans.at.p[i]);
    }
    append(room, &n, str_from(text, from));
    return (str){ room, n };
}
