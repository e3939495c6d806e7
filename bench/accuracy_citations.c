/* accuracy_citations.c: how well parentheticals of real texts are read.
 *   accuracy_citations [-v] ROWS.jsonl
 * A row has file, published, text (a parenthetical), class ("not": no citation), citations (outlet, date,
 * date_end) and shapes. Rows of one file have one style, chosen by the shapes of its citations. Prints a Markdown
 * table; with -v also every row that is read otherwise. */
#include <jansson.h>
#include <stdio.h>

#include "base/fold.h"
#include "base/map.h"
#include "cite/cite.h"
#include "doc/read.h"

#include "base/banned.h"

enum { ROW_BYTES_MAX = 64 << 20, PARENS_MAX = 1000 };

struct tally {
    unsigned pairs_right, pairs_read, pairs_gold;
    unsigned rows, rows_right, rows_read, rows_gold;
};

enum style_kind { FBIS, DAY_FIRST, JAMESTOWN, STYLE_KINDS };

static const str style_ids[STYLE_KINDS] = { S_INIT("fbis"), S_INIT("day-first"),
                                            S_INIT("jamestown") };

/* How the citing rows of a file are written. */
struct file_shapes {
    unsigned rows, day_first, short_years;
};

struct bench {
    struct arena run;
    struct outlet_set outlets;
    struct style_set styles;
    struct map files; /* name -> struct file_shapes */
    bool verbose;
    struct tally all, styled[STYLE_KINDS], month_first;
};

/* "outlet|date" of one row, sorted by nothing: rows are short. */
struct pairs {
    VEC(str) list;
};

static const char *field(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));
    return value ? value : "";
}

static bool has_shape(const json_t *row, const char *shape)
{
    size_t i;
    const json_t *value;
    json_array_foreach(
        json_object_get(row, "shapes"), i,
        value) if (str_eq(str_from_z(json_string_value(value)), str_from_z(shape))) return true;
    return false;
}

static size_t citations_of(const json_t *row)
{
    return json_array_size(json_object_get(row, "citations"));
}

static struct file_shapes *shapes_of(struct bench *b, const json_t *row)
{
    void **slot = map_slot(&b->files, &b->run, str_dup(&b->run, str_from_z(field(row, "file"))));
    if (!*slot)
        *slot = NEW(&b->run, struct file_shapes, 1);
    return *slot;
}

static void note_shapes(struct bench *b, const json_t *row)
{
    struct file_shapes *shapes = shapes_of(b, row);
    if (citations_of(row) == 0)
        return;
    shapes->rows++;
    shapes->day_first += has_shape(row, "DAY_FIRST");
    shapes->short_years += has_shape(row, "TWO_DIGIT_YEAR");
}

/* The style in which most citing rows of the file are written; texts of 1994 are of one house. */
static enum style_kind style_of(struct bench *b, const json_t *row)
{
    const struct file_shapes *shapes = shapes_of(b, row);
    if (shapes->short_years * 2 > shapes->rows)
        return FBIS;
    bool house = str_starts(str_from_z(field(row, "published")), S("1994"));
    return house || shapes->day_first * 2 > shapes->rows ? DAY_FIRST : JAMESTOWN;
}

static void add_pair(struct pairs *pairs, struct arena *arena, str outlet, str from, str to)
{
    *VEC_PUSH(&pairs->list, arena) =
        str_printf(arena, "%.*s, %.*s%s%.*s", STR_ARG(fold_spaces(arena, outlet)), STR_ARG(from),
                   to.n ? "/" : "", STR_ARG(to));
}

static void read_gold(const json_t *row, struct arena *arena, struct pairs *out)
{
    size_t i;
    const json_t *c;
    json_array_foreach(json_object_get(row, "citations"), i, c)
        add_pair(out, arena, str_from_z(field(c, "outlet")), str_from_z(field(c, "date")),
                 str_from_z(field(c, "date_end")));
}

static bool read_row(const struct bench *b, const json_t *row, enum style_kind kind,
                     struct arena *arena, struct pairs *out)
{
    struct doc doc = { 0 };
    struct cite_list list;
    struct err err = { 0 };
    struct read_limits limits = { ROW_BYTES_MAX, PARENS_MAX, 512 };
    struct cite_context in = { .doc = &doc,
                               .outlets = &b->outlets,
                               .style = style_find(&b->styles, style_ids[kind]),
                               .limit = PARENS_MAX };
    if (date_parse_iso(str_from_z(field(row, "published")), &in.anchor.day))
        in.anchor.why = S("published");
    str text = str_printf(arena, "Word %s.", field(row, "text"));
    if (!doc_read(S("row.txt"), text, &limits, arena, &doc, &err) ||
        !cite_parse(&in, arena, &list, &err))
        return false;
    for (size_t i = 0; i < list.citations.n; i++) {
        const struct citation *c = &list.citations.p[i];
        char from[DATE_TEXT_BYTES], to[DATE_TEXT_BYTES];
        bool range = c->precision == CCK_PRECISION_RANGE;
        add_pair(out, arena, c->outlet_text,
                 c->precision == CCK_PRECISION_NONE ? S("") : date_iso(c->from, from),
                 range ? date_iso(c->to, to) : S(""));
    }
    return true;
}

/* How many pairs of the two lists are the same, each counted once. */
static unsigned count_same(const struct pairs *gold, const struct pairs *read, struct arena *arena)
{
    bool *taken = NEW(arena, bool, read->list.n + 1);
    unsigned same = 0;
    for (size_t i = 0; i < gold->list.n; i++)
        for (size_t k = 0; k < read->list.n; k++)
            if (!taken[k] && str_eq(gold->list.p[i], read->list.p[k])) {
                taken[k] = true;
                same++;
                break;
            }
    return same;
}

static void count(struct tally *t, size_t gold, size_t read, unsigned same)
{
    t->rows++;
    t->pairs_gold += (unsigned)gold;
    t->pairs_read += (unsigned)read;
    t->pairs_right += same;
    t->rows_gold += gold > 0;
    t->rows_read += read > 0;
    t->rows_right += gold > 0 && read > 0;
}

static void print_pairs(const char *what, const struct pairs *pairs)
{
    (void)fprintf(stderr, "  %s", what);
    for (size_t i = 0; i < pairs->list.n; i++)
        (void)fprintf(stderr, "%s %.*s", i ? ";" : "", STR_ARG(pairs->list.p[i]));
    (void)fprintf(stderr, "\n");
}

static void measure_row(struct bench *b, const json_t *row)
{
    struct arena arena;
    struct pairs gold = { 0 }, read = { 0 };
    enum style_kind kind = style_of(b, row);
    arena_init(&arena, 0, NULL);
    read_gold(row, &arena, &gold);
    if (!read_row(b, row, kind, &arena, &read))
        (void)fprintf(stderr, "not readable: %s\n", field(row, "text"));
    unsigned same = count_same(&gold, &read, &arena);
    count(&b->all, gold.list.n, read.list.n, same);
    count(&b->styled[kind], gold.list.n, read.list.n, same);
    if (has_shape(row, "MONTH_FIRST"))
        count(&b->month_first, gold.list.n, read.list.n, same);
    if (b->verbose && (same < gold.list.n || same < read.list.n)) {
        (void)fprintf(stderr, "%s (%.*s) %s\n", field(row, "file"), STR_ARG(style_ids[kind]),
                      field(row, "text"));
        print_pairs("gold:", &gold);
        print_pairs("read:", &read);
    }
    arena_free(&arena);
}

static double share(unsigned part, unsigned whole)
{
    return whole ? (double)part / whole : 0;
}

static void put_row(const char *name, const struct tally *t)
{
    (void)printf("| %s | %u | %u | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |\n", name, t->rows,
                 t->pairs_gold, share(t->pairs_right, t->pairs_read),
                 share(t->pairs_right, t->pairs_gold),
                 share(2 * t->pairs_right, t->pairs_read + t->pairs_gold),
                 share(t->rows_right, t->rows_read), share(t->rows_right, t->rows_gold),
                 share(2 * t->rows_right, t->rows_read + t->rows_gold));
}

/* Calls `each` for every row of the file; false when it cannot be read. */
static bool each_row(struct bench *b, const char *path,
                     void (*each)(struct bench *, const json_t *))
{
    json_t *row;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    while ((row = json_loadf(file, JSON_DISABLE_EOF_CHECK, NULL)) != NULL) {
        each(b, row);
        json_decref(row);
    }
    (void)fclose(file);
    return true;
}

static bool load(struct bench *b)
{
    struct err err = { 0 };
    struct rule_set rules = { 0 };
    rules_add(&rules, &b->run, rules_builtin, rules_builtin_count);
    return outlet_set_load(&rules, &b->run, &b->outlets, &err) &&
           styles_load(&rules, &b->run, &b->styles, &err);
}

int main(int argc, char **argv)
{
    struct bench b = { 0 };
    arena_init(&b.run, 0, NULL);
    b.verbose = argc == 3 && str_eq(str_from_z(argv[1]), S("-v"));
    const char *path = argc == 2 + b.verbose ? argv[argc - 1] : NULL;
    if (!path || !load(&b) || !each_row(&b, path, note_shapes) ||
        !each_row(&b, path, measure_row)) {
        (void)fprintf(stderr, "usage: accuracy_citations [-v] ROWS.jsonl\n");
        return 2;
    }
    (void)printf("| rows | n | pairs | pairs P | pairs R | pairs F1 | detection P | detection R | "
                 "detection F1 |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    put_row("all", &b.all);
    for (size_t i = 0; i < STYLE_KINDS; i++)
        put_row(style_ids[i].p, &b.styled[i]);
    put_row("month first, of all", &b.month_first);
    arena_free(&b.run);
    return b.all.rows ? 0 : 1;
}
