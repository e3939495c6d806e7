/* claim_rules.h: claims.yaml, read and made ready for one pass over words. */
#ifndef CITE_CLAIM_RULES_H
#define CITE_CLAIM_RULES_H

#include "cite/claim.h"
#include "cite/lexicon.h"

/* What a cue is found by, and what follows from it. */
enum claim_role {
    CLAIM_WORDS,
    CLAIM_ATTRIBUTION,
    CLAIM_FRAME,
    CLAIM_EVENT,
    CLAIM_HEDGE,
    CLAIM_JUDGEMENT,
    CLAIM_TRANSITION,
    CLAIM_PRESENT,
    CLAIM_PAST,
    CLAIM_QUOTATION,
    CLAIM_QUOTED_WORD,
    CLAIM_FIGURE,
    CLAIM_EXACT,
    CLAIM_DATE,
    CLAIM_ENTITIES,
    CLAIM_SHORT,
    CLAIM_QUESTION,
    CLAIM_ROLE_COUNT
};

enum { CLAIM_CUES_MAX = 64 };

struct claim_rule {
    str id, name;
    int32_t points, least;
    uint8_t role; /* enum claim_role */
    bool lower;   /* only without a capital */
    VEC(str) not_after, not_before;
    const struct yaml_node *words, *verbs, *past, *nouns; /* NULL when there are none */
    const struct yaml_node *examples, *silent;
    str path;
    struct yaml_place at;
};

/* A way to say a cue. */
struct claim_phrase {
    uint32_t rule;                   /* index */
    str rest;                        /* the words behind the first, blanks between; may be empty */
    const struct claim_phrase *next; /* another with the same first word */
};

struct claim_sentences {
    const struct yaml_node *list;
    str path;
};

/* The cues of one language. */
struct claim_book {
    str language; /* "en" */
    VEC(struct claim_rule) list;
    struct lexicon words;                  /* first words -> struct claim_phrase */
    VEC(struct claim_sentences) sentences; /* whole examples, for claims_test */
};

struct claim_rules {
    VEC(struct claim_book) books; /* the first is English */
};

#endif
