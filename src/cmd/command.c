/* command.c: the table of commands. A new one needs a row, a file cmd_<name>.c and its options' bits. */
#include "cmd/command.h"

#include "base/banned.h"

const struct command commands[COMMAND_COUNT] = {
    [COMMAND_CHECK] = { .name = "check",
                        .operands = "PATH...",
                        .line = "check drafts: files, folders, or - for standard input",
                        .fewest = 1,
                        .many_formats = true,
                        .run = cmd_check },
    [COMMAND_LIST] = { .name = "list",
                       .operands = "PATH...",
                       .line = "list each parenthetical source and date; touches no network",
                       .formats = "table jsonl json csv",
                       .fewest = 1,
                       .run = cmd_list },
    [COMMAND_RESOLVE] = { .name = "resolve",
                          .operands = "PATH...",
                          .line = "list, with the address that each citation leads to",
                          .formats = "table jsonl json csv",
                          .fewest = 1,
                          .run = cmd_resolve },
    [COMMAND_PAGE] = { .name = "page",
                       .operands = "FILE...",
                       .line =
                           "show what is read from a saved page: dates and their origin, title, "
                           "author",
                       .formats = "text json tsv",
                       .run = cmd_page },
    [COMMAND_OUTLET] = { .name = "outlet",
                         .operands = "NAME|DOMAIN|URL",
                         .line = "show what is known of an outlet",
                         .formats = "text json",
                         .fewest = 1,
                         .run = cmd_outlet },
    [COMMAND_EXPLAIN] = { .name = "explain",
                          .operands = "[RULE|KIND]",
                          .line = "tell what a check means, why it fires, how to fix or silence it",
                          .formats = "",
                          .most = 1,
                          .run = cmd_explain },
    [COMMAND_RULES] = { .name = "rules",
                        .operands = "list|test",
                        .line = "show the rules in force, or run every example of the rule files",
                        .formats = "text",
                        .fewest = 1,
                        .most = 1,
                        .run = cmd_rules },
    [COMMAND_CACHE] = { .name = "cache",
                        .operands = "ACTION [FILE]",
                        .line = "look after the cache: stats, gc, clear, export, import FILE",
                        .formats = "",
                        .fewest = 1,
                        .most = 2,
                        .run = cmd_cache },
    [COMMAND_CONFIG] = { .name = "config",
                         .operands = "show [PATH]",
                         .line = "show what the configuration says for a file or folder, and where",
                         .formats = "",
                         .fewest = 1,
                         .most = 2,
                         .run = cmd_config },
    [COMMAND_BASELINE] = { .name = "baseline",
                           .operands = "show|update|prune [PATH...]",
                           .line = "keep a file of known findings, which fail nothing",
                           .formats = "",
                           .fewest = 1,
                           .run = cmd_baseline },
    [COMMAND_INDEX] = { .name = "index",
                        .operands = "[PATH...]",
                        .line = "index the repository's own articles, for references to them",
                        .formats = "",
                        .run = cmd_index },
    [COMMAND_SWEEP] = { .name = "sweep",
                        .operands = "[PATH...]",
                        .line =
                            "ask for every address, and tell what has changed since the last sweep",
                        .formats = "text markdown json",
                        .many_formats = true,
                        .run = cmd_sweep },
};

bool command_find(str name, enum command_id *out)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (str_eq(name, str_from_z(commands[i].name))) {
            *out = (enum command_id)i;
            return true;
        }
    return false;
}

str command_format(enum command_id command, size_t i)
{
    if (!commands[command].formats)
        return i < cck_format_count() ? str_from_z(cck_format_at(i)) : (str){ 0 };
    str rest = str_from_z(commands[command].formats), word;
    while (str_next(&rest, ' ', &word))
        if (i-- == 0)
            return word;
    return (str){ 0 };
}

bool command_has_format(enum command_id command, str name)
{
    str known;
    for (size_t i = 0; (known = command_format(command, i)).n; i++)
        if (str_eq(known, name))
            return true;
    return false;
}

void command_formats(enum command_id command, struct buf *out)
{
    str known;
    for (size_t i = 0; (known = command_format(command, i)).n; i++) {
        buf_add(out, i ? S(", ") : S(""));
        buf_add(out, known);
    }
}
