/* token.h: the words, numbers and marks of a parenthetical. */
#ifndef CITE_TOKEN_H
#define CITE_TOKEN_H

#include "base/buf.h"
#include "base/str.h"

enum token_kind {
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_URL,
    TOKEN_COMMA,
    TOKEN_SEMICOLON,
    TOKEN_COLON,
    TOKEN_DASH,
    TOKEN_SLASH,
    TOKEN_DOT,
    TOKEN_QUOTE_OPEN,
    TOKEN_QUOTE_CLOSE, /* also a straight quote: which side it is on follows from the blanks */
    TOKEN_OPEN,        /* bracket */
    TOKEN_CLOSE,
    TOKEN_OTHER
};

struct token {
    span text;       /* in the document's text */
    uint32_t number; /* value of a number */
    uint8_t kind;
    uint8_t digits;  /* of a number: how many */
    uint8_t month;   /* 1-12 of a word that names one, else 0 */
    uint8_t weekday; /* 1 = Sunday ... 7 of a word that names one, else 0 */
    bool blank_before;
    bool after_number; /* the token before is a number */
    bool abbreviated;  /* a month as "Jan" */
    bool misread;      /* a number written with letters: 1O, l5 */
    bool ordinal;      /* 3rd */
    bool used;         /* taken by a detail (page, issue, time) and no longer looked at */
};

/* A reusable list; its memory is a buffer of the parser, kept from one parenthetical to the next. */
struct token_list {
    struct buf room; /* of struct token */
    const struct token *p;
    size_t n;
};

/* token_read: the tokens of `where` in `text`. The list's former content is dropped.
 * Returns false when the list's largest size is passed.  Time: linear. */
bool token_read(str text, span where, struct token_list *out);

/* token_as_number: a word that stands for a number misread by a scanner ("Il" for 11, "lO" for 10);
 * false for any other. For use where only a number makes sense. */
bool token_as_number(str word, uint32_t *value);

#endif
