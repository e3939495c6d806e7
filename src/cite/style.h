/* style.h: how a house writes its citations (rules/styles/). */
#ifndef CITE_STYLE_H
#define CITE_STYLE_H

#include "base/vec.h"
#include "format/rules.h"

/* Is "(TASS)", a name alone, a citation? */
enum style_name_alone { STYLE_NAME_NEVER, STYLE_NAME_KNOWN };

/* How far back a citation reaches. */
enum style_coverage { STYLE_COVER_SENTENCE, STYLE_COVER_ADJACENT, STYLE_COVER_PARAGRAPH };

enum { STYLE_LETTERS = 32 };

/* Words of a rule, lower case, those with the same first letter (by its last five bits) beside one
 * another: of letter k they are p[begin[k]] up to p[begin[k + 1]]. Most words of a text begin none. */
struct style_words {
    str *p;
    size_t n;
    uint16_t begin[STYLE_LETTERS + 1];
};

struct style_words_part {
    const str *p;
    size_t n;
};

struct style_example {
    str text;         /* [[...]] around each citation */
    str article_date; /* ISO, or empty */
    str expect;       /* "TASS 2024-07-19; EDM 2024-03-26", or "none" */
    bool known_miss;
    struct yaml_place at;
};

struct style {
    str id, name;
    bool day_first;         /* 3/4/2024 and the like: which number is the day */
    bool year_carries_back; /* "29 January, 11 March 1992": 1992 for both */
    bool comma_before_date; /* the house wants one */
    bool fbis_sources;      /* "Moscow ITAR-TASS in English 1115 GMT 3 Feb 94" */
    bool unknown_outlets;   /* a name not in the knowledge base, with a full date, is a citation */
    uint8_t name_alone;     /* enum style_name_alone */
    uint8_t coverage;       /* enum style_coverage */
    int32_t slack_days;     /* a yearless date this far ahead is still this year's */
    int32_t lead_weight;    /* added to claim scores in the first paragraph (0 or negative) */
    struct style_words lead_words;   /* "see also", longest first, lower case */
    struct style_words credit_words; /* "photo", "image": a picture's credit; likewise */
    struct style_words
        event_words; /* "treaty", "summit": a capitalised name with a date, no source */
    struct style_words name_words;  /* lower-case words that may end a name: "Moscow radio" */
    struct style_words media_words; /* "radio", "tv": "Warsaw TV" is a source by its form */
    struct style_words own_sources; /* "author's interview": a source that is no outlet */
    struct style_words places;      /* "Geneva": where, not who */
    VEC(struct style_example) examples;
    str path; /* of the rule file */
};

struct style_set {
    VEC(struct style) list;
};

/* styles_load: the style files in `rules`, later ids replacing earlier ones. */
bool styles_load(const struct rule_set *rules, struct arena *perm, struct style_set *out,
                 struct err *err);

/* style_words_like: those words whose first letter is that of `word`, which is not empty, capital or small; in
 * the order of the rule, phrases longest first. */
static inline struct style_words_part style_words_like(const struct style_words *words, str word)
{
    size_t letter = (unsigned char)word.p[0] % STYLE_LETTERS;
    size_t from = words->begin[letter];
    return (struct style_words_part){ words->p ? words->p + from : NULL,
                                      words->begin[letter + 1] - from };
}

/* style_find: by id, or NULL. The empty id is the default, "jamestown". */
const struct style *style_find(const struct style_set *set, str id);

#endif
