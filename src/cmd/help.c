/* help.c: help texts of 80 columns. */
#include "cmd/help.h"

#include "base/banned.h"

enum { COLUMNS = 80, HELP_COLUMN = 28 };

static void pad_to(struct buf *out, size_t line_begin, size_t column)
{
    do
        buf_byte(out, ' ');
    while (!out->failed && out->n - line_begin < column);
}

/* `text` from `indent` on, wrapped at blanks. */
static void add_wrapped(struct buf *out, size_t indent, const char *text)
{
    str rest = str_from_z(text), word;
    size_t column = indent;
    for (bool first = true; str_next(&rest, ' ', &word); first = false) {
        if (!first && column + 1 + word.n > COLUMNS) {
            buf_byte(out, '\n');
            pad_to(out, out->n, indent);
            column = indent;
        } else if (!first) {
            buf_byte(out, ' ');
            column++;
        }
        buf_add(out, word);
        column += word.n;
    }
    buf_byte(out, '\n');
}

void help_usage(struct buf *out)
{
    buf_add(out, S("usage: citecheck [COMMAND] [OPTIONS] PATH...\n"
                   "       citecheck draft.md          check a draft\n"
                   "       citecheck list draft.md     list its citations\n"
                   "       citecheck --help            say more\n"));
}

void help_program(struct buf *out)
{
    buf_add(out, S("citecheck checks the citations of an article: their form, their dates, their\n"
                   "links, and where one is missing.\n\n"
                   "usage: citecheck [COMMAND] [OPTIONS] PATH...\n\n"
                   "Commands (check is the default):\n"));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        size_t begin = out->n;
        buf_printf(out, "  %s %s", commands[i].name, commands[i].operands);
        if (out->n - begin + 2 > HELP_COLUMN) {
            buf_byte(out, '\n');
            begin = out->n;
        }
        pad_to(out, begin, HELP_COLUMN);
        add_wrapped(out, HELP_COLUMN, commands[i].line);
    }
    buf_add(out,
            S("\n`citecheck COMMAND --help` tells a command's options.\n"
              "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the tool could not\n"
              "do its job, 130 interrupted.\n"));
}

void help_option(const struct opt *opt, struct buf *out)
{
    if (opt->letter)
        buf_printf(out, "-%c, --%s", opt->letter, opt->name);
    else
        buf_printf(out, "    --%s", opt->name);
    if (opt->arg)
        buf_printf(out, " %s", opt->arg);
}

static void add_option(enum command_id command, const struct opt *opt, struct buf *out)
{
    size_t begin = out->n;
    buf_add(out, S("  "));
    help_option(opt, out);
    if (out->n - begin + 2 > HELP_COLUMN) {
        buf_byte(out, '\n');
        begin = out->n;
    }
    pad_to(out, begin, HELP_COLUMN);
    add_wrapped(out, HELP_COLUMN, opt->help);
    if (opt->type != OPT_FORMAT && !opt->choices)
        return;
    struct buf words;
    buf_init(&words, 1 << 12);
    buf_add(&words, S("one of: "));
    if (opt->type == OPT_FORMAT)
        command_formats(command, &words);
    else
        buf_add(&words, str_from_z(opt->choices));
    buf_byte(&words, 0);
    pad_to(out, out->n, HELP_COLUMN);
    add_wrapped(out, HELP_COLUMN, words.p);
    buf_free(&words);
}

void help_command(enum command_id command, struct buf *out)
{
    buf_printf(out, "usage: citecheck %s [OPTIONS] %s\n\n%s\n", commands[command].name,
               commands[command].operands, commands[command].line);
    for (unsigned group = 0; group < GROUP_COUNT; group++) {
        bool titled = false;
        for (size_t i = 0; i < option_count; i++) {
            const struct opt *opt = &options[i];
            if (opt->group != group || !opt->help || !(opt->commands & 1u << command))
                continue;
            if (!titled)
                buf_printf(out, "\n%s:\n", group_titles[group]);
            titled = true;
            add_option(command, opt, out);
        }
    }
}
