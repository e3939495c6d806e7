/* bench_time.c: runs a command several times and prints medians: wall and CPU time (user + system, its
 * children's included), both in ms; and the largest memory of any of its processes, in KiB.
 *   bench_time RUNS COMMAND [ARGUMENT...] */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

enum { RUNS_MAX = 1000 };

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double now_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double cpu_ms(void)
{
    struct rusage u;
    (void)getrusage(RUSAGE_CHILDREN, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3;
}

int main(int argc, char **argv)
{
    extern char **environ;
    static double wall[RUNS_MAX], cpu[RUNS_MAX];
    int runs = argc > 2 ? (int)strtoul(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > RUNS_MAX)
        return 2;
    for (int i = 0; i < runs; i++) {
        pid_t child;
        int status;
        double before = now_ms(), cpu_before = cpu_ms();
        if (posix_spawnp(&child, argv[2], NULL, NULL, argv + 2, environ) != 0 ||
            waitpid(child, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) > 1) {
            (void)fprintf(stderr, "bench_time: %s failed\n", argv[2]);
            return 1;
        }
        wall[i] = now_ms() - before;
        cpu[i] = cpu_ms() - cpu_before;
    }
    qsort(wall, (size_t)runs, sizeof *wall, by_value);
    qsort(cpu, (size_t)runs, sizeof *cpu, by_value);
    struct rusage used;
    (void)getrusage(RUSAGE_CHILDREN, &used);
    (void)printf("%.3f %.3f %ld\n", wall[runs / 2], cpu[runs / 2], used.ru_maxrss);
    return 0;
}
