/* rules_test.h: `citecheck rules test`. */
#ifndef CORE_RULES_TEST_H
#define CORE_RULES_TEST_H

#include "core/session.h"

/* rules_test_run: runs the examples of every rule file in force and prints those that do not hold, with
 * file, line and column, then a closing line. Returns whether all hold. */
bool rules_test_run(struct cck_session *s, struct buf *out);

#endif
