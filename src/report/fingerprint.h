/* fingerprint.h: names for findings that stay the same when lines move. */
#ifndef REPORT_FINGERPRINT_H
#define REPORT_FINGERPRINT_H

#include "report/report.h"

/* fingerprint_findings: fills in the fingerprint of each finding of a document: 16 hex digits of rule
 * and the reference's or sentence's normalised text, a colon, and the ordinal among equal ones of the
 * document. No line numbers. Texts are owned by the findings' arena.  Time: linear. */
void fingerprint_findings(const struct report_doc *doc, struct findings *findings,
                          struct arena *scratch);

#endif
