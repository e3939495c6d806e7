/* claim.h: how much a sentence asks for a source: cues with weights, summed (rules/claims.yaml). */
#ifndef CITE_CLAIM_H
#define CITE_CLAIM_H

#include "cite/period.h"

/* One cue that was met. */
struct claim_cue {
    str name; /* "reporting verb" */
    span text;
    int32_t points;
};

struct claim {
    int32_t score;
    const struct claim_cue *cues; /* in the order of the rules; their points add up to `score` */
    uint32_t n_cues;
    bool judgement; /* the author's own hedged view: no source is expected */
    bool transition;
    bool has_quotation, has_figure, has_date, has_event;
    bool exact;      /* a figure in digits, or "twenty-two" */
    bool attributed; /* says who said so */
    bool tells;      /* and what: "said that ..." */
    bool names;      /* names somebody or some place behind its first word */
    bool firm;       /* any of these: more than names and comparisons */
    bool present;    /* states, undated and unattributed, how things are: "ties have grown" */
    span present_at; /* the word that says so */
    span quotation;  /* the longest direct quotation; empty when none */
};

struct claim_rules;

bool claims_load(const struct rule_set *rules, struct arena *perm, const struct claim_rules **out,
                 struct err *err);

/* claims_score: one entry per sentence of the document, by the cues of the language that `periods` was
 * found with. */
struct claim *claims_score(const struct claim_rules *rules, const struct doc *doc,
                           const struct period_list *periods, struct arena *perm);

/* claims_test: runs the examples of the rules; see periods_test. */
size_t claims_test(const struct claim_rules *rules, const struct period_rules *periods,
                   struct arena *scratch, rule_failed *failed, void *ctx);

#endif
