/* front_matter.c: finds the fences, lets YAML be read, and picks the fields that matter here. */
#include "doc/front_matter.h"

#include "base/utf8.h"
#include "doc/fact.h"
#include "format/yaml.h"

#include "base/banned.h"

enum { FRONT_MATTER_MAX_BYTES = 256 * 1024 };

/* A field as both notations give it. */
struct field {
    str key, value;
    span source; /* of the value, as far as it is known */
};

static size_t line_end(str input, size_t at)
{
    return str_find_byte(input, '\n', at);
}

static str line_at(str input, size_t at)
{
    str line = str_slice(input, at, line_end(input, at) - at);
    while (line.n && (line.p[line.n - 1] == '\r' || line.p[line.n - 1] == ' '))
        line.n--;
    return line;
}

/* The fields' bytes and the offset behind the closing fence. */
static bool find_fences(str input, str fence, str *fields, size_t *body_off)
{
    if (!str_eq(line_at(input, 0), fence))
        return false;
    size_t begin = line_end(input, 0) + 1, max = begin + FRONT_MATTER_MAX_BYTES;
    for (size_t at = begin; at < input.n && at < max; at = line_end(input, at) + 1) {
        str line = line_at(input, at);
        if (!str_eq(line, fence) && !(fence.p[0] == '-' && str_eq(line, S("..."))))
            continue;
        *fields = str_slice(input, begin, at - begin);
        size_t behind = line_end(input, at) + 1;
        *body_off = behind < input.n ? behind : input.n;
        return true;
    }
    return false;
}

/* Whether the first line that is neither blank nor a comment reads "key:". */
static bool has_key(str fields)
{
    for (size_t at = 0; at < fields.n; at = line_end(fields, at) + 1) {
        str line = line_at(fields, at);
        if (line.n == 0 || line.p[0] == '#')
            continue;
        size_t n = 0;
        while (n < line.n && (utf8_is_letter((unsigned char)line.p[n]) || line.p[n] == '_' ||
                              line.p[n] == '-' || utf8_is_digit((unsigned char)line.p[n])))
            n++;
        return n > 0 && n < line.n && line.p[n] == ':' && (n + 1 == line.n || line.p[n + 1] == ' ');
    }
    return false;
}

static void keep_first(str *slot, str value, struct arena *perm)
{
    if (slot->n == 0)
        *slot = str_dup(perm, value);
}

/* The digits of a number within the field's source, which may carry quotes. */
static void keep_number(uint32_t *slot, span *where, const struct field *f)
{
    uint32_t value;
    if (*slot == 0 && str_to_u32(str_trim(f->value), &value)) {
        *slot = value;
        *where = f->source;
    }
}

static void keep_date(struct reading *r, const struct field *f)
{
    date day;
    size_t used;
    if (fact_date(str_trim(f->value), &day, &used))
        fact_add(r->doc, r->perm,
                 (struct doc_fact){ DOC_FACT_FRONT_MATTER, day, f->source,
                                    str_printf(r->perm, "front matter %.*s", STR_ARG(f->key)) });
}

static void take_field(struct reading *r, const struct field *f)
{
    struct doc_meta *meta = &r->doc->meta;
    str key = f->key;
    if (str_eq_nocase(key, S("date")) || str_eq_nocase(key, S("published")) ||
        str_eq_nocase(key, S("publishDate")) || str_eq_nocase(key, S("pubDate"))) {
        keep_date(r, f);
    } else if (str_eq_nocase(key, S("title"))) {
        keep_first(&meta->title, f->value, r->perm);
    } else if (str_eq_nocase(key, S("author")) || str_eq_nocase(key, S("authors"))) {
        keep_first(&meta->author, f->value, r->perm);
    } else if (str_eq_nocase(key, S("language")) || str_eq_nocase(key, S("lang"))) {
        keep_first(&meta->language, str_lower(r->perm, f->value), r->perm);
    } else if (str_eq_nocase(key, S("publication"))) {
        if (meta->publication.n == 0)
            meta->publication_source = f->source;
        keep_first(&meta->publication, f->value, r->perm);
    } else if (str_eq_nocase(key, S("url")) || str_eq_nocase(key, S("permalink")) ||
               str_eq_nocase(key, S("canonical_url")) || str_eq_nocase(key, S("link"))) {
        keep_first(&meta->url, f->value, r->perm);
    } else if (str_eq_nocase(key, S("volume"))) {
        keep_number(&meta->volume, &meta->volume_source, f);
    } else if (str_eq_nocase(key, S("issue"))) {
        keep_number(&meta->issue, &meta->issue_source, f);
    }
}

/* The fields, and the line that was asked for last: places come in their order. */
struct lines {
    str fields;
    uint32_t line; /* from 1 */
    size_t off;    /* of its first byte */
};

/* Offset of a place in the fields. */
static size_t offset_of(struct lines *lines, struct yaml_place place)
{
    str fields = lines->fields;
    if (place.line < lines->line)
        *lines = (struct lines){ fields, 1, 0 };
    for (; lines->line < place.line && lines->off < fields.n; lines->line++)
        lines->off = line_end(fields, lines->off) + 1;
    size_t at = lines->off;
    for (uint32_t column = 1; column < place.column && at < fields.n; column++)
        (void)utf8_next(fields, &at);
    return at < fields.n ? at : fields.n;
}

static span source_of(const struct reading *r, struct lines *lines, const struct yaml_node *node)
{
    str fields = lines->fields;
    size_t base = (size_t)(fields.p - r->input.p);
    size_t begin = offset_of(lines, node->at), end = offset_of(lines, node->end);
    str scalar = str_trim(str_slice(fields, begin, end > begin ? end - begin : 0));
    if (scalar.n > 1 && (scalar.p[0] == '"' || scalar.p[0] == '\'') &&
        scalar.p[scalar.n - 1] == scalar.p[0])
        scalar = str_slice(scalar, 1, scalar.n - 2);
    begin = scalar.p ? (size_t)(scalar.p - fields.p) : begin;
    return span_make(base + begin, base + begin + scalar.n);
}

static bool read_yaml(struct reading *r, str fields, struct err *err)
{
    const struct yaml_node *root;
    struct lines lines = { fields, 1, 0 };
    if (!yaml_parse(fields, r->perm, &root, err)) {
        if (err && err->line)
            err->line++; /* the fence stands before */
        return err_context(err, "front matter");
    }
    for (const struct yaml_node *node = root->child; node; node = node->next) {
        const struct yaml_node *scalar = node->kind == YAML_LIST ? node->child : node;
        if (scalar && scalar->kind == YAML_MAP) /* author: {name: ...} */
            scalar = yaml_get(scalar, S("name"));
        if (!scalar || scalar->kind != YAML_SCALAR)
            continue;
        struct field f = { node->key, str_trim(scalar->text), source_of(r, &lines, scalar) };
        take_field(r, &f);
    }
    return true;
}

static void read_assignments(struct reading *r, str fields)
{
    for (size_t at = 0; at < fields.n; at = line_end(fields, at) + 1) {
        str line = line_at(fields, at), key, value;
        if (line.n && line.p[0] == '[')
            return; /* tables of TOML hold nothing of ours */
        if (!str_cut(line, '=', &key, &value))
            continue;
        value = str_trim(value);
        if (value.n > 1 && (value.p[0] == '"' || value.p[0] == '\''))
            value = str_slice(value, 1, str_find_byte(value, value.p[0], 1) - 1);
        struct field f = { str_trim(key), value, span_from(r->input, value) };
        take_field(r, &f);
    }
}

/* Fields at the head of a text that nothing ends: they are read as text, which is to be known. */
static bool is_open(str input)
{
    size_t begin = line_end(input, 0) + 1;
    return str_eq(line_at(input, 0), S("---")) && line_at(input, begin).n &&
           has_key(str_from(input, begin));
}

bool front_matter_read(struct reading *r, size_t *body_off, struct err *err)
{
    str fields;
    *body_off = 0;
    if (find_fences(r->input, S("+++"), &fields, body_off)) {
        read_assignments(r, fields);
        return true;
    }
    if (!find_fences(r->input, S("---"), &fields, body_off)) {
        r->doc->meta.front_matter_open = is_open(r->input);
        return true;
    }
    if (has_key(fields))
        return read_yaml(r, fields, err);
    *body_off = 0;
    return true;
}
