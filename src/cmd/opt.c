/* opt.c: reading the command line by the table of options. */
#include "cmd/opt.h"

#include "base/date.h"
#include "base/distance.h"
#include "base/str.h"
#include "cmd/command.h"

#include <getopt.h>
#include <math.h>
#include <stdarg.h>

#include "base/banned.h"

enum { ROWS_MAX = 64, LONG_BASE = 256 };

void settings_init(struct settings *settings)
{
    *settings = (struct settings){ .lib = { .size = sizeof settings->lib },
                                   .page = { .size = sizeof settings->page } };
    cck_options_default(&settings->lib);
}

static bool mistake(struct cck_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool mistake(struct cck_error *error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return false;
}

/* One value to be stored: which option, where, and how its failure is told. */
struct assignment {
    const struct opt *opt;
    enum command_id command;
    struct settings *settings;
    void *target;
    const char *value; /* NULL for flags */
    struct cck_error *error;
};

static bool set_flag(const struct assignment *a)
{
    *(bool *)a->target = true;
    return true;
}

static bool set_quiet(const struct assignment *a)
{
    *(int *)a->target = -1;
    return true;
}

static bool set_verbose(const struct assignment *a)
{
    int *verbosity = a->target;
    *verbosity = *verbosity < 0 ? 1 : *verbosity + 1;
    return true;
}

static bool set_string(const struct assignment *a)
{
    *(const char **)a->target = a->value;
    return true;
}

static bool set_date(const struct assignment *a)
{
    date day;
    if (!date_parse_iso(str_from_z(a->value), &day))
        return mistake(a->error, "--%s: expected a day like 2024-07-29, met \"%s\"", a->opt->name,
                       a->value);
    return set_string(a);
}

static bool set_list(const struct assignment *a)
{
    struct string_list *list = a->target;
    if (list->n == LIST_MAX)
        return mistake(a->error, "--%s: given more than %d times", a->opt->name, LIST_MAX);
    list->items[list->n++] = a->value;
    return true;
}

static bool set_number(const struct assignment *a)
{
    if (str_to_u32(str_from_z(a->value), a->target))
        return true;
    return mistake(a->error, "--%s: expected a whole number, met \"%s\"", a->opt->name, a->value);
}

static bool set_seconds(const struct assignment *a)
{
    char *end;
    double seconds = strtod(a->value, &end);
    if (end == a->value || *end || !isfinite(seconds) || seconds < 0)
        return mistake(a->error, "--%s: expected seconds like 1 or 0.5, met \"%s\"", a->opt->name,
                       a->value);
    *(double *)a->target = seconds;
    return true;
}

static bool set_bytes(const struct assignment *a)
{
    static const char units[] = "KMG";
    str digits = str_from_z(a->value);
    unsigned shift = 0;
    const char *unit = digits.n ? memchr(units, digits.p[digits.n - 1], 3) : NULL;
    if (unit) {
        shift = 10 * (unsigned)(unit - units + 1);
        digits.n--;
    }
    uint32_t number;
    if (!str_to_u32(digits, &number) || number == 0)
        return mistake(a->error, "--%s: expected a size like 500K or 64M, met \"%s\"", a->opt->name,
                       a->value);
    *(size_t *)a->target = (size_t)number << shift;
    return true;
}

static bool set_choice(const struct assignment *a)
{
    str rest = str_from_z(a->opt->choices), word;
    for (unsigned i = 0; str_next(&rest, ' ', &word); i++)
        if (str_eq(word, str_from_z(a->value))) {
            *(unsigned *)a->target = i;
            return true;
        }
    return mistake(a->error, "--%s: expected one of %s, met \"%s\"", a->opt->name, a->opt->choices,
                   a->value);
}

static bool unknown_format(const struct assignment *a, str name)
{
    struct buf known;
    buf_init(&known, 200);
    command_formats(a->command, &known);
    (void)mistake(a->error, "--format: '%s' writes %.*s, not \"%.*s\"", commands[a->command].name,
                  STR_ARG(buf_str(&known)), STR_ARG(name));
    buf_free(&known);
    return false;
}

static bool set_format(const struct assignment *a)
{
    struct settings *settings = a->settings;
    str name, file;
    bool to_file = str_cut(str_from_z(a->value), '=', &name, &file);
    if (!command_has_format(a->command, name))
        return unknown_format(a, name);
    if (settings->n_formats && !commands[a->command].many_formats)
        return mistake(a->error, "--format: '%s' writes one format at a time",
                       commands[a->command].name);
    if (to_file && file.n == 0)
        return mistake(a->error, "--format %.*s=: the file's name is missing", STR_ARG(name));
    for (size_t i = 0; !to_file && i < settings->n_formats; i++)
        if (!settings->formats[i].file)
            return mistake(a->error,
                           "--format: only one may go to standard output; write %.*s=FILE",
                           STR_ARG(name));
    if (settings->n_formats == FORMATS_MAX)
        return mistake(a->error, "--format: given more than %d times", FORMATS_MAX);
    struct format_choice *choice = &settings->formats[settings->n_formats++];
    (void)snprintf(choice->name, sizeof choice->name, "%.*s", STR_ARG(name));
    choice->file = to_file ? file.p : NULL;
    return true;
}

static bool (*const setters[])(const struct assignment *) = {
    [OPT_FLAG] = set_flag,     [OPT_QUIET] = set_quiet,     [OPT_VERBOSE] = set_verbose,
    [OPT_STRING] = set_string, [OPT_DATE] = set_date,       [OPT_LIST] = set_list,
    [OPT_NUMBER] = set_number, [OPT_SECONDS] = set_seconds, [OPT_BYTES] = set_bytes,
    [OPT_CHOICE] = set_choice, [OPT_FORMAT] = set_format,
};

/* The table as getopt_long wants it, for one command. */
struct getopt_table {
    struct option rows[ROWS_MAX + 1];
    char letters[2 * ROWS_MAX + 2];
};

static void fill_table(enum command_id command, struct getopt_table *table)
{
    size_t n = 0, letters = 0;
    *table = (struct getopt_table){ 0 };
    table->letters[letters++] = ':'; /* a missing value is told apart from an unknown option */
    for (size_t i = 0; i < option_count && n < ROWS_MAX; i++) {
        const struct opt *opt = &options[i];
        if (!(opt->commands & 1u << command))
            continue;
        table->rows[n++] = (struct option){ .name = opt->name,
                                            .has_arg = opt->arg ? required_argument : no_argument,
                                            .val = LONG_BASE + (int)i };
        if (opt->letter)
            table->letters[letters++] = opt->letter;
        if (opt->letter && opt->arg)
            table->letters[letters++] = ':';
    }
}

static const struct opt *find_letter(enum command_id command, int letter)
{
    for (size_t i = 0; i < option_count; i++)
        if (options[i].letter == letter && (options[i].commands & 1u << command))
            return &options[i];
    return NULL;
}

/* "--x is an option of 'list', not of 'check'", or the nearest name. */
static bool unknown_option(const char *arg, enum command_id command, struct cck_error *error)
{
    str name, rest;
    (void)str_cut(str_from_z(arg), '=', &name, &rest);
    str bare = str_from(name, 2);
    str names[ROWS_MAX];
    size_t n = 0, longer = 0;
    for (size_t i = 0; i < option_count && n < ROWS_MAX; i++) {
        str known = str_from_z(options[i].name);
        if (!(options[i].commands & 1u << command) || !options[i].help)
            continue;
        longer += bare.n && str_starts(known, bare);
        names[n++] = known;
    }
    if (longer > 1)
        return mistake(error, "%.*s may mean several options; write it out", STR_ARG(name));
    for (size_t i = 0; i < option_count; i++)
        for (size_t k = 0; k < COMMAND_COUNT; k++)
            if (options[i].commands & 1u << k && str_eq(bare, str_from_z(options[i].name)))
                return mistake(error, "%.*s is an option of '%s', not of '%s'", STR_ARG(name),
                               commands[k].name, commands[command].name);
    size_t near = distance_nearest(bare, names, n);
    if (near < n)
        return mistake(error, "unknown option %.*s; did you mean --%.*s?", STR_ARG(name),
                       STR_ARG(names[near]));
    return mistake(error, "unknown option %.*s", STR_ARG(name));
}

static bool bad_option(int found, const char *arg, enum command_id command, struct cck_error *error)
{
    if (found == ':')
        return mistake(error, "%s: its value is missing", arg);
    if (optopt >= LONG_BASE)
        return mistake(error, "--%s takes no value", options[optopt - LONG_BASE].name);
    if (optopt)
        return mistake(error, "unknown option -%c", optopt);
    return unknown_option(arg, command, error);
}

static bool conclude(struct settings *settings, struct cck_error *error)
{
    settings->lib.rules = settings->rules.items;
    settings->lib.resolve = settings->resolve.items;
    settings->lib.connect_to = settings->connect_to.items;
    settings->lib.allow_address = settings->allow_address.items;
    settings->lib.links_citations_only = settings->links == LINKS_CITATIONS;
    if (settings->lib.config && settings->lib.no_config)
        return mistake(error, "--config and --no-config exclude each other");
    bool changes = settings->lib.since || settings->lib.staged;
    if (settings->lib.since && settings->lib.staged)
        return mistake(error, "--since and --staged exclude each other");
    if (settings->lib.whole_files && !changes)
        return mistake(error, "--whole-files goes with --since or --staged");
    if (settings->null && !settings->files_from)
        return mistake(error, "--null goes with --files-from");
    if (changes && settings->files_from)
        return mistake(error, "--files-from does not go with --since or --staged");
    if (settings->lib.online && settings->lib.offline)
        return mistake(error, "--online and --offline exclude each other");
    return true;
}

bool settings_has_inputs(const struct settings *settings)
{
    return settings->lib.since || settings->lib.staged || settings->files_from;
}

bool settings_parse(struct settings *settings, enum command_id command, int n, char **args,
                    struct cck_error *error)
{
    struct getopt_table table;
    fill_table(command, &table);
    optind = 0; /* start anew (glibc) */
    opterr = 0;
    for (;;) {
        int at = optind ? optind : 1;
        int found = getopt_long(n, args, table.letters, table.rows, NULL);
        if (found == -1)
            break;
        if (found == '?' || found == ':')
            return bad_option(found, args[optind > at ? optind - 1 : at], command, error);
        const struct opt *opt =
            found >= LONG_BASE ? &options[found - LONG_BASE] : find_letter(command, found);
        struct assignment a = { opt,    command, settings, (char *)settings + opt->offset,
                                optarg, error };
        if (!setters[opt->type](&a))
            return false;
    }
    settings->operands = args + optind;
    settings->n_operands = (size_t)(n - optind);
    return conclude(settings, error);
}
