/* fuzz_page.c: fetched pages of any bytes. The first byte chooses the content type, whether the body was
 * cut off, whether dates alone are asked for, and whether walls are looked for. */
#include "outlet/outlet.h"
#include "page/page.h"
#include "target.h"

#include "base/utf8.h"

#include "base/banned.h"

/* The shipped walls and the names of months, made at the first input and kept until the end. */
struct kept {
    struct arena arena;
    struct rule_set set;
    const struct wall_set *walls;
    const struct when_names *names;
};

static const struct kept *make(struct kept *kept)
{
    struct err err = { 0 };
    if (kept->names)
        return kept;
    arena_init(&kept->arena, 0, NULL);
    rules_add(&kept->set, &kept->arena, rules_builtin, rules_builtin_count);
    HOLDS(walls_load(&kept->set, &kept->arena, &kept->walls, &err));
    kept->names = when_names_make(&kept->arena);
    return kept;
}

static void check(const struct page *page)
{
    const str texts[] = { page->title,     page->site, page->author,   page->language,
                          page->canonical, page->text, page->main_text };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        HOLDS(utf8_valid(texts[i], NULL));
    for (size_t i = 0; i < page->comments.n; i++)
        HOLDS(span_end(page->comments.p[i]) <= page->text.n);
    HOLDS(page->best.day.year == 0 || page->dates.n > 0);
    for (size_t i = 0; i < page->dates.n; i++) {
        const struct page_date *d = &page->dates.p[i];
        HOLDS(date_is_valid(d->day) && d->minute >= -1 && d->minute < 24 * 60);
        HOLDS(d->origin < PAGE_ORIGIN_COUNT && utf8_valid(d->text, NULL));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = { "", "text/html", "text/html; charset=windows-1251",
                                         "application/pdf" };
    static struct kept room; /* libFuzzer keeps no state for us */
    struct arena perm, scratch;
    struct page page;
    struct err err = { 0 };
    if (size < 1)
        return 0;
    const struct kept *kept = make(&room);
    struct page_input in = { .body = target_text(data + 1, size - 1),
                             .content_type = str_from_z(types[data[0] & 3]),
                             .url = S("https://example.org/2024/07/29/a"),
                             .truncated = data[0] & 4,
                             .dates_only = data[0] & 8,
                             .walls = data[0] & 16 ? kept->walls : NULL,
                             .names = kept->names };
    arena_init(&perm, 0, NULL);
    arena_init(&scratch, 0, NULL);
    if (page_read(&in, &perm, &scratch, &page, &err))
        check(&page);
    else
        HOLDS(err.kind == ERR_LIMIT);
    arena_free(&scratch);
    arena_free(&perm);
    return 0;
}
