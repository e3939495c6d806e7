/* main.c: which command is meant, and its exit status. */
#include "base/distance.h"
#include "cmd/generate.h"
#include "cmd/help.h"
#include "cmd/interrupt.h"
#include "cmd/output.h"

#include <malloc.h>
#include <unistd.h>

#include "base/banned.h"

enum { STATUS_USAGE = 2, TEXT_MAX = 1 << 20, KEPT_BYTES = 256 << 20, LARGE_BYTES = 16 << 20 };

/* Names that later commands will have: files of that name are written ./name. */
static bool is_reserved(str name)
{
    static const str reserved[] = {
        S_INIT("diff"), S_INIT("serve"), S_INIT("lsp"), S_INIT("evidence"), S_INIT("worker"),
    };
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (str_eq(name, reserved[i]))
            return true;
    return false;
}

/* A first argument that is neither option, file nor command, but nearly a command. */
static bool is_mistyped(const char *argument)
{
    str names[COMMAND_COUNT], word = str_from_z(argument);
    if (argument[0] == '-' || access(argument, F_OK) == 0)
        return false;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = str_from_z(commands[i].name);
    size_t near = distance_nearest(word, names, COMMAND_COUNT);
    if (near == COMMAND_COUNT)
        return false;
    complain("'%s' is neither a command nor a file; did you mean '%s'?", argument,
             commands[near].name);
    return true;
}

static int usage(void)
{
    struct buf text;
    buf_init(&text, TEXT_MAX);
    help_usage(&text);
    (void)!write(STDERR_FILENO, text.p, text.n);
    buf_free(&text);
    return STATUS_USAGE;
}

/* --help, --version and --generate: text of our own on standard output. */
static int show_text(const struct settings *settings, enum command_id command, bool named)
{
    struct buf text;
    buf_init(&text, TEXT_MAX);
    if (settings->generate)
        (void)generate(str_from_z(settings->generate), &text);
    else if (settings->version)
        buf_printf(&text, "citecheck %s\n", cck_version());
    else if (named)
        help_command(command, &text);
    else
        help_program(&text);
    int status = 0;
    if (text.n == 0) {
        complain("--generate: expected man, config-man, bash, zsh, fish or schema, met \"%s\"",
                 settings->generate);
        status = STATUS_USAGE;
    } else {
        status = output_text(&text, settings, 0);
    }
    buf_free(&text);
    return status;
}

static int run_command(enum command_id command, bool named, int n, char **args)
{
    struct settings settings;
    struct cck_error error = { { 0 } };
    const struct command *row = &commands[command];
    settings_init(&settings);
    if (!settings_parse(&settings, command, n, args, &error)) {
        complain("%s", error.message);
        return STATUS_USAGE;
    }
    if (settings.help || settings.version || settings.generate)
        return show_text(&settings, command, named);
    if ((settings.n_operands < row->fewest && !settings_has_inputs(&settings)) ||
        (row->most && settings.n_operands > row->most)) {
        complain("usage: citecheck %s [OPTIONS] %s", row->name, row->operands);
        return STATUS_USAGE;
    }
    return row->run(&settings);
}

/* Documents come and go: what one gives back the next one takes, without asking the system in between
 * (22,000 articles: 5.6 s of system time without this, 0.5 s with it). */
static void keep_memory(void)
{
    (void)mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    (void)mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
}

int main(int argc, char **argv)
{
    enum command_id command = COMMAND_CHECK;
    keep_memory();
    if (argc < 2)
        return usage();
    stop_install();
    str first = str_from_z(argv[1]);
    if (command_find(first, &command))
        return run_command(command, true, argc - 1, argv + 1);
    if (str_eq(first, S("help"))) {
        char help[] = "--help";
        char *args[] = { argv[0], help, NULL };
        bool named = argc > 2 && command_find(str_from_z(argv[2]), &command);
        return run_command(command, named, 2, args);
    }
    if (is_reserved(first)) {
        complain("'%s' is not a command of this version", argv[1]);
        return STATUS_USAGE;
    }
    if (is_mistyped(argv[1]))
        return STATUS_USAGE;
    return run_command(command, false, argc, argv);
}
