/* generate_man.c: citecheck.1. */
#include "cmd/generate.h"

#include "base/banned.h"

void man_text(struct buf *out, const char *text)
{
    for (const char *p = text; *p; p++) {
        if (*p == '\\')
            buf_add(out, S("\\e"));
        else if (*p == '-')
            buf_add(out, S("\\-"));
        else if (p == text && (*p == '.' || *p == '\''))
            buf_printf(out, "\\&%c", *p);
        else
            buf_byte(out, *p);
    }
}

/* A line made bold, with an argument in italics. */
static void add_tag(struct buf *out, const char *bold, const char *italic)
{
    buf_add(out, S(".TP\n\\fB"));
    man_text(out, bold);
    buf_add(out, S("\\fR"));
    if (italic) {
        buf_add(out, S(" \\fI"));
        man_text(out, italic);
        buf_add(out, S("\\fR"));
    }
    buf_byte(out, '\n');
}

/* "check, list and resolve"; nothing when all commands have the option. */
static void add_commands_of(struct buf *out, const struct opt *opt)
{
    unsigned all = (1u << COMMAND_COUNT) - 1, left = opt->commands;
    if (left == all)
        return;
    buf_add(out, S(" ("));
    for (unsigned i = 0; i < COMMAND_COUNT; i++) {
        if (!(left & 1u << i))
            continue;
        left &= ~(1u << i);
        buf_printf(out, "%s%s", commands[i].name, left ? ", " : "");
    }
    buf_byte(out, ')');
}

static void add_option(struct buf *out, const struct opt *opt)
{
    char tag[80];
    if (opt->letter)
        (void)snprintf(tag, sizeof tag, "-%c, --%s", opt->letter, opt->name);
    else
        (void)snprintf(tag, sizeof tag, "--%s", opt->name);
    add_tag(out, tag, opt->arg);
    man_text(out, opt->help);
    if (opt->choices) {
        buf_add(out, S("; one of "));
        man_text(out, opt->choices);
    }
    add_commands_of(out, opt);
    buf_byte(out, '\n');
}

static void add_options(struct buf *out)
{
    buf_add(out,
            S(".SH OPTIONS\nThe commands that have an option stand behind it; all of them when "
              "none does.\n"));
    for (unsigned group = 0; group < GROUP_COUNT; group++) {
        buf_printf(out, ".SS %s\n", group_titles[group]);
        for (size_t i = 0; i < option_count; i++)
            if (options[i].group == group && options[i].help)
                add_option(out, &options[i]);
    }
}

static void add_formats(struct buf *out)
{
    buf_add(out, S(".SH FORMATS\n"));
    for (unsigned i = 0; i < COMMAND_COUNT; i++) {
        if (!command_format((enum command_id)i, 0).n)
            continue;
        add_tag(out, commands[i].name, NULL);
        command_formats((enum command_id)i, out);
        buf_byte(out, '\n');
    }
}

static const char head[] =
    ".SH NAME\n"
    "citecheck \\- check the citations of an article\n"
    ".SH SYNOPSIS\n"
    ".B citecheck\n"
    "[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR] \\fIPATH\\fR...\n"
    ".SH DESCRIPTION\n"
    "citecheck reads articles whose sources stand in parentheses, like (TASS, July 19), and checks\n"
    "their form, their dates against what the text says, their links and the pages behind them, and\n"
    "where a source is missing. A \\fIPATH\\fR is a file, a folder, or \\- for standard input.\n"
    "Results go to standard output, messages to standard error.\n"
    ".SH COMMANDS\n"
    "\\fBcheck\\fR is meant when the first argument is no command.\n";

static const char tail[] =
    ".SH EXIT STATUS\n"
    ".TP\n0\nnothing at or above \\fB\\-\\-fail\\-on\\fR\n"
    ".TP\n1\nfindings at or above it\n"
    ".TP\n2\nthe tool could not do its job: usage, configuration, a rule file, an input that cannot be\n"
    "read; the other inputs are still checked and reported\n"
    ".TP\n130\ninterrupted, after writing what there was\n"
    ".SH ENVIRONMENT\n"
    ".TP\nNO_COLOR\nno colours, unless \\fB\\-\\-color\\fR asks for them\n"
    ".TP\nCLICOLOR_FORCE, FORCE_COLOR\ncolours even into a pipe\n"
    ".TP\nCI\nno progress line\n"
    ".TP\nLC_ALL, LC_CTYPE, LANG\nwhether signs outside ASCII are used on a terminal\n"
    ".TP\nXDG_CACHE_HOME\nwhere the cache of fetched evidence lies\n"
    ".TP\nXDG_CONFIG_HOME\nwhere your own configuration lies\n"
    ".SH FILES\n"
    ".TP\n\\&.citecheck.yaml\nthe configuration of a folder and those below it; see citecheck.yaml(5)\n"
    ".TP\n$XDG_CONFIG_HOME/citecheck/config.yaml\nyour own configuration, under all others\n"
    ".SH SEE ALSO\ncitecheck.yaml(5)\n";

void generate_man(struct buf *out)
{
    buf_printf(out, ".TH CITECHECK 1 \"\" \"citecheck %s\" \"User Commands\"\n", cck_version());
    buf_add(out, S("."
                   "\\\" Made by citecheck --generate man; do not edit.\n"));
    buf_add(out, str_from_z(head));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        add_tag(out, commands[i].name, commands[i].operands);
        man_text(out, commands[i].line);
        buf_byte(out, '\n');
    }
    add_options(out);
    add_formats(out);
    buf_add(out, str_from_z(tail));
}
