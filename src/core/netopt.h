/* netopt.h: from the public options to the fetcher's. */
#ifndef CORE_NETOPT_H
#define CORE_NETOPT_H

#include "citecheck/citecheck.h"
#include "net/fetch.h"

/* netopt_fill: texts live in `run`; `options` must outlive the result (its progress callback). */
void netopt_fill(const struct cck_options *options, int64_t now_s, struct arena *run,
                 struct fetch_options *out);

/* netopt_cache: the cache's file: --cache, else the user's cache folder (XDG); empty when there is none. */
str netopt_cache(const struct cck_options *options, struct arena *run);

/* netopt_check: whether the options of the network can work at all; ERR_USAGE when not. */
bool netopt_check(const struct cck_options *options, struct arena *run, struct err *err);

#endif
