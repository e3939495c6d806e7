/* period.h: words of prose that mean a period of days: "in late June", "on March 7", "earlier this
 * month", "yesterday" (rules/periods.yaml). */
#ifndef CITE_PERIOD_H
#define CITE_PERIOD_H

#include "cite/cite.h"

enum period_anchor {
    PERIOD_ABSOLUTE, /* a year is written or follows from the article's year: `days` is set */
    PERIOD_ARTICLE,  /* relative to the article's date: yesterday, this month, last week */
    PERIOD_EVENT     /* so far from something else that happened: "two weeks after the attack" */
};

/* How a period of PERIOD_EVENT lies to its base. */
enum period_distance {
    PERIOD_DISTANCE_NONE,
    PERIOD_DISTANCE_AFTER,  /* "two days after the attack": the base is named behind it */
    PERIOD_DISTANCE_BEFORE, /* "two days before the attack" */
    PERIOD_DISTANCE_LATER,  /* "two days later": the base is what was told before */
    PERIOD_DISTANCE_EARLIER
};

enum period_unit { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_YEAR };

struct period {
    span text;         /* in doc->text: "late June" */
    uint32_t sentence; /* index in doc->sentences */
    uint8_t anchor;    /* enum period_anchor */
    bool has_days;     /* `days` could be worked out */
    bool year_written;
    bool this_month;  /* names the article's own month: "earlier this month" */
    uint8_t unit;     /* enum period_unit: of what it is a part or a whole */
    int16_t offset;   /* PERIOD_ARTICLE: units from the article's day; -1 in "last week" */
    uint8_t weekday;  /* 1 = Sunday ... 7, of "Monday, March 7"; 0 = none named */
    bool start_only;  /* "since May": only days.from means something */
    bool is_event;    /* states when something happened: not hypothetical, not a name ("the 2015
                           intervention"), not inside a quotation */
    bool recent;      /* "recently", "currently": no date, but a claim about these days */
    bool names_past;  /* names by its day what nobody reports beforehand: "the March 22 attack" */
    uint8_t distance; /* enum period_distance */
    struct day_range apart; /* PERIOD_EVENT: how many days from the base; open when `open` */
    bool open;              /* "after the attack": no upper limit */
    uint32_t base;          /* index of the period that dates the base, or CITE_NONE */
    uint32_t stated;        /* index of the period that says the same day outright: "two weeks after
                               the attack, on April 5"; or CITE_NONE */
    struct day_range days;
    str rule; /* the entry of periods.yaml */
};

struct prose;

struct period_list {
    VEC(struct period) list;   /* in the order of the text */
    const struct prose *prose; /* the words they were found in */
    str language;              /* of the rules that were used: "en" */
    const bool
        *goes_on; /* per sentence: it goes on with what the one before tells: "He added ..." */
};

struct period_rules;

/* periods_load: from the periods files in `rules`. */
bool periods_load(const struct rule_set *rules, struct arena *perm, const struct period_rules **out,
                  struct err *err);

/* periods_find: the periods that a document's sentences name, citations left out, by the rules of the
 * document's language (as its metadata or its most common words tell; English in doubt).
 *
 *   article  what is known of the article's days; {0, 0} when nothing is */
void periods_find(const struct period_rules *rules, const struct doc *doc,
                  const struct cite_list *cites, struct day_range article, struct arena *perm,
                  struct period_list *out);

/* period_days: the days that a period may mean for an article of these days. For PERIOD_ABSOLUTE
 * and PERIOD_EVENT that is `days`; for PERIOD_ARTICLE it is counted anew, so that a narrower range of the article
 * can be used. Meaningless unless `has_days`, or PERIOD_ARTICLE and a known article. */
struct day_range period_days(const struct period *period, struct day_range article);

/* period_say: what a period means, for messages: "June 21 to 30, 2024"; its own words when that is not
 * known. */
str period_say(struct arena *arena, const struct doc *doc, const struct period *period);

/* periods_test: runs the examples of the rules.
 *   failed  called for each that does not hold, with the place of its entry
 * Returns the number of examples run. */
typedef void rule_failed(void *ctx, str path, struct yaml_place at, str message);
size_t periods_test(const struct period_rules *rules, struct arena *scratch, rule_failed *failed,
                    void *ctx);

#endif
