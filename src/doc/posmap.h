/* posmap.h: from places in a document's text back to bytes of its source. */
#ifndef DOC_POSMAP_H
#define DOC_POSMAP_H

#include "base/str.h"
#include "base/vec.h"

/* A run of text. Verbatim: text and source bytes are the same, offsets add. Replaced: the text stands
 * for `source_len` source bytes as a whole (an entity, a recoded character, a collapsed blank). */
struct posmap_segment {
    uint32_t text_off, source_off;
    uint32_t text_len, source_len;
    bool replaced;
};

struct posmap {
    VEC(struct posmap_segment) segments; /* sorted by text_off, without gaps in the text */
};

/* posmap_add: the next run. Verbatim runs that continue one another are joined. */
void posmap_add(struct posmap *map, struct arena *perm, struct posmap_segment segment);

/* posmap_source: the source bytes behind a span of the text: from the first byte of the span's first
 * character to behind its last. Time: logarithmic. */
span posmap_source(const struct posmap *map, span text);

/* posmap_compose: makes `outer`, whose sources are offsets in a decoded text, lead to the bytes behind
 * that text, which `inner` knows. `inner` must cover all that `outer` names. Time: linear. */
void posmap_compose(struct posmap *outer, const struct posmap *inner, struct arena *perm);

/* Line and column of source offsets, walked to from the last one asked for. Lines end in LF or CRLF (in
 * CR when the source has no LF); a byte order mark has no column. UTF-16 is counted by characters; in
 * other encodings than UTF-8 each byte that is no UTF-8 counts as one. */
struct line_cursor {
    str source;
    uint32_t off, line, line_off; /* where it stands; line from 0 internally */
    uint32_t column_off, column;  /* last column counted on this line */
    uint32_t start_off;           /* behind a byte order mark */
    char newline;
    uint8_t wide; /* 0 = bytes, else UTF-16 and which end first */
};

struct line_place {
    uint32_t line, column; /* from 1; columns in code points */
};

void line_cursor_init(struct line_cursor *cursor, str source);
struct line_place line_cursor_at(struct line_cursor *cursor, uint32_t source_off);

#endif
