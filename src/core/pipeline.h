/* pipeline.h: the straight line: read, scan and parse, resolve; gather; check. One call per arrow. */
#ifndef CORE_PIPELINE_H
#define CORE_PIPELINE_H

#include "core/session.h"

/* What a command needs of a document. */
struct wanted {
    bool deep;       /* periods, coverage and claims: only checks do */
    bool prose;      /* sources told in prose are listed too */
    bool links;      /* links outside parentheticals are references too */
    bool configured; /* unless the configuration says otherwise for the file */
    bool addresses;  /* outlets' home pages, for citations without a link */
};

/* pipeline_read: bytes to references, for one input. On failure unit->ok is false and unit->err says why. */
void pipeline_read(const struct cck_session *s, const struct input *in, struct wanted wanted,
                   struct unit *out);

/* pipeline_ask: fetches every address that was added to `g` once, and reads the pages. */
struct fetch_options;
bool pipeline_ask(const struct cck_session *s, struct gather *g,
                  const struct fetch_options *options, struct err *err);

/* pipeline_fetch: pipeline_ask for s->gather, with the options of the session. */
bool pipeline_fetch(struct cck_session *s, struct err *err);

/* pipeline_judge: what was found behind a unit's references; pipeline_check: the same, and its findings. */
void pipeline_judge(const struct cck_session *s, struct unit *unit);
void pipeline_check(const struct cck_session *s, struct unit *unit);

/* pipeline_report: what the report writers see of a unit. */
struct report_doc pipeline_report(const struct unit *unit);

/* pipeline_free: gives a unit's memory back. */
void pipeline_free(struct unit *unit);

#endif
