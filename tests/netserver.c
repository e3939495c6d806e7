/* netserver.c: loopback servers. One process for each port, one more for each connection, so that a slow
 * answer holds up no other. */
#include "netserver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "certs.h"

#include "base/banned.h"

/* One accepted connection. */
struct peer {
    int fd;
    SSL *ssl; /* NULL: plain */
    struct counters *counters;
    int requests; /* that have come over it */
};

static void put(const struct peer *peer, str bytes)
{
    while (bytes.n) {
        ssize_t n = peer->ssl ? SSL_write(peer->ssl, bytes.p, (int)bytes.n)
                              : send(peer->fd, bytes.p, bytes.n, MSG_NOSIGNAL);
        if (n <= 0)
            _exit(0);
        bytes = str_from(bytes, (size_t)n);
    }
}

static void put_z(const struct peer *peer, const char *text)
{
    put(peer, str_from_z(text));
}

/* RST instead of FIN. */
static void reset(const struct peer *peer)
{
    const struct linger now = { 1, 0 };
    (void)setsockopt(peer->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    (void)close(peer->fd);
    _exit(0);
}

static void pause_ms(unsigned ms)
{
    (void)usleep(ms * 1000);
}

/* ---- answers ---- */

#define PAGE "<html><title>A page</title><p>Words.</p></html>"

struct fixed {
    const char *path, *answer;
};

#define HEAD(status) "HTTP/1.1 " status "\r\nConnection: close\r\n"
#define BODY         "Content-Length: 47\r\n\r\n" PAGE

static const struct fixed fixed[] = {
    { "/ok", HEAD("200 OK") "Content-Type: text/html; charset=utf-8\r\n" BODY },
    { "/keep", "HTTP/1.1 200 OK\r\n" BODY },
    { "/204", HEAD("204 No Content") "\r\n" },
    { "/empty", HEAD("200 OK") "Content-Length: 0\r\n\r\n" },
    { "/206", HEAD("206 Partial Content") BODY },
    { "/400", HEAD("400 Bad Request") BODY },
    { "/401", HEAD("401 Unauthorized") "WWW-Authenticate: Basic realm=x\r\n" BODY },
    { "/402", HEAD("402 Payment Required") BODY },
    { "/403", HEAD("403 Forbidden") BODY },
    { "/404", HEAD("404 Not Found") BODY },
    { "/408", HEAD("408 Request Timeout") BODY },
    { "/410", HEAD("410 Gone") BODY },
    { "/429", HEAD("429 Slow down") BODY },
    { "/429-later", HEAD("429 Slow down") "Retry-After: 120\r\n" BODY },
    { "/429-past", HEAD("429 Slow down") "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n" BODY },
    { "/451", HEAD("451 Unavailable For Legal Reasons") BODY },
    { "/500", HEAD("500 Oops") BODY },
    { "/503-later", HEAD("503 Busy") "Retry-After: 99999999\r\n" BODY },
    { "/999", HEAD("999 No") BODY },
    { "/1000", HEAD("1000 Odd") BODY },
    { "/challenge", HEAD("403 Forbidden") "cf-mitigated: challenge\r\n" BODY },
    { "/waf", HEAD("202 Accepted") "x-amzn-waf-action: challenge\r\n" BODY },
    { "/moved", HEAD("301 Moved") "Location: /ok?moved\r\nContent-Length: 0\r\n\r\n" },
    { "/moved-308", HEAD("308 Moved") "Location: ok?x#part\r\nContent-Length: 0\r\n\r\n" },
    { "/found", HEAD("302 Found") "Location: /ok?found\r\nContent-Length: 0\r\n\r\n" },
    { "/chain", HEAD("302 Found") "Location: /chain-2\r\nContent-Length: 0\r\n\r\n" },
    { "/chain-2", HEAD("307 Again") "Location: /chain-3\r\nContent-Length: 0\r\n\r\n" },
    { "/chain-3", HEAD("301 Moved") "Location: /ok\r\nContent-Length: 0\r\n\r\n" },
    { "/home", HEAD("302 Found") "Location: /\r\nContent-Length: 0\r\n\r\n" },
    { "/", HEAD("200 OK") BODY },
    { "/loop", HEAD("302 Found") "Location: /loop\r\nContent-Length: 0\r\n\r\n" },
    { "/no-location", HEAD("302 Found") "Content-Length: 0\r\n\r\n" },
    { "/to-file", HEAD("302 Found") "Location: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n" },
    { "/to-metadata",
      HEAD("302 Found") "Location: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n" },
    { "/to-script",
      HEAD("302 Found") "Location: javascript:alert(1)\r\nContent-Length: 0\r\n\r\n" },
    { "/escaped", HEAD("302 Found") "Location: /ok?%0d%0aX-Evil:1\r\nContent-Length: 0\r\n\r\n" },
    { "/short", HEAD("200 OK") "Content-Length: 500\r\n\r\n" PAGE },
    { "/long", HEAD("200 OK") "Content-Length: 10\r\n\r\n" PAGE },
    { "/chunk-cut", HEAD("200 OK") "Transfer-Encoding: chunked\r\n\r\nff\r\nabc" },
    { "/chunk-bad", HEAD("200 OK") "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n" },
    { "/negative", HEAD("200 OK") "Content-Length: -5\r\n\r\n" PAGE },
    { "/two-lengths", HEAD("200 OK") "Content-Length: 4\r\n" BODY },
    { "/huge", HEAD("200 OK") "Content-Length: 99000000000\r\n\r\n" PAGE },
    { "/not-gzip", HEAD("200 OK") "Content-Encoding: gzip\r\n" BODY },
    { "/sponge", HEAD("200 OK") "Content-Encoding: sponge\r\n" BODY },
    { "/garbage", "\x16\x03\x01 what is this\r\n\r\n" },
    { "/old-http", PAGE },
};

static void answer_gzip(const struct peer *peer, size_t n, size_t cut, bool damaged)
{
    char *plain = calloc(1, n), *packed = calloc(1, n / 500 + 1000);
    assert_true(plain && packed);
    z_stream stream = { .next_in = (Bytef *)plain, .avail_in = (uInt)n };
    stream.next_out = (Bytef *)packed;
    stream.avail_out = (uInt)(n / 500 + 1000);
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    size_t size = stream.total_out - cut;
    if (damaged)
        packed[size - 6] ^= 0x55; /* of the checksum */
    char head[200];
    (void)snprintf(head, sizeof head,
                   HEAD("200 OK") "Content-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n", size);
    put_z(peer, head);
    put(peer, (str){ packed, size });
}

static void answer_slowly(const struct peer *peer, const char *head)
{
    put_z(peer, head);
    for (;;) {
        put_z(peer, "x");
        pause_ms(50);
    }
}

static void answer_endless(const struct peer *peer, const char *head, const char *again)
{
    put_z(peer, head);
    for (;;)
        put_z(peer, again);
}

static void answer_many_headers(const struct peer *peer)
{
    put_z(peer, HEAD("200 OK"));
    for (int i = 0; i < 4000; i++)
        put_z(peer, "X-Filler: one hundred bytes of nothing in particular, again and again and "
                    "once more and then still\r\n");
    put_z(peer, BODY);
}

static void answer_long_header(const struct peer *peer)
{
    put_z(peer, HEAD("200 OK") "X-Long: ");
    for (int i = 0; i < 11000; i++)
        put_z(peer, "0123456789");
    put_z(peer, "\r\n" BODY);
}

static void answer_many_continues(const struct peer *peer)
{
    for (int i = 0; i < 200; i++)
        put_z(peer, "HTTP/1.1 100 Continue\r\n\r\n");
    put_z(peer, HEAD("200 OK") BODY);
}

/* Bad at first, good from the second or third time on. */
static void answer_later(const struct peer *peer, int asked, const char *first)
{
    put_z(peer, asked < 2 ? first : HEAD("200 OK") BODY);
}

/* One of the servers behind the address has not got the page: the one behind the first connection. */
static void answer_by_server(const struct peer *peer, int asked)
{
    put_z(peer, asked == 1 || peer->requests > 1 ? "HTTP/1.1 404 Not Found\r\n" BODY
                                                 : "HTTP/1.1 200 OK\r\n" BODY);
}

static void answer_conditional(const struct peer *peer, str request)
{
    bool same = str_find(request, S("If-None-Match: \"v1\"\r\n"), 0) < request.n;
    put_z(peer, same ? HEAD("304 Not Modified") "ETag: \"v1\"\r\n\r\n"
                     : HEAD("200 OK") "ETag: \"v1\"\r\nLast-Modified: Mon, 06 Jan 2025 10:00:00 GMT"
                                      "\r\n" BODY);
}

static void answer_cookie_wall(const struct peer *peer, str request)
{
    bool has = str_find(request, S("Cookie: pass=1"), 0) < request.n;
    put_z(peer, has ? HEAD("200 OK") BODY
                    : HEAD("302 Found") "Set-Cookie: pass=1\r\nLocation: /cookies\r\n"
                                        "Content-Length: 0\r\n\r\n");
}

/* The request as a page, to see what was sent. */
static void answer_echo(const struct peer *peer, str request)
{
    char head[128];
    (void)snprintf(head, sizeof head, HEAD("200 OK") "Content-Length: %zu\r\n\r\n", request.n);
    put_z(peer, head);
    put(peer, request);
}

static bool answer_special(const struct peer *peer, str path, str request, int asked)
{
    if (str_eq(path, S("/reset")))
        reset(peer);
    else if (str_eq(path, S("/close")))
        return true;
    else if (str_eq(path, S("/silent")))
        pause_ms(20000);
    else if (str_eq(path, S("/slow-head")))
        answer_slowly(peer, HEAD("200 OK") "X-Slow: ");
    else if (str_eq(path, S("/slow-body")))
        answer_slowly(peer, HEAD("200 OK") "Content-Length: 100000\r\n\r\n");
    else if (str_eq(path, S("/endless")))
        answer_endless(peer, HEAD("200 OK") "\r\n", "words and words and words and words. ");
    else if (str_eq(path, S("/endless-103")))
        answer_endless(peer, "", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
    else if (str_eq(path, S("/reset-body"))) {
        put_z(peer, HEAD("200 OK") "Content-Length: 100000\r\n\r\nsome");
        pause_ms(50);
        reset(peer);
    } else if (str_eq(path, S("/gzip")))
        answer_gzip(peer, 5000, 0, false);
    else if (str_eq(path, S("/gzip-cut")))
        answer_gzip(peer, 5000, 12, false);
    else if (str_eq(path, S("/gzip-damaged")))
        answer_gzip(peer, 5000, 0, true);
    else if (str_eq(path, S("/gzip-bomb")))
        answer_gzip(peer, 100 * 1000 * 1000, 0, false);
    else if (str_eq(path, S("/many-headers")))
        answer_many_headers(peer);
    else if (str_eq(path, S("/long-header")))
        answer_long_header(peer);
    else if (str_eq(path, S("/nul-header")))
        put(peer, S(HEAD("200 OK") "X-Nul: a\0b\r\n" BODY));
    else if (str_eq(path, S("/continues")))
        answer_many_continues(peer);
    else if (str_eq(path, S("/500-once")))
        answer_later(peer, asked, HEAD("500 Oops") BODY);
    else if (str_eq(path, S("/404-once")))
        answer_later(peer, asked, HEAD("404 Not Found") BODY);
    else if (str_eq(path, S("/429-once")))
        answer_later(peer, asked, HEAD("429 Slow down") "Retry-After: 1\r\n" BODY);
    else if (str_eq(path, S("/keep-one-lacks-it")))
        answer_by_server(peer, asked);
    else if (str_eq(path, S("/conditional")))
        answer_conditional(peer, request);
    else if (str_eq(path, S("/cookies")))
        answer_cookie_wall(peer, request);
    else if (str_starts(path, S("/echo")))
        answer_echo(peer, request);
    else
        return false;
    return true;
}

/* Counts it and says how often it was asked for, this time included. */
static int count(struct counters *counters, str path)
{
    int n = 0;
    while (__atomic_test_and_set(&counters->lock, __ATOMIC_ACQUIRE))
        pause_ms(1);
    for (int i = 0; i < COUNTERS && n == 0; i++) {
        char *known = counters->rows[i].path;
        if (known[0] == 0)
            (void)snprintf(known, COUNTER_PATH_BYTES, "%.*s", STR_ARG(path));
        if (str_eq(str_from_z(known), path))
            n = ++counters->rows[i].n;
    }
    __atomic_clear(&counters->lock, __ATOMIC_RELEASE);
    return n;
}

static void answer(const struct peer *peer, str request)
{
    str verb, rest, path;
    (void)str_cut(request, ' ', &verb, &rest);
    (void)str_cut(rest, ' ', &path, &rest);
    int asked = count(peer->counters, path);
    str bare, query;
    (void)str_cut(path, '?', &bare, &query);
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        if (str_eq(bare, str_from_z(fixed[i].path))) {
            put_z(peer, fixed[i].answer);
            return;
        }
    }
    if (!answer_special(peer, bare, request, asked))
        put_z(peer, HEAD("404 Not Found") BODY);
}

/* Reads requests until the other side has enough. */
static void serve_peer(struct peer *peer)
{
    char request[8192];
    for (;;) {
        size_t n = 0;
        while (n < 4 || memcmp(request + n - 4, "\r\n\r\n", 4) != 0) {
            ssize_t got =
                peer->ssl ? SSL_read(peer->ssl, request + n, 1) : recv(peer->fd, request + n, 1, 0);
            if (got <= 0 || n + 1 == sizeof request)
                return;
            n++;
        }
        peer->requests++;
        answer(peer, (str){ request, n });
        if (!str_starts(str_from(((str){ request, n }), 4), S("/keep")))
            return;
    }
}

static void serve(int listener, SSL_CTX *context, struct counters *counters)
{
    (void)signal(SIGCHLD, SIG_IGN);
    for (;;) {
        struct peer peer = { .fd = accept(listener, NULL, NULL), .counters = counters };
        if (peer.fd < 0)
            continue;
        if (fork() == 0) {
            (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (context) {
                peer.ssl = SSL_new(context);
                if (!peer.ssl || SSL_set_fd(peer.ssl, peer.fd) != 1 || SSL_accept(peer.ssl) != 1)
                    _exit(0);
            }
            serve_peer(&peer);
            if (peer.ssl)
                (void)SSL_shutdown(peer.ssl);
            _exit(0);
        }
        (void)close(peer.fd);
    }
}

/* ---- the name server ---- */

struct zone_row {
    const char *name;
    int rcode;     /* -1: no answer at all */
    const char *a; /* spaces between several */
    const char *aaaa;
};

static const struct zone_row zone[] = {
    { "here", 0, "127.0.0.1", NULL },
    { "nowhere", 3, NULL, NULL },
    { "broken", 2, NULL, NULL },
    { "refusing", 5, NULL, NULL },
    { "nodata", 0, NULL, NULL },
    { "silent", -1, NULL, NULL },
    { "inside", 0, "10.0.0.5", NULL },
    { "metadata", 0, "169.254.169.254", NULL },
    { "mapped6", 0, NULL, "::ffff:10.0.0.5" },
    { "nat64", 0, NULL, "64:ff9b::a00:5" },
    { "doubted", 0, "127.0.0.1", NULL }, /* after a first "no such name" */
    { "mixed", 0, "10.0.0.5 127.0.0.1", NULL },
};

static void put_u16(struct buf *out, unsigned value)
{
    buf_byte(out, (char)(value >> 8));
    buf_byte(out, (char)value);
}

static void put_record(struct buf *out, int type, str address)
{
    unsigned char room[16];
    char text[64];
    (void)snprintf(text, sizeof text, "%.*s", STR_ARG(address));
    assert_int_equal(inet_pton(type == 1 ? AF_INET : AF_INET6, text, room), 1);
    put_u16(out, 0xc00c); /* the question's name */
    put_u16(out, (unsigned)type);
    put_u16(out, 1);
    put_u16(out, 0);
    put_u16(out, 60);
    put_u16(out, type == 1 ? 4 : 16);
    buf_add(out, (str){ (char *)room, type == 1 ? 4 : 16 });
}

static const struct zone_row *find_zone(str label)
{
    for (size_t i = 0; i < sizeof zone / sizeof zone[0]; i++)
        if (str_eq(str_from_z(zone[i].name), label))
            return &zone[i];
    return &zone[1];
}

/* Answers one question by its first label. */
static void answer_query(str query, int *doubts, struct buf *out)
{
    size_t at = 12;
    while (at < query.n && query.p[at])
        at += (size_t)(unsigned char)query.p[at] + 1;
    if (query.n < 17 || at + 5 > query.n)
        return;
    str label = str_slice(query, 13, (size_t)(unsigned char)query.p[12]);
    int type = query.p[at + 2];
    const struct zone_row *row = find_zone(label);
    if (row->rcode < 0)
        return;
    if (str_eq(label, S("doubted")) && (*doubts)++ < 2) /* A and AAAA */
        row = find_zone(S("nowhere"));
    str rest = str_from_z(type == 1 ? row->a : type == 28 ? row->aaaa : NULL), address;
    unsigned n = 0;
    for (str count_rest = rest; str_next(&count_rest, ' ', &address);)
        n++;
    buf_add(out, str_slice(query, 0, 2));
    put_u16(out, 0x8180u | (unsigned)row->rcode);
    put_u16(out, 1);
    put_u16(out, n);
    put_u16(out, 0);
    put_u16(out, 0);
    buf_add(out, str_slice(query, 12, at + 5 - 12));
    while (str_next(&rest, ' ', &address))
        put_record(out, type, address);
}

static void serve_names(int fd)
{
    int doubts = 0;
    for (;;) {
        char query[512];
        struct sockaddr_in from;
        socklen_t from_size = sizeof from;
        ssize_t n = recvfrom(fd, query, sizeof query, 0, (struct sockaddr *)&from, &from_size);
        if (n <= 0)
            continue;
        struct buf out;
        buf_init(&out, 2048);
        answer_query((str){ query, (size_t)n }, &doubts, &out);
        if (out.n)
            (void)sendto(fd, out.p, out.n, 0, (struct sockaddr *)&from, from_size);
        buf_free(&out);
    }
}

/* ---- starting and stopping ---- */

static int open_port(int type, uint16_t *port)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, size), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
    if (type == SOCK_STREAM)
        assert_int_equal(listen(fd, 64), 0);
    *port = ntohs(address.sin_port);
    return fd;
}

static void start_one(struct netserver *server, int fd, SSL_CTX *context, bool names)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (names)
            serve_names(fd);
        serve(fd, context, server->counters);
    }
    server->pids[server->n_pids++] = pid;
    (void)close(fd);
}

void netserver_start(struct netserver *server)
{
    SSL_CTX *contexts[CERT_KINDS];
    *server = (struct netserver){ 0 };
    (void)snprintf(server->ca_file, sizeof server->ca_file, "/tmp/citecheck-ca-XXXXXX");
    int ca = mkstemp(server->ca_file);
    assert_true(ca >= 0);
    (void)close(ca);
    server->counters = mmap(NULL, sizeof *server->counters, PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(server->counters != MAP_FAILED);
    certs_make(contexts, server->ca_file);
    start_one(server, open_port(SOCK_STREAM, &server->http_port), NULL, false);
    for (int i = 0; i < CERT_KINDS; i++) {
        start_one(server, open_port(SOCK_STREAM, &server->tls_ports[i]), contexts[i], false);
        SSL_CTX_free(contexts[i]);
    }
    start_one(server, open_port(SOCK_DGRAM, &server->dns_port), NULL, true);
    (void)close(open_port(SOCK_STREAM, &server->closed_port));
}

void netserver_stop(struct netserver *server)
{
    for (int i = 0; i < server->n_pids; i++) {
        (void)kill(server->pids[i], SIGKILL);
        (void)waitpid(server->pids[i], NULL, 0);
    }
    (void)unlink(server->ca_file);
    (void)munmap(server->counters, sizeof *server->counters);
}

int netserver_count(const struct netserver *server, const char *path)
{
    for (int i = 0; i < COUNTERS; i++)
        if (str_eq(str_from_z(server->counters->rows[i].path), str_from_z(path)))
            return server->counters->rows[i].n;
    return 0;
}

void netserver_forget(struct netserver *server)
{
    *server->counters = (struct counters){ 0 };
}
