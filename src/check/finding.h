/* finding.h: what a check says. */
#ifndef CHECK_FINDING_H
#define CHECK_FINDING_H

#include "base/str.h"
#include "base/vec.h"

enum check_id {
#define CHECK(number, function, kind, severity, line) CHECK_##number,
#include "check/check.def"
#undef CHECK
    CHECK_COUNT
};

struct finding_related {
    span text; /* in doc->text */
    str message;
};

struct finding {
    uint8_t check;     /* enum check_id */
    uint8_t severity;  /* enum cck_severity; 0: the check's own */
    span text;         /* in doc->text; empty when `source` is set instead */
    span source;       /* for places outside the text (front matter, a link's address) */
    uint32_t citation; /* index, or CITE_NONE */
    str message;       /* one or two sentences: what was read, why, what would settle it */
    str suggestion;    /* replaces the text at `text`; p NULL when there is none */
    const struct finding_related *related;
    uint32_t n_related;
    str fingerprint;     /* set when all checks have run; the same when lines move */
    const str *accepted; /* the baseline's reason, when the baseline holds it; else NULL */
};

struct missing_judgement;

struct findings {
    struct arena *arena; /* owns texts and list */
    VEC(struct finding) list;
    const struct missing_judgement *missing; /* of CC401-CC407, made by the first that asks */
};

/* finding_add: a new finding of `check` at `text`, to be filled in by the caller. Never NULL. */
struct finding *finding_add(struct findings *out, enum check_id check, span text);

#endif
