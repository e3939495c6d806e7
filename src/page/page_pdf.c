/* page_pdf.c: the document in a file of memory, the program's words through a pipe. */
#include "page/page_pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/utf8.h"

#include "base/banned.h"

enum {
    BODY_BYTES_MAX = 64 << 20,
    OUTPUT_BYTES_MAX = 64 * 1024,
    TOOL_BYTES_MAX = 1 << 30, /* of its memory */
    TOOL_SECONDS_MAX = 5,     /* of its processor time */
    LIFE_SECONDS_MAX = 15,    /* asleep or awake */
    FIRST_OTHER_FD = 3
};

/* The document as a file that has no name; -1 when there is no room. */
static int open_body(str body)
{
    int fd = memfd_create("page", MFD_CLOEXEC);
    while (fd >= 0 && body.n) {
        ssize_t n = write(fd, body.p, body.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            (void)close(fd);
            return -1;
        }
        body = str_from(body, (size_t)n);
    }
    if (fd >= 0)
        (void)lseek(fd, 0, SEEK_SET);
    return fd;
}

/* In the child, where only what signals may call is safe. Does not return. */
static void become(const struct pdf_tool *tool, int in, int out)
{
    static char name[] = "pdfinfo", iso[] = "-isodates", enc[] = "-enc", utf8[] = "UTF-8",
                from[] = "/dev/stdin", locale[] = "LC_ALL=C";
    char *argv[] = { name, iso, enc, utf8, from, NULL }, *env[] = { locale, NULL };
    int null = open("/dev/null", O_WRONLY);
    if (null < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(null, STDERR_FILENO) < 0 || close_range(FIRST_OTHER_FD, ~0U, 0) != 0)
        _exit(127);
    (void)setrlimit(RLIMIT_AS, &(struct rlimit){ TOOL_BYTES_MAX, TOOL_BYTES_MAX });
    (void)setrlimit(RLIMIT_CPU, &(struct rlimit){ TOOL_SECONDS_MAX, TOOL_SECONDS_MAX });
    (void)setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 0, 0 });
    (void)setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    (void)alarm(LIFE_SECONDS_MAX); /* outlives the exec */
    (void)execve(tool->path, argv, env);
    _exit(127);
}

/* What it says, up to `max` bytes and to its silence. Returns false when it has not ended by itself. */
static bool listen_to(int fd, uint32_t wait_ms, char *text, size_t max, size_t *n)
{
    struct pollfd ready = { .fd = fd, .events = POLLIN };
    *n = 0;
    while (*n < max) {
        int found = poll(&ready, 1, (int)wait_ms);
        if (found < 0 && errno == EINTR)
            continue;
        ssize_t more = found > 0 ? read(fd, text + *n, max - *n) : -1;
        if (more < 0)
            return false;
        if (more == 0)
            return true;
        *n += (size_t)more;
    }
    return false;
}

static bool ended_well(pid_t child, bool alone)
{
    int status = 0;
    if (!alone)
        (void)kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return alone && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool run(int body, const struct pdf_tool *tool, char *text, size_t *n)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    pid_t child = fork();
    if (child == 0)
        become(tool, body, ends[1]);
    (void)close(ends[1]);
    bool alone = child > 0 && listen_to(ends[0], tool->wait_ms, text, OUTPUT_BYTES_MAX, n);
    (void)close(ends[0]);
    return child > 0 && ended_well(child, alone);
}

bool page_pdf_read(str body, const struct pdf_tool *tool, struct arena *scratch,
                   struct pdf_facts *out)
{
    struct {
        str name;
        str *value;
    } fields[] = { { S("Title:"), &out->title },
                   { S("Author:"), &out->author },
                   { S("CreationDate:"), &out->created },
                   { S("ModDate:"), &out->modified } };
    char *text = NEW(scratch, char, OUTPUT_BYTES_MAX);
    size_t n = 0;
    *out = (struct pdf_facts){ 0 };
    int fd = body.n && body.n <= BODY_BYTES_MAX ? open_body(body) : -1;
    bool read = fd >= 0 && run(fd, tool, text, &n);
    if (fd >= 0)
        (void)close(fd);
    bool clean = read && utf8_valid((str){ text, n }, NULL);
    str lines = { text, clean ? n : 0 }, line;
    while (str_next(&lines, '\n', &line))
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            if (str_starts(line, fields[i].name) && !fields[i].value->n)
                *fields[i].value = str_trim(str_from(line, fields[i].name.n));
    return clean;
}
