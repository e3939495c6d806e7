/* transfer.c: libcurl's handle for one hop. Redirects, decoding, cookies over hops and name look-ups
 * are ours: libcurl's would hide what the verdict needs. */
#include "net/transfer.h"

#include "net/body.h"

#include <errno.h>
#include <openssl/ssl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/banned.h"

enum {
    LOW_SPEED_BYTES = 128,
    LOW_SPEED_S = 15,
    PIN_S = 10,
    SIZE_FACTOR = 256,
    MANY_TRANSFERS = 2000,
    BUFFER_BYTES = 16 * 1024, /* libcurl's own choice: one for each transfer */
    SMALL_BUFFER_BYTES =
        4 * 1024, /* of many: slower by a few calls a page, but 10,000 need 40 MB */
    TEXT_BYTES = 64 * 1024
};

static const struct {
    CURLoption option;
    long value;
} fixed_settings[] = {
    { CURLOPT_NOSIGNAL, 1 },
    { CURLOPT_FOLLOWLOCATION, 0 },
    { CURLOPT_NETRC, CURL_NETRC_IGNORED },
    { CURLOPT_HTTPAUTH, (long)CURLAUTH_NONE },
    { CURLOPT_LOW_SPEED_LIMIT, LOW_SPEED_BYTES },
    { CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
    { CURLOPT_SSL_VERIFYPEER, 1 },
    { CURLOPT_SSL_VERIFYHOST, 2 },
    { CURLOPT_TCP_KEEPALIVE, 0 },
};

/* The body of an answer that came in an encoding of ours is opened by body.c. */
static size_t on_body(char *bytes, size_t size, size_t n, void *ctx)
{
    (void)size; /* always 1 */
    return body_take(ctx, (str){ bytes, n }) ? n : CURL_WRITEFUNC_ERROR;
}

static size_t on_header(char *line, size_t size, size_t n, void *ctx)
{
    struct transfer *transfer = ctx;
    long status = 0;
    transfer->answer.seen.began = true;
    if (n <= 2 && (n == 0 || line[0] == '\r' || line[0] == '\n') &&
        curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK &&
        status >= 200)
        transfer->answer.seen.headers_done = true;
    return size * n;
}

/* Whether the guard lets the transfer talk to `ip`. */
static bool may_talk(struct transfer *transfer, const struct ip *ip, uint16_t port)
{
    if (transfer->mapped || transfer->settings->proxy[0])
        return true;
    enum guard_say say = guard_address(&transfer->settings->guard, ip, port);
    if (say != GUARD_PASS)
        transfer->answer.seen.guard = say;
    return say == GUARD_PASS;
}

bool transfer_note_socket(struct transfer_settings *settings, int fd, bool connecting)
{
    bool *known = settings->connecting;
    if (fd < 0 || (size_t)fd >= settings->n_connecting)
        return false;
    bool before = known[fd];
    known[fd] = connecting;
    return before;
}

/* The last look at an address before a socket goes there; closes the gap that a name server which
 * changes its mind would open. */
static curl_socket_t on_open(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
    (void)purpose;
    struct transfer *transfer = ctx;
    struct ip ip;
    if (!ip_from_sockaddr(&address->addr, &ip) || !may_talk(transfer, &ip, transfer->to_port))
        return CURL_SOCKET_BAD;
    int fd = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    (void)transfer_note_socket(transfer->settings, fd, transfer->n_addresses > 1);
    if (fd < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM))
        transfer->answer.slots_spent = true;
    return fd;
}

/* The same for a connection that is used again. */
static int on_request(void *ctx, char *peer, char *local, int peer_port, int local_port)
{
    (void)local, (void)local_port, (void)peer_port;
    struct transfer *transfer = ctx;
    struct ip ip;
    transfer->answer.seen.connected = transfer->answer.seen.tls_done = true;
    curl_socket_t fd = CURL_SOCKET_BAD;
    if (curl_easy_getinfo(transfer->easy, CURLINFO_ACTIVESOCKET, &fd) == CURLE_OK)
        (void)transfer_note_socket(transfer->settings, fd, false);
    bool good = ip_parse(str_from_z(peer), &ip) && may_talk(transfer, &ip, transfer->to_port);
    return good ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

/* One store for all connections: reading the authorities takes 20 ms. */
static CURLcode on_tls(CURL *easy, void *context, void *ctx)
{
    (void)easy;
    struct transfer *transfer = ctx;
    struct transfer_settings *settings = transfer->settings;
    transfer->answer.seen.connected = true; /* libcurl notes no time before the handshake is over */
    if (!settings->store) {
        settings->store = X509_STORE_new();
        if (!settings->store || !X509_STORE_load_file(settings->store, settings->cacert) ||
            !X509_STORE_set_flags(settings->store, X509_V_FLAG_PARTIAL_CHAIN))
            return CURLE_SSL_CACERT_BADFILE;
    }
    SSL_CTX_set1_cert_store(context, settings->store);
    SSL_CTX_set_security_level(context, 2);
    return CURLE_OK;
}

static bool set_limits(const struct transfer *transfer)
{
    const struct fetch_options *options = transfer->settings->options;
    CURL *easy = transfer->easy;
    double factor = transfer->request.patient ? 2 : 1;
    long timeout_ms = (long)(options->timeout_s * 1000 * factor);
    long connect_ms = (long)(options->connect_timeout_s * 1000 * factor);
    long version = options->http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1;
    long buffer = options->concurrency > MANY_TRANSFERS ? SMALL_BUFFER_BYTES : BUFFER_BYTES;
    curl_off_t most = (curl_off_t)options->body_bytes * SIZE_FACTOR;
    return curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, buffer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout_ms) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connect_ms) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, version) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)(LOW_SPEED_S * factor)) ==
               CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, most) == CURLE_OK;
}

static bool set_callbacks(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    return curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_request) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_tls) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, transfer) == CURLE_OK;
}

static bool append(struct curl_slist **list, const char *line)
{
    struct curl_slist *longer = line ? curl_slist_append(*list, line) : NULL;
    if (longer)
        *list = longer;
    return longer != NULL;
}

static bool set_headers(struct transfer *transfer, struct arena *scratch)
{
    const struct transport_request *request = &transfer->request;
    struct curl_slist **list = &transfer->headers;
    bool good = append(list, "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,"
                             "*/*;q=0.8") &&
                append(list, request->identity ? "Accept-Encoding: identity" : INFLATE_ACCEPT);
    if (request->if_none_match.n)
        good = good && append(list, str_z(scratch, str_printf(scratch, "If-None-Match: %.*s",
                                                              STR_ARG(request->if_none_match))));
    if (request->if_modified_since.n)
        good =
            good && append(list, str_z(scratch, str_printf(scratch, "If-Modified-Since: %.*s",
                                                           STR_ARG(request->if_modified_since))));
    return good && curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, *list) == CURLE_OK;
}

static bool set_cookies(struct transfer *transfer, struct arena *scratch)
{
    if (!transfer->request.jar)
        return true;
    bool good = curl_easy_setopt(transfer->easy, CURLOPT_COOKIEFILE, "") == CURLE_OK;
    str rest = transfer->request.cookies, line;
    while (good && str_next(&rest, '\n', &line))
        if (line.n)
            good = curl_easy_setopt(transfer->easy, CURLOPT_COOKIELIST, str_z(scratch, line)) ==
                   CURLE_OK;
    return good;
}

static void add_host(struct buf *text, str host)
{
    bool v6 = str_find_byte(host, ':', 0) < host.n;
    buf_printf(text, v6 ? "[%.*s]" : "%.*s", STR_ARG(host));
}

/* "::ADDRESS:PORT": the connection goes there, whatever the host. */
static bool set_connect_to(struct transfer *transfer, struct buf *text, str host)
{
    buf_add(text, S("::"));
    add_host(text, host);
    buf_printf(text, ":%u", transfer->to_port);
    buf_byte(text, 0);
    return !text->failed && append(&transfer->connect_to, text->p) &&
           curl_easy_setopt(transfer->easy, CURLOPT_CONNECT_TO, transfer->connect_to) == CURLE_OK;
}

/* "+HOST:PORT:ADDRESS,...": libcurl forgets it by its DNS_CACHE_TIMEOUT, which it would not without the
 * plus: it walks all it remembers after each transfer. */
static bool set_pins(struct transfer *transfer, struct buf *text)
{
    buf_clear(text);
    buf_printf(text, "+%.*s:%u:", STR_ARG(transfer->to_host), transfer->to_port);
    for (size_t i = 0; i < transfer->n_addresses; i++) {
        char room[IP_TEXT_BYTES];
        if (i)
            buf_byte(text, ',');
        add_host(text, ip_text(&transfer->addresses[i], room));
    }
    buf_byte(text, 0);
    return !text->failed && append(&transfer->pins, text->p) &&
           curl_easy_setopt(transfer->easy, CURLOPT_RESOLVE, transfer->pins) == CURLE_OK;
}

/* Names where the connection goes: to the one address that our own resolver found, to the first of several
 * that answers, or where a mapping leads. */
static bool set_route(struct transfer *transfer)
{
    struct buf text;
    char room[IP_TEXT_BYTES];
    buf_init(&text, TEXT_BYTES);
    bool good = true;
    if (transfer->n_addresses == 1)
        good = set_connect_to(transfer, &text, ip_text(&transfer->addresses[0], room));
    else if (transfer->mapped)
        good = set_connect_to(transfer, &text, transfer->to_host);
    if (good && transfer->n_addresses > 1)
        good = set_pins(transfer, &text);
    long keep_s = transfer->n_addresses > 1 ? PIN_S : 0;
    good = good && curl_easy_setopt(transfer->easy, CURLOPT_DNS_CACHE_TIMEOUT, keep_s) == CURLE_OK;
    buf_free(&text);
    return good;
}

static bool set_all(struct transfer *transfer, struct arena *scratch)
{
    const struct transfer_settings *settings = transfer->settings;
    CURL *easy = transfer->easy;
    for (size_t i = 0; i < sizeof fixed_settings / sizeof fixed_settings[0]; i++)
        if (curl_easy_setopt(easy, fixed_settings[i].option, fixed_settings[i].value) != CURLE_OK)
            return false;
    const char *url = str_z(scratch, transfer->request.url);
    long fresh = transfer->request.fresh;
    return url && curl_easy_setopt(easy, CURLOPT_URL, url) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, fresh) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PROXY, settings->proxy) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_NOPROXY, "") == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_USERAGENT, settings->user_agent) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CAINFO, NULL) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) == CURLE_OK && set_limits(transfer) &&
           set_callbacks(transfer) && set_headers(transfer, scratch) &&
           set_cookies(transfer, scratch) && set_route(transfer);
}

bool transfer_prepare(struct transfer *transfer, struct arena *scratch)
{
    size_t most = transfer->request.keep_body ? transfer->request.keep_body
                                              : transfer->settings->options->body_bytes;
    buf_init(&transfer->body, most);
    buf_init(&transfer->jar, TEXT_BYTES);
    transfer->easy = curl_easy_init();
    struct arena_mark mark = arena_mark(scratch);
    bool good = transfer->easy && set_all(transfer, scratch);
    arena_release(scratch, mark);
    if (!good)
        transfer->answer.seen.local = S("libcurl refuses the request");
    return good;
}

static str header(const struct transfer *transfer, const char *name)
{
    struct curl_header *found = NULL;
    if (curl_easy_header(transfer->easy, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK)
        return (str){ 0 };
    return str_trim(str_from_z(found->value));
}

static void take_headers(struct transfer *transfer)
{
    struct transport_answer *answer = &transfer->answer;
    curl_off_t wait_s = 0;
    answer->location = header(transfer, "location");
    answer->content_type = header(transfer, "content-type");
    answer->etag = header(transfer, "etag");
    answer->last_modified = header(transfer, "last-modified");
    answer->seen.cf_challenge = header(transfer, "cf-mitigated").n > 0;
    answer->seen.waf_action = header(transfer, "x-amzn-waf-action").n > 0;
    answer->seen.cookies_set = header(transfer, "set-cookie").n > 0;
    if (curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &wait_s) == CURLE_OK && wait_s > 0)
        answer->retry_after_s = wait_s > 3600 ? 3600 : (uint32_t)wait_s;
}

static void take_cookies(struct transfer *transfer)
{
    struct curl_slist *lines = NULL;
    if (!transfer->request.jar ||
        curl_easy_getinfo(transfer->easy, CURLINFO_COOKIELIST, &lines) != CURLE_OK)
        return;
    for (const struct curl_slist *line = lines; line; line = line->next) {
        buf_add(&transfer->jar, str_from_z(line->data));
        buf_byte(&transfer->jar, '\n');
    }
    curl_slist_free_all(lines);
    transfer->answer.cookies = buf_str(&transfer->jar);
}

static bool says(const struct transfer *transfer, str words)
{
    str text = str_from_z(transfer->error);
    return str_find(text, words, 0) < text.n;
}

/* libcurl has one code for several ends of a handshake; its text, which is OpenSSL's, tells. */
static enum tls_break read_tls_break(const struct transfer *transfer)
{
    if (says(transfer, S("wrong version number")) || says(transfer, S("http request")) ||
        says(transfer, S("packet length too long")))
        return TLS_BREAK_NOT_TLS;
    if (says(transfer, S("unsupported protocol")) || says(transfer, S("protocol version")))
        return TLS_BREAK_OLD_PROTOCOL;
    if (says(transfer, S("SYSCALL")) || says(transfer, S("reset by peer")) ||
        says(transfer, S("unexpected eof")))
        return TLS_BREAK_CLOSED;
    return TLS_BREAK_NONE;
}

void transfer_finish(struct transfer *transfer, CURLcode code)
{
    struct transport_answer *answer = &transfer->answer;
    struct observation *seen = &answer->seen;
    long status = 0, os_errno = 0;
    curl_off_t connect_us = 0;
    seen->curl = (int)code;
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &os_errno);
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_SSL_VERIFYRESULT, &seen->verify_result);
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_CONNECT_TIME_T, &connect_us);
    seen->status = (uint16_t)status;
    seen->os_errno = (int)os_errno;
    seen->connected = seen->connected || connect_us > 0;
    seen->bad_framing = says(transfer, S("chunked-encoding")) || says(transfer, S("too large")) ||
                        says(transfer, S("Too large"));
    if (code == CURLE_SSL_CONNECT_ERROR)
        seen->tls_break = read_tls_break(transfer);
    if (code == CURLE_OK)
        seen->guard = GUARD_PASS; /* one of several addresses was refused, another answered */
    if (transfer->settings->proxy[0] && (code == CURLE_COULDNT_RESOLVE_PROXY ||
                                         code == CURLE_COULDNT_CONNECT || code == CURLE_PROXY))
        seen->local = S("proxy");
    if (answer->slots_spent)
        seen->local = S("no file descriptors left");
    body_end(transfer);
    take_headers(transfer);
    take_cookies(transfer);
    answer->body = buf_str(&transfer->body);
}

void transfer_close(struct transfer *transfer)
{
    inflate_close(&transfer->inflater);
    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->pins);
    curl_slist_free_all(transfer->connect_to);
    curl_slist_free_all(transfer->headers);
    buf_free(&transfer->body);
    buf_free(&transfer->jar);
}
