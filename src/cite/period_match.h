/* period_match.h: the phrases of periods.yaml held against the words of a sentence. */
#ifndef CITE_PERIOD_MATCH_H
#define CITE_PERIOD_MATCH_H

#include "cite/period_rules.h"
#include "cite/prose.h"

/* What a phrase's place-holders stood for; 0 = not there. The second month, day and year are those of
 * "from March 7 to April 2". */
struct period_slots {
    int32_t year, decade, count;
    uint8_t month[2], day[2], weekday;
    uint8_t n_months, n_days;
};

/* The words of a document and what the rules say of each. */
struct period_text {
    const struct period_book *book;
    const struct doc *doc;
    const struct prose *prose;
    const struct lexeme *const *known; /* one per word; NULL: the rules do not know it */
};

struct period_match {
    const struct period_rule *rule; /* NULL: no phrase fits */
    struct period_slots slots;
    size_t first, n; /* words */
};

/* period_match_at: the longest phrase that begins at word `at` of a sentence whose words are those
 * from `begin` to before `end`. */
struct period_match period_match_at(const struct period_text *text, size_t at, size_t begin,
                                    size_t end);

/* period_is_marked: whether the rules give a word one of these marks (enum period_mark). */
static inline bool period_is_marked(const struct period_text *text, size_t word, uint32_t marks)
{
    const struct lexeme *known = text->known[word];
    return known && (known->marks & marks);
}

#endif
