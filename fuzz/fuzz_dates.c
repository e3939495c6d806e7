/* fuzz_dates.c: tokens and lists of dates of any bytes. The first byte chooses the order of dates. */
#include "cite/dates.h"
#include "target.h"

#include "base/banned.h"

static void check(str text, const struct date_list *dates)
{
    for (size_t i = 0; i < dates->n; i++) {
        const struct date_item *item = &dates->p[i];
        HOLDS(span_end(item->text) <= text.n && item->text.len > 0);
        HOLDS(span_end(item->month) <= text.n && span_end(item->bad) <= text.n);
        HOLDS(item->precision != 0);
        HOLDS(item->from.year || item->from.month);
        HOLDS(!item->misread || item->bad.len > 0);
        HOLDS(!item->impossible || item->bad.len > 0);
        HOLDS(!item->misspelt || item->month.len > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    str text = target_text(data + 1, size - 1);
    struct token_list tokens = { 0 };
    struct arena arena;
    arena_init(&arena, 0, NULL);
    buf_init(&tokens.room, (size_t)1 << 30);
    HOLDS(token_read(text, span_make(0, text.n), &tokens));
    size_t end = 0;
    for (size_t i = 0; i < tokens.n; i++) {
        HOLDS(tokens.p[i].text.len > 0 && tokens.p[i].text.off >= end);
        end = span_end(tokens.p[i].text);
    }
    HOLDS(end <= text.n);
    struct date_input in = { text, tokens.p, tokens.n, data[0] & 1, data[0] & 2, &arena };
    for (size_t at = 0; at < tokens.n;) {
        struct date_list dates = { 0 };
        size_t taken = dates_read(&in, at, &dates);
        HOLDS(taken <= tokens.n - at && (taken > 0) == (dates.n > 0));
        check(text, &dates);
        at += taken ? taken : 1;
    }
    buf_free(&tokens.room);
    arena_free(&arena);
    return 0;
}
