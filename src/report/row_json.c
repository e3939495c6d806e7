/* row_json.c: fragments that never change are appended as they stand; the JSON writer escapes what
 * lies between them. Nothing is allocated for a line. */
#include "report/row_json.h"

#include "format/json.h"
#include "report/enum_names.h"

#include <assert.h>

#include "base/banned.h"

enum { MADE_BYTES_MAX = 1 << 20, MADE_WHY = 1000 /* apart from the values of enum cck_match */ };

void json_add_text(struct buf *out, str text)
{
    struct json_writer writer;
    json_init(&writer, out);
    json_str(&writer, text);
}

void json_add_text_or_null(struct buf *out, str text)
{
    if (text.n)
        json_add_text(out, text);
    else
        buf_add(out, S("null"));
}

/* The short parts between two texts, gathered and appended at once: a call for each would be half
 * the cost of a line. What is put here is ours, short, and needs no escaping. */
struct parts {
    size_t n;
    char p[320];
};

static inline void put(struct parts *parts, str part)
{
    assert(part.n <= sizeof parts->p - parts->n);
    memcpy(parts->p + parts->n, part.p, part.n);
    parts->n += part.n;
}

static void put_uint(struct parts *parts, uint32_t value)
{
    char room[BUF_DIGITS_MAX];
    put(parts, buf_digits(value, room));
}

static void put_uint_or_null(struct parts *parts, uint32_t value)
{
    if (value)
        put_uint(parts, value);
    else
        put(parts, S("null"));
}

static void put_word_or_null(struct parts *parts, str word)
{
    if (!word.n) {
        put(parts, S("null"));
        return;
    }
    put(parts, S("\""));
    put(parts, word);
    put(parts, S("\""));
}

/* A date as the contract writes it; null when no field is given. */
static void put_iso(struct parts *parts, date d)
{
    char room[DATE_TEXT_BYTES];
    put_word_or_null(parts, d.year || d.month || d.day ? date_iso(d, room) : (str){ 0 });
}

static void add_parts(struct buf *out, const struct parts *parts)
{
    buf_add(out, (str){ parts->p, parts->n });
}

void row_json_init(struct row_json *json, str file)
{
    *json = (struct row_json){ 0 };
    buf_init(&json->line, SIZE_MAX / 4);
    buf_add(&json->line, S("{\"file\":"));
    json_add_text(&json->line, file);
    buf_add(&json->line, S(",\"offset\":"));
    json->file_n = json->line.n;
    buf_init(&json->made, MADE_BYTES_MAX);
}

void row_json_free(struct row_json *json)
{
    buf_free(&json->line);
    buf_free(&json->made);
}

static void add_place(struct row_json *json, const struct list_row *row)
{
    struct buf *out = &json->line;
    if (row->same_place && json->place_n) {
        out->n = json->place_n;
        return;
    }
    out->n = json->file_n;
    struct parts parts;
    parts.n = 0;
    put_uint(&parts, row->place.source.off);
    put(&parts, S(",\"length\":"));
    put_uint(&parts, row->place.source.len);
    put(&parts, S(",\"line\":"));
    put_uint(&parts, row->place.from.line);
    put(&parts, S(",\"column\":"));
    put_uint(&parts, row->place.from.column);
    put(&parts, S(",\"end_line\":"));
    put_uint(&parts, row->place.to.line);
    put(&parts, S(",\"end_column\":"));
    put_uint(&parts, row->place.to.column);
    put(&parts, S(",\"paragraph\":"));
    put_uint_or_null(&parts, row->paragraph);
    put(&parts, S(",\"sentence\":"));
    put_uint_or_null(&parts, row->sentence);
    put(&parts, S(",\"parenthetical\":"));
    add_parts(out, &parts);
    json_add_text(out, row->parenthetical);
    json->place_n = out->n;
}

static struct row_memo *memo_of(struct row_json *json, const void *key, uint32_t tag)
{
    uintptr_t h = (uintptr_t)key / 8 * 0x9E3779B1u + tag;
    return &json->memos[(h >> 7) % ROW_MEMOS];
}

/* Appends the fragment made before for this key; false when there is none. */
static bool add_made(struct row_json *json, const void *key, uint32_t tag)
{
    const struct row_memo *memo = memo_of(json, key, tag);
    if (memo->key != key || memo->tag != tag)
        return false;
    buf_add(&json->line, str_slice(buf_str(&json->made), memo->off, memo->n));
    return true;
}

/* Keeps what was appended to the line from `from` on. */
static void keep_made(struct row_json *json, const void *key, uint32_t tag, size_t from)
{
    str fragment = str_from(buf_str(&json->line), from);
    if (json->made.n + fragment.n > MADE_BYTES_MAX)
        return;
    *memo_of(json, key, tag) =
        (struct row_memo){ key, tag, (uint32_t)json->made.n, (uint32_t)fragment.n };
    buf_add(&json->made, fragment);
}

static void make_outlet(struct buf *out, const struct list_row *row)
{
    const struct outlet *outlet = row->outlet;
    if (!outlet) {
        buf_add(out, S(",\"id\":null,\"name\":null,\"match\":\"none\",\"home\":null}"));
        return;
    }
    buf_add(out, S(",\"id\":"));
    json_add_text_or_null(out, outlet->id);
    buf_add(out, S(",\"name\":"));
    json_add_text_or_null(out, outlet->name);
    struct parts parts;
    parts.n = 0;
    put(&parts, S(",\"match\":"));
    put_word_or_null(&parts, name_of_match(row->match));
    put(&parts, S(",\"home\":"));
    add_parts(out, &parts);
    json_add_text_or_null(out, outlet->home);
    buf_byte(out, '}');
}

static void add_outlet(struct row_json *json, const struct list_row *row)
{
    size_t from = json->line.n;
    if (row->outlet && add_made(json, row->outlet, row->match))
        return;
    make_outlet(&json->line, row);
    if (row->outlet)
        keep_made(json, row->outlet, row->match, from);
}

static void add_why(struct row_json *json, str why)
{
    size_t from = json->line.n;
    if (why.n == 0 || add_made(json, why.p, MADE_WHY)) {
        if (why.n == 0)
            buf_add(&json->line, S("null"));
        return;
    }
    json_add_text(&json->line, why);
    keep_made(json, why.p, MADE_WHY, from);
}

static void add_date(struct row_json *json, const struct citation *citation)
{
    struct buf *out = &json->line;
    if (!citation || (!citation->date_text.n && !citation->precision)) {
        buf_add(out, S(",\"date\":{\"text\":null,\"value\":null,\"end\":null,\"precision\":null,"
                       "\"year\":null,\"why\":null}"));
        return;
    }
    struct parts parts;
    parts.n = 0;
    buf_add(out, S(",\"date\":{\"text\":"));
    json_add_text_or_null(out, citation->date_text);
    put(&parts, S(",\"value\":"));
    put_iso(&parts, citation->from);
    put(&parts, S(",\"end\":"));
    put_iso(&parts, citation->to);
    put(&parts, S(",\"precision\":"));
    put_word_or_null(&parts, name_of_precision(citation->precision));
    put(&parts, S(",\"year\":"));
    put_word_or_null(&parts, name_of_year(citation->year));
    put(&parts, S(",\"why\":"));
    add_parts(out, &parts);
    add_why(json, citation->why);
    buf_byte(out, '}');
}

static void add_extra(struct buf *out, const struct cite_extra *extra)
{
    const struct {
        str key, value;
    } fields[] = {
        { S("\"title\":"), extra->title },       { S("\"author\":"), extra->author },
        { S("\"page\":"), extra->page },         { S("\"issue\":"), extra->issue },
        { S("\"time\":"), extra->time },         { S("\"language\":"), extra->language },
        { S("\"accessed\":"), extra->accessed }, { S("\"account\":"), extra->account },
    };
    bool more = false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!fields[i].value.n)
            continue;
        if (more)
            buf_byte(out, ',');
        buf_add(out, fields[i].key);
        json_add_text(out, fields[i].value);
        more = true;
    }
}

void row_json_add(struct row_json *json, const struct list_row *row, struct buf *out)
{
    struct buf *line = &json->line;
    const struct citation *citation = row->citation;
    struct parts parts;
    add_place(json, row);
    parts.n = 0;
    put(&parts, S(",\"kind\":"));
    put_word_or_null(&parts, name_of_kind(row->kind));
    put(&parts, S(",\"signal\":"));
    add_parts(line, &parts);
    json_add_text_or_null(line, citation ? citation->signal_text : (str){ 0 });
    buf_add(line, S(",\"outlet\":{\"text\":"));
    json_add_text_or_null(line, row->outlet_text);
    add_outlet(json, row);
    add_date(json, citation);
    buf_add(line, S(",\"url\":"));
    json_add_text_or_null(line, row->url);
    buf_add(line, S(",\"extra\":{"));
    if (citation && citation->extra)
        add_extra(line, citation->extra);
    parts.n = 0;
    put(&parts, S("},\"error\":"));
    put_word_or_null(&parts, name_of_cite_error(row->error));
    add_parts(line, &parts);
    buf_add(out, buf_str(line));
    out->failed |= line->failed;
}
