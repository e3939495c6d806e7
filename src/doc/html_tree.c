/* html_tree.c: see html_tree.h. */
#include "doc/html_tree.h"

#include "base/banned.h"

static const GumboAttribute *find_attr(const GumboNode *element, const char *name)
{
    if (element->type != GUMBO_NODE_ELEMENT && element->type != GUMBO_NODE_TEMPLATE)
        return NULL;
    return gumbo_get_attribute(&element->v.element.attributes, name);
}

str html_attr(const GumboNode *element, const char *name)
{
    const GumboAttribute *attr = find_attr(element, name);
    return attr ? str_from_z(attr->value) : (str){ 0 };
}

span html_attr_span(str input, const GumboNode *element, const char *name)
{
    const GumboAttribute *attr = find_attr(element, name);
    if (!attr || !attr->original_value.data)
        return (span){ 0 };
    str raw = { attr->original_value.data, attr->original_value.length };
    if (raw.n > 1 && (raw.p[0] == '"' || raw.p[0] == '\''))
        raw = str_slice(raw, 1, raw.n - 2);
    return span_from(input, raw);
}

bool html_has_class(const GumboNode *element, str word)
{
    for (str rest = html_attr(element, "class"), name; str_next(&rest, ' ', &name);)
        if (str_eq_nocase(str_trim(name), word))
            return true;
    return false;
}

bool html_is(const GumboNode *node, GumboTag tag)
{
    return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag &&
           node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
}

static bool has_paragraph(const GumboNode *node, int depth)
{
    const GumboVector *children = html_children(node);
    for (unsigned i = 0; children && depth < HTML_TREE_DEPTH_MAX && i < children->length; i++) {
        const GumboNode *child = children->data[i];
        if (html_is(child, GUMBO_TAG_P) || has_paragraph(child, depth + 1))
            return true;
    }
    return false;
}

static bool is_hidden(const GumboNode *node)
{
    static const str classes[] = { S_INIT("screen-reader-text"), S_INIT("sr-only"),
                                   S_INIT("visually-hidden"),    S_INIT("sharedaddy"),
                                   S_INIT("jp-relatedposts"),    S_INIT("navigation") };
    str style = html_attr(node, "style");
    if (find_attr(node, "hidden") || str_find_nocase(style, S("display:none"), 0) < style.n ||
        str_eq_nocase(html_attr(node, "role"), S("navigation")))
        return true;
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (html_has_class(node, classes[i]))
            return true;
    return false;
}

bool html_is_chrome(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEMPLATE)
        return true;
    if (node->type != GUMBO_NODE_ELEMENT)
        return false;
    if (node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
        return true; /* pictures and formulas */
    switch (node->v.element.tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_PLAINTEXT:
        return true;
    case GUMBO_TAG_FORM: /* old site kits put the whole page into one */
        return !has_paragraph(node, 0);
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_BODY:
        return false;
    default:
        return is_hidden(node);
    }
}

const GumboVector *html_children(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        return &node->v.element.children;
    return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : NULL;
}
