/* baseline.h: known findings: a file of sorted lines, one for each, that merges cleanly in git. Findings in
 * it are kept and marked, and fail nothing. */
#ifndef CORE_BASELINE_H
#define CORE_BASELINE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "base/vec.h"

struct baseline_entry {
    str file; /* from the repository's root */
    str fingerprint;
    str rule, text; /* for people: what it is about */
    str reason;     /* why it is accepted; may be empty */
    str expires;    /* ISO date after which it counts again; may be empty */
    bool met;       /* in this run */
};

struct baseline {
    str path; /* of the file; empty: none is used */
    VEC(struct baseline_entry) entries;
    struct map index; /* file, line end, fingerprint -> number + 1 */
};

/* baseline_load: reads a file. Returns false with ERR_IO or ERR_FORMAT, path and line in the message. */
bool baseline_load(str path, struct arena *run, struct baseline *out, struct err *err);

/* baseline_expired: whether an entry counts no more by `today` (ISO). */
bool baseline_expired(const struct baseline_entry *entry, str today);

/* baseline_find: the entry of a finding, or NULL: there is none, or it has expired by `today` (ISO). */
struct baseline_entry *baseline_find(const struct baseline *baseline, str file, str fingerprint,
                                     str today, struct arena *scratch);

/* baseline_add: one more entry; one with the same file and fingerprint keeps its reason and expiry. */
void baseline_add(struct baseline *baseline, const struct baseline_entry *entry, struct arena *run);

/* baseline_write: the file's lines, sorted by file and fingerprint. */
void baseline_write(const struct baseline *baseline, struct arena *scratch, struct buf *out);

#endif
