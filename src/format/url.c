/* url.c: addresses in canonical form. libcurl parses; host names in other scripts go through ICU,
 * because libcurl's own conversion depends on the locale. */
#include "format/url.h"

#include <curl/curl.h>
#include <string.h>
#include <unicode/uidna.h>

#include "format/url_split.h"

#include "base/banned.h"

enum {
    URL_MAX_BYTES = 8192,
    HOST_MAX_BYTES = 253,
    LABEL_MAX_BYTES = 63,
    PREPARED_BYTES = 3 * URL_MAX_BYTES + 512 /* every byte escaped, scheme and host added */
};

/* The address as libcurl gets it: ASCII, with a scheme. */
struct prepared {
    char p[PREPARED_BYTES];
    size_t n;
};

/* What libcurl made of it; owned by libcurl. */
struct pieces {
    CURLU *handle;
    char *scheme, *host, *path, *query;
    char *port;       /* NULL when neither given nor known from the scheme */
    char *shown_port; /* NULL when it is the scheme's own */
};

static const str no_references[] = {
    S_INIT("mailto:"), S_INIT("tel:"), S_INIT("javascript:"), S_INIT("data:"), S_INIT("#"),
};

static bool is_no_reference(str text)
{
    for (size_t i = 0; i < sizeof no_references / sizeof *no_references; i++)
        if (str_starts_nocase(text, no_references[i]))
            return true;
    return false;
}

static bool check_bytes(str text, struct err *err)
{
    if (text.n == 0)
        return err_set(err, ERR_FORMAT, "address is empty");
    if (text.n > URL_MAX_BYTES)
        return err_set(err, ERR_FORMAT, "address has %zu bytes; at most %d are allowed", text.n,
                       URL_MAX_BYTES);
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < 0x20 || text.p[i] == 0x7f)
            return err_set(err, ERR_FORMAT, "control character in the address, at byte %zu", i + 1);
    return true;
}

static void put(struct prepared *to, str s)
{
    if (s.n == 0 || s.n > sizeof to->p - to->n)
        return;
    memcpy(to->p + to->n, s.p, s.n);
    to->n += s.n;
}

/* Copies what browsers send as it stands and escapes the rest (WHATWG URL, path percent-encode set).
 * A percent sign stays, also one that escapes nothing. */
static void put_escaped(struct prepared *to, str s)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c > 0x20 && c < 0x7f && !strchr("\"<>`{}", c)) {
            put(to, str_slice(s, i, 1));
            continue;
        }
        const char escape[3] = { '%', hex[c >> 4], hex[c & 15] };
        put(to, (str){ escape, sizeof escape });
    }
}

static bool is_ascii(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

/* Appends the host in ASCII (UTS 46, nontransitional as browsers do). */
static bool put_host(struct prepared *to, str host, struct err *err)
{
    if (str_find_byte(host, '%', 0) < host.n)
        return err_set(err, ERR_FORMAT, "percent sign in the host \"%.*s\"", STR_ARG(host));
    if (is_ascii(host)) {
        put(to, host);
        return true;
    }
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    char ascii[HOST_MAX_BYTES + 3];
    int32_t n = 0;
    UIDNA *idna = uidna_openUTS46(
        UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    if (U_SUCCESS(status))
        n = uidna_nameToASCII_UTF8(idna, host.p, (int32_t)host.n, ascii, sizeof ascii, &info,
                                   &status);
    uidna_close(idna);
    if (U_FAILURE(status) || info.errors || n < 1 || n > HOST_MAX_BYTES + 1)
        return err_set(err, ERR_FORMAT, "host \"%.*s\" is not a host name", STR_ARG(host));
    put(to, (str){ ascii, (size_t)n });
    return true;
}

/* Whether a host without a scheme before it can be meant: "tass.com", not "see" or "3.5". */
static bool looks_like_host(str host)
{
    size_t dot = host.n;
    while (dot > 0 && host.p[dot - 1] != '.')
        dot--;
    return dot > 1 && dot < host.n && (host.p[dot] < '0' || host.p[dot] > '9');
}

static bool prepare(const struct url_parts *parts, struct prepared *to, struct err *err)
{
    str host = url_split_host(parts->authority);
    if (host.n == 0 || (!parts->scheme.n && !looks_like_host(host)))
        return err_set(err, ERR_FORMAT, "address has no host");
    if (str_find_byte(parts->authority, '\\', 0) < parts->authority.n)
        return err_set(err, ERR_FORMAT,
                       "backslash before the path"); /* browsers end the host there */
    size_t host_off = span_from(parts->authority, host).off;
    put(to, parts->scheme.n ? parts->scheme : S("https"));
    put(to, S("://"));
    put_escaped(to, str_slice(parts->authority, 0, host_off));
    if (!put_host(to, host, err))
        return false;
    put(to, str_from(parts->authority, host_off + host.n));
    put_escaped(to, parts->path);
    if (parts->query.n) {
        put(to, S("?"));
        put_escaped(to, parts->query);
    }
    to->p[to->n] = '\0'; /* PREPARED_BYTES leaves room */
    return true;
}

static void free_pieces(struct pieces *pieces)
{
    char *texts[] = { pieces->scheme, pieces->host, pieces->path,
                      pieces->query,  pieces->port, pieces->shown_port };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        curl_free(texts[i]);
    curl_url_cleanup(pieces->handle);
}

static bool curl_fail(CURLUcode code, str text, struct err *err)
{
    switch (code) {
    case CURLUE_BAD_PORT_NUMBER:
        return err_set(err, ERR_FORMAT, "port of \"%.*s\" is not a number from 1 to 65535",
                       STR_ARG(str_slice(text, 0, 80)));
    case CURLUE_OUT_OF_MEMORY:
        return err_set(err, ERR_MEMORY, "no memory for an address");
    default:
        return err_set(err, ERR_FORMAT, "\"%.*s\" is not an address: %s",
                       STR_ARG(str_slice(text, 0, 80)), curl_url_strerror(code));
    }
}

/* A dot that ends the host says nothing; without it "127.1." is seen to be an IPv4 address. */
static CURLUcode get_host(CURLU *u, char **host)
{
    char *whole = NULL;
    CURLUcode code = curl_url_get(u, CURLUPART_HOST, host, 0);
    size_t n = code ? 0 : strlen(*host);
    if (n < 2 || (*host)[n - 1] != '.')
        return code;
    (*host)[n - 1] = 0;
    code = curl_url_set(u, CURLUPART_HOST, *host, 0);
    if (!code)
        code = curl_url_get(u, CURLUPART_URL, &whole, 0);
    if (!code)
        code = curl_url_set(u, CURLUPART_URL, whole, CURLU_NON_SUPPORT_SCHEME);
    curl_free(whole);
    curl_free(*host);
    *host = NULL;
    return code ? code : curl_url_get(u, CURLUPART_HOST, host, 0);
}

/* Lets libcurl take the address apart: dot segments, IPv4 and IPv6 spellings, default ports. */
static bool take_apart(const struct prepared *from, struct pieces *pieces, struct err *err)
{
    *pieces = (struct pieces){ .handle = curl_url() };
    if (!pieces->handle)
        return err_set(err, ERR_MEMORY, "no memory for an address");
    CURLU *u = pieces->handle;
    CURLUcode code = curl_url_set(u, CURLUPART_URL, from->p, CURLU_NON_SUPPORT_SCHEME);
    if (!code)
        code = curl_url_get(u, CURLUPART_SCHEME, &pieces->scheme, 0);
    if (!code)
        code = get_host(u, &pieces->host);
    if (!code)
        code = curl_url_get(u, CURLUPART_PATH, &pieces->path, 0);
    if (code)
        return curl_fail(code, (str){ from->p, from->n }, err);
    /* These may be absent. */
    (void)curl_url_get(u, CURLUPART_PORT, &pieces->port, CURLU_DEFAULT_PORT);
    (void)curl_url_get(u, CURLUPART_PORT, &pieces->shown_port, CURLU_NO_DEFAULT_PORT);
    (void)curl_url_get(u, CURLUPART_QUERY, &pieces->query, 0);
    return true;
}

/* Labels as DNS takes them (RFC 1035, 2.3.4); IPv6 literals were checked by libcurl. */
static bool check_host(str host, struct err *err)
{
    if (host.n && host.p[0] == '[')
        return true;
    str rest = host, label;
    bool fits = host.n > 0 && host.n <= HOST_MAX_BYTES;
    while (fits && str_next(&rest, '.', &label))
        fits = label.n > 0 && label.n <= LABEL_MAX_BYTES;
    return fits || err_set(err, ERR_FORMAT, "host \"%.*s\" is not a host name", STR_ARG(host));
}

/* Appends to the canonical text and returns where it stands there. */
static str append(char **at, str s)
{
    char *begin = *at;
    if (s.n)
        memcpy(begin, s.p, s.n);
    *at += s.n;
    return (str){ begin, s.n };
}

static void lower_in_place(char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] >= 'A' && p[i] <= 'Z')
            p[i] = (char)(p[i] + 32);
}

/* Writes the canonical text; the parts of `out` are slices of it. */
static void assemble(char *room, const struct pieces *pieces, str userinfo, struct url *out)
{
    char *at = room;
    out->scheme = append(&at, str_from_z(pieces->scheme));
    append(&at, S("://"));
    append(&at, userinfo);
    out->host = append(&at, str_from_z(pieces->host));
    lower_in_place(at - out->host.n, out->host.n);
    if (pieces->shown_port) {
        append(&at, S(":"));
        append(&at, str_from_z(pieces->shown_port));
    }
    out->path = append(&at, str_from_z(pieces->path));
    if (pieces->query && *pieces->query) {
        append(&at, S("?"));
        out->query = append(&at, str_from_z(pieces->query));
    }
    out->text = (str){ room, (size_t)(at - room) };
    out->has_userinfo = userinfo.n > 0;
}

/* The canonical form from libcurl's pieces; one allocation, and none while it can jump. */
static bool build(const struct prepared *from, struct arena *perm, struct url *out, struct err *err)
{
    struct pieces pieces;
    uint32_t port = 0;
    bool ok = take_apart(from, &pieces, err);
    if (ok && pieces.port &&
        (!str_to_u32(str_from_z(pieces.port), &port) || port < 1 || port > UINT16_MAX))
        ok = curl_fail(CURLUE_BAD_PORT_NUMBER, (str){ from->p, from->n }, err);
    char *room = ok ? TRY_NEW(perm, char, from->n + 64) : NULL;
    if (room) {
        struct url_parts parts;
        url_split((str){ from->p, from->n }, &parts);
        str host = url_split_host(parts.authority);
        out->port = (uint16_t)port;
        assemble(room, &pieces, str_slice(parts.authority, 0, span_from(parts.authority, host).off),
                 out);
    }
    free_pieces(&pieces);
    if (!ok)
        return false;
    if (!room)
        arena_spent(perm);
    if (!check_host(out->host, err))
        return false;
    if (out->host.p[0] == '[')
        out->host = str_slice(out->host, 1, out->host.n - 2);
    return true;
}

/* "file:///x", "urn:isbn:1": addresses of a scheme that asks no host. */
static bool has_no_host(const struct url_parts *parts)
{
    if (!parts->scheme.n || str_eq_nocase(parts->scheme, S("http")) ||
        str_eq_nocase(parts->scheme, S("https")))
        return false;
    return !parts->authority.n || str_eq_nocase(parts->scheme, S("file"));
}

bool url_parse(str text, struct arena *perm, struct url *out, struct err *err)
{
    *out = (struct url){ 0 };
    if (is_no_reference(text))
        return err_set(err, ERR_USAGE, "\"%.*s\" is no reference", STR_ARG(str_slice(text, 0, 80)));
    if (!check_bytes(text, err))
        return false;
    struct url_parts parts;
    url_split(text, &parts);
    if (has_no_host(&parts)) {
        out->text = str_dup(perm, text);
        out->scheme = str_lower(perm, parts.scheme);
        out->path = str_from(out->text, span_from(text, parts.path).off);
        return true;
    }
    struct prepared prepared;
    prepared.n = 0;
    return prepare(&parts, &prepared, err) && build(&prepared, perm, out, err);
}

/* The path up to and with its last slash. */
static str path_folder(str path)
{
    size_t n = path.n;
    while (n > 0 && path.p[n - 1] != '/')
        n--;
    return str_slice(path, 0, n);
}

bool url_join(const struct url *base, str relative, struct arena *perm, struct url *out,
              struct err *err)
{
    struct url_parts parts, from;
    url_split(base->text, &from);
    url_split(relative, &parts);
    if (parts.scheme.n || relative.n > URL_MAX_BYTES)
        return url_parse(relative, perm, out, err);
    if (base->host.n == 0)
        return err_set(err, ERR_FORMAT, "address has no host");
    str origin = str_slice(base->text, 0, span_from(base->text, from.path).off);
    str keep = path_folder(base->path);
    if (str_starts(relative, S("//"))) {
        origin = str_slice(base->text, 0, from.scheme.n + 1);
        keep = (str){ 0 };
    } else if (str_starts(relative, S("/")))
        keep = (str){ 0 };
    else if (str_starts(relative, S("?")))
        keep = base->path;
    else if (relative.n == 0 || relative.p[0] == '#')
        return url_parse(base->text, perm, out, err);
    return url_parse(
        str_printf(perm, "%.*s%.*s%.*s", STR_ARG(origin), STR_ARG(keep), STR_ARG(relative)), perm,
        out, err);
}
