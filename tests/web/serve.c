/* serve.c: one request, one answer. Connections are not kept alive. */
#include "serve.h"

#include <inttypes.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"

#include "base/banned.h"

enum {
    REQUEST_MAX_BYTES = 64 << 10,
    HEAD_MAX_BYTES = 1 << 20,
    TLS_HANDSHAKE = 0x16,
    TICK_MS = 100
};

struct connection {
    int fd;
    SSL *ssl; /* NULL: plain */
};

struct request {
    str method, path, host, head;
};

static long receive(const struct connection *c, char *to, size_t n)
{
    return c->ssl ? SSL_read(c->ssl, to, (int)n) : recv(c->fd, to, n, 0);
}

static bool send_all(const struct connection *c, str bytes)
{
    while (bytes.n) {
        long n = c->ssl ? SSL_write(c->ssl, bytes.p, (int)bytes.n)
                        : send(c->fd, bytes.p, bytes.n, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        bytes = str_from(bytes, (size_t)n);
    }
    return true;
}

static void pause_ms(uint32_t ms)
{
    struct timespec time = { .tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000 };
    (void)nanosleep(&time, NULL);
}

/* Reads up to the empty line. */
static bool read_head(const struct connection *c, struct buf *head)
{
    while (str_find(buf_str(head), S("\r\n\r\n"), 0) == head->n) {
        if (!buf_room(head, 4096))
            return false;
        long n = receive(c, head->p + head->n, 4096);
        if (n <= 0)
            return false;
        head->n += (size_t)n;
    }
    return true;
}

static bool parse_head(str head, struct request *out)
{
    str line, rest = head, name, value;
    out->head = head;
    if (!str_next(&rest, '\n', &line) || !str_cut(line, ' ', &out->method, &value) ||
        !str_cut(value, ' ', &out->path, &value))
        return false;
    while (str_next(&rest, '\n', &line))
        if (str_cut(line, ':', &name, &value) && str_eq_nocase(name, S("Host")))
            out->host = str_trim(value);
    out->host = str_slice(out->host, 0, str_find_byte(out->host, ':', 0));
    return true;
}

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Bytes at the page's pace; false once the client is gone. */
static bool send_paced(const struct connection *c, const struct web_page *page, str bytes)
{
    size_t step = page->bytes_per_s ? (page->bytes_per_s + 9) / 10 : bytes.n;
    for (size_t at = 0; at < bytes.n; at += step) {
        if (page->bytes_per_s)
            pause_ms(TICK_MS);
        if (!send_all(c, str_slice(bytes, at, step)))
            return false;
    }
    return bytes.n > 0;
}

static bool send_body(const struct connection *c, const struct web_page *page)
{
    return send_paced(c, page,
                      page->truncated ? str_slice(page->body, 0, page->sent_bytes) : page->body);
}

static bool has_header(const struct web_page *page, str name)
{
    for (size_t i = 0; i < page->headers.n; i++)
        if (str_starts_nocase(page->headers.p[i], name))
            return true;
    return false;
}

/* Headers that say nothing, until the client has had enough of them. */
static bool send_flood(const struct connection *c, const struct web_page *page)
{
    struct buf line;
    buf_init(&line, HEAD_MAX_BYTES * 2);
    buf_printf(&line, "X-Filler: ");
    for (uint32_t i = 0; i < page->flood_bytes; i++)
        buf_byte(&line, 'x');
    buf_printf(&line, "\r\n");
    bool sent = !line.failed;
    for (uint32_t i = 0; sent && i < page->flood_lines; i++)
        sent = send_all(c, buf_str(&line));
    buf_free(&line);
    return sent;
}

static bool send_head(const struct connection *c, const struct web_page *page, str path)
{
    struct buf head;
    buf_init(&head, HEAD_MAX_BYTES);
    buf_printf(&head, "HTTP/1.1 %03u \r\nConnection: close\r\n", page->status);
    if (!has_header(page, S("Content-Type:")))
        buf_printf(&head, "Content-Type: text/html; charset=utf-8\r\n");
    if (!page->endless && !has_header(page, S("Content-Length:")))
        buf_printf(&head, "Content-Length: %zu\r\n", page->body.n);
    if (page->loop)
        buf_printf(&head, "Location: %.*s\r\n", STR_ARG(path));
    for (size_t i = 0; i < page->headers.n; i++)
        buf_printf(&head, "%.*s\r\n", STR_ARG(page->headers.p[i]));
    bool sent = !head.failed && send_all(c, buf_str(&head)) && send_flood(c, page) &&
                send_all(c, S("\r\n"));
    buf_free(&head);
    return sent;
}

static void answer(const struct connection *c, const struct web_page *page,
                   const struct request *request)
{
    if (page->delay_ms)
        pause_ms(page->delay_ms);
    if (page->raw.p)
        while (send_paced(c, page, page->raw) && page->endless)
            ;
    else if (page->ending != WEB_END_WELL && !page->truncated)
        return; /* not a byte */
    else if (send_head(c, page, request->path) && !str_eq(request->method, S("HEAD")))
        while (send_body(c, page) && page->endless)
            ;
}

/* Ends the connection: orderly, at once, by RST, or not before the client does. */
static void finish(struct connection *c, enum web_ending ending)
{
    char dropped[4096];
    const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
    if (ending == WEB_END_SILENT)
        while (receive(c, dropped, sizeof dropped) > 0)
            ;
    if (ending == WEB_END_RESET) {
        pause_ms(TICK_MS); /* what was sent is read before */
        (void)setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
    if (c->ssl && ending == WEB_END_WELL)
        (void)SSL_shutdown(c->ssl);
    SSL_free(c->ssl);
    (void)close(c->fd);
}

/* Finds the page of a request, logs and sends it. Returns how the connection ends. */
static enum web_ending respond(const struct server *server, const struct connection *c,
                               const struct request *request)
{
    struct web_page not_found = { .status = 404,
                                  .body = S("<!doctype html><title>404 Not Found</title>\n"
                                            "<h1>404 Not Found</h1>\n") };
    struct web_site *site = site_find(server->web, request->host);
    struct web_page *page = site ? site_take_page(site, request->path, request->head) : NULL;
    if (!page)
        page = &not_found;
    if (server->log)
        (void)fprintf(server->log, "%s %.*s %.*s %.*s %u %" PRId64 "\n", c->ssl ? "https" : "http",
                      STR_ARG(request->host), STR_ARG(request->method), STR_ARG(request->path),
                      page->status, now_ms());
    answer(c, page, request);
    return page->ending;
}

/* A handshake that the site does not mean to finish. */
static void break_handshake(const struct connection *c, enum web_handshake how)
{
    char dropped[4096];
    if (how == WEB_HANDSHAKE_PLAIN)
        (void)send_all(c, S("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"));
    if (how == WEB_HANDSHAKE_SILENT || how == WEB_HANDSHAKE_PLAIN)
        while (receive(c, dropped, sizeof dropped) > 0)
            ;
}

void serve_connection(const struct server *server, int fd)
{
    struct connection c = { .fd = fd };
    struct request request = { 0 };
    enum web_ending ending = WEB_END_WELL;
    struct buf head;
    char first = 0;
    buf_init(&head, REQUEST_MAX_BYTES);
    bool ready = recv(fd, &first, 1, MSG_PEEK) == 1;
    if (ready && first == TLS_HANDSHAKE) {
        enum web_handshake how = WEB_HANDSHAKE_PROPER;
        c.ssl = tls_accept(server->tls, fd, &how);
        ready = c.ssl != NULL;
        break_handshake(&c, how);
    }
    if (ready && read_head(&c, &head) && parse_head(buf_str(&head), &request))
        ending = respond(server, &c, &request);
    finish(&c, ending);
    buf_free(&head);
}
