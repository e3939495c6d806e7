/* opt_table.c: every option, in the order of the help. */
#include "cmd/opt.h"

#include "base/banned.h"

#define ONE(command) (1u << COMMAND_##command)
#define CHECKED      (ONE(CHECK) | ONE(BASELINE))
#define DRAFTS       (CHECKED | ONE(LIST) | ONE(RESOLVE))
#define LISTS        (ONE(LIST) | ONE(RESOLVE))
#define NETWORK      (CHECKED | ONE(RESOLVE) | ONE(SWEEP))
#define RULED                                                                                      \
    (DRAFTS | ONE(INDEX) | ONE(SWEEP) | ONE(PAGE) | ONE(OUTLET) | ONE(RULES) | ONE(CACHE) |        \
     ONE(CONFIG))
#define ALL       (RULED | ONE(EXPLAIN))
#define FORMATTED (ONE(CHECK) | ONE(SWEEP) | LISTS | ONE(PAGE) | ONE(OUTLET) | ONE(RULES))

#define AT(field) (uint16_t) offsetof(struct settings, field)

const char *const group_titles[GROUP_COUNT] = {
    [GROUP_ARTICLE] = "The article", [GROUP_SCOPE] = "What is read", [GROUP_OUTPUT] = "Output",
    [GROUP_RULES] = "Rules",         [GROUP_NETWORK] = "Network",    [GROUP_GENERAL] = "General",
};

const struct opt options[] = {
    { "date", 0, OPT_DATE, GROUP_ARTICLE, DRAFTS, AT(lib.date), "YYYY-MM-DD", NULL,
      "the article's date; by default it is read from the article" },
    { "publication", 0, OPT_STRING, GROUP_ARTICLE, DRAFTS, AT(lib.publication), "ID", NULL,
      "where the article appears, as the rules call it" },
    { "style", 0, OPT_STRING, GROUP_ARTICLE, DRAFTS, AT(lib.style), "ID", NULL,
      "the house style; by default the publication's" },
    { "stdin-filename", 0, OPT_STRING, GROUP_ARTICLE, DRAFTS | ONE(PAGE), AT(lib.stdin_filename),
      "NAME", NULL, "what to call standard input; its extension decides how it is read" },
    { "url", 0, OPT_STRING, GROUP_ARTICLE, ONE(PAGE), AT(page.url), "URL", NULL,
      "where the page was found: dates in addresses are read, and outlets known" },
    { "manifest", 0, OPT_STRING, GROUP_ARTICLE, ONE(PAGE), AT(page.manifest), "FILE", NULL,
      "read the pages that FILE lists, one a line: name, tab, address, tab, path" },
    { "root", 0, OPT_STRING, GROUP_ARTICLE, ONE(PAGE), AT(page.root), "DIR", NULL,
      "the folder in which the paths of --manifest stand" },

    { "since", 0, OPT_STRING, GROUP_SCOPE, ONE(CHECK), AT(lib.since), "COMMIT", NULL,
      "check the lines added since the merge base of COMMIT and HEAD; PATHs may narrow it down" },
    { "staged", 0, OPT_FLAG, GROUP_SCOPE, ONE(CHECK), AT(lib.staged), NULL, NULL,
      "check the added lines of what is staged for a commit" },
    { "whole-files", 0, OPT_FLAG, GROUP_SCOPE, ONE(CHECK), AT(lib.whole_files), NULL, NULL,
      "with --since or --staged: all of a changed file, not its added lines alone" },
    { "files-from", 0, OPT_STRING, GROUP_SCOPE, DRAFTS | ONE(SWEEP), AT(files_from), "FILE", NULL,
      "read further PATHs from a file, one a line; - for standard input" },
    { "null", '0', OPT_FLAG, GROUP_SCOPE, DRAFTS | ONE(SWEEP), AT(null), NULL, NULL,
      "the names of --files-from end in a NUL byte, as 'git ls-files -z' writes them" },

    { "format", 0, OPT_FORMAT, GROUP_OUTPUT, FORMATTED, AT(formats), "F[=FILE]", NULL,
      "how to write the result, and where; 'check' and 'sweep' write several, at most one without FILE" },
    { "fail-on", 0, OPT_CHOICE, GROUP_OUTPUT, ONE(CHECK) | ONE(SWEEP), AT(lib.fail_on), "WHAT",
      "error warning unverified never", "when the exit status is 1; by default error" },
    { "baseline", 0, OPT_STRING, GROUP_OUTPUT, CHECKED, AT(lib.baseline), "FILE", NULL,
      "known findings, which fail nothing; by default citecheck-baseline.jsonl in the repository's "
      "root, where there is one" },
    { "no-baseline", 0, OPT_FLAG, GROUP_OUTPUT, ONE(CHECK), AT(lib.no_baseline), NULL, NULL,
      "use no baseline" },
    { "links", 0, OPT_CHOICE, GROUP_OUTPUT, CHECKED | ONE(SWEEP), AT(links), "WHICH",
      "all citations",
      "look at every external link of the text, or at citations alone; by default all" },
    { "all", 'a', OPT_FLAG, GROUP_OUTPUT, LISTS, AT(lib.list_all), NULL, NULL,
      "list parentheticals that are no citations too" },
    { "links", 0, OPT_FLAG, GROUP_OUTPUT, LISTS, AT(lib.list_links), NULL, NULL,
      "list links outside parentheticals too" },
    { "prose", 0, OPT_FLAG, GROUP_OUTPUT, LISTS, AT(lib.list_prose), NULL, NULL,
      "list sources told in prose too: \"Kommersant reported on May 3 that\"" },
    { "text", 0, OPT_FLAG, GROUP_OUTPUT, ONE(PAGE), AT(page.text), NULL, NULL,
      "show the page's text too" },
    { "color", 0, OPT_CHOICE, GROUP_OUTPUT, ALL, AT(color), "WHEN", "auto always never",
      "use colours; by default on a terminal" },

    { "rules", 0, OPT_LIST, GROUP_RULES, RULED, AT(rules), "DIR", NULL,
      "a folder with rule files, added to the built-in ones; may be repeated, a later id replaces an "
      "earlier one" },
    { "config", 0, OPT_STRING, GROUP_RULES, RULED, AT(lib.config), "FILE", NULL,
      "the configuration; by default .citecheck.yaml of this folder or one above it" },
    { "no-config", 0, OPT_FLAG, GROUP_RULES, RULED, AT(lib.no_config), NULL, NULL,
      "use no configuration file" },

    { "offline", 0, OPT_FLAG, GROUP_NETWORK, DRAFTS | ONE(SWEEP), AT(lib.offline), NULL, NULL,
      "do not use the network; what the cache holds is used" },
    { "online", 0, OPT_FLAG, GROUP_NETWORK, ONE(RESOLVE), AT(lib.online), NULL, NULL,
      "visit the addresses" },
    { "cache", 0, OPT_STRING, GROUP_NETWORK, NETWORK | ONE(CACHE) | ONE(INDEX), AT(lib.cache),
      "FILE", NULL, "the cache of fetched evidence; by default in the user's cache folder" },
    { "no-cache", 0, OPT_FLAG, GROUP_NETWORK, NETWORK | ONE(INDEX), AT(lib.no_cache), NULL, NULL,
      "neither read nor write the cache" },
    { "no-page", 0, OPT_FLAG, GROUP_NETWORK, NETWORK, AT(lib.no_page), NULL, NULL,
      "see only whether addresses can be reached: pages are not read" },
    { "max-time", 0, OPT_SECONDS, GROUP_NETWORK, NETWORK, AT(lib.max_time_s), "SECONDS", NULL,
      "most time for all requests; 0, the default, for no limit" },
    { "max-requests", 0, OPT_NUMBER, GROUP_NETWORK, NETWORK, AT(lib.max_requests), "N", NULL,
      "most requests; 0, the default, for no limit" },
    { "concurrency", 0, OPT_NUMBER, GROUP_NETWORK, NETWORK, AT(lib.concurrency), "N", NULL,
      "most requests at a time; by default 64" },
    { "host-concurrency", 0, OPT_NUMBER, GROUP_NETWORK, NETWORK, AT(lib.host_concurrency), "N",
      NULL, "most requests at a time to one host; by default 1" },
    { "host-interval", 0, OPT_SECONDS, GROUP_NETWORK, NETWORK, AT(lib.host_interval_s), "SECONDS",
      NULL, "pause between requests to one host; by default 1" },
    { "timeout", 0, OPT_SECONDS, GROUP_NETWORK, NETWORK, AT(lib.timeout_s), "SECONDS", NULL,
      "most time for one request; by default 45" },
    { "retries", 0, OPT_NUMBER, GROUP_NETWORK, NETWORK, AT(lib.retries), "N", NULL,
      "further tries after a failure that may pass; by default 2" },
    { "user-agent", 0, OPT_STRING, GROUP_NETWORK, NETWORK, AT(lib.user_agent), "TEXT", NULL,
      "how to introduce oneself to sites" },
    { "proxy", 0, OPT_STRING, GROUP_NETWORK, NETWORK, AT(lib.proxy), "URL", NULL,
      "the proxy to use; the environment's is not" },
    { "cacert", 0, OPT_STRING, GROUP_NETWORK, NETWORK, AT(lib.cacert), "FILE", NULL,
      "certificates to trust instead of the system's" },
    { "resolve", 0, OPT_LIST, GROUP_NETWORK, NETWORK, AT(resolve), "HOST:PORT:ADDR", NULL,
      "the address of a host; may be repeated" },
    { "connect-to", 0, OPT_LIST, GROUP_NETWORK, NETWORK, AT(connect_to), "HOST:PORT:HOST:PORT",
      NULL, "connect there instead; an empty HOST or PORT matches any; may be repeated" },
    { "allow-address", 0, OPT_LIST, GROUP_NETWORK, NETWORK, AT(allow_address), "CIDR", NULL,
      "addresses to visit although they are not public; may be repeated" },
    { "ignore-robots", 0, OPT_FLAG, GROUP_NETWORK, NETWORK, AT(lib.ignore_robots), NULL, NULL,
      "do not ask sites for their robots.txt" },
    { "now", 0, OPT_STRING, GROUP_NETWORK, NETWORK, AT(lib.now), "TIME", NULL,
      "the time to work with, like 2024-07-29T12:00:00Z, for runs that can be repeated" },

    { "jobs", 'j', OPT_NUMBER, GROUP_GENERAL, DRAFTS | ONE(INDEX) | ONE(SWEEP), AT(lib.jobs), "N",
      NULL, "documents worked on at a time; by default one for each processor" },
    { "max-file-size", 0, OPT_BYTES, GROUP_GENERAL, DRAFTS | ONE(PAGE) | ONE(SWEEP),
      AT(lib.file_bytes), "BYTES", NULL,
      "largest input; K, M and G may follow the number; by default 256M" },
    { "max-memory", 0, OPT_BYTES, GROUP_GENERAL, DRAFTS | ONE(SWEEP), AT(lib.document_bytes),
      "BYTES", NULL, "most memory for one document; by default 224M" },
    { "quiet", 'q', OPT_QUIET, GROUP_GENERAL, ALL, AT(lib.verbosity), NULL, NULL,
      "write findings alone" },
    { "verbose", 'v', OPT_VERBOSE, GROUP_GENERAL, ALL, AT(lib.verbosity), NULL, NULL,
      "show what was confirmed too, and log requests; may be repeated" },
    { "help", 'h', OPT_FLAG, GROUP_GENERAL, ALL, AT(help), NULL, NULL, "show the help" },
    { "version", 'V', OPT_FLAG, GROUP_GENERAL, ALL, AT(version), NULL, NULL, "show the version" },
    { "generate", 0, OPT_STRING, GROUP_GENERAL, ONE(CHECK), AT(generate), "WHAT",
      "man bash zsh fish schema config-man", NULL },
};

const size_t option_count = sizeof options / sizeof *options;

_Static_assert(sizeof(struct settings) < UINT16_MAX, "offsets fit into struct opt");
_Static_assert(sizeof(enum color_mode) == sizeof(unsigned), "choices are stored as unsigned");
