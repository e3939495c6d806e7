/* doc_holds.h: what must hold of every document that a reader gives back. */
#ifndef FUZZ_DOC_HOLDS_H
#define FUZZ_DOC_HOLDS_H

#include "base/utf8.h"
#include "doc/read.h"
#include "target.h"

static inline void doc_places_hold(const struct doc *doc)
{
    struct line_cursor walked;
    line_cursor_init(&walked, doc->source);
    for (size_t i = doc->blocks.n; i-- > 0;) { /* backwards: the harder way */
        span source = doc_source_span(doc, doc->blocks.p[i].text);
        HOLDS(span_end(source) <= doc->source.n);
        struct line_place place = line_cursor_at(&walked, source.off);
        HOLDS(place.line >= 1 && place.line <= doc->source.n + 1);
        HOLDS(place.column >= 1 && place.column <= doc->source.n + 1);
    }
}

static inline void doc_blocks_hold(const struct doc *doc)
{
    size_t end = 0, sentence = 0;
    for (size_t i = 0; i < doc->blocks.n; i++) {
        const struct block *b = &doc->blocks.p[i];
        HOLDS(b->text.off >= end && span_end(b->text) <= doc->text.n && b->text.len > 0);
        HOLDS(b->first_sentence == sentence || b->n_sentences == 0);
        end = b->text.off;
        for (uint32_t k = 0; k < b->n_sentences; k++) {
            const struct sentence *s = &doc->sentences.p[b->first_sentence + k];
            HOLDS(s->block == i && s->ordinal == k + 1 && s->text.len > 0);
            HOLDS(s->text.off >= end && span_end(s->text) <= span_end(b->text));
            end = span_end(s->text);
        }
        sentence += b->n_sentences;
        end = span_end(b->text);
    }
    HOLDS(sentence == doc->sentences.n);
}

static inline void doc_links_hold(const struct doc *doc)
{
    for (size_t i = 0; i < doc->links.n; i++) {
        const struct doc_link *link = &doc->links.p[i];
        HOLDS(span_end(link->text) <= doc->text.n && span_end(link->source) <= doc->source.n);
        HOLDS(i == 0 || doc->links.p[i - 1].text.off <= link->text.off);
    }
    for (size_t i = 0; i < doc->marks.n; i++)
        HOLDS(span_end(doc->marks.p[i].source) <= doc->source.n &&
              doc->marks.p[i].text_off <= doc->text.n);
    for (size_t i = 0; i < doc->meta.dates.n; i++)
        HOLDS(date_is_valid(doc->meta.dates.p[i].value) &&
              span_end(doc->meta.dates.p[i].source) <= doc->source.n);
}

/* Reads `data` as the format of `name`, and holds the result against its promises. */
static inline void doc_fuzz(const char *name, const uint8_t *data, size_t size)
{
    enum { SOURCE_BYTES_MAX = 1 << 24, BLOCKS_MAX = 100000, DEPTH_MAX = 512 };
    struct read_limits limits = { SOURCE_BYTES_MAX, BLOCKS_MAX, DEPTH_MAX };
    struct err err = { 0 };
    struct arena arena;
    struct doc doc;
    arena_init(&arena, 0, NULL);
    if (doc_read(str_from_z(name), target_text(data, size), &limits, &arena, &doc, &err)) {
        HOLDS(err.kind == ERR_NONE && utf8_valid(doc.text, NULL));
        doc_blocks_hold(&doc);
        doc_links_hold(&doc);
        doc_places_hold(&doc);
    } else {
        HOLDS(err.kind != ERR_NONE && err.message[0]);
    }
    arena_free(&arena);
}

#endif
