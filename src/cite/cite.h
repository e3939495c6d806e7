/* cite.h: parentheticals, the citations in them, and what is wrong with those as written. */
#ifndef CITE_CITE_H
#define CITE_CITE_H

#include "base/date.h"
#include "cite/style.h"
#include "doc/doc.h"
#include "outlet/outlet.h"

#define CITE_NONE UINT32_MAX /* no such index */

/* A bracketed run of the text. */
struct paren {
    span text;      /* with its brackets; of an unclosed one: up to the last date read; of one never
                          opened: from the outlet on, or its bracket alone */
    uint32_t block; /* index in doc->blocks */
    uint32_t sentence; /* index in doc->sentences; CITE_NONE in a masthead */
    uint32_t first_citation, n_citations;
    uint8_t kind;  /* enum cck_kind */
    bool square;   /* "[TASS, July 3]" */
    uint8_t error; /* OK, UNCLOSED or DOUBLED */
};

/* Details that few citations have. */
struct cite_extra {
    str title, author, page, issue, time, language, accessed, account;
};

/* One outlet-date pair. */
struct citation {
    uint32_t paren;            /* index in the list */
    span signal, outlet, date; /* in doc->text; empty when absent (a carried outlet points back) */
    str signal_text;           /* lower case: "see also"; empty = none */
    str outlet_text;           /* as a reader sees it */
    str date_text;             /* likewise: "May 27", "28" */
    struct outlet_hit hit;
    date from, to;                  /* `to` of a range; zero otherwise. Fields not given are 0 */
    str why;                        /* where the year comes from; empty when it is written */
    const struct cite_extra *extra; /* NULL when there is none */
    uint32_t link;                  /* index in doc->links, or CITE_NONE */
    uint8_t kind;                   /* enum cck_kind */
    uint8_t precision, year, error; /* enums cck_precision, cck_year, cck_cite_error */
    bool carried;                   /* bare date after a semicolon: the outlet is the one before */
    bool own;                       /* "author\'s interview": no outlet, and none is missed */
    bool group_first;               /* first date of its outlet in this parenthetical */
};

/* Something wrong with how a citation is written, found while parsing. */
enum cite_issue_kind {
    CITE_ISSUE_UNCLOSED,    /* CC101; also doubled and stray closing brackets */
    CITE_ISSUE_NO_OUTLET,   /* CC102 */
    CITE_ISSUE_NO_DATE,     /* CC103 */
    CITE_ISSUE_SEPARATOR,   /* CC104 */
    CITE_ISSUE_SPACING,     /* CC105 */
    CITE_ISSUE_MIXED_YEARS, /* CC107 */
    CITE_ISSUE_CARRIED,     /* CC109 */
    CITE_ISSUE_MONTH,       /* CC110 */
    CITE_ISSUE_IMPOSSIBLE,  /* CC201 */
    CITE_ISSUE_WEEKDAY      /* CC204 */
};

struct cite_issue {
    uint8_t kind; /* enum cite_issue_kind */
    uint32_t paren;
    uint32_t citation; /* CITE_NONE: of the parenthetical as a whole */
    span at;           /* in doc->text */
    str note;          /* what was read, one phrase */
    str suggestion;    /* replaces the text at `at`; p NULL when there is none */
};

struct cite_list {
    VEC(struct paren) parens;       /* all of them, in the order of the text */
    VEC(struct citation) citations; /* likewise; of one parenthetical they are neighbours */
    VEC(struct cite_issue) issues;
};

/* What is known of the article's date before its citations are read; fills in missing years. */
struct cite_anchor {
    date day; /* zero: not known; month and day may be 0 when only the year is */
    str why;  /* "volume 21 of Eurasia Daily Monitor is 2024" */
};

struct cite_context {
    const struct doc *doc;
    const struct outlet_set *outlets;
    const struct style *style;
    struct cite_anchor anchor;
    size_t limit; /* most parentheticals, and most citations */
};

/* cite_parse: finds the parentheticals of a document and reads the citations in them.
 *
 *   in    document, knowledge base, style and anchor; read only; must outlive the result
 *   perm  owns the result
 *   out   set on success; may be empty
 *
 * Returns true, or false with ERR_LIMIT.  Time: linear in the text.
 * Follows docs/citation-grammar.md. */
bool cite_parse(const struct cite_context *in, struct arena *perm, struct cite_list *out,
                struct err *err);

#endif
