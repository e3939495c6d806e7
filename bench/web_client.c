/* web_client.c: two ways to ask for a list of addresses. */
#include "web_client.h"

#include <curl/curl.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>

#include "web_host.h"

#include "base/banned.h"

enum { EVENTS = 512 };

static str url_of(const struct work *work, size_t i, struct arena *arena)
{
    if (i >= work->n)
        return str_printf(arena, "http://host-%zu.slow.example:%u/z/%zu", 10000 + i - work->n,
                          work->port, i);
    return str_printf(arena, "%s.example:%u/%c/%zu",
                      str_printf(arena, work->ca_file ? "https://host-%zu.tls" : "http://host-%zu",
                                 i % work->hosts)
                          .p,
                      work->port, work->kind ? work->kind : kind_of((uint32_t)i), i);
}

static size_t keep(char *bytes, size_t size, size_t n, void *ctx)
{
    (void)bytes, (void)size;
    *(size_t *)ctx += n;
    return n;
}

struct watcher {
    struct cost *cost;
    double began_s, tenth_s;
};

static void note_progress(void *ctx, size_t done, size_t total, str host)
{
    struct watcher *watcher = ctx;
    double at_s = now_s() - watcher->began_s;
    if (!str_ends(host, S(".slow.example")))
        watcher->cost->good_s = at_s;
    if (done <= total / 10)
        watcher->tenth_s = at_s;
    if (done <= total - total / 10)
        watcher->cost->middle_s = at_s - watcher->tenth_s;
}

struct bare {
    CURLM *multi;
    int epoll_fd;
    long timeout_ms;
    size_t bytes;
    X509_STORE *store; /* shared by all connections */
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

static CURLcode on_tls(CURL *easy, void *context, void *ctx)
{
    (void)easy;
    struct bare *bare = ctx;
    SSL_CTX_set1_cert_store(context, bare->store);
    return CURLE_OK;
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

void run_bare(const struct work *work, struct cost *cost)
{
    struct watcher watcher = { cost, now_s(), 0 };
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
    if (work->ca_file) {
        bare.store = X509_STORE_new();
        if (!bare.store || !X509_STORE_load_file(bare.store, work->ca_file) ||
            !X509_STORE_set_flags(bare.store, X509_V_FLAG_PARTIAL_CHAIN))
            die(work->ca_file);
    }
    size_t started = 0, running = 0, done = 0;
    while (started < work->n || running) {
        for (; started < work->n && running < work->in_flight; running++, started++) {
            CURL *easy = curl_easy_init();
            (void)curl_easy_setopt(easy, CURLOPT_URL, url_of(work, started, &arena).p);
            (void)curl_easy_setopt(easy, CURLOPT_RESOLVE, list);
            (void)curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
            (void)curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
            (void)curl_easy_setopt(easy, CURLOPT_WRITEDATA, &bare.bytes);
            (void)curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 45000L);
            if (work->ca_file) {
                (void)curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_tls);
                (void)curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, &bare);
                (void)curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
                (void)curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
            }
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
        for (size_t n = collect(&bare); n > 0; n--, running--)
            note_progress(&watcher, ++done, work->n, (str){ 0 });
    }
    curl_multi_cleanup(bare.multi);
    X509_STORE_free(bare.store);
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

void run_ours(const struct work *work, struct cost *cost)
{
    struct arena run;
    struct err err = { 0 };
    const str own = S("127.0.0.0/8");
    size_t n = work->n + work->n_slow;
    struct watcher watcher = { cost, now_s(), 0 };
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
                                           .host_concurrency =
                                               work->per_host ? work->per_host : PER_HOST,
                                           .host_interval_s = work->interval_s,
                                           .cacert = str_from_z(work->ca_file),
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
