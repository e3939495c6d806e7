/* read_case.c: see read_case.h. */
#include "read_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/utf8.h"

#include "base/banned.h"

enum { OUTPUT_MAX_BYTES = 64 * 1024 };

static const char *const kinds[] = {
    [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_HEADLINE] = "headline", [BLOCK_HEADING] = "heading",
    [BLOCK_SUMMARY] = "summary",     [BLOCK_LIST_ITEM] = "item",    [BLOCK_QUOTE] = "quote",
    [BLOCK_CAPTION] = "caption",     [BLOCK_BYLINE] = "byline",     [BLOCK_MASTHEAD] = "masthead",
    [BLOCK_FOOTNOTE] = "footnote",   [BLOCK_TABLE_CELL] = "cell",
};

static const struct read_limits limits = { .source_bytes = 200 * 1000 * 1000,
                                           .blocks = 1000 * 1000,
                                           .html_depth = 512 };

static void check_map(const struct doc *doc)
{
    uint32_t at = 0;
    for (size_t i = 0; i < doc->map.segments.n; i++) {
        struct posmap_segment s = doc->map.segments.p[i];
        assert_int_equal(s.text_off, at);
        at += s.text_len;
        assert_true((size_t)s.source_off + s.source_len <= doc->source.n);
        if (!s.replaced)
            assert_memory_equal(doc->text.p + s.text_off, doc->source.p + s.source_off, s.text_len);
    }
    assert_int_equal(at, doc->text.n);
}

static void check_sentences(const struct doc *doc, size_t block)
{
    const struct block *b = &doc->blocks.p[block];
    for (uint32_t k = 0; k < b->n_sentences; k++) {
        const struct sentence *s = &doc->sentences.p[b->first_sentence + k];
        assert_int_equal(s->block, block);
        assert_int_equal(s->ordinal, k + 1);
        assert_true(s->text.len > 0 && span_covers(b->text, s->text));
        if (k > 0)
            assert_true(span_end(s[-1].text) <= s->text.off);
        assert_int_equal(doc_sentence_at(doc, s->text.off), b->first_sentence + k);
    }
    assert_true(b->kind == BLOCK_MASTHEAD || b->n_sentences > 0);
}

static void check_blocks(const struct doc *doc)
{
    size_t end = 0;
    uint32_t paragraph = 0;
    for (size_t i = 0; i < doc->blocks.n; i++) {
        const struct block *b = &doc->blocks.p[i];
        assert_true(b->text.off >= end && b->text.len > 0);
        end = span_end(b->text);
        assert_true(end <= doc->text.n);
        paragraph += b->kind != BLOCK_MASTHEAD;
        assert_int_equal(b->paragraph, b->kind == BLOCK_MASTHEAD ? 0 : paragraph);
        span source = doc_source_span(doc, b->text);
        assert_true(source.len > 0 && span_end(source) <= doc->source.n);
        assert_int_equal(doc_block_at(doc, b->text.off), i);
        assert_int_equal(doc_block_at(doc, (uint32_t)end - 1), i);
        check_sentences(doc, i);
    }
}

static void check_places(const struct doc *doc)
{
    size_t end = 0;
    for (size_t i = 0; i < doc->links.n; i++) {
        const struct doc_link *link = &doc->links.p[i];
        assert_true(link->text.off >= end);
        end = span_end(link->text);
        assert_true(end <= doc->text.n && span_end(link->source) <= doc->source.n);
    }
    for (size_t i = 0; i < doc->marks.n; i++) {
        assert_true(span_end(doc->marks.p[i].source) <= doc->source.n);
        assert_true(doc->marks.p[i].text_off <= doc->text.n);
    }
    for (size_t i = 0; i < doc->meta.dates.n; i++)
        assert_true(span_end(doc->meta.dates.p[i].source) <= doc->source.n);
}

void read_case_open(struct read_case *c, const char *name, str source)
{
    *c = (struct read_case){ 0 };
    arena_init(&c->arena, 0, NULL);
    c->read = doc_read(str_from_z(name), source, &limits, &c->arena, &c->doc, &c->err);
    if (!c->read)
        return;
    assert_true(utf8_valid(c->doc.text, NULL));
    check_map(&c->doc);
    check_blocks(&c->doc);
    check_places(&c->doc);
}

void read_case_close(struct read_case *c)
{
    arena_free(&c->arena);
}

static void print_blocks(const struct doc *doc, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < doc->blocks.n; i++) {
        const struct block *b = &doc->blocks.p[i];
        str text = str_at(doc->text, b->text);
        int added = snprintf(out + n, OUTPUT_MAX_BYTES - n, "%s %u %.*s\n", kinds[b->kind],
                             b->paragraph, STR_ARG(text));
        assert_true(added > 0 && n + (size_t)added < OUTPUT_MAX_BYTES);
        for (size_t k = n; k + 1 < n + (size_t)added; k++)
            if (out[k] == '\n' || out[k] == '\r')
                out[k] = ' ';
        n += (size_t)added;
    }
    out[n] = 0;
}

void read_case_expect(const char *name, const char *source, const char *expected)
{
    struct read_case c;
    read_case_open(&c, name, str_from_z(source));
    if (!c.read)
        fail_msg("%s", c.err.message);
    char *got = test_calloc(1, OUTPUT_MAX_BYTES);
    print_blocks(&c.doc, got);
    assert_string_equal(got, expected);
    test_free(got);
    read_case_close(&c);
}

void read_case_expect_numbers(const char *name, const char *source, const char *expected)
{
    struct read_case c;
    struct buf got;
    read_case_open(&c, name, str_from_z(source));
    buf_init(&got, OUTPUT_MAX_BYTES);
    for (size_t i = 0; i < c.doc.blocks.n; i++)
        buf_printf(&got, i ? " %u" : "%u", c.doc.blocks.p[i].number);
    if (!str_eq(buf_str(&got), str_from_z(expected)))
        fail_msg("expected %s, got %.*s", expected, STR_ARG(buf_str(&got)));
    buf_free(&got);
    read_case_close(&c);
}

str read_case_source(const struct read_case *c, const char *words)
{
    str needle = str_from_z(words);
    size_t at = str_find(c->doc.text, needle, 0);
    if (at >= c->doc.text.n)
        fail_msg("\"%s\" is not in the text", words);
    return str_at(c->doc.source, doc_source_span(&c->doc, span_make(at, at + needle.n)));
}

void read_case_error(const char *name, str source, enum err_kind kind, uint32_t line,
                     const char *words)
{
    struct read_case c;
    read_case_open(&c, name, source);
    assert_false(c.read);
    assert_int_equal(c.err.kind, kind);
    if (line)
        assert_int_equal(c.err.line, line);
    if (!strstr(c.err.message, words))
        fail_msg("\"%s\" does not say \"%s\"", c.err.message, words);
    read_case_close(&c);
}

void read_case_hostile(const char *name, const char *pattern, size_t bytes, unsigned seconds)
{
    size_t n = strlen(pattern);
    char *source = test_malloc(bytes);
    for (size_t i = 0; i < bytes; i++)
        source[i] = pattern[i % n];
    struct read_case c;
    (void)alarm(seconds);
    read_case_open(&c, name, (str){ source, bytes / n * n });
    (void)alarm(0);
    read_case_close(&c);
    test_free(source);
}
