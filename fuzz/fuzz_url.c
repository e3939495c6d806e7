/* fuzz_url.c: addresses and the templates of outlets, of any bytes: two texts, a NUL between them. */
#include "format/url.h"
#include "target.h"

#include "base/banned.h"

static void parse(str text, str other, struct arena *arena)
{
    struct url url, again, joined;
    struct err err = { 0 };
    if (!url_parse(text, arena, &url, &err)) {
        HOLDS(err.kind != ERR_NONE);
        return;
    }
    bool web = str_eq(url.scheme, S("http")) || str_eq(url.scheme, S("https"));
    HOLDS((url.host.n > 0 || !web) && url.scheme.n > 0 && url.text.n > 0);
    HOLDS(url_parse(url.text, arena, &again, &err) && str_eq(again.text, url.text));
    HOLDS(str_eq(again.host, url.host) && str_eq(again.path, url.path));
    if (url_join(&url, other, arena, &joined, &err))
        HOLDS(joined.text.n > 0);
}

static void check_day(bool found, struct cck_date day)
{
    HOLDS(!found || (day.year >= 1000 && day.month >= 1 && day.month <= 12 && day.day <= 31));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str text, other;
    struct arena arena;
    struct cck_date day = { 0 };
    (void)str_cut(target_text(data, size), 0, &text, &other);
    arena_init(&arena, 0, NULL);
    parse(text, other, &arena);
    (void)url_strip_tracking(text, &arena);
    str unwrapped = url_unwrap(text, &arena), masked = url_masked(text, &arena);
    HOLDS(unwrapped.n <= text.n && str_eq(url_masked(masked, &arena), masked));
    check_day(url_date(text, &day), day);
    check_day(url_date_by(other, text, &day), day);
    arena_free(&arena);
    return 0;
}
