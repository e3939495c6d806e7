/* term.h: text from outside made safe and measured for a terminal. */
#ifndef BASE_TERM_H
#define BASE_TERM_H

#include "base/buf.h"

/* term_put: the text on one line: white space of every kind as one blank each; control characters,
 * DEL, C1 and bidirectional controls as \x1b or \x{202e}; bad UTF-8 as U+FFFD. */
void term_put(struct buf *out, str text);

/* term_width: columns that term_put's output takes: wide East Asian characters two, marks none. */
size_t term_width(str text);

/* term_cut: bytes of the longest head of `text` that fits into `columns`; term_cut_end: of its tail. */
size_t term_cut(str text, size_t columns);
size_t term_cut_end(str text, size_t columns);

/* term_pad: blanks. */
void term_pad(struct buf *out, size_t columns);

#endif
