/* report.h: reports: one file per format, one table. Writers fill a buffer; whoever owns the output
 * empties it. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/buf.h"
#include "check/check.h"

/* One document of a report: everything the stages made of it. */
struct report_doc {
    const struct doc *doc;
    const struct cite_list *cites;
    const struct article_date *article;
    const struct reference_list *refs;
    const struct evidence *evidence; /* one per reference, or NULL */
    const struct findings *findings;
    const struct style *style; /* named in the head of the text report; NULL leaves it out */
};

struct report_error {
    str file, message;
    uint32_t line, column; /* 0 = not known */
};

struct report_options {
    bool color, unicode;
    uint16_t columns;
    int verbosity;
    bool offline;     /* the network was not to be asked */
    bool interrupted; /* Ctrl-C: what follows is what there was */
    bool list_all, list_links;
    str local_error; /* the machine could reach nothing: why; empty otherwise */
    double seconds;  /* for the summary on a terminal; 0 = leave out */
    uint32_t requests;
};

struct report {
    const struct report_doc *docs;
    size_t n_docs;
    const struct report_error *errors;
    size_t n_errors;
    struct report_options options;
};

/* What the summary counts. A citation is confirmed, has an error or warning ("to correct"), or could not
 * be checked; confirmed ones may still carry notes. */
struct report_counts {
    size_t documents, citations, confirmed, to_correct, unverified;
    size_t findings[4]; /* by enum cck_severity */
    size_t credits;     /* image credits among the citations: only a link of theirs is checked */
    size_t unchecked;   /* citations, credits left out, neither confirmed nor to correct */
    size_t no_link;     /* of the unchecked: the document has no link for them */
    size_t silenced;    /* of the unchecked: looked at, and what was found is suppressed */
    size_t links, links_confirmed, links_broken; /* links outside parentheticals */
};

struct report_counts report_count(const struct report *report);

/* report_count_document: the same of one document, added to `counts`. */
void report_count_document(const struct report *report, const struct report_doc *doc,
                           struct report_counts *counts);

/* report_fingerprint: 16 hex digits that stay the same when lines move: rule, the reference's or
 * sentence's normalised text, and its ordinal among equal ones in the document. */
str report_fingerprint(const struct report_doc *doc, size_t finding, struct arena *scratch);

/* report_fingerprints: those of all findings of a document, in their order. Time: linear. */
const str *report_fingerprints(const struct report_doc *doc, struct arena *scratch);

struct report_format {
    str name, media_type, extension;
    void (*write)(const struct report *report, struct arena *scratch, struct buf *out);
};

extern const struct report_format report_formats[];
extern const size_t report_format_count;

/* The formats of `list` and `resolve`: written document by document. `with_urls`: resolve's columns. */
struct list_format {
    str name;
    void (*begin)(const struct report_options *options, bool with_urls, struct buf *out);
    void (*document)(const struct report_doc *doc, const struct report_options *options,
                     bool with_urls, struct arena *scratch, struct buf *out, size_t *n_lines);
    void (*end)(const struct report *errors_only, bool with_urls, size_t n_lines, struct buf *out);
};

extern const struct list_format list_formats[];
extern const size_t list_format_count;

const struct report_format *report_format_find(str name);
const struct list_format *list_format_find(str name);

#endif
