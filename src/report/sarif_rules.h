/* sarif_rules.h: the checks as SARIF's rules. */
#ifndef REPORT_SARIF_RULES_H
#define REPORT_SARIF_RULES_H

#include "base/arena.h"
#include "format/json.h"

/* sarif_write_tool: the "tool" object: name, version, and a rule for each check, in the order of enum
 * check_id, so that a check's number is its ruleIndex. */
void sarif_write_tool(struct json_writer *w, struct arena *scratch);

#endif
