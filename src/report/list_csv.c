/* list_csv.c: a listing for spreadsheets (RFC 4180). */
#include "report/enum_names.h"
#include "report/list_row.h"
#include "report/verdict_json.h"
#include "report/writers.h"

#include "base/banned.h"

struct csv {
    struct buf *out;
    bool more; /* a cell stands before this one */
};

static bool has_special(str cell)
{
    for (size_t i = 0; i < cell.n; i++)
        if (cell.p[i] == ',' || cell.p[i] == '"' || cell.p[i] == '\n' || cell.p[i] == '\r')
            return true;
    return false;
}

/* One cell. What a spreadsheet would take for a formula gets a leading apostrophe (OWASP). */
static void add_cell(struct csv *csv, str cell)
{
    if (csv->more)
        buf_byte(csv->out, ',');
    csv->more = true;
    bool formula = cell.n && memchr("=+-@\t\r", cell.p[0], 6);
    if (!has_special(cell)) {
        if (formula)
            buf_byte(csv->out, '\'');
        buf_add(csv->out, cell);
        return;
    }
    buf_add(csv->out, formula ? S("\"'") : S("\""));
    str rest = cell, piece;
    for (bool first = true; str_next(&rest, '"', &piece); first = false) {
        if (!first)
            buf_add(csv->out, S("\"\""));
        buf_add(csv->out, piece);
    }
    buf_byte(csv->out, '"');
}

static void add_number(struct csv *csv, uint32_t value)
{
    if (csv->more)
        buf_byte(csv->out, ',');
    csv->more = true;
    buf_uint(csv->out, value);
}

static void add_number_or_nothing(struct csv *csv, uint32_t value)
{
    if (value)
        add_number(csv, value);
    else
        add_cell(csv, (str){ 0 });
}

static void add_iso(struct csv *csv, date d)
{
    char room[DATE_TEXT_BYTES];
    add_cell(csv, d.year || d.month || d.day ? date_iso(d, room) : (str){ 0 });
}

static void end_line(struct csv *csv)
{
    buf_add(csv->out, S("\r\n"));
    csv->more = false;
}

void list_csv_begin(const struct report_options *options, bool with_urls, struct buf *out)
{
    (void)options;
    buf_add(out, S("file,offset,length,line,column,end_line,end_column,paragraph,sentence,"
                   "parenthetical,kind,signal,outlet_text,outlet_id,outlet_name,match,home,"
                   "date_text,date,date_end,precision,year,why,url,title,author,page,issue,time,"
                   "language,accessed,account,error"));
    if (with_urls)
        buf_add(out, S(",resolved_url,how,verdict"));
    buf_add(out, S("\r\n"));
}

static void add_place(struct csv *csv, str file, const struct list_row *row)
{
    add_cell(csv, file);
    add_number(csv, row->place.source.off);
    add_number(csv, row->place.source.len);
    add_number(csv, row->place.from.line);
    add_number(csv, row->place.from.column);
    add_number(csv, row->place.to.line);
    add_number(csv, row->place.to.column);
    add_number_or_nothing(csv, row->paragraph);
    add_number_or_nothing(csv, row->sentence);
    add_cell(csv, row->parenthetical);
}

static void add_citation(struct csv *csv, const struct list_row *row)
{
    static const struct citation no_citation = { 0 };
    static const struct cite_extra no_extra = { 0 };
    static const struct outlet no_outlet = { 0 };
    const struct citation *citation = row->citation ? row->citation : &no_citation;
    const struct cite_extra *extra = citation->extra ? citation->extra : &no_extra;
    const struct outlet *outlet = row->outlet ? row->outlet : &no_outlet;
    add_cell(csv, name_of_kind(row->kind));
    add_cell(csv, citation->signal_text);
    add_cell(csv, row->outlet_text);
    add_cell(csv, outlet->id);
    add_cell(csv, outlet->name);
    add_cell(csv, name_of_match(row->match));
    add_cell(csv, outlet->home);
    add_cell(csv, citation->date_text);
    add_iso(csv, citation->from);
    add_iso(csv, citation->to);
    add_cell(csv, name_of_precision(citation->precision));
    add_cell(csv, name_of_year(citation->year));
    add_cell(csv, citation->why);
    add_cell(csv, row->url);
    add_cell(csv, extra->title);
    add_cell(csv, extra->author);
    add_cell(csv, extra->page);
    add_cell(csv, extra->issue);
    add_cell(csv, extra->time);
    add_cell(csv, extra->language);
    add_cell(csv, extra->accessed);
    add_cell(csv, extra->account);
    add_cell(csv, name_of_cite_error(row->error));
}

void list_csv_document(const struct report_doc *doc, const struct report_options *options,
                       bool with_urls, struct arena *scratch, struct buf *out, size_t *n_lines)
{
    struct csv csv = { .out = out };
    struct list_rows rows;
    struct list_row row = { 0 };
    list_rows_init(&rows, doc, options->list_all, options->list_links, scratch);
    for (; list_rows_next(&rows, &row); ++*n_lines) {
        add_place(&csv, doc->doc->name, &row);
        add_citation(&csv, &row);
        if (with_urls) {
            bool fetched = row.evidence && row.evidence->fetch;
            add_cell(&csv, row.ref ? url_masked(row.ref->url, scratch) : (str){ 0 });
            add_cell(&csv, reference_how_name(row.ref));
            add_cell(&csv, fetched ? verdict_name(row.evidence->verdict.code) : (str){ 0 });
        }
        end_line(&csv);
    }
}
