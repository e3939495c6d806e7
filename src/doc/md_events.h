/* md_events.h: md4c's callbacks as a list. Nothing may be jumped over while md4c is at work, so its
 * callbacks write plain records; the reader works through them afterwards. */
#ifndef DOC_MD_EVENTS_H
#define DOC_MD_EVENTS_H

#include "base/buf.h"
#include "base/err.h"

enum md_what { MD_ENTER_BLOCK, MD_LEAVE_BLOCK, MD_ENTER_SPAN, MD_LEAVE_SPAN, MD_TEXT, MD_URL };

#define MD_NOWHERE UINT32_MAX /* an enumerator could not hold it */

/* MD_TEXT: where the text stands. MD_ENTER_SPAN of a link: where its address stands, as far as md4c
 * says; the MD_URL behind it: the decoded address, in md_events.urls. MD_ENTER_BLOCK of a numbered list: its first
 * number, in `len`. Other places are MD_NOWHERE. */
struct md_event {
    uint8_t what;
    uint8_t type;   /* MD_BLOCKTYPE, MD_SPANTYPE or MD_TEXTTYPE */
    uint16_t level; /* of a heading */
    uint32_t off, len;
};

struct md_events {
    struct buf records; /* struct md_event, one behind the other */
    struct buf urls;
    str source;
    size_t base; /* added to offsets in `source` */
};

/* md_events_read: parses `source`. Both buffers of `out` must be initialised.
 * Returns false with ERR_LIMIT: more events than a text of that size can have, as a table with thousands
 * of columns and rows makes. */
bool md_events_read(str source, size_t base, struct md_events *out, struct err *err);

size_t md_events_count(const struct md_events *events);
struct md_event md_events_at(const struct md_events *events, size_t i);

#endif
