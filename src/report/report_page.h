/* report_page.h: what was read from a saved page, for people and for scripts. */
#ifndef REPORT_REPORT_PAGE_H
#define REPORT_REPORT_PAGE_H

#include "base/buf.h"
#include "page/page.h"

struct page_writer {
    str name;
    void (*write)(str file, const struct page *page, bool with_text, struct buf *out);
    bool rows; /* each page has its line, also one that cannot be read; it needs dates alone */
};

/* page_writer_find: "text", "json" or "tsv"; NULL when unknown. */
const struct page_writer *page_writer_find(str name);

#endif
