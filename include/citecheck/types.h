/* types.h: the vocabulary that every floor and every user of the library shares.
 * Enums, spans and dates only; no functions. */
#ifndef CITECHECK_TYPES_H
#define CITECHECK_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A place: byte offset and length. Which text it points into is said where it is used. */
struct cck_span {
    uint32_t off;
    uint32_t len;
};

/* A civil date; zero in a field means "not given". */
struct cck_date {
    int16_t year;
    uint8_t month;
    uint8_t day;
};

enum cck_severity { CCK_SEVERITY_OFF, CCK_SEVERITY_NOTE, CCK_SEVERITY_WARNING, CCK_SEVERITY_ERROR };

/* What a parenthetical, a link outside any, or a source told in prose is. */
enum cck_kind {
    CCK_KIND_OTHER,
    CCK_KIND_CITATION,
    CCK_KIND_IMAGE_CREDIT,
    CCK_KIND_LINK,
    CCK_KIND_PROSE
};

/* How an outlet's name was recognised. */
enum cck_match {
    CCK_MATCH_NONE,
    CCK_MATCH_EXACT,
    CCK_MATCH_ALIAS,
    CCK_MATCH_DOMAIN,
    CCK_MATCH_FUZZY
};

enum cck_precision {
    CCK_PRECISION_NONE,
    CCK_PRECISION_DAY,
    CCK_PRECISION_MONTH,
    CCK_PRECISION_YEAR,
    CCK_PRECISION_RANGE
};

/* Where the year of a cited date comes from. */
enum cck_year { CCK_YEAR_NONE, CCK_YEAR_EXPLICIT, CCK_YEAR_INFERRED, CCK_YEAR_UNKNOWN };

/* What is wrong with a citation as it is written. */
enum cck_cite_error {
    CCK_CITE_OK,
    CCK_CITE_UNCLOSED,
    CCK_CITE_DOUBLED,
    CCK_CITE_MISSING_OUTLET,
    CCK_CITE_MISSING_DATE,
    CCK_CITE_SEPARATOR,
    CCK_CITE_MISSPELT_OUTLET,
    CCK_CITE_IMPOSSIBLE_DATE,
    CCK_CITE_MISSPELT_MONTH,
    CCK_CITE_FUTURE_DATE,
    CCK_CITE_SPACING
};

/* When a run counts as failed. */
enum cck_fail_on {
    CCK_FAIL_ERROR,
    CCK_FAIL_WARNING,
    CCK_FAIL_UNVERIFIED,
    CCK_FAIL_NEVER,
    CCK_FAIL_CONFIGURED /* as the configuration says; at errors when it says nothing */
};

#endif
