/* report_checkstyle.c: Checkstyle's XML, which many CI servers read. */
#include "report/enum_names.h"
#include "report/finding_row.h"
#include "report/path.h"
#include "report/writers.h"
#include "report/xml.h"

#include "base/banned.h"

void report_checkstyle_begin(struct report *report)
{
    buf_add(report->out, S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<checkstyle version=\"4.3\">\n"));
}

static void add_error(struct buf *out, const struct finding_row *row, struct arena *scratch)
{
    unsigned severity = row->finding->severity;
    buf_add(out, S("    <error"));
    xml_number(out, "line", row->place.from.line);
    xml_number(out, "column", row->place.from.column);
    xml_attribute(out, "severity",
                  severity == CCK_SEVERITY_NOTE ? S("info") : name_of_severity(severity));
    xml_attribute(out, "message", finding_message(row->finding, scratch));
    xml_attribute(out, "source", str_printf(scratch, "citecheck.%.*s", STR_ARG(row->check->rule)));
    buf_add(out, S("/>\n"));
}

void report_checkstyle_document(struct report *report, const struct report_doc *doc,
                                struct arena *scratch)
{
    struct finding_rows rows;
    struct finding_row row;
    buf_add(report->out, S("  <file"));
    xml_attribute(report->out, "name", report_path(&report->options, doc->doc->name, scratch));
    buf_add(report->out, S(">\n"));
    finding_rows_init(&rows, doc);
    while (finding_rows_next(&rows, &row))
        if (!row.finding->accepted)
            add_error(report->out, &row, scratch);
    buf_add(report->out, S("  </file>\n"));
}

void report_checkstyle_end(struct report *report, struct arena *scratch)
{
    for (size_t i = 0; i < report->n_errors; i++) {
        const struct report_error *error = &report->errors[i];
        buf_add(report->out, S("  <file"));
        xml_attribute(report->out, "name", report_path(&report->options, error->file, scratch));
        buf_add(report->out, S(">\n    <error"));
        xml_number(report->out, "line", error->line);
        xml_attribute(report->out, "severity", S("error"));
        xml_attribute(report->out, "message", error->message);
        xml_attribute(report->out, "source", S("citecheck.input"));
        buf_add(report->out, S("/>\n  </file>\n"));
    }
    buf_add(report->out, S("</checkstyle>\n"));
}
