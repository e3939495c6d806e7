/* fuzz_jsonld.c: blocks of JSON-LD of any bytes. Line feeds of the input part them where "\n\n" stands. */
#include "base/utf8.h"
#include "page/jsonld.h"
#include "target.h"

#include "base/banned.h"

static void check(const struct jsonld *out)
{
    const str texts[] = { out->headline, out->author, out->author_id, out->publisher,
                          out->language, out->body,   out->url };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        HOLDS(texts[i].n == 0 || texts[i].p);
    for (size_t i = 0; i < out->dates.n; i++) {
        const struct jsonld_date *d = &out->dates.p[i];
        HOLDS(d->text.n > 0 && d->text.n <= 100);
        HOLDS(d->type <= JSONLD_ARTICLE && !(d->modified && d->created));
    }
    HOLDS(out->type <= JSONLD_ARTICLE);
    HOLDS(out->free <= JSONLD_FREE_NO && out->part_free <= JSONLD_FREE_NO);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str rest = target_text(data, size);
    struct jsonld out = { 0 };
    struct arena arena;
    if (!utf8_valid(rest, NULL)) /* pages are decoded before */
        return 0;
    arena_init(&arena, 0, NULL);
    while (rest.n) {
        size_t end = str_find(rest, S("\n\n"), 0);
        jsonld_read(str_slice(rest, 0, end), &arena, &out);
        rest = str_from(rest, end + 2);
    }
    check(&out);
    arena_free(&arena);
    return 0;
}
