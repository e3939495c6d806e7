/* article_date.h: when the article appeared: by what it says of itself, then by bounds from its text. */
#ifndef CITE_ARTICLE_DATE_H
#define CITE_ARTICLE_DATE_H

#include "cite/cite.h"
#include "cite/cover.h"
#include "cite/period.h"
#include "outlet/publication.h"

enum { ARTICLE_REASONS_MAX = 8 };

/* Two statements that cannot both hold: CC209. */
struct article_conflict {
    str what; /* "the front matter says 2024-07-29, volume 20 of Eurasia Daily Monitor is 2023" */
    span source; /* of one of them in the source; may be empty */
};

struct article_date {
    const struct publication *publication; /* NULL when not known */
    bool known;                            /* `days` means something */
    struct day_range days;                 /* a single day when from == to */
    str reasons[ARTICLE_REASONS_MAX];
    size_t n_reasons;
    struct article_conflict conflicts[4];
    size_t n_conflicts;
};

/* article_date_of: from --date, front matter, HTML metadata, masthead, volume, file name, in that order.
 * The first that speaks decides; later ones that contradict it become conflicts.
 *   given        --date; zero when not given
 *   publication  --publication; empty when not given
 *   anchor       set for cite_parse */
void article_date_of(const struct doc *doc, const struct publication_set *publications, date given,
                     str publication, struct arena *perm, struct article_date *out,
                     struct cite_anchor *anchor);

/* article_date_bound: narrows a range by the text itself: not before the latest citation; "earlier this
 * month" with a citation of July 4 means July. */
void article_date_bound(const struct doc *doc, const struct cite_list *cites,
                        const struct period_list *periods, const struct cover *cover,
                        struct arena *perm, struct article_date *out);

#endif
