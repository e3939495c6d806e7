/* masthead.h: lines at the head of an article that are no prose: "Publication: Eurasia Daily Monitor
 * Volume: 21 Issue: 114", a date line, "By: Name", "(Source: Flickr.com)". */
#ifndef DOC_MASTHEAD_H
#define DOC_MASTHEAD_H

#include "doc/doc.h"

/* What a masthead line says. Spans point into the line; a length of 0 means not given. */
struct masthead {
    span publication, volume, issue, date_at;
    uint32_t volume_no, issue_no;
    date day;
};

/* masthead_parse: whether `line`, trimmed, is a masthead line as a whole: labelled fields (colon or
 * not), a publication's name before "Volume 21, Issue 114", or a date alone. A sentence that speaks of
 * a volume is none. */
bool masthead_parse(str line, struct masthead *out);

/* masthead_byline: whether `line` is "By: Name" or "By Name", and the name. */
bool masthead_byline(str line, str *name);

/* masthead_credit: whether `line` is an image credit: "(Source: Flickr.com)", "Photo: X", "Image by X".
 * In the body (`in_head` false) "Source:" alone is a citation rather, and does not count. */
bool masthead_credit(str line, bool in_head);

/* masthead_summary: whether `line` is the heading of a summary ("Executive Summary:"), or begins with
 * one and a colon. `whole` is set when nothing follows. */
bool masthead_summary(str line, bool *whole);

#endif
