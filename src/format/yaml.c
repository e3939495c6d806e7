/* yaml.c: libyaml's events made a small tree. */
#include "format/yaml.h"

#include "base/distance.h"
#include "base/map.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <yaml.h>

#include "base/banned.h"

enum { DEPTH_MAX = 64, NODES_MAX = 200000, FIELDS_MAX = 64 };

struct reader {
    struct arena *perm;
    struct err *err;
    str source;
    uint32_t n_nodes;
    yaml_parser_t parser;
    yaml_event_t event;   /* the one at hand */
    struct arena scratch; /* key tables of the maps that are open */
};

/* Deferred, so that a spent arena leaves nothing behind; harmless when called again. */
static void close_reader(void *handle)
{
    struct reader *r = handle;
    yaml_event_delete(&r->event);
    yaml_parser_delete(&r->parser);
    arena_free(&r->scratch);
}

static struct yaml_place place(yaml_mark_t mark)
{
    return (struct yaml_place){ (uint32_t)mark.line + 1, (uint32_t)mark.column + 1 };
}

static bool fail_at(struct reader *r, enum err_kind kind, yaml_mark_t mark, const char *message)
{
    struct yaml_place at = place(mark);
    return err_at(r->err, kind, at.line, at.column, "%s", message);
}

/* Line and column of a byte. */
static struct yaml_place place_of_byte(str source, size_t off)
{
    struct yaml_place at = { 1, 1 };
    size_t line_off = 0;
    for (size_t i = str_find_byte(source, '\n', 0); i < off; i = str_find_byte(source, '\n', i + 1))
        at.line++, line_off = i + 1;
    at.column += (uint32_t)utf8_count(str_slice(source, line_off, off - line_off));
    return at;
}

/* What libyaml says, and what helps an editor more. */
static const struct {
    const char *theirs, *ours;
} plainer[] = {
    { "mapping values are not allowed in this context",
      "a colon is not allowed here; put the text in quotes, or check the indentation" },
    { "did not find expected key",
      "expected \"key: value\"; put text with quotes in it in quotes" },
    { "did not find expected <document start>",
      "this line does not belong to what stands above; check the indentation" },
    { "found character that cannot start any token",
      "no text can begin with this character; put it in quotes (tabs cannot indent)" },
};

/* What follows from a bracket or quotation mark that nothing closes. */
static const char *const unclosed[] = {
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "found unexpected end of stream",
    "found unexpected document indicator",
};

/* libyaml's own complaint, with what it was reading when it met the problem. */
static bool fail_syntax(struct reader *r)
{
    const yaml_parser_t *p = &r->parser;
    if (p->error == YAML_MEMORY_ERROR)
        return err_set(r->err, ERR_MEMORY, "out of memory");
    struct yaml_place at = place(p->problem_mark);
    if (p->error == YAML_READER_ERROR) /* no mark is set */
        at = place_of_byte(r->source, p->problem_offset);
    const char *problem = p->problem ? p->problem : "not YAML";
    for (size_t i = 0; i < sizeof plainer / sizeof *plainer; i++)
        if (strcmp(problem, plainer[i].theirs) == 0)
            return err_at(r->err, ERR_FORMAT, at.line, at.column, "%s", plainer[i].ours);
    if (!p->context)
        return err_at(r->err, ERR_FORMAT, at.line, at.column, "%s", problem);
    bool open = false;
    for (size_t i = 0; i < sizeof unclosed / sizeof *unclosed; i++)
        open |= strcmp(problem, unclosed[i]) == 0;
    return err_at(r->err, ERR_FORMAT, at.line, at.column, "%s %s that begins in line %zu%s",
                  problem, p->context, p->context_mark.line + 1,
                  open ? "; a bracket or quotation mark may not be closed" : "");
}

/* Replaces the event at hand by the next one, and refuses anchors and tags. */
static bool next_event(struct reader *r)
{
    yaml_event_delete(&r->event);
    if (!yaml_parser_parse(&r->parser, &r->event))
        return fail_syntax(r);
    const yaml_event_t *e = &r->event;
    const void *anchor = NULL, *tag = NULL;
    switch (e->type) {
    case YAML_ALIAS_EVENT:
        return fail_at(r, ERR_FORMAT, e->start_mark, "aliases (*name) are not allowed here");
    case YAML_SCALAR_EVENT:
        anchor = e->data.scalar.anchor, tag = e->data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = e->data.sequence_start.anchor, tag = e->data.sequence_start.tag;
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = e->data.mapping_start.anchor, tag = e->data.mapping_start.tag;
        break;
    default:
        break;
    }
    if (anchor)
        return fail_at(r, ERR_FORMAT, e->start_mark, "anchors (&name) are not allowed here");
    if (tag)
        return fail_at(r, ERR_FORMAT, e->start_mark, "tags (!name) are not allowed here");
    return true;
}

static str scalar_text(const struct reader *r)
{
    str text = { (const char *)r->event.data.scalar.value, r->event.data.scalar.length };
    return str_dup(r->perm, text);
}

static bool read_node(struct reader *r, unsigned depth, struct yaml_node *node);

/* Reads the items of an open list up to its end. */
static bool read_list(struct reader *r, unsigned depth, struct yaml_node *list)
{
    struct yaml_node *last = NULL;
    for (;;) {
        if (!next_event(r))
            return false;
        if (r->event.type == YAML_SEQUENCE_END_EVENT)
            return true;
        struct yaml_node *item = NEW(r->perm, struct yaml_node, 1);
        if (!read_node(r, depth, item))
            return false;
        *(last ? &last->next : &list->child) = item;
        list->n_children++;
        last = item;
    }
}

/* Takes the event at hand as the key of `entry`; a key that the map has already is an error. */
static bool read_key(struct reader *r, struct map *keys, struct yaml_node *entry)
{
    entry->key_at = place(r->event.start_mark);
    if (r->event.type != YAML_SCALAR_EVENT)
        return fail_at(r, ERR_FORMAT, r->event.start_mark,
                       "a key must be plain text, not a list or a map");
    entry->key = scalar_text(r);
    void **slot = map_slot(keys, &r->scratch, entry->key);
    const struct yaml_node *first = *slot;
    if (first)
        return err_at(r->err, ERR_FORMAT, entry->key_at.line, entry->key_at.column,
                      "\"%.*s\" stands here again; it was given in line %u, column %u",
                      STR_ARG(entry->key), first->key_at.line, first->key_at.column);
    *slot = entry;
    return true;
}

/* Reads the entries of an open map up to its end. */
static bool read_map(struct reader *r, unsigned depth, struct yaml_node *map)
{
    struct yaml_node *last = NULL;
    /* The seed only has to differ from run to run; what is read does not depend on it. */
    struct map keys = { .seed = (uintptr_t)r };
    struct arena_mark mark = arena_mark(&r->scratch);
    for (;;) {
        if (!next_event(r))
            return false;
        if (r->event.type == YAML_MAPPING_END_EVENT)
            break;
        struct yaml_node *entry = NEW(r->perm, struct yaml_node, 1);
        if (!read_key(r, &keys, entry) || !next_event(r) || !read_node(r, depth, entry))
            return false;
        *(last ? &last->next : &map->child) = entry;
        map->n_children++;
        last = entry;
    }
    arena_release(&r->scratch, mark);
    return true;
}

/* Reads the node that the event at hand begins; leaves its last event at hand. */
static bool read_node(struct reader *r, unsigned depth, struct yaml_node *node)
{
    if (++r->n_nodes > NODES_MAX)
        return fail_at(r, ERR_LIMIT, r->event.start_mark, "more than 200,000 entries");
    if (depth > DEPTH_MAX)
        return fail_at(r, ERR_LIMIT, r->event.start_mark, "nested deeper than 64 levels");
    node->at = place(r->event.start_mark);
    bool ok = true;
    if (r->event.type == YAML_SEQUENCE_START_EVENT) {
        node->kind = YAML_LIST;
        ok = read_list(r, depth + 1, node);
    } else if (r->event.type == YAML_MAPPING_START_EVENT) {
        node->kind = YAML_MAP;
        ok = read_map(r, depth + 1, node);
    } else {
        node->kind = YAML_SCALAR;
        node->text = scalar_text(r);
    }
    node->end = place(r->event.end_mark);
    return ok;
}

static bool read_stream(struct reader *r, struct yaml_node *root)
{
    if (!next_event(r)) /* the stream's start */
        return false;
    if (!next_event(r)) /* a document's start, or the stream's end */
        return false;
    if (r->event.type == YAML_STREAM_END_EVENT) {
        *root = (struct yaml_node){ .kind = YAML_MAP, .at = { 1, 1 }, .end = { 1, 1 } };
        return true;
    }
    if (!next_event(r) || !read_node(r, 1, root))
        return false;
    if (!next_event(r)) /* the document's end */
        return false;
    if (!next_event(r))
        return false;
    if (r->event.type != YAML_STREAM_END_EVENT)
        return fail_at(r, ERR_FORMAT, r->event.start_mark,
                       "a second document begins here; one file holds one");
    return true;
}

static bool parse(str source, size_t max_bytes, struct arena *perm, const struct yaml_node **root,
                  struct err *err)
{
    *root = NULL;
    if (source.n > max_bytes)
        return err_set(err, ERR_LIMIT, "%zu bytes; at most %zu MiB are read", source.n,
                       max_bytes / YAML_BYTES_MAX);
    size_t bad_off;
    if (!utf8_valid(source, &bad_off)) {
        struct yaml_place at = place_of_byte(source, bad_off);
        return err_at(err, ERR_FORMAT, at.line, at.column, "not UTF-8 (byte 0x%02X)",
                      (unsigned)(unsigned char)source.p[bad_off]);
    }
    if (str_starts(source, S("\xEF\xBB\xBF"))) /* libyaml skips it only when it guesses encodings */
        source = str_from(source, 3);
    struct reader *r = NEW(perm, struct reader, 1);
    r->perm = perm;
    r->source = source;
    r->err = err;
    arena_init(&r->scratch, 0, perm->guard);
    if (!yaml_parser_initialize(&r->parser))
        return err_set(err, ERR_MEMORY, "out of memory");
    arena_defer(perm, close_reader, r);
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)(source.p ? source.p : ""),
                                 source.n);
    struct yaml_node *tree = NEW(perm, struct yaml_node, 1);
    bool ok = read_stream(r, tree);
    close_reader(r);
    if (ok)
        *root = tree;
    return ok;
}

bool yaml_parse(str source, struct arena *perm, const struct yaml_node **root, struct err *err)
{
    return parse(source, YAML_BYTES_MAX, perm, root, err);
}

bool yaml_parse_table(str source, struct arena *perm, const struct yaml_node **root,
                      struct err *err)
{
    return parse(source, YAML_BYTES_MAX_TABLE, perm, root, err);
}

const struct yaml_node *yaml_get(const struct yaml_node *map, str key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    for (const struct yaml_node *entry = map->child; entry; entry = entry->next)
        if (str_eq(entry->key, key))
            return entry;
    return NULL;
}

str yaml_text(const struct yaml_node *map, str key)
{
    const struct yaml_node *entry = yaml_get(map, key);
    return entry && entry->kind == YAML_SCALAR ? entry->text : (str){ 0 };
}

static const char *kind_name(unsigned kind)
{
    static const char *const names[] = {
        [YAML_SCALAR] = "plain text", [YAML_LIST] = "a list", [YAML_MAP] = "a map"
    };
    return names[kind];
}

static bool fail_unknown(const struct yaml_node *entry, const struct yaml_field *fields,
                         size_t n_fields, struct err *err)
{
    str names[FIELDS_MAX] = { 0 };
    size_t n = n_fields < FIELDS_MAX ? n_fields : FIELDS_MAX;
    for (size_t i = 0; i < n; i++)
        names[i] = fields[i].key;
    size_t nearest = distance_nearest(entry->key, names, n);
    if (nearest < n)
        return err_at(err, ERR_FORMAT, entry->key_at.line, entry->key_at.column,
                      "unknown entry \"%.*s\"; did you mean \"%.*s\"?", STR_ARG(entry->key),
                      STR_ARG(names[nearest]));
    return err_at(err, ERR_FORMAT, entry->key_at.line, entry->key_at.column,
                  "unknown entry \"%.*s\"", STR_ARG(entry->key));
}

/* One entry of a map against the fields that it may be. */
static bool check_entry(const struct yaml_node *entry, const struct yaml_field *fields,
                        size_t n_fields, struct err *err)
{
    size_t i = 0;
    while (i < n_fields && !str_eq(fields[i].key, entry->key))
        i++;
    if (i == n_fields)
        return fail_unknown(entry, fields, n_fields, err);
    bool one = fields[i].kind == YAML_LIST && entry->kind == YAML_SCALAR;
    if (entry->kind != fields[i].kind && !one)
        return yaml_fail(entry, err, "\"%.*s\" must be %s, not %s", STR_ARG(entry->key),
                         kind_name(fields[i].kind), kind_name(entry->kind));
    return true;
}

static bool check_required(const struct yaml_node *map, const struct yaml_field *fields,
                           size_t n_fields, struct err *err)
{
    for (size_t i = 0; i < n_fields; i++)
        if (fields[i].required && !yaml_get(map, fields[i].key))
            return yaml_fail(map, err, "\"%.*s\" is missing", STR_ARG(fields[i].key));
    return true;
}

bool yaml_check(const struct yaml_node *map, const struct yaml_field *fields, size_t n_fields,
                struct err *err)
{
    if (map->kind != YAML_MAP)
        return yaml_fail(map, err, "expected a map (\"%.*s: ...\"), met %s",
                         STR_ARG(n_fields ? fields[0].key : S("key")), kind_name(map->kind));
    for (const struct yaml_node *entry = map->child; entry; entry = entry->next)
        if (!check_entry(entry, fields, n_fields, err))
            return false;
    return check_required(map, fields, n_fields, err);
}

const struct yaml_node *yaml_first(const struct yaml_node *list)
{
    if (list && list->kind == YAML_SCALAR)
        return list->text.n ? list : NULL;
    return list ? list->child : NULL;
}

const struct yaml_node *yaml_after(const struct yaml_node *item)
{
    return item->key.n ? NULL : item->next; /* what has a key has other entries for neighbours */
}

bool yaml_fail(const struct yaml_node *node, struct err *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char message[sizeof err->message];
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    return err_at(err, ERR_FORMAT, node->at.line, node->at.column, "%s", message);
}

bool yaml_bool(const struct yaml_node *node, bool *value, struct err *err)
{
    if (node->kind == YAML_SCALAR) {
        *value = str_eq(node->text, S("yes")) || str_eq(node->text, S("true"));
        if (*value || str_eq(node->text, S("no")) || str_eq(node->text, S("false")))
            return true;
    }
    return yaml_fail(node, err, "expected yes or no, met \"%.*s\"", STR_ARG(node->text));
}

bool yaml_int(const struct yaml_node *node, int32_t *value, struct err *err)
{
    bool minus = str_starts(node->text, S("-"));
    uint32_t size;
    if (node->kind != YAML_SCALAR || !str_to_u32(str_from(node->text, minus), &size) ||
        size > INT32_MAX)
        return yaml_fail(node, err, "expected a whole number, met \"%.*s\"", STR_ARG(node->text));
    *value = minus ? -(int32_t)size : (int32_t)size;
    return true;
}
