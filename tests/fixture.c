/* fixture.c: see fixture.h. */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "cite/month.h"

const struct rule_set *fixture_rules(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *room = NEW(arena, char, 1 << 20);
    size_t n = fread(room, 1, 1 << 20, file);
    assert_int_equal(fclose(file), 0);
    struct rule_set *set = NEW(arena, struct rule_set, 1);
    struct rule_file *rules = NEW(arena, struct rule_file, 1);
    struct err err = { 0 };
    if (!rules_parse(str_from_z(path), (str){ room, n }, arena, rules, &err))
        fail_msg("%s:%u:%u: %s", path, err.line, err.column, err.message);
    rules_add(set, arena, rules, 1);
    return set;
}

int32_t fixture_day(const char *iso)
{
    date d;
    assert_true(date_parse_iso(str_from_z(iso), &d));
    return date_to_days(d);
}

static void add_sentences(struct fixture *f, uint32_t block)
{
    struct block *b = &f->doc.blocks.p[block];
    str text = f->doc.text;
    size_t from = b->text.off, end = span_end(b->text), depth = 0;
    b->first_sentence = (uint32_t)f->doc.sentences.n;
    for (size_t i = from; i < end; i++) {
        depth += text.p[i] == '(';
        depth -= text.p[i] == ')' && depth > 0;
        bool stop = depth == 0 && (text.p[i] == '.' || text.p[i] == '?');
        if ((stop && i + 2 < end && text.p[i + 1] == ' ') || i + 1 == end) {
            *VEC_PUSH(&f->doc.sentences, &f->arena) = (struct sentence){
                .text = span_make(from, i + 1), .block = block, .ordinal = ++b->n_sentences
            };
            from = i + 2;
        }
    }
}

static void add_block(struct fixture *f, size_t from, size_t end)
{
    static const struct {
        char mark;
        enum block_kind kind;
    } kinds[] = { { '#', BLOCK_HEADLINE }, { '>', BLOCK_SUMMARY }, { '-', BLOCK_LIST_ITEM } };
    struct block block = { .kind = BLOCK_PARAGRAPH };
    for (size_t i = 0; i < 3; i++) {
        if (f->doc.text.p[from] == kinds[i].mark) {
            block.kind = (uint8_t)kinds[i].kind;
            from += 2;
        }
    }
    block.text = span_make(from, end);
    block.paragraph = (uint32_t)f->doc.blocks.n + 1;
    *VEC_PUSH(&f->doc.blocks, &f->arena) = block;
    add_sentences(f, (uint32_t)f->doc.blocks.n - 1);
}

/* "May 3", "May 3, 2022" or "3" after an earlier month; false: no date. */
static bool read_day(str piece, uint8_t *month, date *out)
{
    str head, tail, name = piece;
    uint32_t day;
    *out = (date){ 0 };
    if (str_cut(piece, ' ', &head, &tail)) {
        *month = month_find(head).month;
        name = tail;
    }
    if (!*month || !str_to_u32(name, &day) || day > 31)
        return false;
    *out = date_make(0, *month, day);
    return true;
}

static void infer_year(const struct fixture *f, struct citation *c)
{
    if (c->from.year) {
        c->year = CCK_YEAR_EXPLICIT;
        return;
    }
    c->year = CCK_YEAR_UNKNOWN;
    if (f->article.known) {
        c->year = CCK_YEAR_INFERRED;
        c->from.year = date_from_days(f->article.days.to).year;
    }
}

/* The dates of one source: pieces between commas behind the outlet's name. */
static void add_source(struct fixture *f, uint32_t paren, str source)
{
    str rest = source, piece, outlet;
    assert_true(str_next(&rest, ',', &outlet));
    outlet = str_trim(outlet);
    uint8_t month = 0;
    uint32_t first = (uint32_t)f->cites.citations.n;
    while (str_next(&rest, ',', &piece)) {
        uint32_t year;
        piece = str_trim(piece);
        struct citation c = { .paren = paren,
                              .kind = CCK_KIND_CITATION,
                              .link = CITE_NONE,
                              .precision = CCK_PRECISION_DAY,
                              .outlet = span_from(f->doc.text, outlet),
                              .outlet_text = outlet,
                              .date = span_from(f->doc.text, piece),
                              .date_text = piece,
                              .group_first = f->cites.citations.n == first };
        if (piece.n == 4 && str_to_u32(piece, &year) && f->cites.citations.n > first) {
            struct citation *last = &f->cites.citations.p[f->cites.citations.n - 1];
            last->from.year = (int16_t)year;
            continue;
        }
        if (read_day(piece, &month, &c.from))
            *VEC_PUSH(&f->cites.citations, &f->arena) = c;
    }
}

static void add_paren(struct fixture *f, size_t open, size_t close)
{
    struct paren p = { .text = span_make(open, close + 1),
                       .first_citation = (uint32_t)f->cites.citations.n };
    p.block = (uint32_t)doc_block_at(&f->doc, p.text.off);
    p.sentence = (uint32_t)doc_sentence_at(&f->doc, p.text.off);
    str rest = str_slice(f->doc.text, open + 1, close - open - 1), source;
    while (str_next(&rest, ';', &source))
        add_source(f, (uint32_t)f->cites.parens.n, str_trim(source));
    p.n_citations = (uint32_t)f->cites.citations.n - p.first_citation;
    p.kind = p.n_citations ? CCK_KIND_CITATION : CCK_KIND_OTHER;
    for (uint32_t i = 0; i < p.n_citations; i++)
        infer_year(f, &f->cites.citations.p[p.first_citation + i]);
    *VEC_PUSH(&f->cites.parens, &f->arena) = p;
}

static void read_text(struct fixture *f)
{
    str text = f->doc.text;
    for (size_t from = 0; from < text.n;) {
        size_t end = str_find(text, S("\n\n"), from);
        add_block(f, from, end);
        from = end + 2;
    }
    for (size_t open = 0; (open = str_find_byte(text, '(', open)) < text.n; open++) {
        size_t close = str_find_byte(text, ')', open);
        assert_true(close < text.n);
        add_paren(f, open, close);
    }
}

void fixture_words(struct fixture *f)
{
    periods_find(f->period_rules, &f->doc, &f->cites, f->article.days, &f->arena, &f->periods);
    f->input.cover = cover_find(&f->doc, &f->cites, &f->style, &f->arena);
    f->input.claims = claims_score(f->claim_rules, &f->doc, &f->periods, &f->arena);
}

void fixture_open(struct fixture *f, const char *text, const char *from, const char *to)
{
    struct err err = { 0 };
    memset(f, 0, sizeof *f);
    arena_init(&f->arena, 0, NULL);
    f->doc.name = S("article.txt");
    f->doc.source = f->doc.text = str_from_z(text);
    f->style.coverage = STYLE_COVER_PARAGRAPH;
    f->article.known = from != NULL;
    if (from)
        f->article.days = (struct day_range){ fixture_day(from), fixture_day(to) };
    read_text(f);
    assert_true(periods_load(fixture_rules(&f->arena, "rules/periods.yaml"), &f->arena,
                             &f->period_rules, &err));
    assert_true(claims_load(fixture_rules(&f->arena, "rules/claims.yaml"), &f->arena,
                            &f->claim_rules, &err));
    for (uint32_t i = 0; i < f->cites.citations.n; i++)
        *VEC_PUSH(&f->refs.list, &f->arena) =
            (struct reference){ .citation = i, .link = CITE_NONE };
    f->input = (struct check_input){ .doc = &f->doc,
                                     .cites = &f->cites,
                                     .article = &f->article,
                                     .periods = &f->periods,
                                     .refs = &f->refs,
                                     .style = &f->style };
    f->findings.arena = &f->arena;
    fixture_words(f);
}

void fixture_close(struct fixture *f)
{
    arena_free(&f->arena);
}

void fixture_run(struct fixture *f, enum check_id check)
{
    if (check == CHECK_COUNT)
        checks_run(&f->input, &f->findings);
    else
        checks[check].run(&f->input, &f->findings);
}

void fixture_expect(struct fixture *f, const char *expected)
{
    struct buf got;
    buf_init(&got, 1 << 20);
    for (size_t i = 0; i < f->findings.list.n; i++) {
        const struct finding *found = &f->findings.list.p[i];
        str text = str_at(f->doc.text, found->text);
        buf_printf(&got, "%s%.*s:%.*s", i ? "|" : "", STR_ARG(checks[found->check].rule),
                   STR_ARG(text));
    }
    str all = str_dup(&f->arena, buf_str(&got));
    buf_free(&got);
    assert_string_equal(all.p, expected);
}
