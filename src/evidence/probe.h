/* probe.h: is a page that may be a soft 404 one? Another address in the same folder, which nobody can have
 * written, tells: when it gives the same, the page is none. Pure (after Bar-Yossef and others, "Sic transit
 * gloria telae", WWW 2004). */
#ifndef EVIDENCE_PROBE_H
#define EVIDENCE_PROBE_H

#include "net/fetch.h"

/* What the sibling said. */
enum probe_say {
    PROBE_NONE, /* there is none, or it could not be asked */
    PROBE_ALIKE,
    PROBE_DIFFERS
};

/* probe_sibling: the address of a sibling of `url`: one for each folder, always the same. False when it
 * stands in the site's root page, which has none. */
bool probe_sibling(str url, struct arena *perm, str *out);

/* One of the two to compare; `text` is the page's, empty when it was not read. */
struct probe_side {
    const struct fetch_result *fetch;
    str text;
};

/* probe_compare: what the sibling says of the page. */
enum probe_say probe_compare(struct probe_side page, struct probe_side sibling,
                             struct arena *scratch);

#endif
