/* report_github.c: workflow commands: annotations on a pull request without code scanning. GitHub shows
 * ten of each level for a step; further findings are plain lines of the log, so that nothing is lost. */
#include "report/enum_names.h"
#include "report/finding_row.h"
#include "report/path.h"
#include "report/writers.h"

#include "base/banned.h"

enum { COMMANDS_MAX = 10 };

struct github {
    size_t shown[CCK_SEVERITY_ERROR + 1], more;
};

static const char *const levels[] = {
    [CCK_SEVERITY_OFF] = "notice",
    [CCK_SEVERITY_NOTE] = "notice",
    [CCK_SEVERITY_WARNING] = "warning",
    [CCK_SEVERITY_ERROR] = "error",
};

/* What would end a command, or one of its properties, is %XX. */
static void add_escaped(struct buf *out, str text, bool is_property)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < 0x20 || c == '%' || (is_property && (c == ':' || c == ',')))
            buf_printf(out, "%%%02X", c);
        else
            buf_byte(out, (char)c);
    }
}

static void add_command(struct buf *out, str path, const struct finding_row *row, str message)
{
    const struct report_place *at = &row->place;
    buf_printf(out, "::%s file=", levels[row->finding->severity & 3]);
    add_escaped(out, path, true);
    buf_printf(out, ",line=%u,endLine=%u", at->from.line, at->to.line);
    if (at->from.line == at->to.line)
        buf_printf(out, ",col=%u,endColumn=%u", at->from.column, at->to.column);
    buf_printf(out, ",title=%.*s %.*s::", STR_ARG(row->check->rule), STR_ARG(row->check->kind));
    add_escaped(out, message, false);
    buf_byte(out, '\n');
}

/* A line that no runner takes for a command: it begins with a blank. */
static void add_line(struct buf *out, str path, const struct finding_row *row, str message)
{
    buf_byte(out, ' ');
    add_escaped(out, path, false);
    buf_printf(out, ":%u:%u: %s %.*s: ", row->place.from.line, row->place.from.column,
               levels[row->finding->severity & 3], STR_ARG(row->check->rule));
    add_escaped(out, message, false);
    buf_byte(out, '\n');
}

void report_github_begin(struct report *report)
{
    report->state = NEW(report->perm, struct github, 1);
}

void report_github_document(struct report *report, const struct report_doc *doc,
                            struct arena *scratch)
{
    struct github *state = report->state;
    struct finding_rows rows;
    struct finding_row row;
    str path = report_path(&report->options, doc->doc->name, scratch);
    finding_rows_init(&rows, doc);
    while (finding_rows_next(&rows, &row)) {
        if (row.finding->accepted)
            continue;
        str message = finding_message(row.finding, scratch);
        bool fits = state->shown[row.finding->severity & 3]++ < COMMANDS_MAX;
        state->more += !fits;
        (fits ? add_command : add_line)(report->out, path, &row, message);
    }
}

void report_github_end(struct report *report, struct arena *scratch)
{
    const struct github *state = report->state;
    (void)scratch;
    for (size_t i = 0; i < report->n_errors; i++) {
        const struct report_error *error = &report->errors[i];
        buf_add(report->out, S("::error file="));
        add_escaped(report->out, report_path(&report->options, error->file, scratch), true);
        if (error->line)
            buf_printf(report->out, ",line=%u", error->line);
        buf_add(report->out, S("::"));
        add_escaped(report->out, error->message, false);
        buf_byte(report->out, '\n');
    }
    if (state->more)
        buf_printf(report->out,
                   "%zu further findings stand in this log alone: GitHub shows %d of each level\n",
                   state->more, COMMANDS_MAX);
}
