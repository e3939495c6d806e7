/* bench_web.c: the fetcher against a web on loopback that is as real lists are: pages of 2 to 30 kB, moved,
 * gone, forbidden and false ones, slow servers, many sockets, long queues. A bare libcurl loop does the same
 * work beside it.
 *   bench_web mixed|think|sockets|slow|queue [ADDRESSES]     (one line for each) */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <libxml/HTMLparser.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/vec.h"
#include "net/fetch.h"

#include "base/banned.h"

enum { EVENTS = 512, HOSTS = 50, PAGE_MOST = 32 * 1024, HOSTS_MOST = 20000, PER_HOST = 8 };

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static double now_s(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu_s(void)
{
    struct rusage u;
    if (getrusage(RUSAGE_SELF, &u) != 0)
        die("getrusage");
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

/* ---- the web ---- */

/* What the server saw, shared with the client: that is where politeness is read. */
struct seen {
    uint32_t requests, most_in_flight; /* at one host */
};

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
    struct arena arena;
    VEC(struct answer) waiting; /* in the order of time: all wait equally long */
    size_t first;
};

static const char *const words[] = { "the",      "harbour", "board",  "met",      "on",
                                     "Tuesday",  "and",     "agreed", "to",       "open",
                                     "quay",     "again",   "after",  "storm",    "ferry",
                                     "minister", "said",    "city",   "northern", "budget" };

/* A page of 2 to 30 kB; always the same for a number. */
static size_t make_page(uint32_t n, char *to)
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

/* The kinds of a list: of a hundred 80 pages, 8 moved, 4 gone, 2 gone for good, 3 forbidden, 3 false. */
static char kind_of(uint32_t n)
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

static void take_request(struct server *server, int fd)
{
    char request[4096], kind = 'r';
    uint32_t host = 0, n = 0;
    ssize_t got = recv(fd, request, sizeof request - 1, MSG_DONTWAIT);
    if (got <= 0) {
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
    server->seen->requests++;
    uint32_t flying = ++server->in_flight[host % HOSTS_MOST];
    if (flying > server->seen->most_in_flight)
        server->seen->most_in_flight = flying;
    if (kind == 'z') /* never more than a byte now and then */
        return;
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

static pid_t start_names(uint16_t *port)
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

static pid_t start_server(double think_s, uint16_t *port, struct seen *seen)
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

/* ---- the two clients; each runs in a process of its own ---- */

struct work {
    size_t n, hosts;
    uint32_t in_flight;
    bool pages, robots, cache;
    char kind;     /* of all addresses; 0 = mixed */
    size_t n_slow; /* that many more at servers that never answer */
    uint16_t port, dns_port;
};

struct cost {
    double wall_s, cpu_s, good_s; /* good_s: when the last address that is answered was done */
    long peak_kib;
    uint32_t wrong;
};

static str url_of(const struct work *work, size_t i, struct arena *arena)
{
    if (i >= work->n)
        return str_printf(arena, "http://host-%zu.slow.example:%u/z/%zu", 10000 + i - work->n,
                          work->port, i);
    return str_printf(arena, "http://host-%zu.example:%u/%c/%zu", i % work->hosts, work->port,
                      work->kind ? work->kind : kind_of((uint32_t)i), i);
}

static size_t keep(char *bytes, size_t size, size_t n, void *ctx)
{
    (void)bytes, (void)size;
    *(size_t *)ctx += n;
    return n;
}

struct bare {
    CURLM *multi;
    int epoll_fd;
    long timeout_ms;
    size_t bytes;
};

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *ctx, void *known)
{
    (void)easy;
    struct bare *bare = ctx;
    struct epoll_event event = { .data.fd = fd };
    event.events = (what & CURL_POLL_IN ? (uint32_t)EPOLLIN : 0) |
                   (what & CURL_POLL_OUT ? (uint32_t)EPOLLOUT : 0);
    int op = what == CURL_POLL_REMOVE ? EPOLL_CTL_DEL : known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    (void)epoll_ctl(bare->epoll_fd, op, fd, &event);
    if (op == EPOLL_CTL_ADD)
        (void)curl_multi_assign(bare->multi, fd, bare);
    return 0;
}

static int on_timer(CURLM *multi, long timeout_ms, void *ctx)
{
    (void)multi;
    ((struct bare *)ctx)->timeout_ms = timeout_ms;
    return 0;
}

static size_t collect(struct bare *bare)
{
    CURLMsg *message;
    int left;
    size_t n = 0;
    while ((message = curl_multi_info_read(bare->multi, &left))) {
        CURL *easy = message->easy_handle;
        (void)curl_multi_remove_handle(bare->multi, easy);
        curl_easy_cleanup(easy);
        n++;
    }
    return n;
}

static void run_bare(const struct work *work, struct cost *cost)
{
    (void)cost;
    struct arena arena;
    struct epoll_event events[EVENTS];
    struct bare bare = { .multi = curl_multi_init(), .timeout_ms = -1 };
    char pin[64];
    (void)snprintf(pin, sizeof pin, "*:%u:127.0.0.1", work->port);
    struct curl_slist *list = curl_slist_append(NULL, pin);
    arena_init(&arena, 0, NULL);
    bare.epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    (void)curl_multi_setopt(bare.multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    (void)curl_multi_setopt(bare.multi, CURLMOPT_SOCKETDATA, &bare);
    (void)curl_multi_setopt(bare.multi, CURLMOPT_TIMERFUNCTION, on_timer);
    (void)curl_multi_setopt(bare.multi, CURLMOPT_TIMERDATA, &bare);
    (void)curl_multi_setopt(bare.multi, CURLMOPT_MAXCONNECTS, (long)work->in_flight + 256);
    size_t started = 0, running = 0;
    while (started < work->n || running) {
        for (; started < work->n && running < work->in_flight; running++, started++) {
            CURL *easy = curl_easy_init();
            (void)curl_easy_setopt(easy, CURLOPT_URL, url_of(work, started, &arena).p);
            (void)curl_easy_setopt(easy, CURLOPT_RESOLVE, list);
            (void)curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
            (void)curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
            (void)curl_easy_setopt(easy, CURLOPT_WRITEDATA, &bare.bytes);
            (void)curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 45000L);
            (void)curl_multi_add_handle(bare.multi, easy);
        }
        int left, ready = epoll_wait(bare.epoll_fd, events, EVENTS, (int)bare.timeout_ms);
        if (ready == 0)
            (void)curl_multi_socket_action(bare.multi, CURL_SOCKET_TIMEOUT, 0, &left);
        for (int i = 0; i < ready; i++) {
            int mask = (events[i].events & EPOLLIN ? CURL_CSELECT_IN : 0) |
                       (events[i].events & EPOLLOUT ? CURL_CSELECT_OUT : 0);
            (void)curl_multi_socket_action(bare.multi, events[i].data.fd, mask, &left);
        }
        running -= collect(&bare);
    }
    curl_multi_cleanup(bare.multi);
}

/* What each kind must be taken for, as far as the answer alone says. */
static bool is_right(char kind, const struct fetch_result *result)
{
    switch (kind) {
    case 'm':
        return result->verdict.code == VERDICT_MOVED;
    case 'g':
    case 'x':
        return result->verdict.code == VERDICT_GONE;
    case 'f':
        return result->verdict.code == VERDICT_FORBIDDEN_TO_BOTS;
    default:
        return result->verdict.code == VERDICT_OK;
    }
}

struct watcher {
    struct cost *cost;
    double began_s;
};

static void note_progress(void *ctx, size_t done, size_t total, str host)
{
    struct watcher *watcher = ctx;
    (void)done, (void)total;
    if (!str_ends(host, S(".slow.example")))
        watcher->cost->good_s = now_s() - watcher->began_s;
}

static void run_ours(const struct work *work, struct cost *cost)
{
    struct arena run;
    struct err err = { 0 };
    const str own = S("127.0.0.0/8");
    size_t n = work->n + work->n_slow;
    struct watcher watcher = { cost, now_s() };
    arena_init(&run, 0, NULL);
    str servers = str_printf(&run, "127.0.0.1:%u", work->dns_port);
    str *urls = NEW(&run, str, n);
    /* The slow ones stand among the others. */
    for (size_t i = 0, slow = work->n, good = 0; i < n; i++)
        urls[i] = work->n_slow && slow < n && i % (n / work->n_slow) == 0
                      ? url_of(work, slow++, &run)
                      : url_of(work, good < work->n ? good++ : slow++, &run);
    struct fetch_result *results = NEW(&run, struct fetch_result, n);
    const struct fetch_options options = { .no_body = !work->pages,
                                           .ignore_robots = !work->robots,
                                           .concurrency = work->in_flight,
                                           .host_concurrency = PER_HOST,
                                           .redirects = 10,
                                           .timeout_s = work->n_slow ? 10 : 45,
                                           .user_agent = S("citecheck-bench/1.0"),
                                           .allow_addresses = &own,
                                           .n_allow_addresses = 1,
                                           .dns_servers = servers,
                                           .progress = note_progress,
                                           .progress_ctx = &watcher,
                                           .now_s = 1790000000 };
    if (!fetch_all(urls, n, &options, &run, results, &err)) {
        (void)fprintf(stderr, "bench_web: %s\n", err.message);
        exit(1);
    }
    for (size_t i = 0; i < n; i++)
        if (!str_ends(results[i].url, S("/")) &&
            str_find(results[i].url, S("slow"), 0) == results[i].url.n) {
            size_t at = str_find_byte(results[i].url, '/', 8);
            str tail = str_from(results[i].url, at + 1);
            cost->wrong += !is_right(tail.p[0], &results[i]);
        }
}

/* htmlReadMemory over all pages of a list: what reading them costs at least. */
static double parse_s(size_t n)
{
    static char page[PAGE_MOST];
    double before = cpu_s();
    for (uint32_t i = 0; i < n; i++) {
        if (kind_of(i) != 'p' && kind_of(i) != 'm')
            continue;
        size_t size = make_page(i, page);
        htmlDocPtr doc = htmlReadMemory(page, (int)size, NULL, "UTF-8",
                                        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                            HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
        xmlFreeDoc(doc);
    }
    return cpu_s() - before;
}

static struct cost measure(void (*run)(const struct work *, struct cost *), const struct work *work)
{
    struct cost *cost =
        mmap(NULL, sizeof *cost, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (cost == MAP_FAILED)
        die("mmap");
    (void)fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        struct rusage used;
        double wall = now_s(), cpu = cpu_s();
        run(work, cost);
        cost->wall_s = now_s() - wall;
        cost->cpu_s = cpu_s() - cpu;
        (void)getrusage(RUSAGE_SELF, &used);
        cost->peak_kib = used.ru_maxrss;
        _exit(0);
    }
    int status;
    if (waitpid(pid, &status, 0) != pid || status != 0)
        die("client");
    struct cost out = *cost;
    (void)munmap(cost, sizeof *cost);
    return out;
}

static struct seen *seen;

struct web {
    pid_t pages, names;
};

static struct web begin(double think_s, struct work *work)
{
    struct web web = { start_server(think_s, &work->port, seen), start_names(&work->dns_port) };
    *seen = (struct seen){ 0 };
    return web;
}

static void end(struct web web)
{
    (void)kill(web.pages, SIGKILL);
    (void)kill(web.names, SIGKILL);
    (void)waitpid(web.pages, NULL, 0);
    (void)waitpid(web.names, NULL, 0);
}

static void bench_mixed(size_t n)
{
    struct work work = { .n = n ? n : 10000, .hosts = HOSTS, .in_flight = 200, .robots = true };
    struct web web = begin(0, &work);
    (void)measure(run_bare, &work);
    struct cost bare = measure(run_bare, &work);
    *seen = (struct seen){ 0 };
    struct cost ours = measure(run_ours, &work);
    (void)printf(
        "mixed: %zu addresses on %zu hosts, no pages: bare libcurl %.2f s CPU %.2f s; fetch_all "
        "%.2f s CPU %.2f s (CPU x%.2f, time x%.2f), peak %ld MB, %u wrong, at most %u in "
        "flight at a host\n",
        work.n, work.hosts, bare.wall_s, bare.cpu_s, ours.wall_s, ours.cpu_s,
        ours.cpu_s / bare.cpu_s, ours.wall_s / bare.wall_s, ours.peak_kib / 1024, ours.wrong,
        seen->most_in_flight);
    (void)printf("mixed: htmlReadMemory over the same pages %.2f s CPU\n", parse_s(work.n));
    end(web);
}

static void bench_think(size_t n)
{
    struct work work = { .n = n ? n : 10000, .hosts = 2000, .in_flight = 1000, .kind = 'p' };
    struct web web = begin(0.2, &work);
    struct cost bare = measure(run_bare, &work), ours = measure(run_ours, &work);
    double ideal = (double)work.n * 0.2 / work.in_flight;
    (void)printf(
        "think: %zu addresses, 200 ms to answer, %u in flight: %.2f s, ideal %.2f s (%.0f %%), "
        "CPU %.2f s; bare libcurl %.2f s, CPU %.2f s\n",
        work.n, work.in_flight, ours.wall_s, ideal, 100 * ideal / ours.wall_s, ours.cpu_s,
        bare.wall_s, bare.cpu_s);
    end(web);
}

static void bench_sockets(size_t n)
{
    struct work work = { .n = n ? n : 9900, .hosts = 9900, .in_flight = 10000, .kind = 'p' };
    struct web web = begin(4, &work);
    struct cost bare = measure(run_bare, &work), ours = measure(run_ours, &work);
    (void)printf(
        "sockets: %zu open at a time: peak %ld MB, CPU %.2f s (%.2f ms each), %.1f s, %u wrong; bare "
        "libcurl %ld MB, CPU %.2f s\n",
        work.n, ours.peak_kib / 1024, ours.cpu_s, ours.cpu_s * 1000 / (double)work.n, ours.wall_s,
        ours.wrong, bare.peak_kib / 1024, bare.cpu_s);
    end(web);
}

static void bench_slow(size_t n)
{
    struct work work = { .n = n ? n : 20000, .hosts = 4000, .in_flight = 2000, .kind = 'p' };
    struct web web = begin(0.2, &work);
    struct cost alone = measure(run_ours, &work);
    work.n_slow = 1000;
    work.in_flight = 3000; /* the slow ones hold 1,000 of them */
    struct cost among = measure(run_ours, &work);
    (void)printf(
        "slow: %zu good addresses done after %.2f s; among 1,000 that never answer after %.2f s "
        "(x%.2f)\n",
        work.n, alone.good_s, among.good_s, among.good_s / alone.good_s);
    end(web);
}

static void bench_queue(size_t n)
{
    struct work work = { .n = n ? n : 500000, .hosts = 5000, .in_flight = 256, .kind = 's' };
    struct web web = begin(0, &work);
    struct work tenth = work;
    tenth.n = work.n / 10;
    struct cost less = measure(run_ours, &tenth), all = measure(run_ours, &work);
    (void)printf("queue: %zu addresses: peak %ld MB, %.0f us CPU each; of %zu: %ld MB, %.0f us\n",
                 work.n, all.peak_kib / 1024, all.cpu_s * 1e6 / (double)work.n, tenth.n,
                 less.peak_kib / 1024, less.cpu_s * 1e6 / (double)tenth.n);
    end(web);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(size_t n);
    } benches[] = { { "mixed", bench_mixed },
                    { "think", bench_think },
                    { "sockets", bench_sockets },
                    { "slow", bench_slow },
                    { "queue", bench_queue } };
    struct rlimit files;
    uint32_t n = 0;
    seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (seen == MAP_FAILED || getrlimit(RLIMIT_NOFILE, &files) != 0)
        die("bench_web");
    files.rlim_cur = files.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &files);
    if (argc > 2)
        (void)str_to_u32(str_from_z(argv[2]), &n);
    for (size_t i = 0; argc > 1 && i < sizeof benches / sizeof benches[0]; i++) {
        if (strcmp(argv[1], benches[i].name) == 0) {
            benches[i].run(n);
            return 0;
        }
    }
    (void)fprintf(stderr, "usage: bench_web mixed|think|sockets|slow|queue [ADDRESSES]\n");
    return 2;
}
