/* list_row.h: the lines of a listing, without their format: one for each outlet-date pair, other
 * parenthetical or plain link, in the order of the text. */
#ifndef REPORT_LIST_ROW_H
#define REPORT_LIST_ROW_H

#include "report/report.h"

/* Where something stands in the source. */
struct report_place {
    span source;                /* bytes */
    struct line_place from, to; /* `to`: just behind the last character */
};

struct list_row {
    const struct citation *citation; /* NULL for other parentheticals and plain links */
    const struct reference *ref;     /* NULL when there is none */
    const struct evidence *evidence; /* NULL when the network was not asked */
    const struct outlet *outlet;     /* NULL when not known */
    struct report_place place;
    str parenthetical;            /* as it stands */
    str outlet_text;              /* what names the outlet; may be empty */
    str url;                      /* the document's own link, secrets masked; may be empty */
    uint32_t paragraph, sentence; /* from 1; 0 = none */
    uint8_t kind, match, error;   /* enums cck_kind, cck_match, cck_cite_error */
    bool same_place;              /* in the same parenthetical as the row before */
};

/* A walk over one document. Lines and columns are counted on the way, forward only. */
struct list_rows {
    const struct report_doc *doc;
    struct arena *scratch; /* owns masked addresses */
    bool others, links;    /* parentheticals without citation; links outside any */
    struct line_cursor lines;
    size_t paren, citation, link; /* what comes next; `citation` counts within `paren` */
};

void list_rows_init(struct list_rows *rows, const struct report_doc *doc, bool others, bool links,
                    struct arena *scratch);

/* list_rows_next: the next row; false behind the last. */
bool list_rows_next(struct list_rows *rows, struct list_row *row);

/* report_place_at: where source bytes stand. The cursor is left at their begin, so that what stands
 * inside them can still be found without starting over. */
struct report_place report_place_at(struct line_cursor *lines, span source);

/* report_finding_source: the source bytes that a finding points at. */
span report_finding_source(const struct doc *doc, const struct finding *finding);

/* report_source_text: the source's bytes at `source`; the text at `text` when they are not UTF-8. */
str report_source_text(const struct doc *doc, span source, span text);

/* report_reference: the reference of a citation, or NULL; report_evidence: what is known of it. */
const struct reference *report_reference(const struct report_doc *doc, size_t citation);
const struct evidence *report_evidence(const struct report_doc *doc, const struct reference *ref);

#endif
