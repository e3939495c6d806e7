/* writers.h: the write functions behind the tables of formats in report.c; one file for each. */
#ifndef REPORT_WRITERS_H
#define REPORT_WRITERS_H

#include "report/report.h"

typedef void report_begin_fn(struct report *report);
typedef void report_document_fn(struct report *report, const struct report_doc *doc,
                                struct arena *scratch);
typedef void report_end_fn(struct report *report, struct arena *scratch);

report_begin_fn report_json_begin, report_sarif_begin, report_github_begin, report_gitlab_begin,
    report_junit_begin, report_markdown_begin, report_csv_begin, report_checkstyle_begin;
report_document_fn report_text_document, report_json_document, report_jsonl_document,
    report_sarif_document, report_github_document, report_gitlab_document, report_junit_document,
    report_markdown_document, report_csv_document, report_rdjsonl_document,
    report_checkstyle_document;
report_end_fn report_text_end, report_json_end, report_jsonl_end, report_sarif_end,
    report_github_end, report_gitlab_end, report_junit_end, report_markdown_end,
    report_checkstyle_end;

typedef void list_begin_fn(const struct report_options *options, bool with_urls, struct buf *out);
typedef void list_document_fn(const struct report_doc *doc, const struct report_options *options,
                              bool with_urls, struct arena *scratch, struct buf *out,
                              size_t *n_lines);
typedef void list_end_fn(const struct report *errors_only, bool with_urls, size_t n_lines,
                         struct buf *out);

list_begin_fn list_json_begin, list_csv_begin;
list_document_fn list_jsonl_document, list_json_document, list_csv_document, list_table_document;
list_end_fn list_json_end;

#endif
