/* read_case.h: documents for the tests of the readers: read from a literal, written out as text, and
 * checked against what holds for every document. */
#ifndef TESTS_READ_CASE_H
#define TESTS_READ_CASE_H

#include "doc/read.h"

struct read_case {
    struct arena arena;
    struct doc doc;
    struct err err;
    bool read;
};

/* read_case_open: reads `source` under the name `name`, and checks the invariants: blocks, sentences and
 * links in order and in bounds, sentences within their blocks, source spans in bounds, verbatim segments
 * equal to their source, lookups by offset agree. */
void read_case_open(struct read_case *c, const char *name, str source);
void read_case_close(struct read_case *c);

/* read_case_expect: reads and compares the blocks with `expected`, one a line: kind, paragraph number,
 * text with line ends shown as blanks: "headline 1 Growing Threat". */
void read_case_expect(const char *name, const char *source, const char *expected);

/* read_case_expect_numbers: reads and compares the numbers of the blocks: "0 1 2". */
void read_case_expect_numbers(const char *name, const char *source, const char *expected);

/* read_case_source: the source bytes behind the first occurrence of `words` in the text; fails when they
 * do not occur. */
str read_case_source(const struct read_case *c, const char *words);

/* read_case_error: expects the reader to refuse, with this kind, place (0: any) and words. */
void read_case_error(const char *name, str source, enum err_kind kind, uint32_t line,
                     const char *words);

/* read_case_hostile: reads `bytes` bytes of the repeated pattern within `seconds`; the result does not
 * matter, that it comes does. */
void read_case_hostile(const char *name, const char *pattern, size_t bytes, unsigned seconds);

#endif
