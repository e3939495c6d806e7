/* period_rules.h: periods.yaml, read and compiled. */
#ifndef CITE_PERIOD_RULES_H
#define CITE_PERIOD_RULES_H

#include "base/map.h"
#include "cite/period.h"

/* One word of a phrase. */
enum period_step_kind {
    STEP_WORDS,   /* one of several words */
    STEP_MONTH,   /* {month} */
    STEP_DAY,     /* {day} */
    STEP_YEAR,    /* {year} */
    STEP_DECADE,  /* {decade}: 1990s */
    STEP_WEEKDAY, /* {weekday} */
    STEP_KIND_COUNT
};

struct period_step {
    uint8_t kind;
    bool optional;
    str words; /* STEP_WORDS: "early|mid|late" */
};

enum { PERIOD_STEPS_MAX = 8 };

enum period_event { PERIOD_EVENT_LEAD, PERIOD_EVENT_ALWAYS, PERIOD_EVENT_NEVER };

struct period_phrase;

/* An entry of periods.yaml. */
struct period_rule {
    str id;
    uint8_t unit;  /* enum period_unit */
    uint8_t event; /* enum period_event */
    bool relative; /* counted from the article's day */
    bool start_only;
    int32_t offset;   /* of a relative one, in units */
    int32_t from, to; /* days of the month, or months of the year; 0, 0 = all of it */
    VEC(str) after;   /* one of these words must stand before; empty = any */
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

struct period_rules {
    VEC(struct period_rule) list;
    struct map by_word;                                   /* first word -> struct period_phrase */
    const struct period_phrase *by_slot[STEP_KIND_COUNT]; /* those that begin with a slot */
    struct map leads, future, modal, never, past; /* words about events; the value is not NULL */
};

#endif
