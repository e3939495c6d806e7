/* list_table.c: a listing for people: a table for each document, columns aligned. */
#include "report/list_row.h"

#include "base/term.h"
#include "report/enum_names.h"
#include "report/verdict_json.h"
#include "report/writers.h"

#include "base/banned.h"

enum column { PLACE, SIGNAL, OUTLET, DATE, YEAR, ID, NOTE, ADDRESS, VERDICT, COLUMN_COUNT };

static const struct {
    str title;
    bool free;    /* may be cut to fit a terminal */
    bool resolve; /* `resolve` alone has it */
} columns[COLUMN_COUNT] = {
    [PLACE] = { S_INIT("PLACE"), false, false },    [SIGNAL] = { S_INIT("SIGNAL"), false, false },
    [OUTLET] = { S_INIT("OUTLET"), true, false },   [DATE] = { S_INIT("DATE"), false, false },
    [YEAR] = { S_INIT("YEAR"), false, false },      [ID] = { S_INIT("KNOWN AS"), true, false },
    [NOTE] = { S_INIT("NOTE"), true, false },       [ADDRESS] = { S_INIT("ADDRESS"), true, true },
    [VERDICT] = { S_INIT("VERDICT"), false, true },
};

struct line {
    str cells[COLUMN_COUNT];
};

struct table {
    const struct report_options *options;
    struct arena *scratch;
    VEC(struct line) lines;
    size_t widths[COLUMN_COUNT]; /* 0: the column is left out */
};

enum { GAP = 2, FREE_MIN = 12 };

static str place_cell(const struct list_row *row, struct arena *scratch)
{
    return str_printf(scratch, "%u:%u", row->place.from.line, row->place.from.column);
}

static str date_cell(const struct citation *citation, struct arena *scratch)
{
    char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
    date a = citation->from, b = citation->to;
    if (!a.year && !a.month && !a.day)
        return (str){ 0 };
    str first = date_iso(a, from);
    if (!b.year && !b.month && !b.day)
        return str_dup(scratch, first);
    return str_printf(scratch, "%.*s..%.*s", STR_ARG(first), STR_ARG(date_iso(b, to)));
}

/* What is worth a remark: an error, a kind other than citation, a parenthetical that is none. */
static str note_cell(const struct list_row *row)
{
    if (row->error)
        return name_of_cite_error(row->error);
    if (row->kind == CCK_KIND_OTHER)
        return row->parenthetical;
    return row->kind == CCK_KIND_CITATION ? (str){ 0 } : name_of_kind(row->kind);
}

static void add_line(struct table *table, const struct list_row *row, bool with_urls)
{
    struct line *line = VEC_PUSH(&table->lines, table->scratch);
    const struct citation *citation = row->citation;
    line->cells[PLACE] = place_cell(row, table->scratch);
    line->cells[OUTLET] = row->outlet_text;
    line->cells[ID] = row->outlet ? row->outlet->id : (str){ 0 };
    line->cells[NOTE] = note_cell(row);
    if (citation) {
        line->cells[SIGNAL] = citation->signal_text;
        line->cells[DATE] = date_cell(citation, table->scratch);
        line->cells[YEAR] = name_of_year(citation->year);
    }
    if (with_urls && row->ref) {
        bool fetched = row->evidence && row->evidence->fetch;
        line->cells[ADDRESS] = url_masked(row->ref->url, table->scratch);
        line->cells[VERDICT] =
            fetched ? verdict_name(row->evidence->verdict.code) : reference_how_name(row->ref);
    }
}

/* Widths by the widest cell; a column without any cell is left out. */
static void measure(struct table *table, bool with_urls)
{
    for (size_t i = 0; i < table->lines.n; i++)
        for (size_t c = 0; c < COLUMN_COUNT; c++) {
            size_t width = term_width(table->lines.p[i].cells[c]);
            if (width > table->widths[c])
                table->widths[c] = width;
        }
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        if (columns[c].resolve && !with_urls)
            table->widths[c] = 0;
        else if (table->widths[c] && table->widths[c] < columns[c].title.n)
            table->widths[c] = columns[c].title.n;
    }
}

/* On a terminal: takes what is too much from the widest free column. */
static void fit(struct table *table)
{
    size_t total = 0, widest = OUTLET;
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        total += table->widths[c] ? table->widths[c] + GAP : 0;
        if (columns[c].free && table->widths[c] > table->widths[widest])
            widest = c;
    }
    size_t room = table->options->columns;
    if (room == 0 || total <= room)
        return;
    size_t over = total - room, width = table->widths[widest];
    table->widths[widest] = width > over + FREE_MIN ? width - over : FREE_MIN;
    if (table->widths[widest] > width)
        table->widths[widest] = width;
}

/* A cell behind the blanks that are still owed to the ones before it. */
static void add_cell(const struct table *table, str cell, size_t room, size_t *blanks,
                     struct buf *out)
{
    size_t width = term_width(cell);
    if (width)
        term_pad(out, *blanks);
    *blanks = width ? GAP : *blanks + GAP;
    if (width <= room) {
        term_put(out, cell);
        *blanks += room - width;
        return;
    }
    bool sign = table->options->unicode;
    size_t dots = sign ? 1 : 3;
    str head = str_slice(cell, 0, term_cut(cell, room - dots));
    term_put(out, head);
    buf_add(out, sign ? S("\xE2\x80\xA6") : S("..."));
    *blanks += room - dots - term_width(head);
}

static void add_cells(const struct table *table, const struct line *line, struct buf *out)
{
    size_t blanks = 0;
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        if (table->widths[c])
            add_cell(table, line->cells[c], table->widths[c], &blanks, out);
    buf_byte(out, '\n');
}

static void add_head(const struct table *table, str file, struct buf *out)
{
    bool color = table->options->color;
    buf_add(out, color ? S("\x1b[1m") : (str){ 0 });
    term_put(out, file);
    buf_add(out, color ? S("\x1b[0m\n\x1b[2m") : S("\n"));
    struct line titles;
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        titles.cells[c] = columns[c].title;
    add_cells(table, &titles, out);
    buf_add(out, color ? S("\x1b[0m") : (str){ 0 });
}

void list_table_document(const struct report_doc *doc, const struct report_options *options,
                         bool with_urls, struct arena *scratch, struct buf *out, size_t *n_lines)
{
    struct table table = { .options = options, .scratch = scratch };
    struct list_rows rows;
    struct list_row row = { 0 };
    list_rows_init(&rows, doc, options->list_all, options->list_links, scratch);
    while (list_rows_next(&rows, &row))
        add_line(&table, &row, with_urls);
    if (*n_lines)
        buf_byte(out, '\n');
    *n_lines += table.lines.n + 1;
    if (table.lines.n == 0) {
        term_put(out, doc->doc->name);
        buf_add(out, S(": no citations\n"));
        return;
    }
    measure(&table, with_urls);
    fit(&table);
    add_head(&table, doc->doc->name, out);
    for (size_t i = 0; i < table.lines.n; i++)
        add_cells(&table, &table.lines.p[i], out);
}
