/* output.c: descriptors, terminals, colours. */
#include "cmd/output.h"

#include "base/term.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/banned.h"

enum { COLUMNS_DEFAULT = 80, MESSAGE_MAX = 4096 };

const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

void complain(const char *format, ...)
{
    char text[MESSAGE_MAX];
    struct buf line;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    buf_init(&line, 8 * MESSAGE_MAX);
    buf_add(&line, S("citecheck: "));
    term_put(&line, str_from_z(text));
    buf_byte(&line, '\n');
    (void)!write_all(STDERR_FILENO, line.p, line.n);
    buf_free(&line);
}

static bool write_chunk(void *ctx, const char *bytes, size_t n)
{
    struct output *output = ctx;
    if (output->closed)
        return false;
    if (output->progress)
        progress_clear(output->progress);
    if (write_all(output->fd, bytes, n))
        return true;
    output->closed = true;
    output->error = errno == EPIPE ? 0 : errno;
    return false;
}

/* no-color.org, and the variables that ask for colours in spite of a pipe. */
static bool wants_color(int fd, enum color_mode mode)
{
    if (mode != COLOR_AUTO)
        return mode == COLOR_ALWAYS;
    const char *force = environment("CLICOLOR_FORCE"), *term = environment("TERM");
    if (!force)
        force = environment("FORCE_COLOR");
    if (environment("NO_COLOR"))
        return false;
    if (force && strcmp(force, "0") != 0)
        return true;
    return isatty(fd) && term && strcmp(term, "dumb") != 0;
}

/* The locale is not set (its rules would change how numbers are read), only its name looked at. */
static bool has_unicode(void)
{
    const char *locale = environment("LC_ALL");
    if (!locale)
        locale = environment("LC_CTYPE");
    if (!locale)
        locale = environment("LANG");
    str name = str_from_z(locale);
    return str_find_nocase(name, S("utf-8"), 0) < name.n ||
           str_find_nocase(name, S("utf8"), 0) < name.n;
}

static uint16_t terminal_columns(int fd)
{
    struct winsize size;
    uint32_t columns;
    if (!isatty(fd))
        return 0;
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col)
        return size.ws_col;
    if (str_to_u32(str_from_z(environment("COLUMNS")), &columns) && columns && columns < 1000)
        return (uint16_t)columns;
    return COLUMNS_DEFAULT;
}

bool output_open(struct output *output, const char *file, const struct settings *settings,
                 struct progress *progress)
{
    *output =
        (struct output){ .fd = STDOUT_FILENO, .name = "standard output", .progress = progress };
    if (file) {
        output->name = file;
        output->fd = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        if (output->fd < 0) {
            complain("%s: %s", file, strerror(errno));
            return false;
        }
    }
    output->sink = (struct cck_output){ .write = write_chunk,
                                        .ctx = output,
                                        .color = wants_color(output->fd, settings->color),
                                        .unicode = file || has_unicode(),
                                        .columns = terminal_columns(output->fd) };
    return true;
}

bool output_close(struct output *output)
{
    if (output->fd != STDOUT_FILENO && close(output->fd) != 0 && !output->error)
        output->error = errno;
    output->closed = true;
    if (output->error)
        complain("%s: %s", output->name, strerror(output->error));
    return output->error == 0;
}

int output_text(const struct buf *text, const struct settings *settings, int status)
{
    struct output output;
    if (!output_open(&output, NULL, settings, NULL))
        return 2;
    (void)output.sink.write(output.sink.ctx, text->p, text->n);
    return output_close(&output) ? status : 2;
}
