/* dangling_reference.c: CC410: marks of notes and references held against the entries they lead to:
 * Markdown's footnotes, "[12]" with numbered entries, author and year with a list at the end. Without
 * any entry nothing can be known, and nothing is said. */
#include "base/map.h"
#include "base/utf8.h"
#include "check/support.h"
#include "check/works_shared.h"

#include "base/banned.h"

enum { LABEL_BYTES = 40, NUMBER_MAX = 999 };

struct entry {
    str label; /* "3", "^a" */
    span text;
    bool used;
};

struct references {
    const struct check_input *in;
    struct findings *out;
    VEC(struct entry *) notes; /* footnotes and numbered entries */
    struct map by_label;       /* -> struct entry */
    struct works works;        /* of lists of references */
    bool *listed;              /* per block: it is part of such a list */
    bool numbered;             /* some entry is called by a number */
    bool called;               /* some mark is a number */
};

/* "[^a]:" and "[3]" without brackets. */
static str bare_label(str label)
{
    if (str_ends(label, S(":")))
        label.n--;
    return label.n > 2 ? str_slice(label, 1, label.n - 2) : (str){ 0 };
}

static void add_entry(struct references *r, str label, span text)
{
    void **slot = map_slot(&r->by_label, r->out->arena, label);
    if (*slot || label.n == 0)
        return;
    struct entry *e = NEW(r->out->arena, struct entry, 1);
    *e = (struct entry){ .label = label, .text = text };
    *slot = e;
    *VEC_PUSH(&r->notes, r->out->arena) = e;
    r->numbered = r->numbered || label.p[0] != '^';
}

static bool is_list_heading(str text)
{
    static const str names[] = {
        S_INIT("references"), S_INIT("bibliography"), S_INIT("works cited"), S_INIT("sources"),
        S_INIT("notes"),      S_INIT("endnotes"),     S_INIT("footnotes"),   S_INIT("literature"),
    };
    text = str_trim(text);
    if (str_ends(text, S(":")))
        text.n--;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(text, names[i]))
            return true;
    return false;
}

/* "3. " before an item's words, or 0. */
static uint32_t written_number(str text)
{
    size_t n = 0;
    uint32_t value = 0;
    while (n < text.n && text.p[n] >= '0' && text.p[n] <= '9')
        n++;
    bool ends = n < text.n && (text.p[n] == '.' || text.p[n] == ')');
    return ends && str_to_u32(str_slice(text, 0, n), &value) ? value : 0;
}

/* Entries behind a heading such as "References", up to the next heading. Bullets are works, but nothing
 * calls them by a number. */
static void read_list(struct references *r, size_t heading)
{
    const struct doc *doc = r->in->doc;
    for (size_t i = heading + 1; i < doc->blocks.n; i++) {
        const struct block *b = &doc->blocks.p[i];
        if (b->kind == BLOCK_HEADING)
            return;
        if (b->kind == BLOCK_FOOTNOTE)
            continue;
        str text = str_at(doc->text, b->text);
        uint32_t number = b->number ? b->number : written_number(text);
        if (number && number <= NUMBER_MAX)
            add_entry(r, str_printf(r->out->arena, "%u", number), b->text);
        r->listed[i] = true;
        works_add(&r->works, r->out->arena, text);
    }
}

static void read_entries(struct references *r)
{
    const struct doc *doc = r->in->doc;
    for (size_t i = 0; i < doc->blocks.n; i++) {
        const struct block *b = &doc->blocks.p[i];
        str text = str_at(doc->text, b->text);
        if (b->kind == BLOCK_FOOTNOTE)
            add_entry(r, bare_label(str_at(doc->text, b->label)), b->text);
        else if (b->kind == BLOCK_HEADING && is_list_heading(text))
            read_list(r, i);
    }
}

/* A mark "[3]", "[3, 5]" or "[^a]" whose inside is `inside`. */
static void take_mark(struct references *r, span at, str inside)
{
    str piece;
    while (str_next(&inside, ',', &piece)) {
        uint32_t number;
        piece = str_trim(piece);
        bool caret = piece.n > 1 && piece.p[0] == '^';
        if (!caret && (!r->numbered || !str_to_u32(piece, &number) || number > NUMBER_MAX))
            continue;
        r->called = r->called || !caret;
        struct entry *e = map_get(&r->by_label, piece);
        if (e) {
            e->used = true;
            continue;
        }
        (void)say(
            r->out, CHECK_CC410, at,
            "“[%.*s]” leads nowhere: no note or entry is called so. Add the entry, or correct "
            "the mark.",
            STR_ARG(piece));
    }
}

static void read_marks(struct references *r)
{
    const struct doc *doc = r->in->doc;
    for (size_t i = 0; i < doc->blocks.n; i++) {
        const struct block *b = &doc->blocks.p[i];
        if (b->kind == BLOCK_MASTHEAD || (r->listed[i] && b->kind != BLOCK_FOOTNOTE))
            continue;
        str text = str_at(doc->text, b->text);
        for (size_t at = 0; (at = str_find_byte(text, '[', at)) < text.n; at++) {
            str inside = str_slice(text, at + 1, LABEL_BYTES);
            inside.n = str_find_byte(inside, ']', 0);
            size_t end = at + 1 + inside.n;
            if (inside.n == 0 || end >= text.n || text.p[end] != ']')
                continue;
            take_mark(r, span_make(b->text.off + at, b->text.off + end + 1), inside);
        }
    }
}

/* A numbered list in a text that has no numbers for marks only counts its entries. */
static void report_unused(struct references *r)
{
    for (size_t i = 0; i < r->notes.n; i++) {
        const struct entry *e = r->notes.p[i];
        if (!e->used && (e->label.p[0] == '^' || r->called))
            (void)say(
                r->out, CHECK_CC410, e->text,
                "Nothing refers to this entry, “%.*s”. Set its mark where it belongs, or take it "
                "out.",
                STR_ARG(e->label));
    }
}

/* "Smith 2020", "see Smith and Lee, 2021a": the first name and the year. */
static bool read_work(str piece, str *name, uint32_t *year)
{
    if (piece.n && piece.p[piece.n - 1] >= 'a' && piece.p[piece.n - 1] <= 'e')
        piece.n--;
    if (piece.n < 7 || !str_to_u32(str_from(piece, piece.n - 4), year) || *year < 1800 ||
        *year > 2099)
        return false;
    str rest = str_slice(piece, 0, piece.n - 4), word;
    while (str_next(&rest, ' ', &word)) {
        size_t at = 0;
        if (str_ends(word, S(",")))
            word.n--;
        if (word.n < 2 || !utf8_is_upper(utf8_next(word, &at)))
            continue;
        *name = word;
        return true;
    }
    return false;
}

/* Author and year in parentheses, where a list of works stands at the end. */
static void read_works(struct references *r)
{
    const struct check_input *in = r->in;
    works_sort(&r->works);
    for (size_t i = 0; i < in->cites->parens.n && r->works.list.n && !r->numbered; i++) {
        const struct paren *p = &in->cites->parens.p[i];
        str text = str_at(in->doc->text, p->text), piece, name;
        uint32_t year;
        if (p->kind != CCK_KIND_OTHER || text.n < 3 || r->listed[p->block])
            continue;
        text = str_slice(text, 1, text.n - 2);
        while (str_next(&text, ';', &piece)) {
            piece = str_trim(piece);
            if (!read_work(piece, &name, &year) || works_have(&r->works, name, year))
                continue;
            (void)say(r->out, CHECK_CC410, span_from(in->doc->text, piece),
                      "The list at the end has no work of %.*s of %u. Add it, or correct name or "
                      "year.",
                      STR_ARG(name), year);
        }
    }
}

void check_dangling_reference(const struct check_input *in, struct findings *out)
{
    struct references r = { .in = in,
                            .out = out,
                            .listed = NEW(out->arena, bool, in->doc->blocks.n + 1) };
    read_entries(&r);
    read_marks(&r);
    report_unused(&r);
    read_works(&r);
}
