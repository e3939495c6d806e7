/* rulebook.h: loading the rules: the shipped ones, then folders given by option or configuration. */
#ifndef CORE_RULEBOOK_H
#define CORE_RULEBOOK_H

#include "core/session.h"

/* rulebook_load: fills s->rules. Returns false with path, line and column in the message. */
bool rulebook_load(struct cck_session *s, struct err *err);

#endif
