/* page_tree.h: the elements and texts of a page, from libxml2's events: smaller than its tree, and gone with
 * its arena. */
#ifndef PAGE_PAGE_TREE_H
#define PAGE_PAGE_TREE_H

#include "base/str.h"

struct page_attribute {
    const char *name; /* lower case */
    str value;        /* NUL-terminated; p NULL when it has none */
};

/* An element, or a text when `name` is NULL. */
struct page_node {
    const char *name;         /* lower case */
    struct page_node *parent; /* NULL at the top */
    struct page_node *children, *last, *next;
    const struct page_attribute *attributes;
    uint32_t n_attributes;
    bool around_headline; /* marked by spot_reader_init */
    str text;             /* of a text */
};

struct page_tree {
    struct page_node *first; /* at the top; NULL: nothing */
    bool cut;                /* nesting that is not read */
};

/* page_tree_read: parses a page.
 *
 *   html      UTF-8 that page_guard lets pass
 *   scratch   owns the tree, and libxml2's context with its names
 *
 * Time: linear. */
void page_tree_read(str html, struct arena *scratch, struct page_tree *out);

/* page_attr: the value of an attribute, or the empty slice. */
str page_attr(const struct page_node *node, const char *name);

#endif
