/* peak.c: runs a command and writes the most memory that it, or a child of it, held (KiB) to standard error;
 * ends as it does. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/banned.h"

int main(int argc, char **argv)
{
    int status = 0;
    struct rusage used = { 0 };
    pid_t child = argc > 1 ? fork() : -1;
    if (child == 0) {
        (void)execvp(argv[1], argv + 1);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || getrusage(RUSAGE_CHILDREN, &used) != 0)
        return 125;
    (void)fprintf(stderr, "%ld\n", used.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}
