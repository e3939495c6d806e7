/* segment.h: the tokens between two semicolons, without details, web address and lead word. Inside of
 * source.c and its helpers. */
#ifndef CITE_SEGMENT_H
#define CITE_SEGMENT_H

#include "cite/source.h"

struct segment {
    const struct source_input *in;
    struct token *tokens; /* without details */
    size_t n;
    struct cite_extra *extra;
    span signal, url;
    span title; /* where a quoted one begins */
    str signal_text;
};

/* segment_prepare: takes details, web address and lead word out of the input's tokens. */
void segment_prepare(const struct source_input *in, struct segment *out);

static inline bool segment_is(const struct segment *s, size_t i, enum token_kind kind)
{
    return i < s->n && s->tokens[i].kind == kind;
}

/* segment_word: the text of token i. */
str segment_word(const struct segment *s, size_t i);

/* segment_is_word: whether token i is this word (small letters; any case in the text). */
bool segment_is_word(const struct segment *s, size_t i, str word);

/* segment_one_of: whether token i is one of these words. */
bool segment_one_of(const struct segment *s, size_t i, const str *words, size_t n);

#define SEGMENT_ONE_OF(s, i, words)                                                                \
    segment_one_of((s), (i), (words), sizeof(words) / sizeof *(words))

/* segment_is_capital: a word whose first letter is a capital one. */
bool segment_is_capital(const struct segment *s, size_t i);

/* segment_is_and: "and", "&". */
bool segment_is_and(const struct segment *s, size_t i);

/* segment_lead: tokens that lead words take at token i, before `to`; 0 when there are none. */
size_t segment_lead(const struct segment *s, size_t i, size_t to);

/* segment_take_lead: likewise, up to the end, with its place and its words in small letters. */
size_t segment_take_lead(const struct segment *s, size_t from, span *signal, str *text);

/* segment_span: from token `from` to the end of token `to` - 1. */
span segment_span(const struct segment *s, size_t from, size_t to);

/* segment_seen: what a reader sees of a name: one blank for many, and a word broken at a hyphen whole
 * again. */
str segment_seen(const struct segment *s, span where);

#endif
