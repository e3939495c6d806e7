/* label.h: words before a date that say what it is the date of. */
#ifndef PAGE_LABEL_H
#define PAGE_LABEL_H

#include "base/str.h"

enum label { LABEL_NONE, LABEL_PUBLISHED, LABEL_MODIFIED, LABEL_OTHER };

/* label_before: the label that stands nearest before `at` in `text`, within a line and a bit. */
enum label label_before(str text, size_t at);

#endif
