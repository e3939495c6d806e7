/* page_tree.c: handlers of libxml2's HTML parser. No arena jump may cross it: handlers allocate by the _try_
 * form and stop the parser when that fails. */
#include "page/page_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "base/banned.h"

enum {
    PARSE_OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                    HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC
};

/* Open elements at which a page is no page: its walk is cut long before. */
enum { OPEN_MAX = 2000 };

struct builder {
    htmlParserCtxtPtr parser;
    struct arena *arena;
    struct page_node top, *here;
    /* text that is still growing; it ends with the next tag */
    char *text;
    size_t n_text, cap_text;
    bool spent;
    unsigned n_open;
};

static void stop(struct builder *b)
{
    b->spent = true;
    xmlStopParser(b->parser);
}

static str copy(struct builder *b, const char *p, size_t n)
{
    char *room = arena_try_alloc(b->arena, 1, 1, n + 1);
    if (!room) {
        stop(b);
        return (str){ 0 };
    }
    memcpy(room, p, n);
    return (str){ room, n };
}

static struct page_node *append(struct builder *b)
{
    struct page_node *node = TRY_NEW(b->arena, struct page_node, 1);
    if (!node) {
        stop(b);
        return NULL;
    }
    node->parent = b->here == &b->top ? NULL : b->here;
    if (b->here->last)
        b->here->last->next = node;
    else
        b->here->children = node;
    b->here->last = node;
    return node;
}

static void end_text(struct builder *b)
{
    if (b->n_text == 0)
        return;
    struct page_node *node = append(b);
    if (node)
        node->text = copy(b, b->text, b->n_text);
    b->n_text = 0;
}

static void on_text(void *ctx, const xmlChar *p, int n)
{
    struct builder *b = ctx;
    size_t more = n > 0 ? (size_t)n : 0;
    if (b->spent)
        return;
    if (b->n_text + more > b->cap_text) {
        size_t cap = (b->n_text + more) * 2 + 4096;
        char *room = arena_try_alloc(b->arena, 1, 1, cap);
        if (!room) {
            stop(b);
            return;
        }
        memcpy(room, b->text ? b->text : "", b->n_text);
        b->text = room;
        b->cap_text = cap;
    }
    memcpy(b->text + b->n_text, p, more);
    b->n_text += more;
}

static void add_attributes(struct builder *b, struct page_node *node, const xmlChar **pairs)
{
    uint32_t n = 0;
    while (pairs && pairs[2 * n])
        n++;
    struct page_attribute *all = n ? TRY_NEW(b->arena, struct page_attribute, n) : NULL;
    if (n && !all)
        stop(b);
    for (uint32_t i = 0; all && i < n; i++) {
        const char *value = (const char *)pairs[2 * i + 1];
        all[i].name = (const char *)pairs[2 * i]; /* the parser's dictionary keeps it */
        if (value)
            all[i].value = copy(b, value, strlen(value));
    }
    node->attributes = all;
    node->n_attributes = all ? n : 0;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **attributes)
{
    struct builder *b = ctx;
    end_text(b);
    struct page_node *node = b->spent ? NULL : append(b);
    if (!node)
        return;
    node->name = (const char *)name;
    add_attributes(b, node, attributes);
    b->here = node;
    if (++b->n_open > OPEN_MAX)
        xmlStopParser(b->parser);
}

static void on_end(void *ctx, const xmlChar *name)
{
    struct builder *b = ctx;
    (void)name;
    end_text(b);
    if (b->here != &b->top) {
        b->n_open--;
        b->here = b->here->parent ? b->here->parent : &b->top;
    }
}

static void close_parser(void *parser)
{
    htmlFreeParserCtxt(parser);
}

/* libxml2 stops at 256 open elements with an error of its own. */
void page_tree_read(str html, struct arena *scratch, struct page_tree *out)
{
    htmlSAXHandler handler = { .startElement = on_start,
                               .endElement = on_end,
                               .characters = on_text,
                               .ignorableWhitespace = on_text,
                               .cdataBlock = on_text };
    struct builder b = { .arena = scratch };
    *out = (struct page_tree){ 0 };
    b.here = &b.top;
    b.parser = htmlCreateMemoryParserCtxt(html.p, (int)html.n);
    if (!b.parser)
        return;
    arena_defer(scratch, close_parser, b.parser);
    *b.parser->sax = handler;
    b.parser->userData = &b;
    (void)htmlCtxtUseOptions(b.parser, PARSE_OPTIONS);
    (void)xmlSwitchEncoding(b.parser, XML_CHAR_ENCODING_UTF8);
    (void)htmlParseDocument(b.parser);
    end_text(&b);
    out->cut = b.parser->lastError.code == XML_ERR_INTERNAL_ERROR || b.parser->disableSAX;
    if (b.spent)
        arena_spent(scratch);
    out->first = b.top.children;
}

str page_attr(const struct page_node *node, const char *name)
{
    for (uint32_t i = 0; i < node->n_attributes; i++)
        if (strcmp(node->attributes[i].name, name) == 0)
            return node->attributes[i].value;
    return (str){ 0 };
}
