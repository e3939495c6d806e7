/* session.h: what one run holds: rules, inputs, documents, results. Behind citecheck.h. */
#ifndef CORE_SESSION_H
#define CORE_SESSION_H

#include "cite/claim.h"
#include "cite/period.h"
#include "citecheck/citecheck.h"
#include "core/baseline.h"
#include "core/config_set.h"
#include "core/input.h"
#include "core/scope.h"
#include "net/fetch.h"
#include "outlet/publication.h"
#include "page/walls.h"
#include "report/report.h"

/* The rules in force, loaded once. */
struct rulebook {
    struct rule_set files;
    struct outlet_set outlets;
    struct publication_set publications;
    struct style_set styles;
    const struct period_rules *periods;
    const struct claim_rules *claims;
    const struct wall_set *walls;
};

struct gather;

/* One document on its way down the line. */
struct unit {
    struct arena arena;
    struct doc doc;
    struct cite_list cites;
    struct article_date article;
    struct cite_anchor anchor;
    const struct style *style;
    const struct change *change;        /* NULL: all of the document counts */
    struct change_spans added;          /* of a change */
    const struct config_values *values; /* what the configuration says for it */
    struct period_list periods;
    struct cover *cover;
    struct claim *claims;
    struct reference_list refs;
    struct evidence *evidence; /* one per reference; NULL: the network was not asked */
    const struct cross *cross; /* one per citation; NULL: the repository's articles are not known */
    struct findings findings;
    struct err err;
    bool ok;
};

/* Documents that are kept, from the first input on. */
struct held {
    struct unit **p;
    size_t n;
};

enum seen { SEEN_PARTLY = 1, SEEN_ALL };

struct cck_session {
    struct cck_options options; /* strings copied into `run` */
    struct arena run;
    struct arena_guard *guard;
    struct config_set configs;
    const struct config *config; /* of the current folder: what counts for the run as a whole */
    struct rulebook rules;
    str folder, root;  /* the current folder and the repository around it; may be empty */
    date article_date; /* --date */
    int64_t now_s;
    struct inputs inputs;
    bool whole; /* all articles of the repository are among them */
    struct baseline baseline;
    struct map seen;                   /* files that the baseline is rewritten for */
    bool rewrites_baseline, taking_in; /* `baseline update` or `prune`; `update` */
    size_t n_taken_in;
    str today;                      /* ISO, of now_s */
    struct held held;               /* documents of the last cck_session_check */
    size_t n_asked;                 /* inputs whose addresses were asked for */
    const struct own_articles *own; /* of the repository; NULL: not known */
    struct gather *gather;          /* of the last run; NULL: nothing was asked */
    struct report_counts counts;    /* of all documents checked so far */
    str local_error;                /* the machine reached nothing: why */
    struct fetch_spent spent;       /* of the last run's limits */
    bool interrupted;
    bool tests_failed;
};

/* session_limits: for the readers. */
struct read_limits session_limits(const struct cck_session *s);

/* session_error: copies a failure to the caller. Returns false. */
bool session_error(struct cck_error *out, const struct err *err);

/* session_fail: remembers that an input could not be read. */
void session_fail(struct cck_session *s, str file, const struct err *err);

/* session_buf: a buffer that flushes into `output`. */
void session_buf(struct buf *buf, const struct cck_output *output);

/* session_open_baseline: reads the baseline that is named, or found in the repository's root. One that is
 * named must be there, unless it `may_miss`: then it is the one to be written. */
bool session_open_baseline(struct cck_session *s, bool may_miss, struct err *err);

/* session_path: how reports name a file. */
str session_path(const struct cck_session *s, str name, struct arena *scratch);

/* session_report_options: what reports are told of the run and of their output, which may be NULL. */
struct report_options session_report_options(const struct cck_session *s,
                                             const struct cck_output *output);

/* session_report_errors: inputs that could not be read, as reports list them. */
const struct report_error *session_report_errors(struct cck_session *s, size_t *n);

/* session_stopped: whether the user wants to end. */
bool session_stopped(const struct cck_session *s);

/* session_free_units: forgets the documents of the last check. */
void session_free_units(struct cck_session *s);

#endif
