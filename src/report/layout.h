/* layout.h: the text report's lines: signs, colours, wrapped text, marked excerpts. */
#ifndef REPORT_LAYOUT_H
#define REPORT_LAYOUT_H

#include "report/report.h"

struct layout {
    struct buf *out;
    size_t columns; /* 72 to 100 */
    bool color, unicode;
};

enum sign { SIGN_NOTE, SIGN_WARNING, SIGN_ERROR, SIGN_UNVERIFIED, SIGN_CONFIRMED, SIGN_COUNT };
enum paint { PAINT_BOLD, PAINT_DIM, PAINT_COUNT };

void layout_init(struct layout *layout, const struct report_options *options, struct buf *out);

/* layout_sign: one column wide, coloured. */
void layout_sign(const struct layout *layout, enum sign sign);

/* layout_paint: text from outside, made safe, in a style. */
void layout_paint(const struct layout *layout, enum paint paint, str text);

/* layout_wrap: `text` after `column` columns that are already written, wrapped at blanks; further
 * lines, and the last line's end, are written too. Further lines begin at `indent`. */
void layout_wrap(const struct layout *layout, size_t column, size_t indent, str text);

/* layout_excerpt: a stretch of text on one line with carets under the mark; a window around the mark
 * when it is too long. No carets when the mark is the whole.
 *   mark  in `context`; clamped */
void layout_excerpt(const struct layout *layout, size_t indent, str context, span mark);

/* layout_cut: `text` in at most `columns`, with dots at its end when it is cut. Returns the width. */
size_t layout_cut(const struct layout *layout, str text, size_t columns);

/* layout_right: what remains to the right edge in blanks (at least two), then `text` in dim. */
void layout_right(const struct layout *layout, size_t column, str text);

#endif
