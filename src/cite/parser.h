/* parser.h: what the parts of the parser share. Inside of parse.c and its helpers. */
#ifndef CITE_PARSER_H
#define CITE_PARSER_H

#include "cite/accept.h"
#include "cite/plain.h"

struct parser {
    const struct cite_context *in;
    struct cite_list *out;
    struct arena *perm;
    struct arena scratch; /* of one parenthetical */
    struct arena room;    /* of the list of sources, which is used again and again */
    struct token_list tokens;
    struct source_list sources; /* of the parenthetical at hand */
    bool plain; /* they stand in the commonest form, with blanks where they are due */
    struct plain_memo names;
    bool spent; /* more citations than the limit; nothing is read any more */
};

/* parse_inside: reads the sources of a place into parser->sources; `brackets` says that its brackets are
 * no parentheticals of their own. Returns the number of tokens; SIZE_MAX when they are too many. */
size_t parse_inside(struct parser *p, span inside, bool brackets);

/* parse_place: where a parenthetical stands. */
struct accept_place parse_place(const struct parser *p, const struct paren *paren);

/* emit_sources: the citations of parser->sources, as far as they are accepted, and what is wrong with them.
 * `paren` is the index of their parenthetical. */
void emit_sources(struct parser *p, uint32_t paren, struct accept_place *place);

/* emit_credit: the names of parser->sources as an image's credit. */
void emit_credit(struct parser *p, uint32_t paren);

#endif
