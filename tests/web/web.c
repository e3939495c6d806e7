/* web.c: a stand-in for the web, for tests and the demo: many hosts on one loopback port, with and
 * without TLS. Runs until SIGTERM, until --once-seconds are over, or until its parent ends. */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve.h"

#include "base/banned.h"

static const char usage[] =
    "Usage: web --sites DIR --ca-file FILE [OPTIONS]\n"
    "Serves the *.site files of DIR and prints the port.\n\n"
    "  --sites DIR        what to serve (sites/README.md tells the form)\n"
    "  --ca-file FILE     where to write the certificate authority (PEM)\n"
    "  --listen ADDRESS   where to listen, 127.0.0.1 when not given; may be repeated\n"
    "  --port N           port to listen on; 0, the default, takes a free one; may be repeated\n"
    "  --port-file FILE   where to write the port, once all is ready\n"
    "  --log FILE         one line a request: scheme, host, method, path, status, ms\n"
    "  --once-seconds N   end after N seconds\n";

enum { LISTEN_MOST = 8 };

struct options {
    const char *sites, *ca_file, *port_file, *log;
    const char *listen[LISTEN_MOST];
    uint32_t ports[LISTEN_MOST], seconds;
    int n_listen, n_ports;
};

struct job {
    const struct server *server;
    int fd;
};

static bool parse_options(int argc, char **argv, struct options *out, struct err *err)
{
    static const struct option table[] = {
        { "sites", required_argument, NULL, 's' },
        { "ca-file", required_argument, NULL, 'c' },
        { "listen", required_argument, NULL, 'L' },
        { "port", required_argument, NULL, 'p' },
        { "port-file", required_argument, NULL, 'f' },
        { "log", required_argument, NULL, 'l' },
        { "once-seconds", required_argument, NULL, 'o' },
        { NULL, 0, NULL, 0 },
    };
    bool numbers = true;
    for (int c; (c = getopt_long(argc, argv, "", table, NULL)) != -1;) {
        switch (c) {
        case 's':
            out->sites = optarg;
            break;
        case 'c':
            out->ca_file = optarg;
            break;
        case 'f':
            out->port_file = optarg;
            break;
        case 'l':
            out->log = optarg;
            break;
        case 'L':
            numbers = numbers && out->n_listen < LISTEN_MOST;
            if (numbers)
                out->listen[out->n_listen++] = optarg;
            break;
        case 'p':
            numbers = numbers && out->n_ports < LISTEN_MOST &&
                      str_to_u32(str_from_z(optarg), &out->ports[out->n_ports]) &&
                      out->ports[out->n_ports++] <= UINT16_MAX;
            break;
        case 'o':
            numbers = numbers && str_to_u32(str_from_z(optarg), &out->seconds);
            break;
        default:
            numbers = false;
        }
    }
    if (!numbers || optind < argc || !out->sites || !out->ca_file)
        return err_set(err, ERR_USAGE, "bad or missing option");
    if (out->n_listen == 0)
        out->listen[out->n_listen++] = "127.0.0.1";
    if (out->n_ports == 0)
        out->ports[out->n_ports++] = 0;
    return true;
}

/* A listening socket; `port` is set to the one it got. */
static bool listen_on(const char *address, uint32_t *port, int *fd, struct err *err)
{
    struct sockaddr_in6 at = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)*port) };
    char mapped[64];
    int length =
        snprintf(mapped, sizeof mapped, "%s%s", strchr(address, ':') ? "" : "::ffff:", address);
    socklen_t n = sizeof at;
    const int on = 1;
    *fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (*fd < 0 || length < 0 || inet_pton(AF_INET6, mapped, &at.sin6_addr) != 1 ||
        setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        setsockopt(*fd, IPPROTO_IPV6, IPV6_FREEBIND, &on, sizeof on) != 0 || /* a routed prefix's */
        bind(*fd, (struct sockaddr *)&at, n) != 0 || listen(*fd, SOMAXCONN) != 0 ||
        getsockname(*fd, (struct sockaddr *)&at, &n) != 0)
        return err_set(err, ERR_IO, "%s, port %u: %s", address, *port, strerror(errno));
    *port = ntohs(at.sin6_port);
    return true;
}

/* Writes the port beside `path` and moves it there: who waits for the file finds all of it. */
static bool write_port(const char *path, uint32_t port, struct err *err)
{
    char beside[4096];
    int n = snprintf(beside, sizeof beside, "%s.new", path);
    FILE *file = n > 0 && (size_t)n < sizeof beside ? fopen(beside, "w") : NULL;
    bool written = file && fprintf(file, "%u\n", port) > 0;
    if ((file && fclose(file) != 0) || !written || rename(beside, path) != 0)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    return true;
}

static void *run_job(void *arg)
{
    struct job job = *(struct job *)arg;
    free(arg);
    serve_connection(job.server, job.fd);
    return NULL;
}

/* Gives a connection a thread of its own, or closes it. */
static void start_job(const struct server *server, int fd)
{
    struct job *job = malloc(sizeof *job);
    pthread_t thread;
    if (job)
        *job = (struct job){ server, fd };
    if (job && pthread_create(&thread, NULL, run_job, job) == 0) {
        (void)pthread_detach(thread);
        return;
    }
    free(job);
    (void)close(fd);
}

/* SIGTERM, SIGINT and the alarm of --once-seconds as something to poll; the parent's end is SIGTERM. */
static bool open_signals(const struct options *options, int *fd, struct err *err)
{
    sigset_t ends;
    (void)sigemptyset(&ends);
    (void)sigaddset(&ends, SIGTERM);
    (void)sigaddset(&ends, SIGINT);
    (void)sigaddset(&ends, SIGALRM);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)alarm(options->seconds);
    *fd = pthread_sigmask(SIG_BLOCK, &ends, NULL) == 0 ? signalfd(-1, &ends, SFD_CLOEXEC) : -1;
    if (*fd < 0 || prctl(PR_SET_PDEATHSIG, SIGTERM) != 0)
        return err_set(err, ERR_IO, "signals: %s", strerror(errno));
    return true;
}

/* What to poll: listening sockets, and the signals last. */
struct ears {
    struct pollfd fds[LISTEN_MOST * LISTEN_MOST + 1];
    nfds_t n;
};

static bool open_ears(const struct options *options, struct ears *ears, uint32_t *port,
                      struct err *err)
{
    for (int i = 0; i < options->n_listen; i++) {
        for (int k = 0; k < options->n_ports; k++) {
            struct pollfd *ear = &ears->fds[ears->n++];
            *port = options->ports[k];
            ear->events = POLLIN;
            if (!listen_on(options->listen[i], port, &ear->fd, err))
                return false;
        }
    }
    return true;
}

static void accept_until_signal(const struct server *server, struct ears *ears, int signals)
{
    struct pollfd *end = &ears->fds[ears->n++];
    *end = (struct pollfd){ .fd = signals, .events = POLLIN };
    while (!(end->revents & POLLIN)) {
        if (poll(ears->fds, ears->n, -1) < 0)
            continue;
        for (struct pollfd *ear = ears->fds; ear < end; ear++) {
            int fd = ear->revents & POLLIN ? accept4(ear->fd, NULL, NULL, SOCK_CLOEXEC) : -1;
            if (fd >= 0)
                start_job(server, fd);
        }
    }
}

static bool run(const struct options *options, struct arena *perm, struct err *err)
{
    struct web web;
    struct server server = { .web = &web };
    struct ears ears = { .n = 0 };
    uint32_t port = 0;
    int signals;
    if (!site_load(options->sites, perm, &web, err) ||
        !tls_open(&web, options->ca_file, &server.tls, err) ||
        !open_signals(options, &signals, err) || !open_ears(options, &ears, &port, err))
        return false;
    if (options->log) {
        server.log = fopen(options->log, "a");
        if (!server.log || setvbuf(server.log, NULL, _IOLBF, BUFSIZ) != 0)
            return err_set(err, ERR_IO, "%s: %s", options->log, strerror(errno));
    }
    if (options->port_file && !write_port(options->port_file, port, err))
        return false;
    if (printf("%u\n", port) < 0 || fflush(stdout) != 0)
        return err_set(err, ERR_IO, "standard output: %s", strerror(errno));
    accept_until_signal(&server, &ears, signals);
    return true;
}

int main(int argc, char **argv)
{
    struct err err = { 0 };
    struct options options = { 0 };
    struct arena perm;
    arena_init(&perm, 0, NULL);
    if (parse_options(argc, argv, &options, &err) && run(&options, &perm, &err))
        _exit(0); /* threads may still be answering: their memory goes with the process */
    (void)fprintf(stderr, "web: %s\n%s", err.message, err.kind == ERR_USAGE ? usage : "");
    arena_free(&perm);
    return err.kind == ERR_USAGE ? 2 : 1;
}
