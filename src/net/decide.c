/* decide.c: the decision table. A row is a question; the first that says yes decides. */
#include "net/decide.h"

#include <assert.h>
#include <curl/curl.h>
#include <errno.h>
#include <openssl/x509_vfy.h>

#include "base/banned.h"

/* A certificate's faults by OpenSSL's number. */
static const struct {
    int number;
    str name;
} certificate_faults[] = {
    { 0, S_INIT("name") }, /* libcurl compares names itself and leaves its own 0 or 1 */
    { X509_V_ERR_UNSPECIFIED, S_INIT("name") },
    { X509_V_ERR_HOSTNAME_MISMATCH, S_INIT("name") },
    { X509_V_ERR_CERT_NOT_YET_VALID, S_INIT("not-yet-valid") },
    { X509_V_ERR_CERT_HAS_EXPIRED, S_INIT("expired") },
    { X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, S_INIT("self-signed") },
    { X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, S_INIT("untrusted") },
    { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, S_INIT("untrusted") },
    { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, S_INIT("untrusted") },
    { X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, S_INIT("untrusted") },
    { X509_V_ERR_EE_KEY_TOO_SMALL, S_INIT("weak") },
    { X509_V_ERR_CA_KEY_TOO_SMALL, S_INIT("weak") },
    { X509_V_ERR_CA_MD_TOO_WEAK, S_INIT("weak") },
};

/* Parts of a path that lead to a log-in, and parameters that bring the reader back from it. */
static const str login_words[] = {
    S_INIT("login"),   S_INIT("log-in"), S_INIT("signin"),
    S_INIT("sign-in"), S_INIT("/sso"),   S_INIT("/auth"),
};
static const str return_words[] = {
    S_INIT("next="), S_INIT("return"), S_INIT("redirect"), S_INIT("continue="), S_INIT("goto="),
    S_INIT("dest"),  S_INIT("back"),   S_INIT("url="),     S_INIT("referrer="), S_INIT("from="),
};
static const str missing_words[] = { S_INIT("/404."), S_INIT("/404/"), S_INIT("notfound"),
                                     S_INIT("not-found"), S_INIT("page_not_found") };

/* An address cut by hand: the table judges texts that url_parse made. */
struct parts {
    str host, path, query;
};

static struct parts cut_url(str url)
{
    struct parts parts = { 0 };
    size_t scheme = str_find(url, S("://"), 0);
    str rest = str_from(url, scheme + 3);
    size_t slash = 0;
    while (slash < rest.n && rest.p[slash] != '/' && rest.p[slash] != '?')
        slash++;
    parts.host = str_slice(rest, 0, slash);
    (void)str_cut(str_from(rest, slash), '?', &parts.path, &parts.query);
    if (str_eq(parts.path, S("/")))
        parts.path = (str){ 0 };
    return parts;
}

static bool holds_any(str text, const str *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_find_nocase(text, words[i], 0) < text.n)
            return true;
    return false;
}

#define HOLDS_ANY(text, words) holds_any((text), (words), sizeof(words) / sizeof(words)[0])

/* A server that said 4xx or 5xx has spoken, whatever became of the page that came along. */
static bool has_spoken(const struct observation *seen)
{
    return seen->headers_done && seen->status >= 400;
}

static int failure(const struct observation *seen)
{
    return has_spoken(seen) ? CURLE_OK : seen->curl;
}

static bool is_page(const struct observation *seen)
{
    return (seen->status >= 200 && seen->status <= 299) ||
           (seen->status == 304 && seen->conditional);
}

static bool is_invalid(const struct observation *seen)
{
    return seen->invalid_url.n > 0;
}

static bool is_blocked(const struct observation *seen)
{
    return seen->guard != GUARD_PASS;
}

static bool is_time_fault(const struct observation *seen)
{
    return seen->curl == CURLE_PEER_FAILED_VERIFICATION &&
           (seen->verify_result == X509_V_ERR_CERT_HAS_EXPIRED ||
            seen->verify_result == X509_V_ERR_CERT_NOT_YET_VALID);
}

/* libcurl's codes that the other side can bring about; the rest are this machine's. 27 is what a
 * header line over 100 kB gives. */
static bool is_remote(const struct observation *seen)
{
    static const uint8_t remote[] = { 0,  1,  7,  8,  16, 18, 27, 28, 35, 42,
                                      52, 55, 56, 59, 60, 61, 63, 91, 92, 95 };
    if (seen->curl == CURLE_WRITE_ERROR)
        return seen->cap_reached || seen->bad_encoding || seen->body_cut;
    for (size_t i = 0; i < sizeof remote; i++)
        if (remote[i] == seen->curl)
            return true;
    return false;
}

static bool is_local(const struct observation *seen)
{
    return seen->local.n > 0 || (seen->clock_wrong && is_time_fault(seen)) || !is_remote(seen);
}

static bool is_robots(const struct observation *seen)
{
    return seen->robots_disallow;
}

static bool is_dns_gone(const struct observation *seen)
{
    return seen->dns == DNS_NO_NAME || seen->dns == DNS_NO_ADDRESS;
}

static bool is_dns_fail(const struct observation *seen)
{
    return seen->dns != DNS_ANSWERED;
}

static bool is_refused(const struct observation *seen)
{
    return seen->curl == CURLE_COULDNT_CONNECT;
}

static bool is_timeout(const struct observation *seen)
{
    return failure(seen) == CURLE_OPERATION_TIMEDOUT || seen->status == 408;
}

static bool is_tls(const struct observation *seen)
{
    return seen->curl == CURLE_PEER_FAILED_VERIFICATION || seen->curl == CURLE_SSL_CIPHER ||
           seen->curl == CURLE_SSL_INVALIDCERTSTATUS ||
           (seen->curl == CURLE_SSL_CONNECT_ERROR && seen->tls_break != TLS_BREAK_CLOSED);
}

static bool is_reset(const struct observation *seen)
{
    int code = failure(seen);
    return code == CURLE_GOT_NOTHING || code == CURLE_SEND_ERROR ||
           code == CURLE_SSL_CONNECT_ERROR ||
           (code == CURLE_RECV_ERROR && !seen->headers_done && !seen->bad_framing);
}

static bool is_truncated(const struct observation *seen)
{
    int code = failure(seen);
    return code == CURLE_PARTIAL_FILE || (code == CURLE_RECV_ERROR && !seen->bad_framing) ||
           (seen->body_cut && !has_spoken(seen));
}

static bool is_odd_status(uint16_t status, bool conditional)
{
    if (status >= 300 && status <= 399)
        return status != 304 || !conditional; /* a redirect that could not be followed */
    return status < 200 || (status > 599 && status != 999);
}

static bool is_too_large(const struct observation *seen)
{
    return !has_spoken(seen) && (seen->cap_reached || seen->curl == CURLE_FILESIZE_EXCEEDED);
}

static bool is_protocol(const struct observation *seen)
{
    if (has_spoken(seen))
        return is_odd_status(seen->status, seen->conditional);
    if (seen->redirects_spent || is_too_large(seen))
        return false;
    return seen->curl != CURLE_OK || seen->bad_location.n > 0 || seen->bad_encoding ||
           is_odd_status(seen->status, seen->conditional);
}

/* A wall that sets cookies and sends the reader round until a browser proves itself is row 15's. */
static bool is_loop(const struct observation *seen)
{
    return seen->redirects_spent && !seen->cookies_set;
}

static bool is_bot_wall(const struct observation *seen)
{
    return seen->cf_challenge || seen->redirects_spent || seen->status == 999 ||
           seen->signs.bot_wall ||
           (seen->waf_action && (seen->status == 202 || seen->status == 405));
}

static bool is_throttled(const struct observation *seen)
{
    return seen->status == 429 || seen->status == 418;
}

static bool is_legal(const struct observation *seen)
{
    return seen->status == 451;
}

static bool is_paywalled(const struct observation *seen)
{
    return seen->status == 402 || seen->signs.paywall;
}

static bool is_login(const struct observation *seen)
{
    static const uint16_t statuses[] = { 401, 407, 412, 428, 440, 449 };
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (seen->status == statuses[i])
            return true;
    if (seen->signs.login)
        return true;
    struct parts final = cut_url(seen->final_url);
    return seen->redirects > 0 && is_page(seen) && HOLDS_ANY(final.path, login_words) &&
           HOLDS_ANY(final.query, return_words);
}

static bool is_forbidden(const struct observation *seen)
{
    return seen->status == 403 || seen->status == 406;
}

static bool is_not_found(const struct observation *seen)
{
    return seen->status == 404;
}

static bool is_gone(const struct observation *seen)
{
    return seen->status == 410;
}

static bool is_server_error(const struct observation *seen)
{
    return seen->status == 425 || (seen->status >= 500 && seen->status <= 599);
}

static bool is_client_error(const struct observation *seen)
{
    return seen->status >= 400 && seen->status <= 499;
}

static bool is_consent(const struct observation *seen)
{
    return is_page(seen) && (seen->signs.consent ||
                             (seen->redirects > 0 &&
                              str_starts_nocase(cut_url(seen->final_url).host, S("consent."))));
}

static bool is_parked(const struct observation *seen)
{
    return is_page(seen) && seen->signs.parked;
}

static bool is_soft_404(const struct observation *seen)
{
    return is_page(seen) && seen->signs.soft_404_confirmed;
}

/* Sent on to an address that itself says "404", which needs no probe. */
static bool ends_at_missing(const struct observation *seen)
{
    return seen->redirects > 0 && HOLDS_ANY(cut_url(seen->final_url).path, missing_words) &&
           !HOLDS_ANY(cut_url(seen->asked_url).path, missing_words);
}

static bool ends_at_root(const struct observation *seen)
{
    struct parts asked = cut_url(seen->asked_url), final = cut_url(seen->final_url);
    return seen->redirects > 0 && (asked.path.n > 0 || asked.query.n > 0) && final.path.n == 0 &&
           final.query.n == 0;
}

static bool is_suspect(const struct observation *seen)
{
    return is_page(seen) &&
           (seen->signs.soft_404_suspected || ends_at_missing(seen) || ends_at_root(seen));
}

static bool is_js_only(const struct observation *seen)
{
    return is_page(seen) && seen->signs.js_only;
}

static bool is_empty(const struct observation *seen)
{
    return seen->status == 204 || seen->status == 205 ||
           (seen->status != 304 && seen->body_bytes == 0);
}

static bool is_moved(const struct observation *seen)
{
    return is_page(seen) && seen->redirects > 0 && seen->permanent;
}

static bool is_success(const struct observation *seen)
{
    return seen->status >= 200 && seen->status <= 299;
}

static bool is_not_modified(const struct observation *seen)
{
    return seen->status == 304;
}

static str invalid_detail(const struct observation *seen, struct arena *perm)
{
    (void)perm;
    return seen->invalid_url;
}

static str guard_detail(const struct observation *seen, struct arena *perm)
{
    static const str details[] = { [GUARD_SCHEME] = S_INIT("scheme"),
                                   [GUARD_HOST] = S_INIT("host"),
                                   [GUARD_ADDRESS] = S_INIT("address"),
                                   [GUARD_PORT] = S_INIT("port") };
    (void)perm;
    return details[seen->guard];
}

static str local_detail(const struct observation *seen, struct arena *perm)
{
    if (seen->local.n)
        return seen->local;
    if (seen->clock_wrong && is_time_fault(seen))
        return S("clock");
    return str_printf(perm, "%s", curl_easy_strerror((CURLcode)seen->curl));
}

static str robots_detail(const struct observation *seen, struct arena *perm)
{
    (void)perm;
    return seen->robots_why;
}

static str dns_detail(const struct observation *seen, struct arena *perm)
{
    static const str details[] = { [DNS_NO_ADDRESS] = S_INIT("no address"),
                                   [DNS_SERVER_FAIL] = S_INIT("server failure"),
                                   [DNS_SILENT] = S_INIT("no answer in time") };
    (void)perm;
    return seen->dns == DNS_NO_NAME ? (str){ 0 } : details[seen->dns];
}

static str refused_detail(const struct observation *seen, struct arena *perm)
{
    (void)perm;
    return seen->os_errno == ECONNREFUSED ? (str){ 0 } : S("unreachable");
}

static str status_detail(const struct observation *seen, struct arena *perm)
{
    return str_printf(perm, "HTTP %u", seen->status);
}

static str timeout_detail(const struct observation *seen, struct arena *perm)
{
    if (failure(seen) != CURLE_OPERATION_TIMEDOUT)
        return status_detail(seen, perm);
    if (!seen->connected)
        return S("connect");
    if (seen->https && !seen->tls_done)
        return S("tls");
    return seen->began ? S("slow") : S("response");
}

static str tls_detail(const struct observation *seen, struct arena *perm)
{
    (void)perm;
    if (seen->tls_break == TLS_BREAK_NOT_TLS)
        return S("not-tls");
    if (seen->tls_break == TLS_BREAK_OLD_PROTOCOL)
        return S("old-protocol");
    if (seen->curl != CURLE_PEER_FAILED_VERIFICATION)
        return S("handshake");
    for (size_t i = 0; i < sizeof certificate_faults / sizeof certificate_faults[0]; i++)
        if (certificate_faults[i].number == seen->verify_result)
            return certificate_faults[i].name;
    return S("certificate");
}

static str reset_detail(const struct observation *seen, struct arena *perm)
{
    (void)perm;
    return seen->curl == CURLE_GOT_NOTHING ? S("empty reply") : (str){ 0 };
}

static str protocol_detail(const struct observation *seen, struct arena *perm)
{
    if (seen->bad_location.n)
        return seen->bad_location;
    if (seen->bad_encoding)
        return S("content-encoding");
    if (failure(seen) == CURLE_OK && seen->status)
        return status_detail(seen, perm);
    return S("framing");
}

static str moved_detail(const struct observation *seen, struct arena *perm)
{
    (void)perm;
    bool down = str_starts(seen->asked_url, S("https:")) && str_starts(seen->final_url, S("http:"));
    return down ? S("downgrade") : (str){ 0 };
}

static str success_detail(const struct observation *seen, struct arena *perm)
{
    (void)perm;
    if (seen->status == 206)
        return S("partial");
    return seen->by_page ? S("sent on by the page itself") : (str){ 0 };
}

static str cached_detail(const struct observation *seen, struct arena *perm)
{
    (void)seen, (void)perm;
    return S("not modified");
}

/* One row of the decision table; its number is its place, from 1. */
struct decision {
    enum verdict_code code;
    bool (*fits)(const struct observation *seen);
    str (*detail)(const struct observation *seen, struct arena *perm); /* NULL: no detail */
};

static const struct decision table[] = {
    { VERDICT_INVALID_URL, is_invalid, invalid_detail }, /* 1 */
    { VERDICT_BLOCKED_BY_POLICY, is_blocked, guard_detail },
    { VERDICT_LOCAL_ERROR, is_local, local_detail },
    { VERDICT_ROBOTS_DISALLOWED, is_robots, robots_detail },
    { VERDICT_DNS_GONE, is_dns_gone, dns_detail }, /* 5 */
    { VERDICT_DNS_FAIL, is_dns_fail, dns_detail },
    { VERDICT_REFUSED, is_refused, refused_detail },
    { VERDICT_TIMEOUT, is_timeout, timeout_detail },
    { VERDICT_TLS_PROBLEM, is_tls, tls_detail },
    { VERDICT_CONN_RESET, is_reset, reset_detail }, /* 10 */
    { VERDICT_TRUNCATED, is_truncated, NULL },
    { VERDICT_PROTOCOL_ERROR, is_protocol, protocol_detail },
    { VERDICT_TOO_LARGE, is_too_large, NULL },
    { VERDICT_REDIRECT_LOOP, is_loop, NULL },
    { VERDICT_FORBIDDEN_TO_BOTS, is_bot_wall, status_detail }, /* 15 */
    { VERDICT_RATE_LIMITED, is_throttled, status_detail },
    { VERDICT_GEO_LEGAL_BLOCKED, is_legal, status_detail },
    { VERDICT_PAYWALLED, is_paywalled, NULL },
    { VERDICT_LOGIN_WALL, is_login, NULL },
    { VERDICT_FORBIDDEN_TO_BOTS, is_forbidden, status_detail }, /* 20 */
    { VERDICT_GONE, is_not_found, status_detail },
    { VERDICT_GONE, is_gone, status_detail },
    { VERDICT_SERVER_ERROR, is_server_error, status_detail },
    { VERDICT_SERVER_ERROR, is_client_error, status_detail },
    { VERDICT_CONSENT_WALL, is_consent, NULL }, /* 25 */
    { VERDICT_PARKED, is_parked, NULL },
    { VERDICT_SOFT_404, is_soft_404, NULL },
    { VERDICT_SOFT_404, is_suspect, NULL },
    { VERDICT_JS_ONLY, is_js_only, NULL },
    { VERDICT_EMPTY, is_empty, NULL }, /* 30 */
    { VERDICT_MOVED, is_moved, moved_detail },
    { VERDICT_OK, is_success, success_detail },
    { VERDICT_OK, is_not_modified, cached_detail },
};
enum { ROWS = sizeof table / sizeof table[0], ROW_SUSPECT = 28 };
_Static_assert(ROWS == 33, "the table of the architecture has 33 rows");

struct verdict decide(const struct observation *seen, struct arena *perm)
{
    size_t row = 1;
    while (row < ROWS && !table[row - 1].fits(seen))
        row++;
    const struct decision *found = &table[row - 1];
    assert(found->fits(seen));
    str detail = found->detail ? found->detail(seen, perm) : (str){ 0 };
    bool suspect = row == ROW_SUSPECT && !ends_at_missing(seen);
    return (struct verdict){
        .code = found->code, .row = (uint8_t)row, .suspect = suspect, .detail = detail
    };
}
