/* when_window.h: the tokens around a year, and what they may be in a date. */
#ifndef PAGE_WHEN_WINDOW_H
#define PAGE_WHEN_WINDOW_H

#include "page/when.h"

enum { WINDOW_TOKENS_MAX = 40 };

enum token_kind { TOKEN_NUMBER, TOKEN_WORD };

/* A number or a word. `gap` is what stands before it: nothing but blanks and marks. */
struct token {
    enum token_kind kind;
    size_t begin, end;
    uint32_t value; /* of a number */
    unsigned digits;
    char
        mark; /* the one mark in the gap before: '.', '/', '-', ',' ...; 0 blanks only, '?' several */
    bool broken; /* the gap holds a line end */
};

/* The tokens around an anchor. */
struct window {
    const struct when_reader *reader;
    str text;
    struct token token[WINDOW_TOKENS_MAX];
    size_t n, anchor; /* index of the year */
};

/* window_next_number: the first run of digits, of any script, at or after `from`. */
bool window_next_number(str text, size_t from, struct token *out);

/* window_open: the tokens around the number at `at`, a line's breadth to either side. Returns whether that
 * number is among them. */
bool window_open(const struct when_reader *reader, str text, size_t at, struct window *out);

str window_text(const struct window *w, size_t i);

/* window_month: the month named by the token `i`, or by it and the next one; `used` is set to 1 or 2. The
 * Hebrew "in" before a name is stepped over. */
struct when_month window_month(const struct window *w, size_t i, size_t *used);

/* window_before: the index before `i`, or w->n when there is none. */
size_t window_before(const struct window *w, size_t i);

/* window_skip_fillers: steps from `i` over words like "de", "of", "th", forwards (+1) or backwards (-1).
 * Returns an index that may be w->n. */
size_t window_skip_fillers(const struct window *w, size_t i, int step);

#endif
