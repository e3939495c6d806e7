/* web.c: a stand-in for the web, for tests and the demo: many hosts on one loopback port, with and
 * without TLS. Runs until SIGTERM, until --once-seconds are over, or until its parent ends. */
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
    "Serves the *.site files of DIR on 127.0.0.1 and prints the port.\n\n"
    "  --sites DIR        what to serve (sites/README.md tells the form)\n"
    "  --ca-file FILE     where to write the certificate authority (PEM)\n"
    "  --port N           port to listen on; 0, the default, takes a free one\n"
    "  --port-file FILE   where to write the port, once all is ready\n"
    "  --log FILE         one line a request: scheme, host, method, path, status\n"
    "  --once-seconds N   end after N seconds\n";

struct options {
    const char *sites, *ca_file, *port_file, *log;
    uint32_t port, seconds;
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
        case 'p':
            numbers = numbers && str_to_u32(str_from_z(optarg), &out->port);
            break;
        case 'o':
            numbers = numbers && str_to_u32(str_from_z(optarg), &out->seconds);
            break;
        default:
            numbers = false;
        }
    }
    if (!numbers || out->port > UINT16_MAX || optind < argc || !out->sites || !out->ca_file)
        return err_set(err, ERR_USAGE, "bad or missing option");
    return true;
}

/* A listening socket on loopback; `port` is set to the one it got. */
static bool listen_on(uint32_t *port, int *fd, struct err *err)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)*port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t n = sizeof at;
    const int on = 1;
    *fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (*fd < 0 || setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        bind(*fd, (struct sockaddr *)&at, n) != 0 || listen(*fd, SOMAXCONN) != 0 ||
        getsockname(*fd, (struct sockaddr *)&at, &n) != 0)
        return err_set(err, ERR_IO, "port %u: %s", *port, strerror(errno));
    *port = ntohs(at.sin_port);
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

static void accept_until_signal(const struct server *server, int listener, int signals)
{
    struct pollfd fds[] = { { .fd = listener, .events = POLLIN },
                            { .fd = signals, .events = POLLIN } };
    while (!(fds[1].revents & POLLIN)) {
        if (poll(fds, sizeof fds / sizeof *fds, -1) < 0 || !(fds[0].revents & POLLIN))
            continue;
        int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (fd >= 0)
            start_job(server, fd);
    }
}

static bool run(const struct options *options, struct arena *perm, struct err *err)
{
    struct web web;
    struct server server = { .web = &web };
    uint32_t port = options->port;
    int listener, signals;
    if (!site_load(options->sites, perm, &web, err) ||
        !tls_open(&web, options->ca_file, &server.tls, err) ||
        !open_signals(options, &signals, err) || !listen_on(&port, &listener, err))
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
    accept_until_signal(&server, listener, signals);
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
