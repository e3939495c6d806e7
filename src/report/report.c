/* report.c: the tables of formats, and the order of a report's parts. */
#include "report/report.h"

#include "report/writers.h"

#include "base/banned.h"

#define WHOLE(name)   report_##name##_begin, report_##name##_document, report_##name##_end
#define UNENDED(name) report_##name##_begin, report_##name##_document, NULL
#define UNBEGUN(name) NULL, report_##name##_document, report_##name##_end

const struct report_format report_formats[] = {
    { S_INIT("text"), S_INIT("text/plain"), S_INIT("txt"), UNBEGUN(text) },
    { S_INIT("json"), S_INIT("application/json"), S_INIT("json"), WHOLE(json) },
    { S_INIT("jsonl"), S_INIT("application/x-ndjson"), S_INIT("jsonl"), UNBEGUN(jsonl) },
    { S_INIT("sarif"), S_INIT("application/sarif+json"), S_INIT("sarif"), WHOLE(sarif) },
    { S_INIT("github"), S_INIT("text/plain"), S_INIT("txt"), WHOLE(github) },
    { S_INIT("gitlab"), S_INIT("application/json"), S_INIT("json"), WHOLE(gitlab) },
    { S_INIT("junit"), S_INIT("application/xml"), S_INIT("xml"), WHOLE(junit) },
    { S_INIT("markdown"), S_INIT("text/markdown"), S_INIT("md"), WHOLE(markdown) },
    { S_INIT("csv"), S_INIT("text/csv"), S_INIT("csv"), UNENDED(csv) },
    { S_INIT("rdjsonl"), S_INIT("application/x-ndjson"), S_INIT("jsonl"), NULL,
      report_rdjsonl_document, NULL },
    { S_INIT("checkstyle"), S_INIT("application/xml"), S_INIT("xml"), WHOLE(checkstyle) },
};
const size_t report_format_count = sizeof report_formats / sizeof *report_formats;

static void begin_nothing(const struct report_options *options, bool with_urls, struct buf *out)
{
    (void)options;
    (void)with_urls;
    (void)out;
}

static void end_nothing(const struct report *errors_only, bool with_urls, size_t n_lines,
                        struct buf *out)
{
    (void)errors_only;
    (void)with_urls;
    (void)n_lines;
    (void)out;
}

const struct list_format list_formats[] = {
    { S_INIT("table"), begin_nothing, list_table_document, end_nothing },
    { S_INIT("jsonl"), begin_nothing, list_jsonl_document, end_nothing },
    { S_INIT("json"), list_json_begin, list_json_document, list_json_end },
    { S_INIT("csv"), list_csv_begin, list_csv_document, end_nothing },
};
const size_t list_format_count = sizeof list_formats / sizeof *list_formats;

const struct report_format *report_format_find(str name)
{
    for (size_t i = 0; i < report_format_count; i++)
        if (str_eq(report_formats[i].name, name))
            return &report_formats[i];
    return NULL;
}

const struct list_format *list_format_find(str name)
{
    for (size_t i = 0; i < list_format_count; i++)
        if (str_eq(list_formats[i].name, name))
            return &list_formats[i];
    return NULL;
}

void report_begin(struct report *report)
{
    if (report->format->begin)
        report->format->begin(report);
}

void report_document(struct report *report, const struct report_doc *doc, struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    report_count(&report->options, doc, &report->counts);
    report->format->document(report, doc, scratch);
    arena_release(scratch, mark);
}

void report_end(struct report *report, struct arena *scratch)
{
    if (report->format->end)
        report->format->end(report, scratch);
}
