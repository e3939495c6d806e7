/* list_csv.c: a listing for spreadsheets (RFC 4180). */
#include "report/csv.h"
#include "report/enum_names.h"
#include "report/list_row.h"
#include "report/verdict_json.h"
#include "report/writers.h"

#include "base/banned.h"

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
    csv_cell(csv, file);
    csv_number(csv, row->place.source.off);
    csv_number(csv, row->place.source.len);
    csv_number(csv, row->place.from.line);
    csv_number(csv, row->place.from.column);
    csv_number(csv, row->place.to.line);
    csv_number(csv, row->place.to.column);
    csv_count(csv, row->paragraph);
    csv_count(csv, row->sentence);
    csv_cell(csv, row->parenthetical);
}

static void add_citation(struct csv *csv, const struct list_row *row)
{
    static const struct citation no_citation = { 0 };
    static const struct cite_extra no_extra = { 0 };
    static const struct outlet no_outlet = { 0 };
    const struct citation *citation = row->citation ? row->citation : &no_citation;
    const struct cite_extra *extra = citation->extra ? citation->extra : &no_extra;
    const struct outlet *outlet = row->outlet ? row->outlet : &no_outlet;
    csv_cell(csv, name_of_kind(row->kind));
    csv_cell(csv, citation->signal_text);
    csv_cell(csv, row->outlet_text);
    csv_cell(csv, outlet->id);
    csv_cell(csv, outlet->name);
    csv_cell(csv, name_of_match(row->match));
    csv_cell(csv, outlet->home);
    csv_cell(csv, citation->date_text);
    csv_date(csv, citation->from);
    csv_date(csv, citation->to);
    csv_cell(csv, name_of_precision(citation->precision));
    csv_cell(csv, name_of_year(citation->year));
    csv_cell(csv, citation->why);
    csv_cell(csv, row->url);
    csv_cell(csv, extra->title);
    csv_cell(csv, extra->author);
    csv_cell(csv, extra->page);
    csv_cell(csv, extra->issue);
    csv_cell(csv, extra->time);
    csv_cell(csv, extra->language);
    csv_cell(csv, extra->accessed);
    csv_cell(csv, extra->account);
    csv_cell(csv, name_of_cite_error(row->error));
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
            csv_cell(&csv, row.ref ? url_masked(row.ref->url, scratch) : (str){ 0 });
            csv_cell(&csv, reference_how_name(row.ref));
            csv_cell(&csv, fetched ? verdict_name(row.evidence->verdict.code) : (str){ 0 });
        }
        csv_end_line(&csv);
    }
}
