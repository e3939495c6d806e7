/* report_markdown.c: for a pull request's comment or a job's summary: at most 60,000 bytes, with a hidden
 * marker by which a bot finds its comment again. */
#include "base/fold.h"
#include "base/utf8.h"
#include "report/enum_names.h"
#include "report/finding_row.h"
#include "report/outcome.h"
#include "report/path.h"
#include "report/text_outcome.h"
#include "report/writers.h"

#include "base/banned.h"

enum {
    BYTES_MAX = 60000,
    CLOSING_BYTES = 4000, /* head, what was left out, errors */
    ROW_BYTES_MAX = 3000,
    WORDS_MAX = 120,
    ERRORS_MAX = 20,
    ERROR_BYTES_MAX = 100
};

struct markdown {
    struct buf rows, row; /* of the table; one row */
    size_t left_out, accepted, not_checked;
};

static void free_buf(void *buf)
{
    buf_free(buf);
}

void report_markdown_begin(struct report *report)
{
    struct markdown *state = NEW(report->perm, struct markdown, 1);
    buf_init(&state->rows, BYTES_MAX);
    buf_init(&state->row, SIZE_MAX / 4);
    arena_defer(report->perm, free_buf, &state->rows);
    arena_defer(report->perm, free_buf, &state->row);
    report->state = state;
}

/* Text in a cell of a table: no markup, no line ends, no bars, no mention of anybody. */
static void add_cell(struct buf *out, str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t c = utf8_next(text, &at);
        if (c == '\n' || c == '\r' || c == '\t')
            buf_byte(out, ' ');
        else if (c == '<')
            buf_add(out, S("&lt;"));
        else if (c == '@')
            buf_add(out, S("&#64;"));
        else if (c < 0x80 && c && strchr("\\`*_{}[]#|>~", (int)c))
            buf_printf(out, "\\%c", (int)c);
        else if (c >= 0x20)
            utf8_put(out, c);
    }
}

/* The first characters of a text, on one line. */
static str shortened(str text, struct arena *scratch)
{
    str line = fold_spaces(scratch, str_slice(text, 0, 8 * WORDS_MAX));
    size_t at = 0, n = 0;
    while (at < line.n && n++ < WORDS_MAX)
        (void)utf8_next(line, &at);
    return at < line.n ? str_printf(scratch, "%.*s...", STR_ARG(str_slice(line, 0, at))) : line;
}

static const char *sign_of(unsigned severity)
{
    return severity == CCK_SEVERITY_ERROR     ? "\xE2\x9C\x97"
           : severity == CCK_SEVERITY_WARNING ? "!"
                                              : "\xC2\xB7";
}

/* A row is written whole or not at all. */
static void add_row(struct markdown *state, str path, const struct finding_row *row,
                    struct arena *scratch)
{
    struct buf *out = &state->row;
    buf_clear(out);
    buf_printf(out, "| %s | ", sign_of(row->finding->severity));
    add_cell(out, path);
    buf_printf(out, ":%u | %.*s&nbsp;%.*s | ", row->place.from.line, STR_ARG(row->check->rule),
               STR_ARG(row->check->kind));
    add_cell(out, shortened(row->text, scratch));
    buf_add(out, S(" | "));
    add_cell(out, finding_message(row->finding, scratch));
    buf_add(out, S(" |\n"));
    if (out->n > ROW_BYTES_MAX || state->rows.n + out->n > BYTES_MAX - CLOSING_BYTES)
        state->left_out++;
    else
        buf_add(&state->rows, buf_str(out));
}

void report_markdown_document(struct report *report, const struct report_doc *doc,
                              struct arena *scratch)
{
    struct markdown *state = report->state;
    struct finding_rows rows;
    struct finding_row row;
    str path = report_path(&report->options, doc->doc->name, scratch);
    finding_rows_init(&rows, doc);
    while (finding_rows_next(&rows, &row)) {
        if (row.finding->accepted)
            state->accepted++;
        else
            add_row(state, path, &row, scratch);
    }
    for (size_t i = 0; doc->refs && i < doc->refs->list.n; i++) {
        struct outcome outcome = outcome_of(doc, &doc->refs->list.p[i], &report->options);
        state->not_checked += outcome.kind == OUTCOME_UNVERIFIED && !outcome.no_link;
    }
}

static void add_errors(struct report *report)
{
    for (size_t i = 0; i < report->n_errors && i < ERRORS_MAX; i++) {
        const struct report_error *error = &report->errors[i];
        buf_add(report->out, i ? S("- ") : S("\nCould not be read:\n\n- "));
        add_cell(report->out, str_slice(error->file, 0, ERROR_BYTES_MAX));
        buf_add(report->out, S(": "));
        add_cell(report->out, str_slice(error->message, 0, ERROR_BYTES_MAX));
        buf_byte(report->out, '\n');
    }
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

void report_markdown_end(struct report *report, struct arena *scratch)
{
    const struct markdown *state = report->state;
    const struct report_counts *counts = &report->counts;
    struct buf *out = report->out;
    (void)scratch;
    buf_add(out, S("<!-- citecheck-report -->\n### Citations\n\n"));
    buf_printf(out,
               "**%zu to correct, %zu to look at, %zu note%s** in %zu document%s with %zu "
               "citation%s: %zu confirmed, %zu link%s not checked.\n",
               counts->findings[CCK_SEVERITY_ERROR], counts->findings[CCK_SEVERITY_WARNING],
               counts->findings[CCK_SEVERITY_NOTE], plural(counts->findings[CCK_SEVERITY_NOTE]),
               counts->documents, plural(counts->documents), counts->citations,
               plural(counts->citations), counts->confirmed, state->not_checked,
               plural(state->not_checked));
    if (report->options.interrupted)
        buf_add(out, S("\nInterrupted: this is what there was until then.\n"));
    if (counts->repeated)
        buf_printf(out, "\n%zu link%s could not be looked at now: what the last look saw stands.\n",
                   counts->repeated, plural(counts->repeated));
    if (state->rows.n) {
        buf_add(out, S("\n| | Place | Check | Words | What was read |\n|---|---|---|---|---|\n"));
        buf_add(out, buf_str(&state->rows));
    }
    if (state->left_out)
        buf_printf(out, "\n%zu further finding%s: see the full report.\n", state->left_out,
                   plural(state->left_out));
    if (state->accepted)
        buf_printf(out, "\n%zu known finding%s in the baseline.\n", state->accepted,
                   plural(state->accepted));
    add_errors(report);
}
