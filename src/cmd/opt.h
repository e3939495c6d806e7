/* opt.h: the options of every command: one table, from which parsing, help, man page and completions
 * come. */
#ifndef CMD_OPT_H
#define CMD_OPT_H

#include "citecheck/citecheck.h"

/* Set of commands: bit per enum command_id. */
enum command_id {
    COMMAND_CHECK,
    COMMAND_LIST,
    COMMAND_RESOLVE,
    COMMAND_PAGE,
    COMMAND_OUTLET,
    COMMAND_EXPLAIN,
    COMMAND_RULES,
    COMMAND_CACHE,
    COMMAND_CONFIG,
    COMMAND_BASELINE,
    COMMAND_INDEX,
    COMMAND_SWEEP,
    COMMAND_COUNT
};

enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum links_mode { LINKS_ALL, LINKS_CITATIONS };

enum { LIST_MAX = 64, FORMATS_MAX = 16, FORMAT_NAME_MAX = 16 };

/* The values of a repeatable option, NULL-terminated. */
struct string_list {
    const char *items[LIST_MAX + 1];
    size_t n;
};

/* --format F[=FILE] */
struct format_choice {
    char name[FORMAT_NAME_MAX];
    const char *file; /* NULL: standard output */
};

/* What the command line says. Holds pointers into itself: not to be copied. */
struct settings {
    struct cck_options lib;
    struct cck_page_options page;
    struct format_choice formats[FORMATS_MAX];
    size_t n_formats;
    struct string_list rules, resolve, connect_to, allow_address;
    enum color_mode color;
    enum links_mode links;
    bool help, version;
    const char *files_from;
    bool null;
    const char *generate; /* what --generate writes */
    char **operands;
    size_t n_operands;
};

enum opt_type {
    OPT_FLAG,    /* bool */
    OPT_QUIET,   /* int: -1 */
    OPT_VERBOSE, /* int: one more */
    OPT_STRING,  /* const char * */
    OPT_DATE,    /* const char *, YYYY-MM-DD */
    OPT_LIST,    /* struct string_list */
    OPT_NUMBER,  /* uint32_t */
    OPT_SECONDS, /* double, 0 or more */
    OPT_BYTES,   /* size_t, with K, M or G */
    OPT_CHOICE,  /* unsigned-sized enum: index in `choices` */
    OPT_FORMAT   /* formats */
};

enum opt_group {
    GROUP_ARTICLE,
    GROUP_SCOPE,
    GROUP_OUTPUT,
    GROUP_RULES,
    GROUP_NETWORK,
    GROUP_GENERAL,
    GROUP_COUNT
};

struct opt {
    const char *name; /* without its dashes */
    char letter;      /* 0 = none */
    uint8_t type;     /* enum opt_type */
    uint8_t group;    /* enum opt_group */
    uint16_t commands;
    uint16_t offset;     /* in struct settings */
    const char *arg;     /* what its value is called; NULL when it takes none */
    const char *choices; /* words between blanks, for OPT_CHOICE and completion; or NULL */
    const char *help;    /* one sentence, no full stop; NULL: hidden */
};

extern const struct opt options[];
extern const size_t option_count;
extern const char *const group_titles[GROUP_COUNT];

/* settings_has_inputs: whether something other than operands says what to read. */
bool settings_has_inputs(const struct settings *settings);

/* settings_init: every default. */
void settings_init(struct settings *settings);

/* settings_parse: reads a command's arguments.
 *
 *   args     args[0] is skipped; operands may stand between options; "--" ends options. Reordered
 *   command  whose options count
 *
 * Returns false, with a line for people in `error`, on the first mistake. */
bool settings_parse(struct settings *settings, enum command_id command, int n, char **args,
                    struct cck_error *error);

#endif
