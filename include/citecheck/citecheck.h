/* citecheck.h: the library's public face. The command uses nothing else.
 *
 *   struct cck_options options = { .size = sizeof options };
 *   cck_options_default(&options);
 *   cck_session *session;
 *   if (!cck_session_open(&options, &session, &error)) ...
 *   cck_session_add_path(session, "draft.md");
 *   cck_session_report(session, &(struct cck_report){ "text", &output }, 1, &error);
 *   int status = cck_session_status(session);
 *   cck_session_close(session);
 *
 * One session is used by one thread at a time. Strings are UTF-8 and NUL-terminated; those given are
 * copied, those returned live as long as the session. */
#ifndef CITECHECK_CITECHECK_H
#define CITECHECK_CITECHECK_H

#include "citecheck/types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cck_session cck_session;

/* Why a call failed: one line, no full stop. */
struct cck_error {
    char message[512];
};

/* Where output goes. Returns false to stop writing (a closed pipe). */
struct cck_output {
    bool (*write)(void *ctx, const char *bytes, size_t n);
    void *ctx;
    bool color;       /* ANSI colours wanted */
    bool unicode;     /* signs outside ASCII can be shown */
    uint16_t columns; /* width of the terminal; 0 = not one */
};

/* A NULL-terminated list of strings, or NULL. */
typedef const char *const *cck_strings;

struct cck_options {
    size_t size;             /* sizeof(struct cck_options), set by the caller */
    const char *date;        /* --date: YYYY-MM-DD, or NULL */
    const char *publication; /* --publication, or NULL */
    const char *style;  /* --style: id of a house style, or NULL for the publication's or default */
    const char *config; /* --config FILE, or NULL to look for .citecheck.yaml */
    bool no_config;
    cck_strings rules; /* --rules folders */
    enum cck_fail_on fail_on;
    bool links_citations_only; /* --links citations */
    bool list_all;             /* list --all: other parentheticals too */
    bool list_links;           /* list --links: links outside parentheticals too */
    bool list_prose;           /* list --prose: sources told in prose too */
    uint32_t jobs;             /* worker threads; 0 = one per core */
    int verbosity;             /* -1 quiet, 0, 1, 2 */
    const char *stdin_filename;
    const char *since; /* --since: a commit, or NULL */
    bool staged, whole_files;
    const char *baseline; /* --baseline FILE, or NULL for the configuration's or the repository's */
    bool no_baseline;
    /* network */
    bool offline, online; /* `online`: resolve may use the network */
    bool no_page, no_cache, ignore_robots;
    const char *cache; /* file, or NULL for the user's cache folder */
    double max_time_s;
    uint32_t max_requests, concurrency, host_concurrency, retries;
    double host_interval_s, timeout_s;
    const char *user_agent, *proxy, *cacert;
    cck_strings resolve, connect_to, allow_address;
    const char *now; /* --now: ISO 8601 time for repeatable runs, or NULL for the clock */
    /* limits */
    size_t file_bytes;     /* largest input */
    size_t document_bytes; /* memory for one document */
    /* progress of the network, on the calling thread; may be NULL */
    void (*progress)(void *ctx, size_t done, size_t total, const char *host);
    void *progress_ctx;
    /* log lines of -v; may be NULL */
    void (*log)(void *ctx, const char *line);
    void *log_ctx;
    const volatile int *stop; /* set from a signal handler: finish with what there is */
};

/* cck_options_default: fills in every default; keeps `size`. */
void cck_options_default(struct cck_options *options);

/* cck_version: "0.1.0". */
const char *cck_version(void);

/* cck_session_open: loads rules and configuration. On false, `error` says why and *out is NULL. */
bool cck_session_open(const struct cck_options *options, cck_session **out,
                      struct cck_error *error);
void cck_session_close(cck_session *session);

/* cck_session_add_path: a file, a folder (walked for articles), or "-" for standard input. An
 * unreadable one is remembered as an error of the run; the others are still checked. */
void cck_session_add_path(cck_session *session, const char *path);

/* cck_session_add_repository: all articles of the repository, or, outside one, of the current folder. */
void cck_session_add_repository(cck_session *session);

/* cck_session_add_text: a document from memory. `name` picks the format by its extension. */
void cck_session_add_text(cck_session *session, const char *name, const char *bytes, size_t n);

/* cck_session_add_changes: the articles that changed, and of them only the lines that the change adds:
 * options.since (since the merge base of that commit and HEAD) or options.staged (contents from the
 * index). By git, as a program.
 *
 *   paths  files and folders to keep to; n = 0: the whole repository
 *
 * Returns false when git is missing, there is no repository, or the commit is not known there. */
bool cck_session_add_changes(cck_session *session, const char *const *paths, size_t n,
                             struct cck_error *error);

/* cck_session_list / _resolve / _check / _page: do the work over all inputs. `list` streams: each document
 * is written and forgotten, so that a run over any number of articles needs little memory.
 *
 *   format  "table", "jsonl", "json" or "csv"; for _page "text", "json" or "tsv"
 *
 * Return false when the run as a whole could not be done (unknown format, output closed). Failing inputs
 * are no reason: see cck_session_status and cck_session_errors. */
bool cck_session_list(cck_session *session, const char *format, const struct cck_output *output,
                      struct cck_error *error);
bool cck_session_resolve(cck_session *session, const char *format, const struct cck_output *output,
                         struct cck_error *error);
bool cck_session_check(cck_session *session, struct cck_error *error);

/* cck_session_write: writes the report of the last cck_session_check in one format (cck_format_at names
 * them). May be called several times. */
bool cck_session_write(cck_session *session, const char *format, const struct cck_output *output,
                       struct cck_error *error);

/* One output of a run: a format's name, and where it goes. */
struct cck_report {
    const char *format;
    const struct cck_output *output;
};

/* cck_session_report: cck_session_check and cck_session_write at once, in several formats. Documents are
 * written as they are checked and then forgotten, so that a run over any number of them needs little
 * memory. An output that closes ends its own report only. */
bool cck_session_report(cck_session *session, const struct cck_report *reports, size_t n,
                        struct cck_error *error);

struct cck_page_options {
    size_t size;
    const char *url;      /* where the page was found, or NULL */
    const char *manifest; /* a file of lines: id TAB address TAB path; or NULL */
    const char *root;     /* the folder that the manifest's paths begin at; NULL: the current one */
    bool text;            /* the page's text too */
};
/* cck_session_page: what the inputs say of themselves as pages, then the pages of the manifest, each under
 * its id and with its own address. "tsv" writes a line for every page: name TAB day, or nothing behind
 * the tab. */
bool cck_session_page(cck_session *session, const struct cck_page_options *page, const char *format,
                      const struct cck_output *output, struct cck_error *error);

/* cck_session_outlet: what is known of an outlet by name, domain or address. False: not known; the
 * output then names the nearest ones. */
bool cck_session_outlet(cck_session *session, const char *query, const char *format,
                        const struct cck_output *output, struct cck_error *error);

/* cck_session_rules_list / _rules_test: the rules in force; every example of the rule files run.
 * _rules_test returns false when an example does not hold. */
bool cck_session_rules_list(cck_session *session, const char *format,
                            const struct cck_output *output, struct cck_error *error);
bool cck_session_rules_test(cck_session *session, const struct cck_output *output,
                            struct cck_error *error);

enum cck_cache_action { CCK_CACHE_STATS, CCK_CACHE_GC, CCK_CACHE_CLEAR, CCK_CACHE_EXPORT };
bool cck_session_cache(cck_session *session, enum cck_cache_action action,
                       const struct cck_output *output, struct cck_error *error);

/* cck_session_index: brings the index of the repository's own articles up to date, in the cache's file, and
 * writes what is in it; issue numbers that do not rise with the days make the status 1.
 *
 *   paths  files and folders; n = 0: what the configuration's `articles` names */
bool cck_session_index(cck_session *session, const char *const *paths, size_t n,
                       const struct cck_output *output, struct cck_error *error);

/* cck_session_sweep: asks for every address of the inputs, those not looked at for longest first, and writes
 * what has become of them since the last sweep: "text", "markdown" or "json". The state stands in the cache's
 * file; after cck_session_add_repository that of addresses which are cited no more is dropped. What is newly
 * broken counts as errors, what has moved as warnings. */
bool cck_session_sweep(cck_session *session, const struct cck_report *reports, size_t n,
                       struct cck_error *error);

/* What to do with the baseline, the file of known findings. */
enum cck_baseline_action {
    CCK_BASELINE_SHOW, /* list its entries */
    CCK_BASELINE_UPDATE, /* take in all findings of this run; entries of files that were read and are no
                            longer met go; reasons stay */
    CCK_BASELINE_PRUNE /* take out what is no longer met, and what has expired */
};

/* cck_session_baseline: checks the inputs (not for _SHOW) and rewrites the baseline's file. */
bool cck_session_baseline(cck_session *session, enum cck_baseline_action action,
                          const struct cck_output *output, struct cck_error *error);

/* cck_session_cache_import: adds the lines of a file that CCK_CACHE_EXPORT has written to the cache. */
bool cck_session_cache_import(cck_session *session, const char *path,
                              const struct cck_output *output, struct cck_error *error);

/* cck_session_config_show: what the configuration says for a file or folder (NULL: the current one), with
 * the file and line that each entry comes from. */
bool cck_session_config_show(cck_session *session, const char *path,
                             const struct cck_output *output, struct cck_error *error);

/* cck_session_status: 0, 1 or 2 by the contract, for what was done so far. */
int cck_session_status(const cck_session *session);

/* cck_session_errors: inputs that could not be read; calls `each` for every one, in order. */
void cck_session_errors(const cck_session *session,
                        void (*each)(void *ctx, const char *file, const char *message), void *ctx);

/* One check, for `explain` and lists. */
struct cck_check_info {
    const char *rule, *kind, *line;
    const char *page; /* the page of docs/checks/, Markdown */
    enum cck_severity severity;
};

/* cck_check_count / cck_check_at / cck_check_find: the table of checks. _find takes rule or kind, case
 * blind; false when unknown. */
size_t cck_check_count(void);
bool cck_check_at(size_t index, struct cck_check_info *out);
bool cck_check_find(const char *name, struct cck_check_info *out);

/* One entry of .citecheck.yaml, for manuals and schemas. */
struct cck_config_key {
    const char *name;
    const char *type;    /* "text", "choice", "list", "severities", "sections" */
    const char *choices; /* words between blanks, or NULL */
    const char *help;    /* sentences */
    bool at_top, in_override, required;
};

/* cck_config_key_at: the entries in the order of the manual; false behind the last. */
bool cck_config_key_at(size_t index, struct cck_config_key *out);

/* cck_format_count / cck_format_at: report formats by name, for help and completion. */
size_t cck_format_count(void);
const char *cck_format_at(size_t index);

#ifdef __cplusplus
}
#endif

#endif
