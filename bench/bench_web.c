/* bench_web.c: the fetcher against a web on loopback that is as real lists are: pages of 2 to 30 kB, moved,
 * gone, forbidden and false ones, slow servers, many sockets, long queues, TLS. A bare libcurl loop does the same
 * work beside it.
 *   bench_web mixed|think|sockets|slow|queue|tls|polite [ADDRESSES]     (one line for each)
 *   bench_web serve [ADDRESSES]   its port, and what bare libcurl and libxml2 need for the list; then serves
 *                                 the mixed list until its input ends */
#include <libxml/HTMLparser.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "web_client.h"
#include "web_host.h"

#include "base/banned.h"

enum { HOSTS = 50 };

static double cpu_s(void)
{
    struct rusage u;
    if (getrusage(RUSAGE_SELF, &u) != 0)
        die("getrusage");
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
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

static struct web begin_tls(const char *ca_file, struct work *work)
{
    return (struct web){ start_tls(ca_file, &work->port), start_names(&work->dns_port) };
}

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

static void serve(size_t n)
{
    struct work work = { .n = n ? n : 10000, .hosts = HOSTS, .in_flight = 200 };
    struct web web = begin(0, &work);
    (void)measure(run_bare, &work);
    struct cost bare = measure(run_bare, &work);
    (void)printf("%u %.3f %.3f %.3f\n", work.port, bare.wall_s, bare.cpu_s, parse_s(work.n));
    (void)fflush(stdout);
    while (getchar() != EOF)
        ;
    end(web);
}

static void bench_think(size_t n)
{
    struct work work = { .n = n ? n : 20000, .hosts = 1000, .in_flight = 1000, .kind = 's' };
    struct web web = begin(0.2, &work);
    struct cost bare = measure(run_bare, &work), ours = measure(run_ours, &work);
    double ideal = (double)work.n * 0.2 / work.in_flight, percent = 80 * ideal;
    (void)printf(
        "think: %zu addresses, 200 ms to answer, %u in flight: %.0f %% of the ideal rate once under way, "
        "%.2f s with start and end (ideal %.2f s), CPU %.2f s; bare libcurl %.0f %%, %.2f s, CPU %.2f "
        "s\n",
        work.n, work.in_flight, percent / ours.middle_s, ours.wall_s, ideal, ours.cpu_s,
        percent / bare.middle_s, bare.wall_s, bare.cpu_s);
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
    struct work work = { .n = n ? n : 10000, .hosts = 2000, .in_flight = 500, .kind = 'p' };
    struct web web = begin(0.2, &work);
    struct cost alone = measure(run_ours, &work);
    work.n_slow = 1000;
    work.in_flight += 1000; /* which the slow ones hold */
    struct cost among = measure(run_ours, &work);
    (void)printf(
        "slow: %zu good addresses done after %.2f s; among 1,000 that never answer after %.2f s "
        "(x%.2f), CPU %.2f s and %.2f s\n",
        work.n, alone.good_s, among.good_s, among.good_s / alone.good_s, alone.cpu_s, among.cpu_s);
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

static void bench_tls(size_t n)
{
    char ca_file[] = "/tmp/bench-web-XXXXXX";
    int fd = mkstemp(ca_file);
    if (fd < 0 || close(fd) != 0)
        die("mkstemp");
    struct work work = {
        .n = n ? n : 1000, .hosts = n ? n : 1000, .in_flight = 64, .kind = 's', .ca_file = ca_file
    };
    struct web web = begin_tls(ca_file, &work);
    (void)measure(run_bare, &work);
    struct cost bare = measure(run_bare, &work), ours = measure(run_ours, &work);
    (void)printf(
        "tls: %zu hosts, each certificate verified: %.2f s, CPU %.2f s, %u wrong; bare libcurl with a "
        "shared store %.2f s, CPU %.2f s (time x%.2f, CPU x%.2f)\n",
        work.n, ours.wall_s, ours.cpu_s, ours.wrong, bare.wall_s, bare.cpu_s,
        ours.wall_s / bare.wall_s, ours.cpu_s / bare.cpu_s);
    end(web);
    (void)unlink(ca_file);
}

/* What the server's own notes say: redirects and robots.txt are requests like any other. */
static void bench_polite(size_t n)
{
    struct work work = { .n = n ? n : 600,
                         .hosts = 20,
                         .in_flight = 200,
                         .robots = true,
                         .interval_s = 0.1,
                         .per_host = 2 };
    struct web web = begin(0.3, &work);
    struct cost ours = measure(run_ours, &work);
    (void)printf(
        "polite: %u requests at %zu hosts, 2 in flight and 100 ms apart allowed: at most %u in flight at "
        "a host, never sooner than %.0f ms, %u wrong\n",
        seen->requests, work.hosts, seen->most_in_flight, seen->least_gap_s * 1000, ours.wrong);
    end(web);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(size_t n);
    } benches[] = { { "mixed", bench_mixed },     { "think", bench_think },
                    { "sockets", bench_sockets }, { "slow", bench_slow },
                    { "queue", bench_queue },     { "tls", bench_tls },
                    { "polite", bench_polite },   { "serve", serve } };
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
    (void)fprintf(stderr,
                  "usage: bench_web mixed|think|sockets|slow|queue|tls|polite|serve [ADDRESSES]\n");
    return 2;
}
