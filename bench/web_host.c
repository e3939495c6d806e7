/* web_host.c: one loop answers all hosts, in the order in which their time to think is over. */
#include "web_host.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/vec.h"

#include "base/banned.h"

enum { EVENTS = 512, HOSTS_MOST = 20000 };

_Noreturn void die(const char *what)
{
    perror(what);
    exit(1);
}

double now_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct answer {
    double at_s;
    int fd;
    uint32_t host, n; /* the number in the address */
    char kind;
};

struct server {
    int epoll_fd, listener;
    double think_s;
    struct seen *seen;
    uint32_t in_flight[HOSTS_MOST];
    double last_s[HOSTS_MOST]; /* when a request came last */
    struct arena arena;
    VEC(struct answer) waiting; /* in the order of time: all wait equally long */
    size_t first;
    VEC(int) dripping; /* connections that get a byte of a header each second */
    double next_drip_s;
};

static const char *const words[] = { "the",      "harbour", "board",  "met",      "on",
                                     "Tuesday",  "and",     "agreed", "to",       "open",
                                     "quay",     "again",   "after",  "storm",    "ferry",
                                     "minister", "said",    "city",   "northern", "budget" };

size_t make_page(uint32_t n, char to[PAGE_MOST])
{
    uint32_t state = n * 2654435761u + 1;
    size_t want = 2000 + state % 28000;
    size_t at = (size_t)snprintf(
        to, PAGE_MOST,
        "<!doctype html><html><head><title>Report %u of the day</title>"
        "<meta name=\"date\" content=\"2026-03-05\"></head><body><h1>Report %u</h1><p>",
        n, n);
    while (at < want) {
        state = state * 1664525u + 1013904223u;
        const char *word = words[state >> 16 & 15];
        size_t length = strlen(word);
        memcpy(to + at, word, length);
        at += length;
        to[at++] = ' ';
        if ((state >> 8) % 40 == 0) {
            memcpy(to + at, "</p>\n<p>", 8);
            at += 8;
        }
    }
    memcpy(to + at, "</p></body></html>", 18);
    return at + 18;
}

char kind_of(uint32_t n)
{
    uint32_t k = n % 100;
    return k < 80 ? 'p' : k < 88 ? 'm' : k < 92 ? 'g' : k < 94 ? 'x' : k < 97 ? 'f' : 's';
}

static void send_answer(const struct answer *a)
{
    static char page[PAGE_MOST], out[PAGE_MOST + 512];
    int status = a->kind == 'm'                     ? 301
                 : a->kind == 'g' || a->kind == 'r' ? 404
                 : a->kind == 'x'                   ? 410
                 : a->kind == 'f'                   ? 403
                                                    : 200;
    size_t n = a->kind == 'p'   ? make_page(a->n, page)
               : a->kind == 's' ? (size_t)snprintf(page, sizeof page,
                                                   "<title>Page not found</title><p>No such page.")
                                : (size_t)snprintf(page, sizeof page, "<title>%d</title>", status);
    char location[64] = "";
    if (a->kind == 'm')
        (void)snprintf(location, sizeof location, "Location: /p/%u\r\n", a->n);
    int head = snprintf(out, sizeof out,
                        "HTTP/1.1 %d -\r\nContent-Type: text/html\r\n%sContent-Length: %zu\r\n\r\n",
                        status, location, n);
    memcpy(out + head, page, n);
    size_t all = (size_t)head + n;
    for (size_t at = 0; at < all;) {
        ssize_t sent = send(a->fd, out + at, all - at, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        at += (size_t)sent;
    }
}

static void note_gap(struct server *server, uint32_t host)
{
    double now = now_s(), gap = now - server->last_s[host];
    struct seen *seen = server->seen;
    if (server->last_s[host] > 0 && (seen->least_gap_s <= 0 || gap < seen->least_gap_s))
        seen->least_gap_s = gap;
    server->last_s[host] = now;
}

/* The number of a connection that is closed may be another's soon. */
static void forget(struct server *server, int fd)
{
    for (size_t i = 0; i < server->dripping.n; i++)
        if (server->dripping.p[i] == fd)
            server->dripping.p[i] = server->dripping.p[--server->dripping.n];
}

static void take_request(struct server *server, int fd)
{
    char request[4096], kind = 'r';
    uint32_t host = 0, n = 0;
    ssize_t got = recv(fd, request, sizeof request - 1, MSG_DONTWAIT);
    if (got <= 0) {
        forget(server, fd);
        (void)close(fd);
        return;
    }
    request[got] = 0;
    str rest = { request, (size_t)got };
    size_t at = str_find(rest, S("Host: host-"), 0) + 11, digits = at;
    while (digits < rest.n && rest.p[digits] >= '0' && rest.p[digits] <= '9')
        digits++;
    if (at < rest.n)
        (void)str_to_u32(str_slice(rest, at, digits - at), &host);
    if (rest.n > 8 && rest.p[6] == '/') { /* "GET /p/123 " */
        kind = rest.p[5];
        (void)str_to_u32(str_slice(rest, 7, str_find_byte(str_from(rest, 7), ' ', 0)), &n);
    }
    note_gap(server, host % HOSTS_MOST);
    server->seen->requests++;
    uint32_t flying = ++server->in_flight[host % HOSTS_MOST];
    if (flying > server->seen->most_in_flight)
        server->seen->most_in_flight = flying;
    if (kind == 'z') {
        (void)send(fd, "HTTP/1.1 200 -\r\nX-Slow: ", 24, MSG_NOSIGNAL | MSG_DONTWAIT);
        *VEC_PUSH(&server->dripping, &server->arena) = fd;
        return;
    }
    const struct answer answer = { now_s() + server->think_s, fd, host, n, kind };
    *VEC_PUSH(&server->waiting, &server->arena) = answer;
}

static void answer_due(struct server *server)
{
    double now = now_s();
    while (server->first < server->waiting.n && server->waiting.p[server->first].at_s <= now) {
        const struct answer *a = &server->waiting.p[server->first++];
        server->in_flight[a->host % HOSTS_MOST]--;
        send_answer(a);
    }
    if (server->first == server->waiting.n)
        server->first = server->waiting.n = 0;
}

/* One byte for each connection that is never answered. */
static void drip(struct server *server)
{
    for (size_t i = 0; i < server->dripping.n; i++)
        (void)send(server->dripping.p[i], "x", 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    server->next_drip_s = now_s() + 1;
}

static _Noreturn void serve(struct server *server)
{
    struct epoll_event events[EVENTS], event = { .events = EPOLLIN, .data.fd = server->listener };
    server->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (epoll_ctl(server->epoll_fd, EPOLL_CTL_ADD, server->listener, &event) != 0)
        die("epoll");
    for (;;) {
        bool waits = server->first < server->waiting.n;
        double left = waits ? server->waiting.p[server->first].at_s - now_s() : 1;
        int n = epoll_wait(server->epoll_fd, events, EVENTS, left > 0 ? (int)(left * 1000) + 1 : 0);
        for (int i = 0; i < n; i++) {
            if (events[i].data.fd != server->listener) {
                take_request(server, events[i].data.fd);
                continue;
            }
            int one = 1;
            event.data.fd = accept(server->listener, NULL, NULL);
            if (event.data.fd >= 0 &&
                (setsockopt(event.data.fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) != 0 ||
                 epoll_ctl(server->epoll_fd, EPOLL_CTL_ADD, event.data.fd, &event) != 0))
                (void)close(event.data.fd);
        }
        answer_due(server);
        if (now_s() >= server->next_drip_s)
            drip(server);
    }
}

/* Each host has an address of its own in 127.0.0.0/8, and no other. */
static _Noreturn void serve_names(int fd)
{
    unsigned char record[] = { 0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 0, 0, 4, 127, 1, 0, 1 };
    for (;;) {
        unsigned char message[600];
        struct sockaddr_in from;
        socklen_t size = sizeof from;
        ssize_t n = recvfrom(fd, message, 512, 0, (struct sockaddr *)&from, &size);
        if (n < 17)
            continue;
        bool v4 = message[n - 3] == 1;
        uint32_t host = 0; /* "host-17" stands behind the length of its label */
        (void)str_to_u32(
            str_slice((str){ (const char *)message, (size_t)n }, 18, (size_t)message[12] - 5),
            &host);
        record[14] = (unsigned char)(host >> 8);
        record[15] = (unsigned char)(host & 0xff);
        message[2] = 0x81;
        message[3] = 0x80;
        message[7] = v4;
        memcpy(message + n, record, sizeof record);
        (void)sendto(fd, message, (size_t)n + (v4 ? sizeof record : 0), 0,
                     (const struct sockaddr *)&from, size);
    }
}

/* A socket of loopback, and its port. */
static int open_port(int type, uint16_t *port)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr =
                                       htonl(type == SOCK_STREAM ? INADDR_ANY : INADDR_LOOPBACK) };
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3) != 0 ||
        bind(fd, (struct sockaddr *)&address, size) != 0 ||
        (type == SOCK_STREAM && listen(fd, 4096) != 0) ||
        getsockname(fd, (struct sockaddr *)&address, &size) != 0)
        die("listen");
    *port = ntohs(address.sin_port);
    return fd;
}

pid_t start_names(uint16_t *port)
{
    int fd = open_port(SOCK_DGRAM, port);
    pid_t pid = fork();
    if (pid == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve_names(fd);
    }
    (void)close(fd);
    return pid;
}

pid_t start_server(double think_s, uint16_t *port, struct seen *seen)
{
    int fd = open_port(SOCK_STREAM, port);
    pid_t pid = fork();
    if (pid == 0) {
        struct server *server = calloc(1, sizeof *server);
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (!server)
            exit(1);
        server->listener = fd;
        server->think_s = think_s;
        server->seen = seen;
        arena_init(&server->arena, 0, NULL);
        serve(server);
    }
    (void)close(fd);
    return pid;
}

/* ---- TLS: connections are taken by threads, one at a time each ---- */

enum { TLS_THREADS = 8 };

struct tls_ear {
    SSL_CTX *context;
    int fd;
};

static void *serve_tls(void *ctx)
{
    const struct tls_ear *ear = ctx;
    static const char answer[] =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 27\r\n"
        "Connection: close\r\n\r\n<title>A page</title><p>Hi.";
    for (;;) {
        char request[4096];
        int fd = accept(ear->fd, NULL, NULL);
        SSL *ssl = fd < 0 ? NULL : SSL_new(ear->context);
        if (ssl && SSL_set_fd(ssl, fd) == 1 && SSL_accept(ssl) == 1 &&
            SSL_read(ssl, request, sizeof request) > 0 &&
            SSL_write(ssl, answer, sizeof answer - 1) > 0)
            (void)SSL_shutdown(ssl);
        SSL_free(ssl);
        if (fd >= 0)
            (void)close(fd);
    }
    return NULL;
}

/* A certificate that signs itself, for every name below tls.example. */
static X509 *make_certificate(EVP_PKEY *key)
{
    X509 *x = X509_new();
    X509_NAME *name = X509_NAME_new();
    X509_EXTENSION *names =
        X509V3_EXT_conf_nid(NULL, NULL, NID_subject_alt_name, "DNS:*.tls.example");
    const unsigned char *common = (const unsigned char *)"bench";
    if (!x || !name || !names ||
        !X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common, -1, -1, 0) ||
        !X509_set_version(x, 2) || !ASN1_INTEGER_set(X509_get_serialNumber(x), 1) ||
        !X509_set_subject_name(x, name) || !X509_set_issuer_name(x, name) ||
        !X509_gmtime_adj(X509_getm_notBefore(x), -3600) ||
        !X509_gmtime_adj(X509_getm_notAfter(x), 86400) || !X509_set_pubkey(x, key) ||
        !X509_add_ext(x, names, -1) || !X509_sign(x, key, EVP_sha256()))
        die("certificate");
    X509_NAME_free(name);
    X509_EXTENSION_free(names);
    return x;
}

/* The certificate behind the system's authorities: as many to load as there are in use. */
static void write_authorities(const char *path, X509 *x)
{
    FILE *in = fopen("/etc/ssl/certs/ca-certificates.crt", "r"), *out = fopen(path, "w");
    int c;
    if (!out)
        die(path);
    while (in && (c = getc(in)) != EOF)
        if (putc(c, out) == EOF)
            die(path);
    if (!PEM_write_X509(out, x) || fclose(out) != 0)
        die(path);
    if (in)
        (void)fclose(in);
}

pid_t start_tls(const char *ca_file, uint16_t *port)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x = make_certificate(key);
    struct tls_ear ear = { SSL_CTX_new(TLS_server_method()), open_port(SOCK_STREAM, port) };
    pthread_t threads[TLS_THREADS];
    write_authorities(ca_file, x);
    if (!ear.context || SSL_CTX_use_certificate(ear.context, x) != 1 ||
        SSL_CTX_use_PrivateKey(ear.context, key) != 1)
        die("TLS");
    pid_t pid = fork();
    if (pid == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)signal(SIGPIPE, SIG_IGN);
        for (int i = 0; i < TLS_THREADS; i++)
            if (pthread_create(&threads[i], NULL, serve_tls, &ear) != 0)
                exit(1);
        (void)pthread_join(threads[0], NULL);
    }
    (void)close(ear.fd);
    SSL_CTX_free(ear.context);
    X509_free(x);
    EVP_PKEY_free(key);
    return pid;
}
