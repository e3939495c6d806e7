/* bench_fetch.c: CPU time of fetch_all against a bare libcurl multi loop over the same addresses, which
 * a server forked here answers: many hosts on one port of loopback.
 *   bench_fetch [ADDRESSES [HOSTS]]
 * Prints CPU seconds of both (medians of five, taken in turn) and their ratio. */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "net/fetch.h"

#include "base/banned.h"

enum { IN_FLIGHT = 200, PER_HOST = 8, ROUNDS = 5, EVENTS = 256, ADDRESSES = 10000, HOSTS = 50 };

static const char answer[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 16\r\n\r\n"
    "<p>A small page.";

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static int cmp_double(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double cpu_s(void)
{
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        die("getrusage");
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* ---- the server: every request that ends is answered, whatever it asks ---- */

static void serve_ready(int epoll_fd, int fd)
{
    char request[4096];
    ssize_t n = recv(fd, request, sizeof request, MSG_DONTWAIT);
    if (n <= 0) {
        (void)epoll_ctl(epoll_fd, EPOLL_CTL_DEL, fd, NULL);
        (void)close(fd);
    } else if (n >= 4 && memcmp(request + n - 4, "\r\n\r\n", 4) == 0) {
        (void)send(fd, answer, sizeof answer - 1, MSG_NOSIGNAL);
    }
}

static void serve(int listener)
{
    struct epoll_event events[EVENTS], event = { .events = EPOLLIN, .data.fd = listener };
    int epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (epoll_fd < 0 || epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listener, &event) != 0)
        die("epoll");
    for (;;) {
        int n = epoll_wait(epoll_fd, events, EVENTS, -1);
        for (int i = 0; i < n; i++) {
            if (events[i].data.fd != listener) {
                serve_ready(epoll_fd, events[i].data.fd);
                continue;
            }
            int one = 1;
            event.data.fd = accept(listener, NULL, NULL);
            if (event.data.fd >= 0 &&
                (setsockopt(event.data.fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one) != 0 ||
                 epoll_ctl(epoll_fd, EPOLL_CTL_ADD, event.data.fd, &event) != 0))
                (void)close(event.data.fd);
        }
    }
}

static pid_t start_server(uint16_t *port)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) != 0 || listen(fd, 1024) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &size) != 0)
        die("listen");
    *port = ntohs(address.sin_port);
    pid_t pid = fork();
    if (pid == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(fd);
    }
    (void)close(fd);
    return pid;
}

/* ---- the bare loop ---- */

struct bare {
    CURLM *multi;
    int epoll_fd;
    long timeout_ms;
    size_t answered;
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

static size_t drop_body(char *bytes, size_t size, size_t n, void *ctx)
{
    (void)bytes, (void)ctx;
    return size * n;
}

static void add(struct bare *bare, const char *url, struct curl_slist *connect_to)
{
    CURL *easy = curl_easy_init();
    (void)curl_easy_setopt(easy, CURLOPT_URL, url);
    (void)curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connect_to);
    (void)curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, drop_body);
    (void)curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 45000L);
    (void)curl_multi_add_handle(bare->multi, easy);
}

static size_t collect(struct bare *bare)
{
    CURLMsg *message;
    int left;
    size_t n = 0;
    while ((message = curl_multi_info_read(bare->multi, &left))) {
        long status = 0;
        (void)curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status);
        bare->answered += status == 200;
        CURL *easy = message->easy_handle;
        (void)curl_multi_remove_handle(bare->multi, easy);
        curl_easy_cleanup(easy);
        n++;
    }
    return n;
}

static size_t run_bare(const str *urls, size_t n, const char *connect_to)
{
    struct epoll_event events[EVENTS];
    struct bare bare = { .multi = curl_multi_init(), .timeout_ms = -1 };
    struct curl_slist *list = curl_slist_append(NULL, connect_to);
    bare.epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    (void)curl_multi_setopt(bare.multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    (void)curl_multi_setopt(bare.multi, CURLMOPT_SOCKETDATA, &bare);
    (void)curl_multi_setopt(bare.multi, CURLMOPT_TIMERFUNCTION, on_timer);
    (void)curl_multi_setopt(bare.multi, CURLMOPT_TIMERDATA, &bare);
    (void)curl_multi_setopt(bare.multi, CURLMOPT_MAXCONNECTS, 456L);
    size_t started = 0, running = 0;
    while (started < n || running) {
        for (; started < n && running < IN_FLIGHT; running++)
            add(&bare, urls[started++].p, list);
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
    curl_slist_free_all(list);
    (void)close(bare.epoll_fd);
    return bare.answered;
}

/* ---- ours ---- */

static size_t run_ours(const str *urls, size_t n, const char *connect_to)
{
    struct arena run;
    struct err err = { 0 };
    const str map = str_from_z(connect_to);
    arena_init(&run, 0, NULL);
    struct fetch_result *results = NEW(&run, struct fetch_result, n);
    const struct fetch_options options = { .no_body = true,
                                           .concurrency = IN_FLIGHT,
                                           .host_concurrency = PER_HOST,
                                           .redirects = 10,
                                           .user_agent = S("citecheck-bench/1.0"),
                                           .connect_to = &map,
                                           .n_connect_to = 1,
                                           .now_s = 1750000000 };
    if (!fetch_all(urls, n, &options, &run, results, &err)) {
        (void)fprintf(stderr, "bench_fetch: %s\n", err.message);
        exit(1);
    }
    size_t answered = 0;
    for (size_t i = 0; i < n; i++)
        answered += results[i].verdict.code == VERDICT_OK;
    arena_free(&run);
    return answered;
}

static double measure(size_t (*run)(const str *, size_t, const char *), const str *urls, size_t n,
                      const char *connect_to)
{
    double before = cpu_s();
    if (run(urls, n, connect_to) != n) {
        (void)fprintf(stderr, "bench_fetch: not every address was answered\n");
        exit(1);
    }
    return cpu_s() - before;
}

static size_t number(const char *text, size_t otherwise)
{
    uint32_t value;
    return text && str_to_u32(str_from_z(text), &value) && value ? value : otherwise;
}

int main(int argc, char **argv)
{
    size_t n = number(argc > 1 ? argv[1] : NULL, ADDRESSES);
    size_t hosts = number(argc > 2 ? argv[2] : NULL, HOSTS);
    uint16_t port;
    pid_t server = start_server(&port);
    struct arena arena;
    arena_init(&arena, 0, NULL);
    str *urls = NEW(&arena, str, n);
    for (size_t i = 0; i < n; i++)
        urls[i] = str_printf(&arena, "http://host-%zu.example/page/%zu", i % hosts, i);
    const char *connect_to = str_printf(&arena, "::127.0.0.1:%u", port).p;
    double bare[ROUNDS], ours[ROUNDS];
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return 1;
    (void)measure(run_bare, urls, n, connect_to); /* warms up both sides */
    for (int i = 0; i < ROUNDS; i++) {
        bare[i] = measure(run_bare, urls, n, connect_to);
        ours[i] = measure(run_ours, urls, n, connect_to);
    }
    qsort(bare, ROUNDS, sizeof *bare, cmp_double);
    qsort(ours, ROUNDS, sizeof *ours, cmp_double);
    (void)printf("%zu addresses on %zu hosts: bare libcurl %.3f s CPU, fetch_all %.3f s CPU: ratio "
                 "%.2f\n",
                 n, hosts, bare[ROUNDS / 2], ours[ROUNDS / 2], ours[ROUNDS / 2] / bare[ROUNDS / 2]);
    curl_global_cleanup();
    arena_free(&arena);
    (void)kill(server, SIGKILL);
    (void)waitpid(server, NULL, 0);
    return 0;
}
