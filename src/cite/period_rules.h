/* period_rules.h: periods.yaml, read and compiled. */
#ifndef CITE_PERIOD_RULES_H
#define CITE_PERIOD_RULES_H

#include "cite/lexicon.h"
#include "cite/period.h"

/* One word of a phrase. */
enum period_step_kind {
    STEP_WORDS,   /* one of several words */
    STEP_MONTH,   /* {month} */
    STEP_DAY,     /* {day} */
    STEP_YEAR,    /* {year} */
    STEP_DECADE,  /* {decade}: 1990s */
    STEP_WEEKDAY, /* {weekday} */
    STEP_COUNT,   /* {n}: 3, three */
    STEP_KIND_COUNT
};

struct period_choice {
    uint32_t hash; /* lexicon_hash(word) */
    str word;
};

struct period_step {
    uint8_t kind;
    bool optional;
    VEC(struct period_choice) words; /* STEP_WORDS */
};

enum { PERIOD_STEPS_MAX = 10 };

enum period_event { PERIOD_EVENT_LEAD, PERIOD_EVENT_ALWAYS, PERIOD_EVENT_NEVER };

/* What a word of the rules may be: bits of struct lexeme's marks. */
enum period_mark {
    /* of `events`, in the order of read_events */
    PERIOD_MARK_LEAD = 1,       /* "on": leads in what happened */
    PERIOD_MARK_FUTURE = 2,     /* "planned" */
    PERIOD_MARK_MODAL = 4,      /* "would" */
    PERIOD_MARK_NEVER = 8,      /* "anniversary" */
    PERIOD_MARK_PAST = 16,      /* "went" */
    PERIOD_MARK_SUDDEN = 32,    /* "attack": nobody reports one beforehand */
    PERIOD_MARK_RANGE = 64,     /* "from": leads in a range */
    PERIOD_MARK_DEADLINE = 128, /* "by": leads in what was done, or is to be done, until then */
    PERIOD_MARK_FRONT = 256,    /* "before dawn on": begins a phrase in front of the verb */
    PERIOD_MARK_COPULA = 512,   /* "was": looks ahead before "to" */

    PERIOD_MARK_LOOSE = 1024, /* "about": the number behind it is not exact */
    PERIOD_MARK_NUMBER = 2048,
    PERIOD_MARK_COMMON = 4096, /* a word that shows the language */
    PERIOD_MARK_GOES_ON =
        8192 /* "he": a sentence that begins with it goes on with the one before */
};

struct period_phrase;

struct period_words {
    str *p;
    size_t n, cap;
};

/* An entry of periods.yaml. */
struct period_rule {
    str id;
    uint8_t unit;     /* enum period_unit */
    uint8_t event;    /* enum period_event */
    uint8_t distance; /* enum period_distance */
    bool relative;    /* counted from the article's day */
    bool start_only;
    bool recent;                   /* "recently" */
    bool or_year_before;           /* "last May" may be of this year or of the one before */
    int32_t offset;                /* of a relative one, in units */
    int32_t count;                 /* of a distance without {n} */
    int32_t from, to;              /* days of the month, or months of the year; 0, 0 = all of it */
    struct period_words after;     /* one of these words must stand before; empty = any */
    struct period_words not_after; /* none of these may */
    VEC(struct period_phrase) phrases;
    const struct yaml_node *examples, *silent; /* NULL when there are none */
    str path;
    struct yaml_place at;
};

struct period_phrase {
    const struct period_rule *rule;
    struct period_step steps[PERIOD_STEPS_MAX];
    uint32_t n_steps;
    const struct period_phrase *next; /* another that may begin with the same word */
};

/* The rules of one language. */
struct period_book {
    str language; /* "en" */
    VEC(struct period_rule) list;
    struct lexicon words;                                 /* phrases by their first word; marks */
    const struct period_phrase *by_slot[STEP_KIND_COUNT]; /* those that begin with a slot */
};

struct period_rules {
    VEC(struct period_book) books; /* the first is English */
};

#endif
