/* html_meta.c: fields by a table of names. */
#include "doc/html_meta.h"

#include <jansson.h>

#include "doc/fact.h"
#include "doc/html_tree.h"

#include "base/banned.h"

enum { JSON_DEPTH_LIMIT = 8, VALUE_MAX_BYTES = 256 };

enum target { TARGET_DATE, TARGET_TITLE, TARGET_AUTHOR, TARGET_SITE, TARGET_LANGUAGE };

/* <meta property="..." content="..."> and the like. */
struct field {
    str name;
    enum target target;
};

static const struct field fields[] = {
    { S_INIT("article:published_time"), TARGET_DATE },
    { S_INIT("og:article:published_time"), TARGET_DATE },
    { S_INIT("datePublished"), TARGET_DATE },
    { S_INIT("citation_publication_date"), TARGET_DATE },
    { S_INIT("dc.date.issued"), TARGET_DATE },
    { S_INIT("dcterms.issued"), TARGET_DATE },
    { S_INIT("parsely-pub-date"), TARGET_DATE },
    { S_INIT("pubdate"), TARGET_DATE },
    { S_INIT("date"), TARGET_DATE },
    { S_INIT("og:title"), TARGET_TITLE },
    { S_INIT("author"), TARGET_AUTHOR },
    { S_INIT("dc.creator"), TARGET_AUTHOR },
    { S_INIT("og:site_name"), TARGET_SITE },
    { S_INIT("og:locale"), TARGET_LANGUAGE },
};

static void keep_first(str *slot, str value, struct arena *perm)
{
    value = str_trim(value);
    if (slot->n == 0 && value.n)
        *slot = str_dup(perm, value);
}

static void keep_date(struct reading *r, str value, span source, str label)
{
    date day;
    size_t used;
    if (fact_date(str_trim(value), &day, &used))
        fact_add(r->doc, r->perm, (struct doc_fact){ DOC_FACT_META, day, source, label });
}

static void keep_language(struct reading *r, str value)
{
    str lower = str_lower(r->perm, str_trim(value)), language, region;
    if (str_cut(lower, '_', &language, &region)) /* og:locale writes en_US */
        lower = str_printf(r->perm, "%.*s-%.*s", STR_ARG(language), STR_ARG(region));
    keep_first(&r->doc->meta.language, lower, r->perm);
}

static void take_meta(struct reading *r, const GumboNode *node, struct html_site *site)
{
    static const char *const keys[] = { "property", "name", "itemprop" };
    str content = html_attr(node, "content");
    span source = html_attr_span(r->input, node, "content");
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        bool named = false;
        for (size_t k = 0; k < 3; k++)
            named |= str_eq_nocase(html_attr(node, keys[k]), fields[i].name);
        if (!named)
            continue;
        switch (fields[i].target) {
        case TARGET_DATE:
            keep_date(r, content, source, fields[i].name);
            break;
        case TARGET_TITLE:
            keep_first(&r->doc->meta.title, content, r->perm);
            break;
        case TARGET_AUTHOR:
            keep_first(&r->doc->meta.author, content, r->perm);
            break;
        case TARGET_SITE:
            if (site->name.n == 0)
                site->source = source;
            keep_first(&site->name, content, r->perm);
            break;
        case TARGET_LANGUAGE:
            keep_language(r, content);
            break;
        }
    }
}

static str text_of(const GumboNode *node)
{
    const GumboVector *children = html_children(node);
    const GumboNode *first = children && children->length ? children->data[0] : NULL;
    bool text = first && (first->type == GUMBO_NODE_TEXT || first->type == GUMBO_NODE_WHITESPACE);
    return text ? str_from_z(first->v.text.text) : (str){ 0 };
}

/* JSON's memory is jansson's: nothing of the arena may be asked for while it is held. */
struct ld {
    char date[VALUE_MAX_BYTES], author[VALUE_MAX_BYTES];
};

static void copy_value(char out[VALUE_MAX_BYTES], const json_t *value)
{
    const char *text = json_string_value(value);
    size_t n = json_string_length(value);
    if (out[0] || !text || n >= VALUE_MAX_BYTES)
        return;
    memcpy(out, text, n);
    out[n] = 0;
}

static const json_t *name_of(const json_t *person)
{
    if (json_is_array(person))
        person = json_array_get(person, 0);
    return json_is_object(person) ? json_object_get(person, "name") : person;
}

static void search_ld(struct ld *ld, const json_t *value, int depth)
{
    const char *key;
    json_t *child;
    size_t i;
    if (depth > JSON_DEPTH_LIMIT)
        return;
    if (json_is_array(value)) {
        json_array_foreach(value, i, child) search_ld(ld, child, depth + 1);
        return;
    }
    if (!json_is_object(value))
        return;
    copy_value(ld->date, json_object_get(value, "datePublished"));
    if (json_object_get(value, "datePublished"))
        copy_value(ld->author, name_of(json_object_get(value, "author")));
    json_object_foreach((json_t *)(uintptr_t)value, key,
                        child) if (json_is_object(child) || json_is_array(child))
        search_ld(ld, child, depth + 1);
}

static void take_ld(struct reading *r, const GumboNode *node)
{
    const GumboVector *children = html_children(node);
    str text = str_trim(text_of(node));
    if (text.n == 0)
        return;
    struct ld ld = { 0 };
    json_t *json = json_loadb(text.p, text.n, 0, NULL);
    search_ld(&ld, json, 0);
    json_decref(json);
    const GumboNode *first = children->data[0];
    str raw = { first->v.text.original_text.data, first->v.text.original_text.length };
    keep_date(r, str_from_z(ld.date), span_from(r->input, str_trim(raw)),
              S("JSON-LD datePublished"));
    keep_first(&r->doc->meta.author, str_from_z(ld.author), r->perm);
}

void html_meta_time(struct reading *r, const GumboNode *element)
{
    keep_date(r, html_attr(element, "datetime"), html_attr_span(r->input, element, "datetime"),
              S("time element"));
}

static bool is_publication_time(const GumboNode *node)
{
    return str_eq_nocase(html_attr(node, "itemprop"), S("datePublished")) ||
           gumbo_get_attribute(&node->v.element.attributes, "pubdate") ||
           html_has_class(node, S("published")) || html_has_class(node, S("entry-date"));
}

static void walk(struct reading *r, const GumboNode *node, struct html_site *site, int depth)
{
    const GumboVector *children = html_children(node);
    if (!children || depth > HTML_TREE_DEPTH_MAX)
        return;
    if (html_is(node, GUMBO_TAG_HTML))
        keep_language(r, html_attr(node, "lang"));
    else if (html_is(node, GUMBO_TAG_META))
        take_meta(r, node, site);
    else if (html_is(node, GUMBO_TAG_TITLE) && site->title.n == 0)
        site->title = str_trim(text_of(node));
    else if (html_is(node, GUMBO_TAG_SCRIPT) &&
             str_eq_nocase(html_attr(node, "type"), S("application/ld+json")))
        take_ld(r, node);
    else if (html_is(node, GUMBO_TAG_TIME) && is_publication_time(node))
        html_meta_time(r, node);
    for (unsigned i = 0; i < children->length; i++)
        walk(r, children->data[i], site, depth + 1);
}

void html_meta_read(struct reading *r, const GumboNode *document, struct html_site *site)
{
    *site = (struct html_site){ 0 };
    walk(r, document, site, 0);
    keep_first(&r->doc->meta.title, site->title,
               r->perm); /* og:title has no site's name behind it */
}
