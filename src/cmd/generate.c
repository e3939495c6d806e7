/* generate.c: completions for bash, zsh and fish. */
#include "cmd/generate.h"

#include "base/banned.h"

static const struct {
    const char *name;
    void (*write)(struct buf *out);
} generators[] = {
    { "man", generate_man },
    { "bash", generate_bash },
    { "zsh", generate_zsh },
    { "fish", generate_fish },
    { "config-man", generate_config_man },
    { "schema", generate_schema },
};

bool generate(str what, struct buf *out)
{
    for (size_t i = 0; i < sizeof generators / sizeof *generators; i++)
        if (str_eq(what, str_from_z(generators[i].name))) {
            generators[i].write(out);
            return true;
        }
    return false;
}

static void add_command_names(struct buf *out)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        buf_printf(out, "%s%s", i ? " " : "", commands[i].name);
}

/* The words an option's value may be; empty when it is free, or a file. */
static void add_values(struct buf *out, enum command_id command, const struct opt *opt)
{
    str word;
    if (opt->choices)
        buf_add(out, str_from_z(opt->choices));
    if (opt->type != OPT_FORMAT)
        return;
    for (size_t i = 0; (word = command_format(command, i)).n; i++) {
        buf_add(out, i ? S(" ") : S(""));
        buf_add(out, word);
    }
}

static bool shown(enum command_id command, const struct opt *opt)
{
    return opt->help && (opt->commands & 1u << command);
}

/* A value that is one of a few words, or that names a file. */
static bool has_values(const struct opt *opt)
{
    return opt->choices || opt->type == OPT_FORMAT;
}

static void add_bash_case(struct buf *out, enum command_id command, const char *pattern)
{
    buf_printf(out, "    %s)\n        options='", pattern);
    for (size_t i = 0; i < option_count; i++)
        if (shown(command, &options[i]))
            buf_printf(out, "--%s ", options[i].name);
    buf_add(out, S("'\n        case $prev in\n"));
    for (size_t i = 0; i < option_count; i++) {
        if (!shown(command, &options[i]) || !has_values(&options[i]) || !options[i].arg)
            continue;
        buf_printf(out, "        --%s) values='", options[i].name);
        add_values(out, command, &options[i]);
        buf_add(out, S("' ;;\n"));
    }
    buf_add(out, S("        esac ;;\n"));
}

void generate_bash(struct buf *out)
{
    buf_add(out, S("# bash completion for citecheck; made by citecheck --generate bash\n"
                   "_citecheck()\n{\n"
                   "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                   "    local command=${COMP_WORDS[1]} options= values=\n"
                   "    case $command in\n"));
    for (unsigned c = 0; c < COMMAND_COUNT; c++)
        if (c != COMMAND_CHECK)
            add_bash_case(out, (enum command_id)c, commands[c].name);
    add_bash_case(out, COMMAND_CHECK, "*"); /* whatever is no command is checked */
    buf_add(out, S("    esac\n"
                   "    if [[ -n $values ]]; then\n"
                   "        COMPREPLY=($(compgen -W \"$values\" -- \"$cur\"))\n"
                   "    elif [[ $cur == -* ]]; then\n"
                   "        COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
                   "    else\n"
                   "        COMPREPLY=($(compgen -f -- \"$cur\"))\n"
                   "        (( COMP_CWORD == 1 )) &&\n"
                   "            COMPREPLY+=($(compgen -W '"));
    add_command_names(out);
    buf_add(out, S("' -- \"$cur\"))\n    fi\n}\ncomplete -o filenames -F _citecheck citecheck\n"));
}

/* Help inside single quotes; in zsh's specifications a colon or bracket would mean something. */
static void add_quoted(struct buf *out, const char *text, bool zsh)
{
    for (const char *p = text; *p; p++) {
        if (*p == '\'')
            buf_add(out, S("'\\''"));
        else if (zsh && (*p == ':' || *p == '[' || *p == ']'))
            buf_printf(out, "\\%c", *p);
        else
            buf_byte(out, *p);
    }
}

static void add_zsh_option(struct buf *out, enum command_id command, const struct opt *opt)
{
    bool repeats = opt->type == OPT_LIST || opt->type == OPT_FORMAT || opt->type == OPT_VERBOSE;
    buf_printf(out, "        '%s--%s[", repeats ? "*" : "", opt->name);
    add_quoted(out, opt->help, true);
    buf_byte(out, ']');
    if (opt->arg) {
        buf_byte(out, ':');
        add_quoted(out, opt->arg, true);
        buf_byte(out, ':');
        if (has_values(opt)) {
            buf_byte(out, '(');
            add_values(out, command, opt);
            buf_byte(out, ')');
        } else if (opt->type == OPT_STRING || opt->type == OPT_LIST) {
            buf_add(out, S("_files"));
        }
    }
    buf_add(out, S("' \\\n"));
}

void generate_zsh(struct buf *out)
{
    buf_add(out, S("#compdef citecheck\n# made by citecheck --generate zsh\n"
                   "_citecheck() {\n    local command=check\n    local -a commands=(\n"));
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        buf_printf(out, "        '%s:", commands[i].name);
        add_quoted(out, commands[i].line, true);
        buf_add(out, S("'\n"));
    }
    buf_add(out,
            S("    )\n    if (( CURRENT == 2 )); then\n"
              "        _describe command commands\n        _files\n        return\n    fi\n"
              "    if (( ${commands[(I)${words[2]}:*]} )); then\n"
              "        command=${words[2]}\n        shift words\n        (( CURRENT-- ))\n    fi\n"
              "    case $command in\n"));
    for (unsigned c = 0; c < COMMAND_COUNT; c++) {
        buf_printf(out, "    %s) _arguments \\\n", commands[c].name);
        for (size_t i = 0; i < option_count; i++)
            if (shown((enum command_id)c, &options[i]))
                add_zsh_option(out, (enum command_id)c, &options[i]);
        buf_add(out, S("        '*:path:_files' ;;\n"));
    }
    buf_add(out, S("    esac\n}\n_citecheck \"$@\"\n"));
}

static void add_fish_option(struct buf *out, enum command_id command, const struct opt *opt)
{
    buf_printf(out, "complete -c citecheck -n '__citecheck_is %s' -l %s", commands[command].name,
               opt->name);
    if (opt->letter)
        buf_printf(out, " -s %c", opt->letter);
    if (opt->arg && has_values(opt)) {
        buf_add(out, S(" -x -a '"));
        add_values(out, command, opt);
        buf_byte(out, '\'');
    } else if (opt->arg) {
        buf_add(out, S(" -r"));
    }
    buf_add(out, S(" -d '"));
    add_quoted(out, opt->help, false);
    buf_add(out, S("'\n"));
}

void generate_fish(struct buf *out)
{
    buf_add(out, S("# fish completion for citecheck; made by citecheck --generate fish\n"
                   "function __citecheck_is\n"
                   "    set -l words (commandline -opc)\n"
                   "    set -l command check\n"
                   "    if contains -- \"$words[2]\" "));
    add_command_names(out);
    buf_add(out, S("\n        set command $words[2]\n    end\n"
                   "    test \"$command\" = \"$argv[1]\"\nend\n"));
    for (unsigned c = 0; c < COMMAND_COUNT; c++) {
        buf_printf(out, "complete -c citecheck -n __fish_use_subcommand -a %s -d '",
                   commands[c].name);
        add_quoted(out, commands[c].line, false);
        buf_add(out, S("'\n"));
    }
    for (unsigned c = 0; c < COMMAND_COUNT; c++)
        for (size_t i = 0; i < option_count; i++)
            if (shown((enum command_id)c, &options[i]))
                add_fish_option(out, (enum command_id)c, &options[i]);
}
