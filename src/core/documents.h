/* documents.h: the inputs of a session, read and worked on by its threads, and taken over one by one in their
 * order. */
#ifndef CORE_DOCUMENTS_H
#define CORE_DOCUMENTS_H

#include "core/pipeline.h"

/* What happens to each document. */
struct documents {
    struct cck_session *s;
    struct wanted wanted;
    bool patient; /* goes on when the user wants to end: only writing is left */
    /* On any thread, behind reading; may be NULL. Not called for one that could not be read. */
    void (*work)(const struct cck_session *s, struct unit *unit);
    /* On the caller's thread, in order; false ends. `at` is the number of the input. `*unit` is NULL when memory
     * was out, not ok when it could not be read or the user ended first; set it to NULL to keep it. */
    bool (*take)(void *ctx, size_t at, struct unit **unit);
    void *ctx;
};

/* documents_run: takes the inputs from `from` up to `to`, or until the user wants to end. Those that `held`
 * holds, by number, are not read again and then belong to the run; it may be NULL. */
void documents_run(const struct documents *documents, struct held *held, size_t from, size_t to);

/* documents_ok: whether there is something to report of a document; if not, the session learns why. */
bool documents_ok(struct cck_session *s, size_t at, const struct unit *unit);

/* held_add: keeps the next document. False when memory is out, the document is then not kept. held_free. */
bool held_add(struct held *held, struct unit *unit);
void held_free(struct held *held);

#endif
