/* generate_config.c: citecheck.yaml.5 and the JSON schema, from one table. */
#include "cmd/generate.h"

#include "base/banned.h"

static const char head[] =
    ".SH NAME\n"
    "citecheck.yaml \\- the configuration of citecheck\n"
    ".SH SYNOPSIS\n"
    ".nf\n"
    "publication: eurasia\\-daily\\-monitor\n"
    "include: [\"articles/**/*.{md,txt}\"]\n"
    "exclude: [\"drafts/**\"]\n"
    "severity: {spacing: off, missing\\-reference: note}\n"
    "overrides:\n"
    "  \\- files: [\"archive/**\"]\n"
    "    style: day\\-first\n"
    "    severity: {gone: warning}\n"
    ".fi\n"
    ".SH DESCRIPTION\n"
    "For each file the nearest \\fB.citecheck.yaml\\fR counts, from the file's folder upwards to the\n"
    "repository's root; what it shall share with one further up it says by \\fBextends\\fR. The user's\n"
    "own file lies under all of them. What concerns the run as a whole (\\fBfail\\-on\\fR,\n"
    "\\fBrules\\fR, \\fBarticles\\fR, \\fBbaseline\\fR) is taken from the configuration of the current\n"
    "folder. \\fBcitecheck config show\\fR [\\fIPATH\\fR] tells what counts for a file, and where each\n"
    "entry stands.\n"
    ".PP\n"
    "An unknown entry, or a value that may not be, is an error with its line and column.\n"
    ".SH ENTRIES\n";

static void add_sentences(struct buf *out, const char *help)
{
    for (const char *p = help; *p; p++)
        if (*p == '`')
            buf_add(out, S("\\(aq"));
        else
            man_text(out, (char[]){ *p, 0 });
}

void generate_config_man(struct buf *out)
{
    struct cck_config_key key;
    buf_printf(out, ".TH CITECHECK.YAML 5 \"\" \"citecheck %s\" \"File Formats\"\n", cck_version());
    buf_add(out, S("."
                   "\\\" Made by citecheck --generate config-man; do not edit.\n"));
    buf_add(out, str_from_z(head));
    for (size_t i = 0; cck_config_key_at(i, &key); i++) {
        buf_add(out, S(".TP\n\\fB"));
        man_text(out, key.name);
        buf_printf(out, "\\fR (%s%s)\n", key.type,
                   key.at_top && key.in_override ? ", in overrides too"
                   : key.in_override             ? ", in overrides"
                                                 : "");
        add_sentences(out, key.help);
        if (key.choices) {
            buf_add(out, S(" One of "));
            man_text(out, key.choices);
            buf_byte(out, '.');
        }
        buf_byte(out, '\n');
    }
    buf_add(out, S(".SH FILES\n.TP\n\\&.citecheck.yaml\nof a folder and those below it\n"
                   ".TP\n$XDG_CONFIG_HOME/citecheck/config.yaml\nthe user's own\n"
                   ".SH SEE ALSO\ncitecheck(1)\n"));
}

/* Help has no character that JSON would need escaped but quotes, which it does not use. */
static void add_words(struct buf *out, const char *choices)
{
    str rest = str_from_z(choices), word;
    buf_add(out, S("{ \"enum\": ["));
    for (bool first = true; str_next(&rest, ' ', &word); first = false)
        buf_printf(out, "%s\"%.*s\"", first ? "" : ", ", STR_ARG(word));
    buf_add(out, S("] }"));
}

static void add_severities(struct buf *out, const char *choices)
{
    struct cck_check_info check;
    buf_add(out, S("\"type\": \"object\", \"propertyNames\": { \"enum\": ["));
    for (size_t i = 0; cck_check_at(i, &check); i++)
        buf_printf(out, "%s\"%s\", \"%s\"", i ? ", " : "", check.rule, check.kind);
    buf_add(out, S("] }, \"additionalProperties\": "));
    add_words(out, choices);
}

static void add_map(struct buf *out, bool in_override, const char *indent);

static void add_type(struct buf *out, const struct cck_config_key *key)
{
    str type = str_from_z(key->type);
    if (str_eq(type, S("choice"))) {
        buf_add(out, S("\"allOf\": ["));
        add_words(out, key->choices);
        buf_byte(out, ']');
    } else if (str_eq(type, S("list"))) {
        buf_add(out, S("\"anyOf\": [{ \"type\": \"string\", \"minLength\": 1 }, "
                       "{ \"type\": \"array\", "
                       "\"items\": { \"type\": \"string\", \"minLength\": 1 } }]"));
    } else if (str_eq(type, S("severities"))) {
        add_severities(out, key->choices);
    } else if (str_eq(type, S("sections"))) {
        buf_add(out, S("\"type\": \"array\", \"maxItems\": 64, \"items\": {\n"));
        add_map(out, true, "        ");
        buf_add(out, S("      }"));
    } else {
        buf_add(out, S("\"type\": \"string\""));
    }
}

static void add_map(struct buf *out, bool in_override, const char *indent)
{
    struct cck_config_key key;
    bool more = false;
    buf_printf(out, "%s\"type\": \"object\",\n%s\"additionalProperties\": false,\n", indent,
               indent);
    for (size_t i = 0; in_override && cck_config_key_at(i, &key); i++)
        if (key.required)
            buf_printf(out, "%s\"required\": [\"%s\"],\n", indent, key.name);
    buf_printf(out, "%s\"properties\": {", indent);
    for (size_t i = 0; cck_config_key_at(i, &key); i++) {
        if (!(in_override ? key.in_override : key.at_top))
            continue;
        buf_printf(out, "%s\n%s  \"%s\": { \"description\": \"%s\", ", more ? "," : "", indent,
                   key.name, key.help);
        add_type(out, &key);
        buf_add(out, S(" }"));
        more = true;
    }
    buf_printf(out, "\n%s}\n", indent);
}

void generate_schema(struct buf *out)
{
    buf_add(out, S("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                   "  \"title\": \"citecheck's configuration, .citecheck.yaml\",\n"));
    add_map(out, false, "  ");
    buf_add(out, S("}\n"));
}
