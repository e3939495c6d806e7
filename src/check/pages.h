/* pages.h: the pages of docs/checks/, as tools/embed.c compiles them in. */
#ifndef CHECK_PAGES_H
#define CHECK_PAGES_H

#include <stddef.h>

struct check_page {
    const char *name; /* "CC203-prose-date.md" */
    const char *text;
};

extern const struct check_page check_pages[];
extern const size_t check_page_count;

#endif
