/* outlet.h: what is known of news outlets: names, domains, zones. The shipped knowledge is a table
 * compiled in (tools/rulec.c writes it from rules/outlets/); --rules adds layers above it. */
#ifndef OUTLET_OUTLET_H
#define OUTLET_OUTLET_H

#include "base/str.h"
#include "citecheck/types.h"
#include "format/rules.h"

enum outlet_state { OUTLET_STATE_UNKNOWN, OUTLET_STATE_NO, OUTLET_STATE_YES };

struct outlet {
    str id;               /* "tass" */
    str name;             /* the house's form: "TASS" */
    str home;             /* "https://tass.com/" */
    str country;          /* ISO 3166-1 alpha-2, or empty */
    str timezone;         /* IANA, or empty */
    str kind;             /* "agency", "newspaper" ... */
    str url_date;         /* templates, see format/url.h; may be empty */
    str note;             /* for people; may be empty */
    const str *aliases;   /* other names as written */
    const str *domains;   /* the first is home's; may hold a path: "t.me/IADAT" */
                          /* the last n_shared are another outlet's, whose house this one shares */
    const str *languages; /* BCP 47 */
    uint16_t n_aliases, n_domains, n_shared, n_languages;
    uint8_t state_controlled; /* enum outlet_state */
};

/* A name that several outlets share. */
struct outlet_ambiguity {
    str name;              /* as written in the rules */
    const str *candidates; /* ids; some may be unknown to the table */
    uint32_t n_candidates;
    str default_id; /* empty: nothing decides, ask */
    str hint;       /* for people */
};

/* One way to write a name. Sorted by `folded` within a layer. */
struct outlet_name {
    str folded;
    str written;
    uint32_t outlet;    /* index in the layer; UINT32_MAX for an ambiguity */
    uint32_t ambiguity; /* index, or UINT32_MAX */
    uint32_t letters;   /* which letters `folded` holds, see name_letters in near.h */
    bool is_alias;
    bool is_misspelling; /* known wrong: matches as fuzzy, the outlet's name is the suggestion */
    bool
        risky; /* an ordinary word or very short: only as the whole slot, with this capitalisation */
};

struct outlet_domain {
    str domain; /* host or host/path, all lower case */
    uint32_t outlet;
};

/* An example of a rule file, run by `citecheck rules test`. */
struct outlet_example {
    str outlet_id;     /* the entry it stands in */
    str text;          /* with [[...]] around what must be found */
    str article_date;  /* ISO, or empty */
    str expect_outlet; /* id; empty = nothing may be found */
    str expect_date;   /* ISO as in date.value, or empty */
    bool known_miss;
    str path;
    uint32_t line, column;
};

struct outlet_layer {
    const struct outlet *outlets;
    const struct outlet_name *names;     /* sorted by folded */
    const struct outlet_domain *domains; /* sorted by domain */
    const struct outlet_ambiguity *ambiguities;
    const struct outlet_example *examples;
    const str *ordinary; /* folded words that are no outlet's, however near they come; sorted */
    const uint32_t
        *name_index; /* open addressing over names by str_hash(folded, 0); value = i + 1 */
    uint32_t n_outlets, n_names, n_domains, n_ambiguities, n_examples, n_ordinary;
    uint32_t name_index_size; /* a power of two */
};

enum { OUTLET_LAYERS_MAX = 16 };

struct outlet_set {
    const struct outlet_layer *layers[OUTLET_LAYERS_MAX]; /* later ones win */
    uint32_t n_layers;
};

struct outlet_hit {
    const struct outlet *outlet;              /* NULL: none, or ambiguous without a default */
    const struct outlet_ambiguity *ambiguity; /* NULL unless the name is shared */
    const struct outlet_name *name;           /* the name that matched; NULL for a domain */
    uint8_t match;                            /* enum cck_match */
    uint8_t distance;                         /* of a fuzzy match; 0 for a known misspelling */
};

/* outlet_set_load: the shipped layer, and one layer per outlets file in `rules`.
 * Returns false with ERR_FORMAT; path, line and column in the message. */
bool outlet_set_load(const struct rule_set *rules, struct arena *perm, struct outlet_set *out,
                     struct err *err);

/* outlet_by_id: or NULL. */
const struct outlet *outlet_by_id(const struct outlet_set *set, str id);

/* outlet_find_name: by name or alias, folded. A risky name is found only when `written` has the
 * capitalisation of the rule. An ambiguous one gives its default and the ambiguity; without a default
 * it returns true with match none. A known misspelling matches as fuzzy. A host name that is nobody's
 * name ("gazeta.uz") is looked up as a domain.
 * Returns false, match none, when nobody has that name.  Time: constant (a hash look-up a layer). */
bool outlet_find_name(const struct outlet_set *set, str written, struct outlet_hit *hit);

/* outlet_find_domain: by host and path; the longest registered suffix of the host wins, "www." and
 * "m." are ignored, entries with a path ("t.me/IADAT") need that path.
 *   host  lower case; path may be empty */
bool outlet_find_domain(const struct outlet_set *set, str host, str path, struct outlet_hit *hit);

/* outlet_find_near: the one nearest name by optimal string alignment distance over folded names:
 * distance 1, or 2 from nine letters on; never for folded names under five letters, never onto a risky
 * or ambiguous name, never when two outlets are equally near. Nor for text all in small letters, words
 * listed as `ordinary:`, names that differ in a digit or in the number of words, and, at distance 2,
 * in the first letter.
 * Time: linear in the number of names, behind a length and letter filter. */
bool outlet_find_near(const struct outlet_set *set, str written, struct outlet_hit *hit);

extern const struct outlet_layer outlet_builtin_layer; /* written by tools/rulec.c */
extern const struct rule_file rules_builtin[];         /* likewise: all but outlets */
extern const size_t rules_builtin_count;

#endif
