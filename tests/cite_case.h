/* cite_case.h: one line of text through reader and parser, and what was read as one line, for tables of
 * cases. */
#ifndef TESTS_CITE_CASE_H
#define TESTS_CITE_CASE_H

#include "cite/cite.h"

/* The shipped rules, loaded once for a group of tests. */
struct cite_world {
    struct arena arena;
    struct rule_set rules;
    struct outlet_set outlets;
    struct style_set styles;
};

/* A text that begins with a bracket stands in a sentence: "It said so (...)." */
struct cite_case {
    const char *text;
    const char *expect;
};

/* A parsed text; its arena owns everything. */
struct cite_read {
    struct arena arena;
    struct doc doc;
    struct cite_list list;
};

void cite_world_open(struct cite_world *world);
void cite_world_close(struct cite_world *world);

/* cite_world_setup / cite_world_teardown: for cmocka_run_group_tests; *state is the world. */
int cite_world_setup(void **state);
int cite_world_teardown(void **state);

/* What a text is read as. */
struct cite_about {
    const char *name;  /* "a.txt" */
    const char *day;   /* the article's, ISO; "" for unknown */
    const char *style; /* id */
};

/* cite_case_read: parses `text`. To be closed by arena_free(&out->arena). */
void cite_case_read(const struct cite_world *world, struct cite_about about, str text,
                    struct cite_read *out);

/* cite_case_show: "see: tass 2024-07-19; Daily Planet? 2024-05-03 !misspelt-month | month[Febuary]->[February]".
 * Signal, outlet's id (or its text and "?"), date, error; behind " | " the issues with the text that they
 * point at and their suggestions. "none" when nothing was read. */
str cite_case_show(const struct cite_read *read, struct arena *arena);

/* cite_case_run: every case of a table. Beside what it expects, each suggestion must be right: applied
 * to the text, its issue is gone, and outlets and days are those read before. */
void cite_case_run(const struct cite_world *world, const char *day, const char *style,
                   const struct cite_case *cases, size_t n);

#endif
