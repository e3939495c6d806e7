/* report_json.h: the parts of JSON reports that other formats share. */
#ifndef REPORT_REPORT_JSON_H
#define REPORT_REPORT_JSON_H

#include "report/report.h"

/* json_add_tool: the tool's name and version; json_add_errors: inputs that could not be read. */
void json_add_tool(struct buf *out);
void json_add_errors(struct buf *out, const struct report *report);

#endif
