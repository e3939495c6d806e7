/* source.h: one segment of a parenthetical, between semicolons: names, dates, details. What the words
 * say, not yet whether it is a citation. */
#ifndef CITE_SOURCE_H
#define CITE_SOURCE_H

#include "cite/cite.h"
#include "cite/dates.h"

/* One name before (or behind) the dates. */
struct source_name {
    span text;
    str seen; /* as a reader sees it */
    struct outlet_hit hit;
    str account;    /* of a social network: "@rybar" */
    bool own;       /* "author's interview" */
    bool with_city; /* "Moscow ITAR-TASS": the hit is that of its end */
};

struct source_names {
    struct source_name *p;
    size_t n, cap;
};

/* "see TASS, Interfax, March 7, 9": names that share dates. */
struct source {
    span text; /* from its first to its last token */
    span signal;
    str signal_text; /* lower case, or empty */
    struct source_names names;
    struct date_list dates;
    struct cite_extra *extra; /* NULL when there is none */
    span url;                 /* a web address among the words */
    span gap;                 /* between the last name and the dates, when the comma is missing */
    span
        comma_before; /* the comma, or the blank, that stands where a semicolon is due before this source */
    bool date_first;
    bool leading_comma; /* "(, May 3)" */
    bool prose;         /* words that are neither name, date nor detail */
    bool event;         /* "SCO, founded June 15, 2001": the date is another's */
    bool
        told; /* the words around say that it is a source: "a 3 May X article", "X of 3 May reported" */
};

struct source_list {
    struct source *p;
    size_t n, cap;
};

struct source_input {
    const struct doc *doc;
    const struct outlet_set *outlets;
    const struct style *style;
    const struct token *tokens; /* of the segment */
    size_t n;
    struct arena *perm;    /* for texts that citations keep */
    struct arena *scratch; /* for everything else */
    struct arena *room;    /* for the list of sources itself */
};

/* source_read: the sources of one segment; more than one when commas stand for semicolons.
 * Time: linear in the tokens. */
void source_read(const struct source_input *in, struct source_list *out);

/* source_signal: matches a lead word ("see also", "e.g.,") at the head of the tokens.
 * Returns the number of tokens it takes, or 0. */
size_t source_signal(str text, const struct style_words *words, const struct token *tokens,
                     size_t n);

#endif
