/* fetch_check.h: options of the network that cannot work, told before anything is asked. */
#ifndef NET_FETCH_CHECK_H
#define NET_FETCH_CHECK_H

#include "net/fetch.h"

/* fetch_options_check: proxy, certificates, mappings, address ranges and the user agent. Nothing is asked.
 * Returns false with ERR_USAGE; the message names what is wrong with which value. */
bool fetch_options_check(const struct fetch_options *options, struct arena *scratch,
                         struct err *err);

#endif
