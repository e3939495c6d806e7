/* list_json.c: a listing as JSON: one object a line (jsonl), or one document around the same objects. */
#include "report/report_json.h"
#include "report/row_json.h"
#include "report/verdict_json.h"
#include "report/writers.h"

#include "base/banned.h"

/* Every object of a document, with commas between them or line ends behind them. */
static void add_objects(struct list_rows *rows, bool with_urls, bool commas, struct buf *out,
                        size_t *n_lines)
{
    struct list_row row = { 0 };
    struct row_json json;
    row_json_init(&json, rows->doc->doc->name);
    for (; list_rows_next(rows, &row); ++*n_lines) {
        if (commas)
            buf_add(out, *n_lines ? S(",\n") : S("\n"));
        row_json_add(&json, &row, out);
        if (with_urls)
            json_add_resolved(out, &row, rows->scratch);
        buf_add(out, commas ? S("}") : S("}\n"));
    }
    row_json_free(&json);
}

void list_jsonl_document(const struct report_doc *doc, const struct report_options *options,
                         bool with_urls, struct arena *scratch, struct buf *out, size_t *n_lines)
{
    struct list_rows rows;
    list_rows_init(&rows, doc, options->list_all, options->list_links, scratch);
    add_objects(&rows, with_urls, false, out, n_lines);
}

void list_json_document(const struct report_doc *doc, const struct report_options *options,
                        bool with_urls, struct arena *scratch, struct buf *out, size_t *n_lines)
{
    struct list_rows rows;
    list_rows_init(&rows, doc, options->list_all, options->list_links, scratch);
    add_objects(&rows, with_urls, true, out, n_lines);
}

void list_json_begin(const struct report_options *options, bool with_urls, struct buf *out)
{
    (void)options;
    (void)with_urls;
    buf_add(out, S("{\"schema\":\"citecheck/list-1\",\"tool\":"));
    json_add_tool(out);
    buf_add(out, S(",\"citations\":["));
}

void list_json_end(const struct report *errors_only, bool with_urls, size_t n_lines,
                   struct buf *out)
{
    (void)with_urls;
    buf_add(out, n_lines ? S("\n],\"errors\":") : S("],\"errors\":"));
    json_add_errors(out, errors_only);
    buf_add(out, S("}\n"));
}
