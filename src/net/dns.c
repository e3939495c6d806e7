/* dns.c: look-ups on two channels of c-ares: all servers, and for the second opinion on a name that is
 * said not to exist, the ones behind the first (the first again when it is alone). */
#include "net/dns.h"

#include "base/map.h"
#include "base/vec.h"

#include <ares.h>
#include <netdb.h>
#include <string.h>
#include <sys/select.h>
#include <sys/time.h>

#include "base/banned.h"

enum {
    OPINIONS = 2,
    AT_A_TIME = 50, /* names; a server drops what comes in one burst */
    MOST_AT_A_TIME = 4000,
};

struct waiter {
    dns_done *done;
    void *owner;
    struct waiter *next;
};

struct name {
    struct dns *dns;
    const char *host_z;
    int asked; /* opinions so far */
    bool answered;
    struct dns_answer answer;
    struct waiter *waiters;
    struct name *next; /* to be asked for when others are answered */
};

struct dns {
    struct arena *arena;
    ares_channel channels[OPINIONS];
    int n_channels;
    struct map names;
    uint32_t asking, most;     /* now; at most, which grows while servers are silent */
    struct name *first, *last; /* waiting to be asked for */
    bool starts;               /* start_waiting is at work: c-ares may answer at once */
    void (*watch)(void *ctx, int fd, bool read, bool write);
    void *watch_ctx;
};

static void close_dns(void *handle)
{
    struct dns *dns = handle;
    for (int i = 0; i < dns->n_channels; i++)
        ares_destroy(dns->channels[i]);
    ares_library_cleanup();
}

static void on_socket(void *ctx, ares_socket_t fd, int read, int write)
{
    struct dns *dns = ctx;
    dns->watch(dns->watch_ctx, fd, read != 0, write != 0);
}

static bool open_channel(struct dns *dns, const struct dns_options *options, struct err *err)
{
    char lookups[] = "fb"; /* the hosts file, then the servers */
    struct ares_options settings = { .flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES,
                                     .timeout = options->timeout_ms,
                                     .tries = options->tries,
                                     .lookups = lookups,
                                     .sock_state_cb = on_socket,
                                     .sock_state_cb_data = dns };
    int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_LOOKUPS |
               ARES_OPT_SOCK_STATE_CB;
    ares_channel *channel = &dns->channels[dns->n_channels];
    int code = ares_init_options(channel, &settings, mask);
    if (code != ARES_SUCCESS)
        return err_set(err, ERR_IO, "resolver: %s", ares_strerror(code));
    dns->n_channels++;
    const char *servers = str_z(dns->arena, options->servers);
    if (options->servers.n == 0)
        return true;
    if (!servers || ares_set_servers_ports_csv(*channel, servers) != ARES_SUCCESS)
        return err_set(err, ERR_USAGE, "\"%.*s\" is no list of name servers",
                       STR_ARG(options->servers));
    return true;
}

/* The second channel does without the first server, when there is another. */
static void drop_first_server(ares_channel channel)
{
    struct ares_addr_port_node *servers = NULL;
    if (ares_get_servers_ports(channel, &servers) == ARES_SUCCESS && servers && servers->next)
        (void)ares_set_servers_ports(channel, servers->next);
    ares_free_data(servers);
}

bool dns_open(const struct dns_options *options, struct arena *perm, struct dns **out,
              struct err *err)
{
    struct dns *dns = NEW(perm, struct dns, 1);
    dns->arena = perm;
    dns->watch = options->watch;
    dns->watch_ctx = options->watch_ctx;
    dns->most = AT_A_TIME;
    if (ares_library_init(ARES_LIB_INIT_ALL) != ARES_SUCCESS)
        return err_set(err, ERR_IO, "the resolver's library does not start");
    arena_defer(perm, close_dns, dns);
    for (int i = 0; i < OPINIONS; i++)
        if (!open_channel(dns, options, err))
            return false;
    drop_first_server(dns->channels[1]);
    *out = dns;
    return true;
}

static enum dns_status status_of(int code)
{
    switch (code) {
    case ARES_SUCCESS:
        return DNS_ANSWERED;
    case ARES_ENOTFOUND:
    case ARES_EBADNAME:
        return DNS_NO_NAME;
    case ARES_ENODATA:
        return DNS_NO_ADDRESS;
    case ARES_ETIMEOUT:
        return DNS_SILENT;
    default:
        return DNS_SERVER_FAIL;
    }
}

/* Inside c-ares: nothing may jump, so a spent arena counts as a failing server. */
static void take_addresses(struct name *name, const struct ares_addrinfo *found)
{
    size_t n = 0;
    for (const struct ares_addrinfo_node *node = found->nodes; node; node = node->ai_next)
        n++;
    struct ip *addresses = TRY_NEW(name->dns->arena, struct ip, n);
    if (!addresses) {
        name->answer.status = DNS_SERVER_FAIL;
        return;
    }
    n = 0;
    for (const struct ares_addrinfo_node *node = found->nodes; node; node = node->ai_next)
        n += ip_from_sockaddr(node->ai_addr, &addresses[n]);
    name->answer.addresses = addresses;
    name->answer.n = n;
    if (n == 0)
        name->answer.status = DNS_NO_ADDRESS;
}

static void start_waiting(struct dns *dns);

static void tell_waiters(struct name *name)
{
    name->answered = true;
    if (--name->dns->asking < AT_A_TIME)
        name->dns->most = AT_A_TIME;
    struct waiter *waiter = name->waiters;
    name->waiters = NULL;
    for (; waiter; waiter = waiter->next)
        waiter->done(waiter->owner, &name->answer);
    start_waiting(name->dns);
}

static void ask(struct name *name);

static void on_answer(void *ctx, int code, int timeouts, struct ares_addrinfo *found)
{
    (void)timeouts;
    struct name *name = ctx;
    if (code == ARES_EDESTRUCTION || code == ARES_ECANCELLED)
        return;
    name->answer = (struct dns_answer){ .status = status_of(code) };
    if (code == ARES_SUCCESS)
        take_addresses(name, found);
    if (found)
        ares_freeaddrinfo(found);
    bool doubtful = name->answer.status == DNS_NO_NAME || name->answer.status == DNS_NO_ADDRESS;
    if (doubtful && name->asked < OPINIONS)
        ask(name);
    else
        tell_waiters(name);
}

static void ask(struct name *name)
{
    const struct ares_addrinfo_hints hints = { .ai_family = AF_UNSPEC,
                                               .ai_socktype = SOCK_STREAM,
                                               .ai_flags = ARES_AI_NOSORT };
    ares_channel channel = name->dns->channels[name->asked++];
    ares_getaddrinfo(channel, name->host_z, NULL, &hints, on_answer, name);
}

static void start_waiting(struct dns *dns)
{
    if (dns->starts)
        return;
    dns->starts = true;
    while (dns->first && dns->asking < dns->most) {
        struct name *name = dns->first;
        dns->first = name->next;
        dns->asking++;
        ask(name);
    }
    dns->starts = false;
}

static void enqueue(struct dns *dns, struct name *name)
{
    if (dns->first)
        dns->last->next = name;
    else
        dns->first = name;
    dns->last = name;
    start_waiting(dns);
}

static struct name *make_name(struct dns *dns, str host)
{
    struct name *name = NEW(dns->arena, struct name, 1);
    str kept = str_dup(dns->arena, host);
    *map_slot(&dns->names, dns->arena, kept) = name;
    name->dns = dns;
    name->host_z = str_z(dns->arena, kept);
    name->answered = !name->host_z;
    name->answer.status = DNS_NO_NAME;
    return name;
}

void dns_lookup(struct dns *dns, str host, dns_done *done, void *owner)
{
    struct name *name = map_get(&dns->names, host);
    bool is_new = !name;
    if (is_new)
        name = make_name(dns, host);
    if (name->answered) {
        done(owner, &name->answer);
        return;
    }
    struct waiter *waiter = NEW(dns->arena, struct waiter, 1);
    *waiter = (struct waiter){ done, owner, name->waiters };
    name->waiters = waiter;
    if (is_new)
        enqueue(dns, name);
}

/* A server was silent: names that nobody answers for must not hold up the others. */
static void ask_past_the_silent(struct dns *dns)
{
    if (dns->asking >= dns->most && dns->most < MOST_AT_A_TIME)
        dns->most += AT_A_TIME;
    start_waiting(dns);
}

int64_t dns_wait_ms(struct dns *dns, int64_t most_ms)
{
    for (int i = 0; i < dns->n_channels; i++) {
        struct timeval most = { most_ms / 1000, most_ms % 1000 * 1000 }, room;
        const struct timeval *wait = ares_timeout(dns->channels[i], &most, &room);
        int64_t wait_ms = (int64_t)wait->tv_sec * 1000 + (wait->tv_usec + 999) / 1000;
        if (wait_ms < most_ms)
            most_ms = wait_ms;
    }
    return most_ms;
}

void dns_ready(struct dns *dns, int fd, bool read, bool write)
{
    bool silent = fd < 0 && dns_wait_ms(dns, 1) == 0; /* some question has waited long enough */
    for (int i = 0; i < dns->n_channels; i++)
        ares_process_fd(dns->channels[i], read ? fd : ARES_SOCKET_BAD,
                        write ? fd : ARES_SOCKET_BAD);
    if (silent)
        ask_past_the_silent(dns);
}
