/* fuzz_sentence.c: sentences of any text: in order, within their blocks, and found again by offset. */
#include "doc/read.h"
#include "target.h"

#include "base/banned.h"

enum { SOURCE_BYTES_MAX = 1 << 24, BLOCKS_MAX = 100000, DEPTH_MAX = 512 };

static void check(const struct doc *doc)
{
    size_t end = 0;
    for (size_t i = 0; i < doc->sentences.n; i++) {
        const struct sentence *s = &doc->sentences.p[i];
        HOLDS(s->block < doc->blocks.n && s->text.len > 0 && s->text.off >= end);
        HOLDS(span_covers(doc->blocks.p[s->block].text, s->text));
        HOLDS(s->ordinal == i - doc->blocks.p[s->block].first_sentence + 1);
        HOLDS(doc_sentence_at(doc, s->text.off) == i);
        end = span_end(s->text);
    }
    HOLDS(end <= doc->text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = { 0 };
    struct read_limits limits = { SOURCE_BYTES_MAX, BLOCKS_MAX, DEPTH_MAX };
    struct arena arena;
    struct doc doc;
    arena_init(&arena, 0, NULL);
    if (doc_read(S("a.txt"), target_text(data, size), &limits, &arena, &doc, &err))
        check(&doc);
    arena_free(&arena);
    return 0;
}
