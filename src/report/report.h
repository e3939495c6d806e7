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
    const struct cross *cross;       /* one per citation, or NULL */
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
    bool offline;       /* the network was not to be asked */
    bool ignore_robots; /* what sites ask of robots was not heeded */
    bool interrupted;   /* Ctrl-C: what follows is what there was */
    bool only_changes;  /* of a repository's articles, those that have changed */
    bool list_all, list_links;
    bool has_baseline;
    size_t stale;     /* entries of the baseline that are no longer met; known at the end */
    str root, folder; /* the repository's root (empty: none) and the current folder, absolute */
    str local_error;  /* the machine could reach nothing: why; empty otherwise */
    double seconds;   /* for the summary on a terminal; 0 = leave out */
    uint32_t requests;
};

/* What the summary counts. A citation is confirmed, has an error or warning ("to correct"), or could not
 * be checked; confirmed ones may still carry notes. */
struct report_counts {
    size_t documents, citations, confirmed, to_correct, unverified;
    size_t findings[4]; /* by enum cck_severity; those in the baseline left out */
    size_t accepted;    /* findings that the baseline holds */
    size_t credits;     /* image credits among the citations: only a link of theirs is checked */
    size_t unchecked;   /* citations, credits left out, neither confirmed nor to correct */
    size_t no_link;     /* of the unchecked: the document has no link for them */
    size_t silenced;    /* of the unchecked: looked at, and what was found is suppressed */
    size_t repeated;    /* references whose verdict is an earlier look's */
    size_t links, links_confirmed, links_broken; /* links outside parentheticals */
};

/* report_count: the counts of one document, added to `counts`. */
void report_count(const struct report_options *options, const struct report_doc *doc,
                  struct report_counts *counts);

/* A report while it is written: begin, each document in turn, end. Documents may be forgotten once
 * they are written, so that a report over any number of them needs little memory. */
struct report {
    const struct report_format *format;
    struct report_options options;
    struct report_counts counts;       /* of the documents written so far */
    const struct report_error *errors; /* complete when `end` is called */
    size_t n_errors;
    struct buf *out;
    struct arena *perm; /* lives as long as the report */
    void *state;        /* the format's own */
};

struct report_format {
    str name, media_type, extension;
    void (*begin)(struct report *report); /* NULL: nothing to do */
    void (*document)(struct report *report, const struct report_doc *doc, struct arena *scratch);
    void (*end)(struct report *report, struct arena *scratch); /* NULL: nothing to do */
};

extern const struct report_format report_formats[];
extern const size_t report_format_count;

/* report_begin / report_document / report_end: the calls in their order. `format`, `options`, `out` and
 * `perm` are set by the caller before, `errors` before report_end. */
void report_begin(struct report *report);
void report_document(struct report *report, const struct report_doc *doc, struct arena *scratch);
void report_end(struct report *report, struct arena *scratch);

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
