/* transport_curl.c: the real network. libcurl's multi handle and c-ares share one epoll. */
#include "net/transport.h"

#include "net/dns.h"
#include "net/mapping.h"
#include "net/transfer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum {
    EVENTS = 64,
    IDLE_CONNECTIONS = 256,
    SPARE_DESCRIPTORS = 32, /* the rest of the program's */
    DNS_TIMEOUT_MS = 3000,
    DNS_TRIES = 2,
    CANARY_MS = 10000
};
#define RESOLVER_TAG ((uint64_t)1 << 32)

struct list {
    struct transfer *first, *last;
};

struct curl_net {
    struct arena *arena;
    struct arena scratch;
    struct transfer_settings settings;
    struct mapping mapping;
    struct dns *dns;
    CURLM *multi;
    int epoll_fd;
    bool broken;         /* epoll refused a socket */
    bool connect_failed; /* at an address; there may be others */
    int64_t timer_ms;    /* libcurl's; INT64_MAX = none */
    VEC(struct transfer *) live;
    struct list resolved, answered; /* to be begun; to be handed out */
    struct transfer *spare;
};

static int64_t now_ms(void *self)
{
    (void)self;
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void list_add(struct list *list, struct transfer *transfer)
{
    transfer->next = NULL;
    if (list->last)
        list->last->next = transfer;
    else
        list->first = transfer;
    list->last = transfer;
}

static struct transfer *list_take(struct list *list)
{
    struct transfer *transfer = list->first;
    if (transfer)
        list->first = transfer->next;
    if (!list->first)
        list->last = NULL;
    return transfer;
}

static void watch(struct curl_net *net, int op, uint64_t tag, uint32_t events)
{
    struct epoll_event event = { .events = events, .data.u64 = tag };
    int fd = (int)(tag & 0xffffffff);
    if (epoll_ctl(net->epoll_fd, op, fd, &event) == 0 || op == EPOLL_CTL_DEL)
        return;
    /* A number that was closed and given out again. */
    int other = op == EPOLL_CTL_ADD ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    if (epoll_ctl(net->epoll_fd, other, fd, &event) != 0)
        net->broken = true;
}

static int on_curl_socket(CURL *easy, curl_socket_t fd, int what, void *ctx, void *known)
{
    (void)easy;
    struct curl_net *net = ctx;
    uint32_t events = (what & CURL_POLL_IN ? (uint32_t)EPOLLIN : 0) |
                      (what & CURL_POLL_OUT ? (uint32_t)EPOLLOUT : 0);
    if (what == CURL_POLL_REMOVE) {
        net->connect_failed |= transfer_note_socket(&net->settings, fd, false);
        watch(net, EPOLL_CTL_DEL, (uint64_t)fd, 0);
        return 0;
    }
    watch(net, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, (uint64_t)fd, events);
    if (!known)
        (void)curl_multi_assign(net->multi, fd, net);
    return 0;
}

static int on_curl_timer(CURLM *multi, long timeout_ms, void *ctx)
{
    (void)multi;
    struct curl_net *net = ctx;
    net->timer_ms = timeout_ms < 0 ? INT64_MAX : now_ms(NULL) + timeout_ms;
    return 0;
}

static void on_dns_socket(void *ctx, int fd, bool read, bool write)
{
    struct curl_net *net = ctx;
    uint64_t tag = (uint64_t)fd | RESOLVER_TAG;
    uint32_t events = (read ? (uint32_t)EPOLLIN : 0) | (write ? (uint32_t)EPOLLOUT : 0);
    watch(net, events ? EPOLL_CTL_MOD : EPOLL_CTL_DEL, tag, events);
}

/* Of a name's addresses only those that the guard lets through are used. */
static void keep_allowed(struct transfer *transfer, const struct dns_answer *found,
                         struct ip *allowed)
{
    const struct guard *guard = &transfer->settings->guard;
    size_t n = 0;
    for (size_t i = 0; i < found->n; i++) {
        enum guard_say say = transfer->mapped
                                 ? GUARD_PASS
                                 : guard_address(guard, &found->addresses[i], transfer->to_port);
        if (say == GUARD_PASS) {
            allowed[n++] = found->addresses[i];
            transfer->answer.exempt |= guard_is_exempt(guard, &found->addresses[i]);
        } else {
            transfer->answer.seen.guard = say;
        }
    }
    if (n)
        transfer->answer.seen.guard = GUARD_PASS;
    transfer->addresses = allowed;
    transfer->n_addresses = n;
}

/* Called inside c-ares: only notes what was found. */
static void on_resolved(void *owner, const struct dns_answer *found)
{
    struct transfer *transfer = owner;
    struct curl_net *net = transfer->net;
    transfer->answer.seen.dns = found->status;
    if (found->status == DNS_ANSWERED) {
        struct ip *allowed = TRY_NEW(net->arena, struct ip, found->n);
        if (allowed)
            keep_allowed(transfer, found, allowed);
        else
            transfer->answer.seen.local = S("out of memory");
    }
    list_add(&net->resolved, transfer);
}

static struct transfer *new_transfer(struct curl_net *net)
{
    struct transfer *transfer = net->spare;
    if (transfer) {
        net->spare = transfer->next;
        *transfer = (struct transfer){ 0 };
    } else {
        transfer = NEW(net->arena, struct transfer, 1);
    }
    transfer->net = net;
    transfer->settings = &net->settings;
    transfer->slot = net->live.n;
    *VEC_PUSH(&net->live, net->arena) = transfer;
    return transfer;
}

static void recycle(struct curl_net *net, struct transfer *transfer)
{
    struct transfer *last = net->live.p[--net->live.n];
    net->live.p[transfer->slot] = last;
    last->slot = transfer->slot;
    transfer_close(transfer);
    transfer->next = net->spare;
    net->spare = transfer;
}

static void start(void *self, const struct transport_request *request, transport_done *done,
                  void *owner)
{
    struct curl_net *net = self;
    struct transfer *transfer = new_transfer(net);
    struct ip ip;
    transfer->request = *request;
    transfer->done = done;
    transfer->owner = owner;
    transfer->answer.seen.https = request->https;
    transfer->to_host = request->host;
    transfer->to_port = request->port;
    transfer->mapped = mapping_find(&net->mapping, &transfer->to_host, &transfer->to_port);
    transfer->answer.exempt = transfer->mapped;
    if (net->settings.proxy[0]) {
        list_add(&net->resolved, transfer);
    } else if (ip_parse(transfer->to_host, &ip)) {
        transfer->answer.exempt |= guard_is_exempt(&net->settings.guard, &ip);
        list_add(&net->resolved, transfer);
    } else {
        transfer->by_name = true;
        dns_lookup(net->dns, transfer->to_host, on_resolved, transfer);
    }
}

static void begin(struct curl_net *net, struct transfer *transfer)
{
    bool nowhere = transfer->by_name && transfer->n_addresses == 0;
    if (nowhere || !transfer_prepare(transfer, &net->scratch)) {
        list_add(&net->answered, transfer);
        return;
    }
    if (curl_multi_add_handle(net->multi, transfer->easy) != CURLM_OK) {
        transfer->answer.seen.local = S("libcurl refuses the request");
        list_add(&net->answered, transfer);
    }
}

/* Hands out what is answered; false when nothing is. */
static bool deliver(struct curl_net *net)
{
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(net->multi, &left))) {
        CURL *easy = message->easy_handle;
        CURLcode code = message->data.result;
        char *owner = NULL;
        if (message->msg != CURLMSG_DONE ||
            curl_easy_getinfo(easy, CURLINFO_PRIVATE, &owner) != CURLE_OK)
            continue;
        struct transfer *transfer = (struct transfer *)(void *)owner;
        transfer_finish(transfer, code);
        (void)curl_multi_remove_handle(net->multi, easy);
        list_add(&net->answered, transfer);
    }
    bool any = false;
    for (struct transfer *transfer; (transfer = list_take(&net->answered)); any = true) {
        transfer->done(transfer->owner, &transfer->answer);
        recycle(net, transfer);
    }
    return any;
}

static void handle_event(struct curl_net *net, const struct epoll_event *event)
{
    int fd = (int)(event->data.u64 & 0xffffffff), running;
    bool failed = event->events & (EPOLLERR | EPOLLHUP);
    bool read = event->events & EPOLLIN, write = event->events & EPOLLOUT;
    if (event->data.u64 & RESOLVER_TAG) {
        dns_ready(net->dns, fd, read || failed, write);
        return;
    }
    int mask = (read ? CURL_CSELECT_IN : 0) | (write ? CURL_CSELECT_OUT : 0) |
               (failed ? CURL_CSELECT_ERR : 0);
    (void)curl_multi_socket_action(net->multi, fd, mask, &running);
}

/* Sleeps until a socket, a timer or `until_ms`, and deals with it. */
static bool turn(struct curl_net *net, int64_t until_ms, struct err *err)
{
    struct epoll_event events[EVENTS];
    int64_t now = now_ms(NULL), wake = net->timer_ms < until_ms ? net->timer_ms : until_ms;
    int64_t sleep_ms = dns_wait_ms(net->dns, wake > now ? wake - now : 0);
    int n = epoll_wait(net->epoll_fd, events, EVENTS, sleep_ms > 60000 ? 60000 : (int)sleep_ms);
    if ((n < 0 && errno != EINTR) || net->broken)
        return err_set(err, ERR_IO, "waiting for the network: %s", strerror(errno));
    for (int i = 0; i < n; i++)
        handle_event(net, &events[i]);
    if (net->timer_ms <= now_ms(NULL)) {
        int running;
        net->timer_ms = INT64_MAX;
        (void)curl_multi_socket_action(net->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
    if (net->connect_failed) { /* libcurl 7.88 goes on to the next address only when it is called */
        int running;
        net->connect_failed = false;
        CURL_IGNORE_DEPRECATION((void)curl_multi_socket_all(net->multi, &running);)
    }
    if (n == 0 || sleep_ms == 0)
        dns_ready(net->dns, -1, false, false);
    return true;
}

static bool wait_answers(void *self, int64_t until_ms, struct err *err)
{
    struct curl_net *net = self;
    for (bool turned = false;; turned = true) {
        for (struct transfer *transfer; (transfer = list_take(&net->resolved));)
            begin(net, transfer);
        if (deliver(net))
            return true;
        if (turned && now_ms(NULL) >= until_ms)
            return true;
        if (!turn(net, until_ms, err))
            return false;
    }
}

/* Connecting a datagram socket sends nothing, but asks the kernel for a route. */
static bool has_route(void *self)
{
    (void)self;
    struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_port = htons(53) };
    struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_port = htons(53) };
    /* a.root-servers.net */
    if (inet_pton(AF_INET, "198.41.0.4", &v4.sin_addr) != 1 ||
        inet_pton(AF_INET6, "2001:503:ba3e::2:30", &v6.sin6_addr) != 1)
        return true;
    const struct sockaddr *addresses[] = { (const void *)&v4, (const void *)&v6 };
    const socklen_t sizes[] = { sizeof v4, sizeof v6 };
    bool reachable = false;
    for (int i = 0; i < 2 && !reachable; i++) {
        int fd = socket(addresses[i]->sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (fd < 0)
            continue;
        /* EADDRNOTAVAIL: IPv6 is there and has no address to go out from */
        reachable = connect(fd, addresses[i], sizes[i]) == 0 ||
                    (errno != ENETUNREACH && errno != EHOSTUNREACH && errno != EADDRNOTAVAIL);
        (void)close(fd);
    }
    return reachable;
}

struct canary {
    bool answered, found;
};

static void on_canary(void *owner, const struct dns_answer *answer)
{
    struct canary *canary = owner;
    *canary = (struct canary){ true, answer->status == DNS_ANSWERED };
}

static bool name_resolves(void *self, str name)
{
    struct curl_net *net = self;
    struct canary *canary = NEW(net->arena, struct canary, 1);
    struct err ignored = { 0 };
    int64_t until = now_ms(NULL) + CANARY_MS;
    dns_lookup(net->dns, name, on_canary, canary);
    while (!canary->answered && now_ms(NULL) < until)
        if (!turn(net, until, &ignored))
            break;
    return canary->found;
}

static void close_net(void *handle)
{
    struct curl_net *net = handle;
    for (size_t i = 0; i < net->live.n; i++) {
        if (net->live.p[i]->easy)
            (void)curl_multi_remove_handle(net->multi, net->live.p[i]->easy);
        transfer_close(net->live.p[i]);
    }
    curl_multi_cleanup(net->multi);
    X509_STORE_free(net->settings.store);
    if (net->epoll_fd >= 0)
        (void)close(net->epoll_fd);
    arena_free(&net->scratch);
    curl_global_cleanup();
}

/* Half of the descriptors for hops, the rest for connections that may be used again. */
static uint32_t descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > 65536)
        return 65536;
    return limit.rlim_cur > SPARE_DESCRIPTORS + 8 ? (uint32_t)limit.rlim_cur - SPARE_DESCRIPTORS
                                                  : 8;
}

static bool open_multi(struct curl_net *net, struct err *err)
{
    long idle = (long)net->settings.options->concurrency + IDLE_CONNECTIONS;
    long most = (long)descriptors();
    net->multi = curl_multi_init();
    CURLM *multi = net->multi;
    bool good =
        multi && curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_curl_socket) == CURLM_OK &&
        curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, net) == CURLM_OK &&
        curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_curl_timer) == CURLM_OK &&
        curl_multi_setopt(multi, CURLMOPT_TIMERDATA, net) == CURLM_OK &&
        curl_multi_setopt(multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING) == CURLM_OK &&
        curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, idle < most ? idle : most) == CURLM_OK;
    return good || err_set(err, ERR_IO, "libcurl does not start");
}

/* The strings of the options, as libcurl wants them. */
static bool take_options(struct curl_net *net, const struct fetch_options *options, struct err *err)
{
    struct transfer_settings *settings = &net->settings;
    settings->options = options;
    settings->n_connecting = descriptors() + SPARE_DESCRIPTORS;
    settings->connecting = NEW(net->arena, bool, settings->n_connecting);
    settings->user_agent = str_z(net->arena, options->user_agent);
    settings->proxy = str_z(net->arena, options->proxy);
    settings->cacert = options->cacert.n ? str_z(net->arena, options->cacert)
                                         : curl_version_info(CURLVERSION_NOW)->cainfo;
    if (!settings->user_agent || !settings->proxy || !settings->cacert)
        return err_set(err, ERR_USAGE, "an option of the network holds a NUL");
    if (options->cacert.n && access(settings->cacert, R_OK) != 0)
        return err_set(err, ERR_USAGE, "%s: %s", settings->cacert, strerror(errno));
    return guard_init(&settings->guard, options->allow_addresses, options->n_allow_addresses,
                      net->arena, err) &&
           mapping_init(&net->mapping, options, net->arena, err);
}

bool transport_curl_open(const struct fetch_options *options, struct arena *perm,
                         struct transport *out, struct err *err)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return err_set(err, ERR_IO, "libcurl does not start");
    struct curl_net *net = NEW(perm, struct curl_net, 1);
    net->arena = perm;
    net->timer_ms = INT64_MAX;
    net->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    arena_init(&net->scratch, 0, perm->guard);
    arena_defer(perm, close_net, net);
    if (net->epoll_fd < 0)
        return err_set(err, ERR_IO, "epoll: %s", strerror(errno));
    const struct dns_options dns = { .servers = options->dns_servers,
                                     .timeout_ms = DNS_TIMEOUT_MS,
                                     .tries = DNS_TRIES,
                                     .watch = on_dns_socket,
                                     .watch_ctx = net };
    if (!take_options(net, options, err) || !open_multi(net, err) ||
        !dns_open(&dns, perm, &net->dns, err))
        return false;
    *out = (struct transport){ .self = net,
                               .capacity = descriptors() / 2,
                               .now_ms = now_ms,
                               .start = start,
                               .wait = wait_answers,
                               .has_route = has_route,
                               .name_resolves = name_resolves };
    return true;
}
