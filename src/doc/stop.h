/* stop.h: the characters that end and begin sentences: terminals, what closes behind them, what can
 * open the next. No words: those are goes_on.h's. Offsets are in `text`; `at` is at most text.n. */
#ifndef DOC_STOP_H
#define DOC_STOP_H

#include "base/str.h"

/* A run of closing punctuation and what came with it. */
struct stop {
    size_t at, after;
    bool full; /* one full stop and nothing else: may belong to an abbreviation */
    bool ellipsis;
    bool wide;     /* CJK: no blank is needed behind it */
    bool closed;   /* quotation marks or brackets closed behind it */
    bool attached; /* a footnote mark or parenthetical behind it was taken in */
};

/* stop_next: the next byte at or after `at` that can matter: a possible terminal or an opening
 * parenthesis; text.n when there is none. Sixteen bytes at a time. */
size_t stop_next(str text, size_t at);

/* stop_terminal: bytes of the terminal at `at`, or 0; sets `*wide` for a CJK one. */
size_t stop_terminal(str text, size_t at, bool *wide);

/* stop_read: the stop that begins with the terminal at `at`: all terminals and closing marks in a row. */
struct stop stop_read(str text, size_t at);

/* Skippers: the offset behind blanks of every width; behind terminals and closing marks; behind footnote
 * marks ("[3]", "[^a]", raised digits), or `at`; behind a footnote number that lost its raised place
 * ("left.12 The"), or stop->after. */
size_t stop_skip_blanks(str text, size_t at);
size_t stop_skip_terminals(str text, size_t at, bool *closed);
size_t stop_skip_note_mark(str text, size_t at);
size_t stop_skip_sunk_note(str text, const struct stop *stop);

/* The character at `at`, or before it; 0 at the ends. */
uint32_t stop_char_at(str text, size_t at);
uint32_t stop_char_before(str text, size_t at);

bool stop_is_opener(uint32_t c);          /* quotation marks, brackets, currency signs */
bool stop_can_begin(str text, size_t at); /* whether a sentence can; at must be below text.n */

#endif
